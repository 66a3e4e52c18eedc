import { isCorsSafelistedRequestHeader } from "../../core/http-extensions/cors-safelisted-request-header.js";
import { getHeader } from "../../core/infrastructure/header-list.js";
import type { Api, RequestMode } from "../../core/infrastructure/request.js";
import { PROFILES } from "../../core/profiles/profiles.js";
import type { RecordedExchange } from "../har/exchange.js";
import { type Inferred, inferred } from "./assumptions.js";

/** A map: a recording may say `__proto__`. */
const BY_TYPE: ReadonlyMap<string, Api> = new Map(
  Object.entries<Api>({
    fetch: "fetch",
    xhr: "xhr",
    xmlhttprequest: "xhr",
    script: "script",
    stylesheet: "stylesheet",
    image: "img",
    font: "font",
    texttrack: "track",
    eventsource: "eventsource",
    ping: "beacon",
    beacon: "beacon",
    manifest: "manifest",
  }),
);

/** By Sec-Fetch-Dest. */
export const BY_DESTINATION: ReadonlyMap<string, Api> = new Map(
  Object.entries<Api>({
    image: "img",
    script: "script",
    style: "stylesheet",
    font: "font",
    audio: "audio",
    video: "video",
    track: "track",
    manifest: "manifest",
  }),
);

/** What page code used, by the exporter's word for it, Fetch Metadata, and what else tells. */
export function apiOf(exchange: RecordedExchange): Inferred<Api> {
  const { resourceType } = exchange;
  const byType = BY_TYPE.get(resourceType);
  const header = headerReader(exchange);
  const destination = header("sec-fetch-dest");
  if (byType === "fetch" && header("accept") === "text/event-stream") {
    return inferred("eventsource", { code: "header-seen", header: "Accept", value: "text/event-stream" }, "medium");
  }
  if (byType !== undefined) return inferred(byType, "resource-type", "high");
  if (resourceType === "media") {
    const isAudio = destination === "audio" || exchange.mimeType.startsWith("audio/");
    return inferred(isAudio ? "audio" : "video", "resource-type", "high");
  }
  const byDestination = destination === null ? undefined : BY_DESTINATION.get(destination);
  if (byDestination !== undefined)
    return inferred(byDestination, { code: "header-says", header: "Sec-Fetch-Dest" }, "high");
  return scriptApi(exchange, destination === "empty", header);
}

type HeaderReader = (name: string) => string | null;

function scriptApi(exchange: RecordedExchange, isEmpty: boolean, header: HeaderReader): Inferred<Api> {
  const accept = header("accept") ?? "";
  if (accept === "text/event-stream")
    return inferred("eventsource", { code: "header-seen", header: "Accept", value: "text/event-stream" }, "medium");
  if (header("content-type") === "text/ping")
    return inferred("beacon", { code: "header-seen", header: "Content-Type", value: "text/ping" }, "medium");
  if (header("x-requested-with")?.toLowerCase() === "xmlhttprequest") {
    return inferred("xhr", { code: "header-seen", header: "X-Requested-With", value: "XMLHttpRequest" }, "medium");
  }
  if (isEmpty) return inferred("fetch", "empty-destination", "medium");
  const isGet = exchange.method === "GET";
  if (isGet && accept.startsWith("image/")) return inferred("img", "accepts-images", "medium");
  if (isGet && accept.startsWith("text/css")) return inferred("stylesheet", "accepts-styles", "medium");
  if (isGet && /^(?:application\/)?font|^application\/(?:x-)?font|\.(?:woff2?|ttf|otf)$/i.test(fileKind(exchange))) {
    return inferred("font", "font-file", "medium");
  }
  if (isGet && header("origin") === null) {
    const { mimeType } = exchange;
    if (mimeType.startsWith("image/")) return inferred("img", "image-came", "low");
    if (/javascript/i.test(mimeType)) return inferred("script", "script-came", "low");
    if (mimeType.startsWith("text/css")) return inferred("stylesheet", "style-came", "low");
  }
  return inferred("fetch", "nothing-says", "low");
}

function fileKind({ mimeType, url }: RecordedExchange): string {
  return mimeType.startsWith("font/") || mimeType.includes("font") ? mimeType : url.replace(/\?.*$/s, "");
}

/** What the recording says of the mode; `isCrossOrigin` of the request's first URL. */
export function modeOf(exchange: RecordedExchange, api: Api, isCrossOrigin: boolean): Inferred<RequestMode> {
  const header = headerReader(exchange);
  const written = header("sec-fetch-mode");
  if (written === "cors" || written === "no-cors" || written === "same-origin") {
    return inferred(written, { code: "header-says", header: "Sec-Fetch-Mode" }, "high");
  }
  if (api === "xhr" || api === "eventsource" || api === "font" || api === "module-script" || api === "manifest") {
    return inferred("cors", { code: "always-cors", value: api }, "high");
  }
  if (api === "beacon") {
    const type = header("content-type");
    const isPlain = type === null || isCorsSafelistedRequestHeader("content-type", type, PROFILES.spec);
    return inferred(isPlain ? "no-cors" : "cors", "content-type-decides", "high");
  }
  const isFetch = api === "fetch";
  const isSafe = exchange.method === "GET" || exchange.method === "HEAD";
  const origin = header("origin");
  if (origin !== null && isCrossOrigin) {
    return isSafe ? inferred("cors", "had-origin", "high") : inferred("cors", "had-origin", "medium");
  }
  if (!isCrossOrigin) return inferred(isFetch ? "cors" : "no-cors", "own-origin", "medium");
  if (!isFetch) return inferred("no-cors", "had-no-origin", isProvisional(exchange) ? "low" : "medium");
  if (!isSafe && exchange.method !== "POST")
    return inferred("cors", { code: "method-needs-cors", method: exchange.method }, "high");
  if (!isProvisional(exchange)) return inferred("no-cors", "had-no-origin", "medium");
  return cameUnseen(exchange)
    ? inferred("no-cors", "headers-withheld", "medium")
    : inferred("cors", "fetch-default", "medium");
}

/** Neither Host nor :authority: what the browser meant to send, not what it sent. */
function isProvisional({ requestHeaders, hasTarget }: RecordedExchange): boolean {
  return requestHeaders === null || requestHeaders.length === 0 || !hasTarget;
}

/** DevTools does not see the headers of what `no-cors` brings. */
function cameUnseen({ status, responseHeaders, viaServiceWorker, fromCache }: RecordedExchange): boolean {
  return status > 0 && responseHeaders === null && !viaServiceWorker && !fromCache;
}

export function headerReader({ requestHeaders }: RecordedExchange): HeaderReader {
  return (name) => (requestHeaders === null ? null : getHeader(name, requestHeaders));
}
