import type { HeaderList } from "../../core/infrastructure/header-list.js";
import { isToken } from "../../core/infrastructure/method.js";
import type { RecordedBody, RecordedExchange } from "./exchange.js";
import type { Exporter } from "./exporter.js";
import { type Glance, glanceAt } from "./glance.js";
import { headersOf, isHeaderFault, nameTarget } from "./headers.js";
import { intern } from "./intern.js";
import type { RecordingNotes } from "./recording.js";
import { type SkippedEntry, skipped } from "./skip.js";
import { KEPT_BODY } from "./wanted-parts.js";

type Dictionary = Readonly<Record<string, unknown>>;

/** Reads one entry of whatever exporter; says why when it is no subject of CORS or can't be used. */
export function importEntry(given: unknown, entry: number, exporter: Exporter): RecordedExchange | SkippedEntry {
  if (!isDictionary(given)) return skipped("not-an-object", { code: "expected-object", token: kindOf(given) }, "");
  const request = given["request"];
  if (!isDictionary(request))
    return skipped("no-request", { code: "expected-object", token: kindOf(request) }, "/request");

  const url = request["url"];
  if (typeof url !== "string") return skipped("bad-url", { code: "expected-url", token: kindOf(url) }, "/request/url");
  const scheme = schemeOf(url);
  if (scheme === "ws" || scheme === "wss") return skipped("websocket", "websocket");
  const method = request["method"];
  if (typeof method === "string" && /^connect$/i.test(method)) {
    return skipped("connect", "connect");
  }
  if (scheme === undefined) return skipped("bad-url", { code: "relative-url", url: shorten(url) }, "/request/url");
  if (scheme !== "http" && scheme !== "https") return skipped("not-http", { code: "not-http", scheme });
  if (typeof method !== "string" || !isToken(method)) {
    const found = typeof method === "string" ? shorten(method) : kindOf(method);
    return skipped("bad-method", { code: "expected-method", token: found }, "/request/method");
  }

  const requestHeaders = headersOf(request["headers"]);
  if (isHeaderFault(requestHeaders)) return badHeaders("/request/headers", requestHeaders);
  const outOfScope = whyOutOfScope(given, requestHeaders, exporter);
  if (outOfScope !== null) return outOfScope;

  const response = isDictionary(given["response"]) ? given["response"] : NOTHING;
  const status = statusOf(response["status"]);
  if (status === null) {
    const found = JSON.stringify(response["status"])?.slice(0, 40);
    return skipped("bad-status", { code: "expected-status", token: found }, "/response/status");
  }
  const responseHeaders = headersOf(response["headers"]);
  if (isHeaderFault(responseHeaders)) return badHeaders("/response/headers", responseHeaders);

  const content = isDictionary(response["content"]) ? response["content"] : NOTHING;
  const [bodyStart, bodyIsWhole] = bodyOf(content);
  const initiator = given["_initiator"];
  const fragment = url.indexOf("#");
  return {
    entry,
    method,
    url: fragment === -1 ? url : url.slice(0, fragment),
    requestHeaders,
    hasTarget:
      !(exporter === "devtools" || exporter === "whycors" || exporter === "playwright") ||
      nameTarget(request["headers"]),
    requestBody: requestBodyOf(request),
    status,
    statusText: intern(textOf(response["statusText"])),
    responseHeaders: status === 0 || responseHeaders?.length === 0 ? null : responseHeaders,
    redirectUrl: textOf(response["redirectURL"]),
    mimeType: intern(textOf(content["mimeType"])),
    bodyStart,
    bodyIsWhole,
    error: status === 0 && response["_error"] === "" ? "" : errorOf(given, response),
    engineReason: engineReasonOf(given),
    tellsErrors:
      "_error" in response ||
      "_failureText" in response ||
      exporter === "playwright" ||
      exporter === "safari" ||
      exporter === "whycors",
    started: timeOf(given["startedDateTime"]),
    duration: Math.max(0, numberOf(given["time"])) / 1000 || 0,
    resourceType: intern(textOf(given["_resourceType"]).toLowerCase()),
    initiatorType: isDictionary(initiator) ? textOf(initiator["type"]) : "",
    initiatorUrl: intern(initiatorUrlOf(initiator)),
    pageref: intern(textOf(given["pageref"])),
    fromCache: isFromCache(given),
    viaServiceWorker: isFromServiceWorker(given, request, response, exporter),
    http:
      /\/?[23]/.test(textOf(request["httpVersion"]).slice(-4)) && !/1\.[01]/.test(textOf(request["httpVersion"]))
        ? "2"
        : "1.1",
    wasAborted: given["_wasAborted"] === true,
    wasFulfilled: given["_wasFulfilled"] === true,
  };
}

const NOTHING: Dictionary = {};

/** Keeps the policies that a recorded navigation brought. */
export function noteDocument(given: unknown, notes: RecordingNotes): void {
  if (!isDictionary(given) || !isDictionary(given["request"]) || !isDictionary(given["response"])) return;
  const url = given["request"]["url"];
  const headers = headersOf(given["response"]["headers"]);
  if (typeof url !== "string" || headers === null || isHeaderFault(headers)) return;
  notes.document(url.split("#", 1)[0]!, headers);
}

function badHeaders(path: string, fault: { readonly path: string; readonly found: string }): SkippedEntry {
  return skipped("bad-headers", { code: "expected-header", token: fault.found }, path + fault.path);
}

/** What no browser API of a page asked for, or what CORS leaves alone. */
function whyOutOfScope(given: Dictionary, headers: HeaderList | null, exporter: Exporter): SkippedEntry | null {
  if (exporter === "insomnia" || "settingEncodeUrl" in given) {
    return skipped("not-a-browser", "api-client");
  }
  if (given["_apiRequestRef"] !== undefined) return skipped("not-a-browser", "test-request");
  const type = textOf(given["_resourceType"]).toLowerCase();
  if (type === "websocket" || type === "webtransport") return skipped("websocket", "websocket");
  if (type === "csp-violation-report" || type === "signed-exchange" || type === "prefetch") {
    return skipped("browser-internal", { code: "browser-request", type });
  }
  if (headers === null) return type === "document" ? skipped("navigation", "navigation") : null;

  const glance = glanceAt(headers);
  const { mode, destination } = glance;
  if (mode === "navigate" || (mode === null && isNavigation(type, glance))) return skipped("navigation", "navigation");
  if (mode === "websocket" || glance.upgrade?.toLowerCase() === "websocket") {
    return skipped("websocket", "websocket");
  }
  if (glance.site === "none") return skipped("browser-internal", "typed-address");
  if (type === "other" && destination === "image") return skipped("browser-internal", "page-icon");
  if (destination === "report") return skipped("browser-internal", "browser-report");
  if (destination?.endsWith("worker") === true || glance.serviceWorker === "script") {
    return skipped("worker-script", "worker-script");
  }
  return null;
}

function isNavigation(type: string, glance: Glance): boolean {
  if (type === "document") return true;
  if (type !== "" && type !== "other") return false;
  if (glance.requestedWith !== null || glance.requestMethod !== null) return false;
  const accept = glance.accept ?? "";
  if (accept.startsWith("text/html,application/xhtml+xml")) return true;
  return glance.upgradeInsecure === "1" && accept.startsWith("text/html");
}

function schemeOf(url: string): string | undefined {
  if (url.startsWith("https://")) return "https";
  return /^\s*([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
}

/** @returns 0 for no answer, null for what can't be a status */
function statusOf(given: unknown): number | null {
  if (given === undefined || given === null || given === "") return 0;
  const status = numberOf(given);
  if (status <= 0) return 0;
  return Number.isInteger(status) && status >= 100 && status <= 999 ? status : null;
}

function requestBodyOf(request: Dictionary): RecordedBody | null {
  const posted = request["postData"];
  if (isDictionary(posted)) {
    const text = posted["text"];
    const isThere = (typeof text === "string" && text !== "") || Array.isArray(text) || "params" in posted;
    if (isThere || numberOf(request["bodySize"]) > 0) {
      const whole = typeof text === "string" && text.length <= KEPT_BODY ? text : null;
      return { mimeType: textOf(posted["mimeType"]), text: whole };
    }
    return null;
  }
  return numberOf(request["bodySize"]) > 0 ? { mimeType: "", text: null } : null;
}

function bodyOf(content: Dictionary): readonly [start: string | null, isWhole: boolean] {
  const text = content["text"];
  if (numberOf(content["size"]) === 0 && (text === undefined || text === "")) return ["", true];
  if (content["encoding"] === "base64") return [null, false];
  if (typeof text === "string") return text.length <= KEPT_BODY ? [text, true] : [text.slice(0, KEPT_BODY), false];
  return Array.isArray(text) && typeof text[0] === "string" ? [text[0], false] : [null, false];
}

function errorOf(given: Dictionary, response: Dictionary): string | null {
  for (const error of [response["_error"], response["_failureText"], given["_error"], given["_failureText"]]) {
    if (typeof error === "string" && error !== "") return error;
  }
  return null;
}

/** `DisallowedByMode`, `csp`: of the CORS check first, which says more. */
function engineReasonOf(given: Dictionary): string | null {
  const status = given["_corsErrorStatus"];
  const reason = textOf(isDictionary(status) ? status["corsError"] : "") || textOf(given["_blockedReason"]);
  return reason === "" ? null : reason;
}

function initiatorUrlOf(initiator: unknown): string {
  if (typeof initiator === "string") return initiator;
  if (!isDictionary(initiator)) return "";
  const stack = initiator["stack"];
  const frames = isDictionary(stack) ? stack["callFrames"] : null;
  const top: unknown = Array.isArray(frames) ? frames[0] : null;
  return textOf(initiator["url"]) || (isDictionary(top) ? textOf(top["url"]) : "");
}

function isFromCache(given: Dictionary): boolean {
  const from = given["_fromCache"];
  if (from === true || (typeof from === "string" && from !== "")) return true;
  const how = given["_fetchType"];
  return how === "Memory Cache" || how === "Disk Cache";
}

function isFromServiceWorker(
  given: Dictionary,
  request: Dictionary,
  response: Dictionary,
  exporter: Exporter,
): boolean {
  if (response["_fetchedViaServiceWorker"] === true || given["_fetchType"] === "Service Worker") return true;
  // Firefox does not say so: nothing came over the network, and not even a body from a cache.
  if (exporter !== "firefox" || given["serverIPAddress"] !== undefined || statusOf(response["status"]) === 0)
    return false;
  return request["headersSize"] === 0 && response["headersSize"] === 0 && response["bodySize"] === 0;
}

/** Seconds since 1970, or NaN. */
function timeOf(given: unknown): number {
  if (typeof given === "number") return given / 1000;
  return typeof given === "string" ? Date.parse(given) / 1000 : Number.NaN;
}

function numberOf(given: unknown): number {
  if (typeof given === "number") return given;
  return typeof given === "string" && given.trim() !== "" ? Number(given) : Number.NaN;
}

function textOf(given: unknown): string {
  return typeof given === "string" ? given : "";
}

function isDictionary(given: unknown): given is Dictionary {
  return typeof given === "object" && given !== null && !Array.isArray(given);
}

function kindOf(given: unknown): string {
  if (given === undefined) return "nothing";
  if (given === null) return "null";
  return Array.isArray(given) ? "an array" : `a ${typeof given}`.replace("a object", "an object");
}

function shorten(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
