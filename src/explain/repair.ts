import type { Exchange, FetchOutcome, HttpRequest } from "../core/fetching/outcome.js";
import { getHeader, type HeaderList, withHeader, withoutHeaders } from "../core/infrastructure/header-list.js";
import { isToken } from "../core/infrastructure/method.js";
import type { Api } from "../core/infrastructure/request.js";
import type { HttpResponse, Received } from "../core/infrastructure/response.js";
import { isRedirectStatus } from "../core/infrastructure/status.js";
import { parseUrl } from "../core/infrastructure/url-record.js";
import type { Failure } from "../core/reasons.js";
import type { FixCode } from "./codes.js";
import { wasRefusedFromCache } from "./scene.js";

/** Changes the server's answer to a request; `index` counts what was sent. Returns what it was given when it has no say. */
export type Amend = (sent: HttpRequest, received: Received, index: number) => Received;

/** One change of one answer, as facts. */
export interface ServerFix {
  readonly code: FixCode;
  readonly on: "preflight" | "redirect" | "response";
  /** As it is usually written; null: not a header but the status. */
  readonly header: string | null;
  readonly value: string;
  /** What was added to a list. */
  readonly names: readonly string[];
  /** The request carried credentials: wildcards are none. */
  readonly withCredentials: boolean;
}

export interface Repair {
  readonly amend: Amend;
  readonly fix: ServerFix;
}

type Change = Omit<ServerFix, "on" | "names" | "withCredentials"> & {
  readonly names?: readonly string[];
  /** The value for this very request, where it depends on it. */
  readonly valueFor?: (sent: HttpRequest) => string;
};

/** The smallest change of the refused answer that takes this failure away; null: no answer could. */
export function repairOf(outcome: FetchOutcome): Repair | null {
  const { failure } = outcome;
  const exchange = outcome.exchanges.at(-1);
  if (failure === null || exchange === undefined || !exchange.received.ok) return null;
  const isPreflight = exchange.sent.kind === "preflight";
  if ((outcome.stage === "preflight") !== isPreflight) return null;
  const change = changeFor(failure, exchange, exchange.received, outcome.setup.api);
  if (change === null) return null;
  const on = kindOf(exchange);
  const { valueFor, names = [], ...fix } = change;
  const withCredentials = isWithCredentials(exchange.sent);
  return { fix: { ...fix, on, names, withCredentials }, amend: amendment(exchange.sent, change) };
}

/** Which of a request's answers it is. */
export function kindOf({ sent, received }: Exchange): ServerFix["on"] {
  if (sent.kind === "preflight") return "preflight";
  return received.ok && isRedirectStatus(received.status) ? "redirect" : "response";
}

/** Finds the answer again by what was asked, not by its position: a fixed preflight is followed by more requests. */
function amendment({ kind, url, method }: HttpRequest, { header, value, valueFor }: Change): Amend {
  const isPreflight = kind === "preflight";
  return (sent, received) => {
    if (!received.ok || (sent.kind === "preflight") !== isPreflight) return received;
    if (sent.url.wire !== url.wire || (!isPreflight && sent.method !== method)) return received;
    if (header === null) return withStatus(received, Number(value));
    return { ...received, headers: withHeader(received.headers, header, valueFor?.(sent) ?? value) };
  };
}

function withStatus(answer: HttpResponse, status: number): HttpResponse {
  return { ...answer, status, statusText: "", headers: withoutHeaders(answer.headers, (name) => name === "location") };
}

function changeFor(failure: Failure, exchange: Exchange, answer: HttpResponse, api: Api): Change | null {
  const { sent } = exchange;
  const { headers } = answer;
  switch (failure.reason) {
    case "missing-allow-origin":
    case "multiple-allow-origin":
    case "invalid-allow-origin":
    case "allow-origin-mismatch":
    case "wildcard-with-credentials":
      return allowOrigin(failure.origin ?? originOf(sent));
    case "allow-credentials-missing":
    case "allow-credentials-invalid":
      return ALLOW_CREDENTIALS;
    case "preflight-status":
      return { code: "preflight-ok", header: null, value: "204" };
    case "preflight-redirected":
      return { code: "preflight-direct", header: null, value: "204" };
    case "method-not-allowed":
    case "invalid-allow-methods": {
      const names = [failure.method ?? sent.request.method];
      const value = extended(headers, "access-control-allow-methods", names, isWithCredentials(sent));
      return { code: "allow-methods", header: "Access-Control-Allow-Methods", value, names };
    }
    case "header-not-allowed":
    case "authorization-needs-explicit-header":
    case "invalid-allow-headers": {
      const names = failure.reason === "invalid-allow-headers" ? announced(sent) : (failure.headers ?? []);
      const value = extended(headers, "access-control-allow-headers", names, isWithCredentials(sent));
      return { code: "allow-headers", header: "Access-Control-Allow-Headers", value, names };
    }
    case "redirect-with-userinfo": {
      const target = failure.location === undefined ? null : parseUrl(failure.location, sent.url);
      if (target === null) return null;
      return { code: "location-without-userinfo", header: "Location", value: target.wire };
    }
    case "corp-blocked":
    case "coep-blocked":
      return { code: "resource-policy", header: "Cross-Origin-Resource-Policy", value: "cross-origin" };
    case "nosniff":
    case "unexpected-content-type": {
      const value = CONTENT_TYPES[api];
      return value === undefined ? null : { code: "content-type", header: "Content-Type", value };
    }
    default:
      return null;
  }
}

const ALLOW_CREDENTIALS: Change = {
  code: "allow-credentials",
  header: "Access-Control-Allow-Credentials",
  value: "true",
};

const CONTENT_TYPES: Partial<Record<Api, string>> = {
  eventsource: "text/event-stream",
  script: "text/javascript",
  "module-script": "text/javascript",
  stylesheet: "text/css",
};

function allowOrigin(origin: string): Change {
  const code = origin === "null" ? "allow-origin-null" : "allow-origin";
  return { code, header: "Access-Control-Allow-Origin", value: origin, valueFor: originOf };
}

function originOf(sent: HttpRequest): string {
  return getHeader("origin", sent.headers) ?? sent.request.origin.serialized;
}

function isWithCredentials({ request }: HttpRequest): boolean {
  return request.credentialsMode === "include";
}

/** Header names that the preflight asked for. */
function announced(sent: HttpRequest): readonly string[] {
  const value = getHeader("access-control-request-headers", sent.headers);
  return value === null || value === "" ? [] : [...new Set(value.split(","))];
}

/** The list with these added: good members stay, bad ones go, and so does a wildcard that is none. */
function extended(headers: HeaderList, name: string, added: readonly string[], withCredentials: boolean): string {
  const isGood = (member: string) => isToken(member) && !(withCredentials && member === "*");
  const members = (getHeader(name, headers) ?? "").split(",").map((member) => member.trim());
  return [...new Set([...members.filter(isGood), ...added])].join(", ");
}

/** For an answer that the browser's cache had. NOTE: not proved, as what is stored already stays so. */
export function storedAnswerFixes(outcome: FetchOutcome): readonly ServerFix[] {
  const { failure, request } = outcome;
  if (failure === null || !wasRefusedFromCache(outcome)) return NO_FIXES;
  const withCredentials = request?.credentialsMode === "include";
  const rest = { on: "response", names: [], withCredentials } as const;
  const { valueFor: _valueFor, ...change } =
    failure.header === "access-control-allow-credentials" ? ALLOW_CREDENTIALS : allowOrigin(failure.origin ?? "null");
  return [
    { ...change, ...rest },
    { code: "vary-origin", header: "Vary", value: "Origin", ...rest },
  ];
}

const NO_FIXES: readonly ServerFix[] = [];

/** Runs the same fetch again, each answer passed through `amend`. */
export type Rerun = (amend: Amend) => FetchOutcome;

/** What the server would have answered, had its answers to OPTIONS allowed all; null: they did, or there is no telling. */
export function beyondPreflight({ stage }: FetchOutcome, rerun: Rerun | null): FetchOutcome | null {
  return stage === "preflight" && rerun !== null ? rerun(allowing) : null;
}

function allowing(sent: HttpRequest, received: Received): Received {
  if (sent.kind !== "preflight" || !received.ok) return received;
  const allowed: readonly [string, string][] = [
    ["Access-Control-Allow-Origin", originOf(sent)],
    ["Access-Control-Allow-Credentials", "true"],
    ["Access-Control-Allow-Methods", sent.request.method],
    ["Access-Control-Allow-Headers", announced(sent).join(", ")],
  ];
  const headers = allowed.reduce((list, [name, value]) => withHeader(list, name, value), received.headers);
  return withStatus({ ...received, headers }, 204);
}
