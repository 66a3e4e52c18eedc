import { isCorsSafelistedMethod } from "../../core/infrastructure/method.js";
import type { Api, CredentialsMode, RequestMode } from "../../core/infrastructure/request.js";
import { DEFAULT_SETUP, type Setup, type SetupBody } from "../../core/infrastructure/setup.js";
import { isRedirectStatus } from "../../core/infrastructure/status.js";
import type { RecordedExchange } from "../har/exchange.js";
import type { Recording } from "../har/recording.js";
import { apiOf, headerReader, modeOf } from "./api.js";
import { type Guess, guess, type Inferred, inferred } from "./assumptions.js";
import { authorHeaders, namesIn } from "./author-headers.js";
import { type CredentialsReadings, credentialsOf } from "./credentials.js";
import { originOfUrl, pageOf, pageOriginOf, type RecordedPage, withPolicies } from "./page.js";

/** What belongs to one request, read. */
export interface Parts {
  /** The request and its redirects. */
  readonly hops: readonly RecordedExchange[];
  readonly preflights: readonly (RecordedExchange | null)[];
  /** Preflights that were answered before. */
  readonly earlier: readonly RecordedExchange[];
  readonly stored: RecordedExchange | null;
  /** The browser stopped at a redirect. */
  readonly isUnfollowed: boolean;
  /** A preflight whose request was not recorded, and is made up from what the preflight asks for: its entry. */
  readonly orphan: number | null;
}

export interface Overrides {
  readonly origin?: string | undefined;
  readonly api?: Api | undefined;
  readonly credentials?: CredentialsMode | undefined;
}

/** What page code must have done, as far as the recording tells; credentials are a question of their own. */
export interface Reading {
  readonly page: RecordedPage;
  readonly setup: Setup;
  readonly mode: RequestMode;
  readonly credentials: CredentialsReadings;
  readonly assumed: readonly Guess[];
  readonly isCrossOrigin: boolean;
}

/** @returns null when nothing tells which page asked */
export function readingOf(parts: Parts, recording: Recording, overrides: Overrides): Reading | null {
  const [first, preflight] = [parts.hops[0]!, parts.preflights[0] ?? null];
  const origin = pageOriginOf(first, preflight, recording, overrides.origin);
  if (origin === null) return null;
  const last = parts.hops.at(-1)!;
  const wentOut = last.status > 0 && !isRedirectStatus(last.status);
  const page = withPolicies(pageOf(first, origin.value, recording), recording, wentOut);
  const elsewhere = parts.hops.filter((hop) => originOfUrl(hop.url) !== origin.value || origin.value === "null");
  const isCrossOrigin = elsewhere.length > 0;
  const startsElsewhere = elsewhere[0] === first;

  const announced = preflight === null ? null : namesIn(headerReader(preflight)("access-control-request-headers"));
  const isForced = announced?.length === 0 && isCorsSafelistedMethod(first.method);
  const api = apiIn(first, isForced, overrides.api);
  const mode = modeOf(first, api.value, startsElsewhere);
  const credentials = credentialsOf(elsewhere, recording, overrides.credentials);

  const author = hasHeaders(api.value)
    ? authorHeaders(first.requestHeaders, mode.value === "cors" && startsElsewhere ? announced : null)
    : { headers: [], recovered: [] };
  const forced = isForced ? forcedPreflight(api.value) : null;

  const assumed: Guess[] = [guess("page.origin", origin), guess("api", api), guess("mode", mode)];
  for (const field of ["csp", "coep"] as const) {
    if (page[field] !== undefined) {
      assumed.push(guess(`page.${field}`, inferred(page[field], "document-header", "high")));
    }
  }
  if (parts.isUnfollowed) {
    assumed.push(guess("redirect", inferred("manual", "not-followed", "medium")));
  }
  for (const name of author.recovered) {
    assumed.push(guess(`headers.${name}`, inferred(null, "announced", "high")));
  }
  if (forced !== null) assumed.push(guess(forced.field, inferred(true, "nothing-else-asks", "medium")));

  const setup: Setup = {
    ...DEFAULT_SETUP,
    api: api.value,
    url: first.url,
    method: first.method,
    headers: author.headers,
    mode: mode.value,
    redirect: parts.isUnfollowed ? "manual" : "follow",
    crossorigin: isElement(api.value) && mode.value === "cors" && !alwaysCors(api.value) ? "" : null,
    body: bodyOf(first, api.value, forced?.field === "stream body"),
    uploadListeners: forced?.field === "uploadListeners" ? ["progress"] : [],
  };
  return { page, setup, mode: mode.value, credentials, assumed, isCrossOrigin };
}

/** @param isForced neither method nor headers explain the preflight */
function apiIn(first: RecordedExchange, isForced: boolean, override: Api | undefined): Inferred<Api> {
  if (override !== undefined) return inferred(override, "given", "high");
  const api = apiOf(first);
  if (!isForced || api.value !== "fetch" || api.confidence === "high") return api;
  return inferred("xhr", "upload-listeners", "medium");
}

/** The setup with a credentials mode, as its API writes that. */
export function withCredentials(setup: Setup, credentials: CredentialsMode): Setup {
  const includes = credentials === "include";
  if (setup.api === "fetch") return { ...setup, credentials };
  if (setup.api === "xhr" || setup.api === "eventsource") return { ...setup, withCredentials: includes };
  if (!isElement(setup.api) || setup.mode !== "cors") return setup;
  const crossorigin = includes ? "use-credentials" : setup.crossorigin;
  return { ...setup, crossorigin };
}

/** Whether the API can ask with and without credentials. */
export function choosesCredentials({ api, mode }: Setup): boolean {
  if (api === "fetch") return mode === "cors";
  if (api === "xhr" || api === "eventsource") return true;
  return isElement(api) && mode === "cors" && api !== "font" && api !== "css-shape";
}

function hasHeaders(api: Api): boolean {
  return api === "fetch" || api === "xhr";
}

function isElement(api: Api): boolean {
  return !(hasHeaders(api) || api === "eventsource" || api === "beacon" || api === "form" || api === "xdr");
}

function alwaysCors(api: Api): boolean {
  return api === "font" || api === "module-script" || api === "manifest" || api === "css-shape";
}

/** A preflight of a request that neither its method nor its headers explain. */
function forcedPreflight(api: Api): { field: "uploadListeners" | "stream body" } | null {
  if (api === "xhr") return { field: "uploadListeners" };
  return api === "fetch" ? { field: "stream body" } : null;
}

function bodyOf(exchange: RecordedExchange, api: Api, isStream: boolean): SetupBody | null {
  const { method, requestBody } = exchange;
  if (method === "GET" || method === "HEAD" || requestBody === null) return null;
  const written = headerReader(exchange)("content-type");
  const value = requestBody.text ?? "";
  if (api === "beacon") return { type: "blob", value, contentType: written ?? (requestBody.mimeType || null) };
  if (isStream) return { type: "stream", value, contentType: null };
  // Text would bring a Content-Type of its own.
  return { type: written === null ? "bytes" : "text", value, contentType: null };
}
