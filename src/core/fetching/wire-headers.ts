import { byteSerializeRequestOrigin, originHeaderValue } from "../http-extensions/origin-header.js";
import { normalizedRange } from "../http-extensions/range-header.js";
import type { BrowserState } from "../infrastructure/browser-state.js";
import { type Header, type HeaderList, normalizeValue } from "../infrastructure/header-list.js";
import type { ReferrerPolicy, Request } from "../infrastructure/request.js";
import { DEFAULT_REFERRER_POLICY, determineReferrer, ignoresReferrerPolicy } from "../policy/referrer-policy.js";
import type { Profile } from "../profiles/profile.js";

/** What HTTP-network-or-cache fetch adds to a request's headers — https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch */

const NO_CACHE: readonly Header[] = [
  { name: "pragma", spelling: "Pragma", value: "no-cache" },
  { name: "cache-control", spelling: "Cache-Control", value: "no-cache" },
];
const MAX_AGE_0: readonly Header[] = [{ name: "cache-control", spelling: "Cache-Control", value: "max-age=0" }];

/** Main fetch, step 8 — https://fetch.spec.whatwg.org/#concept-main-fetch */
function effectiveReferrerPolicy(request: Request): ReferrerPolicy {
  return request.referrerPolicy || DEFAULT_REFERRER_POLICY;
}

/**
 * PROFILE webkit: a CORS request that a redirect leads to another origin starts again from the author's headers, without
 * what was added to them — Source/WebKit/NetworkProcess/NetworkLoadChecker.cpp (checkCORSRedirectedRequest).
 */
export function isMadeAnew(request: Request, profile: Profile): boolean {
  const { mode, urlList, wasUpgraded } = request;
  // An image that is upgraded has both its URLs in the list.
  const last = urlList.at(wasUpgraded && urlList.at(-2)?.scheme === "http" ? -3 : -2) ?? urlList[0]!;
  return profile.taintedRequestsAreMadeAnew && mode === "cors" && urlList.at(-1)!.origin !== last.origin;
}

/** Main fetch, step 9: the value of Referer, or null. */
export function referrerOf(request: Request, browser: BrowserState): string | null {
  const { api } = request;
  const referrer = knownReferrer(request, browser);
  const { page, profile, siteOf } = browser;
  if (profile.withoutReferrer.includes(api)) return null;
  if (referrer === "client" && page.origin.opaque && profile.opaquePagesHideFrom.includes(api)) return null;
  return determineReferrer(referrer, page, request.url, effectiveReferrerPolicy(request), siteOf, profile);
}

/**
 * PROFILE firefox: dom/security/ReferrerInfo.cpp (ComputeReferrer) starts from what the hop before told, unless the policy
 * comes into force again; netwerk/protocol/http/HttpBaseChannel.cpp (CloneReplacementChannelConfig), unless it upgrades.
 */
function knownReferrer(request: Request, browser: BrowserState): Request["referrer"] {
  const { fullReferrer, policyWasIgnored, referrer, wasUpgraded } = request;
  if (fullReferrer === null || !browser.profile.referrerGrowsAgain) return referrer;
  const isInForceAgain = policyWasIgnored && referrer !== "no-referrer" && !ignoresPolicy(request, browser);
  return wasUpgraded || isInForceAgain ? fullReferrer : referrer;
}

/** Does this hop's server hear less than the policy would tell it? */
export function ignoresPolicy(request: Request, { page, profile, siteOf }: BrowserState): boolean {
  return ignoresReferrerPolicy(effectiveReferrerPolicy(request), page, request.url, siteOf, profile);
}

/** Append a request `Origin` header — https://fetch.spec.whatwg.org/#append-a-request-origin-header */
export function originOnTheWire(request: Request, browser: BrowserState): string | null {
  const { profile } = browser;
  const origin = originHeaderValue(request, effectiveReferrerPolicy(request));
  if (origin !== null) {
    // PROFILE chromium: net/url_request/redirect_util.cc, whatever the redirect taint says.
    if (profile.noCorsOriginEndsAtRedirect && request.responseTainting !== "cors" && crossedOrigins(request))
      return "null";
    // PROFILE chromium: services/network/cors/cors_url_loader.cc (StartRequest); navigations don't come there.
    if (profile.policyNeverHidesOrigin && request.mode !== "navigate") return byteSerializeRequestOrigin(request);
    // PROFILE webkit: a beacon of an opaque page names the page's URL, until a redirect leads to another origin.
    const named = request.api === "beacon" && profile.beaconNamesPageUrl && browser.page.origin.opaque;
    return named && !crossedOrigins(request) && request.responseTainting !== "cors" ? browser.page.url.origin : origin;
  }
  // PROFILE webkit: what was sent with an Origin goes on with it, though a redirect made it a GET.
  if (profile.keepsOriginOnRedirect && request.originWasSent) {
    const { page } = browser;
    const named = request.api === "beacon" && profile.beaconNamesPageUrl && page.origin.opaque;
    if (named && !crossedOrigins(request)) return page.url.origin;
    return originHeaderValue({ ...request, method: "POST" }, effectiveReferrerPolicy(request));
  }
  if (request.responseTainting === "opaque") {
    const { page, siteOf } = browser;
    // PROFILE chromium: to say that the page might ask for its cookies (Sec-Fetch-Storage-Access: inactive) — net/url_request/
    // url_request_http_job.cc. Elements do so where third-party cookies are blocked.
    const asks = request.api === "fetch" || page.thirdPartyCookies === "block";
    const named = profile.opaquePagesNameOrigin && page.origin.opaque && request.credentialsMode === "include";
    return named && asks && siteOf(page.url.hostname) === siteOf(request.url.hostname) ? "null" : null;
  }
  // PROFILE chromium, webkit: a CORS-enabled element names its origin even to its own server.
  return request.mode === "cors" &&
    request.responseTainting === "basic" &&
    profile.sameOriginElementsSendOrigin.includes(request.api)
    ? request.origin.serialized
    : null;
}

/** PROFILE chromium, webkit: one combined field a name. PROFILE firefox: the last field of some names alone. */
export function onTheWire(request: Request, profile: Profile): Header[] {
  const { api, headers, method, body, redirectCount } = request;
  if (profile.mergesFieldsAsSet && api === "fetch") return mergedAsSet(headers, body !== null && redirectCount === 0);
  if (!profile.combinesRepeatedHeaders) return headers.map((each) => ({ ...each, value: normalizeValue(each.value) }));
  const combined = new Map<string, Header>();
  for (const each of headers) {
    const known = combined.get(each.name);
    combined.set(each.name, known === undefined ? each : { ...known, value: `${known.value}, ${each.value}` });
  }
  const list = [...combined.values()].map((each) => ({ ...each, value: normalizeValue(each.value) }));
  // PROFILE chromium: its HTTP cache, where it is asked at all, reads and writes the ranges of GETs —
  // net/http/partial_data.cc, http_cache_transaction.cc (SetRequest).
  const cacheIsAsked = request.cacheMode !== "no-store" && !isConditional(headers);
  if (profile.normalizesRange && method === "GET" && cacheIsAsked) {
    return list.map((each) => (each.name === "range" ? { ...each, value: normalizedRange(each.value) } : each));
  }
  return profile.sendsUtf8Values ? list.map((each) => ({ ...each, value: asUtf8Bytes(each.value) })) : list;
}

/**
 * PROFILE firefox: fields that may stand once replace each other, others are combined, and an empty one replaces all; what a
 * body is first sent with is its first Content-Type — netwerk/protocol/http/nsHttpHeaderArray.h (IsSingletonHeader).
 */
function mergedAsSet(headers: HeaderList, hasBody: boolean): Header[] {
  const kept = new Map<string, Header>();
  for (const each of headers) {
    const value = normalizeValue(each.value);
    const before = kept.get(each.name);
    if (before === undefined) kept.set(each.name, { ...each, value });
    else if (each.name === "content-type" && hasBody) continue;
    else if (value === "" || SINGLETONS.has(each.name)) kept.set(each.name, { ...before, value });
    else kept.set(each.name, { ...before, value: before.value === "" ? value : `${before.value}, ${value}` });
  }
  return [...kept.values()];
}
const SINGLETONS: ReadonlySet<string> = new Set([
  "authorization",
  "content-disposition",
  "content-length",
  "content-type",
  "from",
  "host",
  "if-modified-since",
  "if-unmodified-since",
  "location",
  "max-forwards",
  "proxy-authorization",
  "referer",
  "user-agent",
]);

function crossedOrigins({ urlList }: Request): boolean {
  return urlList.some((url, index) => index > 0 && url.origin !== urlList[index - 1]!.origin);
}

function asUtf8Bytes(value: string): string {
  return value.replace(/[\x80-\xff]/g, (character) => {
    const code = character.charCodeAt(0);
    return String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
  });
}

/** Steps 8.17–8.18: what a cache mode tells the caches on the way. */
export function cacheHeaders(request: Request, { page, profile }: BrowserState): readonly Header[] {
  if (!request.async && profile.syncSendsNoFetchMetadata) return [];
  // PROFILE chromium: what COEP credentialless takes the cookies off does not use the HTTP cache either.
  const credentialless = request.responseTainting === "opaque" && page.coep === "credentialless";
  if (credentialless && profile.credentiallessPassesByCache) return NO_CACHE;
  if (request.api === "beacon" && profile.beaconsSayMaxAge) return MAX_AGE_0;
  if (isMadeAnew(request, profile)) return request.api === "eventsource" ? NO_CACHE.slice(1) : [];
  // 8.16. A conditional request of the author's own passes by the cache.
  if (request.cacheMode === "default" && isConditional(request.headers)) {
    if (profile.conditionalSaysNothing.includes(request.api)) return [];
    return profile.conditionalSaysMaxAge ? MAX_AGE_0 : NO_CACHE;
  }
  if (request.cacheMode === "no-cache") return MAX_AGE_0;
  return request.cacheMode === "no-store" || request.cacheMode === "reload" ? NO_CACHE : [];
}

/** Step 8.16: headers by which the author revalidates a copy of their own. */
export function isConditional(headers: HeaderList): boolean {
  return headers.some((header) => CONDITIONAL.has(header.name));
}
const CONDITIONAL = new Set(["if-modified-since", "if-none-match", "if-unmodified-since", "if-match", "if-range"]);
