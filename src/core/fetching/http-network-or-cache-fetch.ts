import type { BrowserState } from "../infrastructure/browser-state.js";
import { getHeader, type Header, type HeaderList, hasHeader } from "../infrastructure/header-list.js";
import { isSafeMethod } from "../infrastructure/method.js";
import type { CacheMode, Request } from "../infrastructure/request.js";
import type { HttpResponse, NetworkError, Received } from "../infrastructure/response.js";
import { isRedirectStatus } from "../infrastructure/status.js";
import { localNetworkAccessFailure } from "../policy/local-network-access.js";
import type { Profile } from "../profiles/profile.js";
import type { Failure, Stage } from "../reasons.js";
import { isConditional } from "./wire-headers.js";
import { cookieContext, type WireRequest } from "./wire-request.js";

/** Bytes that a page's keepalive requests may have under way together. */
const KEEPALIVE_QUOTA = 65_536;

/** HTTP-network-or-cache fetch, step 8.10 — https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch */
export function keepaliveFailure(request: Request, browser: BrowserState): Failure | null {
  if (request.api === "beacon" && !browser.profile.beaconsHaveQuota) return null;
  const bytes = browser.keepaliveBytes + (request.body?.length ?? 0);
  if (!request.keepalive || bytes <= KEEPALIVE_QUOTA) return null;
  return { ok: false, reason: "keepalive-quota", count: bytes, limit: KEEPALIVE_QUOTA, url: request.url.href };
}

/** Step 8.26: the HTTP cache, as the cache mode allows. */
export function fromHttpCache(sent: WireRequest, browser: BrowserState): HttpResponse | null {
  return looksIntoCache(sent.request) ? (browser.httpCache?.match(sent, browser.now) ?? null) : null;
}

/** Step 8.26.2.2.1: a stored response that is stale, or that cache mode no-cache has the server asked about. */
export function staleInHttpCache(sent: WireRequest, browser: BrowserState): HttpResponse | null {
  const { request } = sent;
  // A condition of the author's own is no business of the cache, whatever the cache mode.
  if (!looksIntoCache(request) || isConditional(request.headers)) return null;
  const stored = browser.httpCache?.stale(sent, browser.now) ?? null;
  if (stored === null || !browser.profile.conditionsNeedLength) return stored;
  // PROFILE firefox: measured; a whole that ended with its connection may be a part.
  const isFramed = stored.http === "2" || FRAMES.some((name) => hasHeader(name, stored.headers));
  return isFramed ? stored : null;
}
const FRAMES = ["content-length", "transfer-encoding"];

/** Step 8.26.2.2.2: after the preflight's decisions, so that these names are never asked for. */
export function revalidating(sent: WireRequest, stored: HttpResponse): WireRequest {
  const conditions: Header[] = [];
  for (const [validator, name, spelling] of VALIDATORS) {
    const value = getHeader(validator, stored.headers);
    if (value !== null) conditions.push({ name, spelling, value });
  }
  return sent.with(conditions);
}
const VALIDATORS = [
  ["etag", "if-none-match", "If-None-Match"],
  ["last-modified", "if-modified-since", "If-Modified-Since"],
] as const;

/**
 * Step 10.5: what a 304 says of the stored response — https://www.rfc-editor.org/rfc/rfc9111.html#freshening.responses. The
 * CORS headers that count are those of the result.
 */
export function freshened(stored: HttpResponse, notModified: HttpResponse, { profile }: BrowserState): HttpResponse {
  const news = notModified.headers.filter(({ name }) => !profile.notModifiedKeeps.some((kept) => isKept(name, kept)));
  const kept = stored.headers.filter(({ name }) => !news.some((header) => header.name === name));
  const { via, delay, addressSpace } = notModified;
  return { ...stored, via, delay, addressSpace, headers: [...kept, ...news] };
}

function isKept(name: string, kept: string): boolean {
  return kept.endsWith("-") ? name.startsWith(kept) : name === kept;
}

function looksIntoCache({ cacheMode, headers }: Request): boolean {
  return cacheMode !== "no-store" && cacheMode !== "reload" && !passesByCache(cacheMode, headers);
}

/** 8.16. A conditional request of the author's own is no business of the cache. */
function passesByCache(cacheMode: CacheMode, headers: HeaderList): boolean {
  return cacheMode === "default" && isConditional(headers);
}

/** Step 10: what the network answered is kept, and what it changed on the server is forgotten. */
export function cacheResponse(sent: WireRequest, response: HttpResponse, browser: BrowserState): void {
  const { httpCache } = browser;
  if (httpCache === null || response.via !== "network") return;
  const { cacheMode, headers } = sent.request;
  // 10.4.
  if (VOIDING[browser.profile.answersThatVoidCopies](response.status) && voidsCopies(sent.request, browser.profile)) {
    httpCache.invalidate(sent);
  }
  if (response.status === 304 && passesByCache(cacheMode, headers)) freshenByOwnCondition(sent, response, browser);
  if (cacheMode !== "no-store" && !passesByCache(cacheMode, headers)) httpCache.store(sent, response, browser.now);
}

const VOIDING = {
  unrefused: (status) => status >= 200 && status <= 399,
  all: () => true,
  "all but redirects": (status) => !isRedirectStatus(status),
} satisfies Record<Profile["answersThatVoidCopies"], (status: number) => boolean>;

/** PROFILE chromium: where the author asks about the very response that is stored, the answer is the cache's too. */
function freshenByOwnCondition(sent: WireRequest, response: HttpResponse, browser: BrowserState): void {
  const { httpCache, profile } = browser;
  const stored = profile.ownConditionsFreshen ? (httpCache?.stale(sent, browser.now) ?? null) : null;
  if (httpCache === null || stored?.status !== 200) return;
  const isOther = VALIDATORS.some(([validator, name]) => {
    const [known, asked] = [getHeader(validator, stored.headers), getHeader(name, sent.headers)];
    return known !== null && asked !== null && known !== asked;
  });
  if (isOther) return;
  httpCache.invalidate(sent);
  httpCache.store(sent, freshened(stored, response, browser), browser.now);
}

/** PROFILE chromium: other requests pass its cache by — net/http/http_cache_transaction.cc (ShouldPassThrough). */
function voidsCopies({ method, body, cacheMode }: Request, profile: Profile): boolean {
  if (cacheMode === "no-store" && profile.noStoreVoidsNoCopies) return false;
  if (!profile.fewMethodsVoidCopies) return !isSafeMethod(method);
  return method === "POST" || method === "DELETE" || method === "PATCH" || (method === "PUT" && body !== null);
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

/** What stops a request when its connection is made: Local Network Access, and a stream that needs HTTP/2. */
export function connectionFailure(request: Request, received: Received, browser: BrowserState): Failure | null {
  const refused = localNetworkFailure(request, received, browser);
  if (refused !== null) return refused;
  if (received.ok && received.http === "1.1" && request.body !== null && !request.body.hasSource) {
    return { ok: false, reason: "stream-needs-http2", url: request.url.href };
  }
  return null;
}

/**
 * Local Network Access, of a request or its preflight: what is refused leaves nothing on the wire.
 * @param received null: before the connection, by the URL alone
 */
export function localNetworkFailure(
  request: Request,
  received: Received | null,
  { page, profile }: BrowserState,
): Failure | null {
  if (page.addressSpace === null) return null;
  const space = received?.ok === true ? received.addressSpace : null;
  return localNetworkAccessFailure(page, request.url, space, profile);
}
