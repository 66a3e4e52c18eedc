import type { BrowserState } from "../infrastructure/browser-state.js";
import type { Request } from "../infrastructure/request.js";
import type { HttpResponse, NetworkError, Received } from "../infrastructure/response.js";
import { localNetworkAccessFailure } from "../policy/local-network-access.js";
import type { Failure, Stage } from "../reasons.js";
import { isConditional } from "./wire-headers.js";
import { cookieContext, type WireRequest } from "./wire-request.js";

/** Bytes that a page's keepalive requests may have under way together. */
const KEEPALIVE_QUOTA = 65_536;

/** HTTP-network-or-cache fetch, step 8.10 — https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch */
export function keepaliveFailure(request: Request, browser: BrowserState): Failure | null {
  const bytes = browser.keepaliveBytes + (request.body?.length ?? 0);
  if (!request.keepalive || bytes <= KEEPALIVE_QUOTA) return null;
  return { ok: false, reason: "keepalive-quota", count: bytes, limit: KEEPALIVE_QUOTA, url: request.url.href };
}

/** Steps 8.26 and 11: the HTTP cache, as the cache mode allows. */
export function fromHttpCache(sent: WireRequest, browser: BrowserState): HttpResponse | null {
  const { cacheMode } = sent.request;
  if (browser.httpCache === null || cacheMode === "no-store" || cacheMode === "reload") return null;
  if (cacheMode === "default" && isConditional(sent.request.headers)) return null;
  return browser.httpCache.match(sent, browser.now);
}

/** HTTP-network-or-cache fetch, step 10: what the network answered is kept. */
export function cacheResponse(sent: WireRequest, response: HttpResponse, browser: BrowserState): void {
  const { cacheMode, headers } = sent.request;
  // 8.16. A conditional request of the author's own is no business of the cache.
  const keeps = cacheMode !== "no-store" && !(cacheMode === "default" && isConditional(headers));
  if (keeps && response.via === "network") browser.httpCache?.store(sent, response, browser.now);
}

/** HTTP-network fetch: cookies are kept even if the CORS check will fail. */
export function keepCookies(sent: WireRequest, response: HttpResponse, browser: BrowserState): void {
  const { request } = sent;
  if (!sent.includeCredentials || browser.cookies === null) return;
  for (const header of response.headers) {
    if (header.name === "set-cookie") browser.cookies.set(request.url, header.value, cookieContext(request, browser));
  }
}

/** Why there is no answer, in the words of a reason. */
export function networkFailure(error: NetworkError, request: Request): Failure {
  const url = request.url.href;
  if (error.error === "timeout" || error.error === "aborted") return { ok: false, reason: error.error, url };
  return { ok: false, reason: "network-error", error: error.error, url };
}

/** Where a request without answer stopped. A timeout is the page's own, whatever was under way. */
export function networkStage(error: NetworkError, preflight: boolean): Stage {
  return preflight && error.error !== "timeout" && error.error !== "aborted" ? "preflight" : "network";
}

/**
 * What stops a request when its connection is made: Local Network Access, and a stream that needs HTTP/2.
 * @param received null: before the connection, by the URL alone
 */
export function connectionFailure(request: Request, received: Received | null, browser: BrowserState): Failure | null {
  const { page } = browser;
  const answer = received?.ok === true ? received : null;
  if (page.addressSpace !== null) {
    const refused = localNetworkAccessFailure(page, request.url, answer?.addressSpace ?? null, browser.profile);
    if (refused !== null) return refused;
  }
  if (answer !== null && answer.http === "1.1" && request.body !== null && !request.body.hasSource) {
    return { ok: false, reason: "stream-needs-http2", url: request.url.href };
  }
  return null;
}
