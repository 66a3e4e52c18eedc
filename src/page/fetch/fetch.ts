import type { FetchOutcome } from "../../core/fetching/outcome.js";
import type { Request } from "../../core/infrastructure/request.js";
import type { FilteredResponse } from "../../core/infrastructure/response.js";
import { isNullBodyStatus } from "../../core/infrastructure/status.js";
import { rejectionOf } from "../../explain/console/rejection.js";
import { Body } from "../body/body.js";
import type { Payload } from "../body/payload.js";
import { type Loaded, Loading } from "../loading.js";
import type { LazyVerdict } from "../page-verdict.js";
import type { Realm } from "../realm.js";
import { payloadFrom } from "../received.js";
import { setVerdictBehind } from "../verdict-behind.js";
import { complaintText } from "../words.js";
import { GuardedHeaders } from "./headers.js";
import { requestBehind } from "./request.js";
import { requestRecord } from "./request-record.js";
import { type PageResponse, type ResponseRealm, ResponseState } from "./response.js";

const CONTEXT = { interface: "Window", method: "fetch" };

/** fetch() — https://fetch.spec.whatwg.org/#dom-global-fetch */
export function pageFetch(realm: ResponseRealm, input: unknown, init?: unknown): Promise<PageResponse> {
  return new Promise((resolve, reject) => {
    const record = requestRecord(requestBehind(input) ?? input, init, CONTEXT, realm);
    const { signal } = record;
    let loading: Loading | null = null;
    const onAbort = () => loading?.terminate(isTimeout(signal) ? "timeout" : "aborted");
    const done = (loaded: Loaded) => {
      signal?.removeEventListener("abort", onAbort);
      const { outcome } = loaded;
      if (outcome.failure === null) resolve(responseFor(loaded, signal, realm));
      else if (signal?.aborted === true && isInterruption(outcome)) reject(signal.reason);
      else reject(rejectionFor(loaded, realm));
    };
    const load = signal?.aborted === true ? { ...record, setup: { ...record.setup, abortAfter: 0 } } : record;
    loading = new Loading(realm, load, done);
    loading.start();
    if (signal !== null && !loading.isOver) signal.addEventListener("abort", onAbort);
  });
}

function isTimeout(signal: AbortSignal | null): boolean {
  const reason: unknown = signal?.reason;
  return reason instanceof Error && reason.name === "TimeoutError";
}

function isInterruption({ failure }: FetchOutcome): boolean {
  return failure?.reason === "aborted" || failure?.reason === "timeout";
}

/** The error that script gets, with the verdict as its cause. */
function rejectionFor({ outcome, verdict, mistake }: Loaded, realm: Realm): Error {
  if (mistake !== null) return withCause(mistake, verdict);
  const rejection = rejectionOf(outcome, realm.browser.profile, realm.browser.page);
  return errorWith(rejection?.name ?? "TypeError", rejection?.message ?? "", verdict);
}

/** An exception of this name: an Error of the language, or a DOMException. */
export function errorWith(name: string, message: string, verdict: LazyVerdict): Error {
  if (name === "TypeError") return new TypeError(message, { cause: verdict });
  return withCause(name === "Error" ? new Error(message) : new DOMException(message, name), verdict);
}

function withCause<E extends Error>(error: E, verdict: LazyVerdict): E {
  Object.defineProperty(error, "cause", { value: verdict, configurable: true, writable: true });
  return error;
}

function responseFor(loaded: Loaded, signal: AbortSignal | null, realm: ResponseRealm): PageResponse {
  const { outcome, payload, verdict } = loaded;
  const response = outcome.response!;
  const body = hasBody(outcome.request!, response)
    ? scriptBody(payload ?? payloadFrom(response), signal, loaded.release, realm)
    : null;
  if (body === null) {
    payload?.discard();
    loaded.release();
  }
  const state = new ResponseState(response, new GuardedHeaders(response.headers, "immutable"), body);
  const seen = new realm.Response(null, state);
  setVerdictBehind(seen, verdict.public);
  return seen;
}

/** Main fetch, step 22, and what a filter leaves. */
function hasBody({ method }: Request, { bodyReadable, status }: FilteredResponse): boolean {
  return bodyReadable && method !== "HEAD" && method !== "CONNECT" && !isNullBodyStatus(status);
}

function scriptBody(payload: Payload, signal: AbortSignal | null, release: () => void, realm: Realm): Body {
  if (signal === null && !payload.isStream) return new Body(payload, null);
  return new Body(payload, {
    signal,
    failure: () => new TypeError(complaintText("body-stream", BODY_CONTEXT, realm)),
    track: (close) => {
      realm.closers.add(close);
      return () => {
        realm.closers.delete(close);
        release();
      };
    },
  });
}
const BODY_CONTEXT = { interface: "Response", method: "text" };
