import {
  isRequestBodyHeaderName,
  REQUEST_BODY_HEADER_NAMES,
} from "../http-extensions/cors-safelisted-request-header.js";
import type { BrowserState } from "../infrastructure/browser-state.js";
import { countHeader, getHeader, type Header, type HeaderList, withoutHeaders } from "../infrastructure/header-list.js";
import { isSameOrigin } from "../infrastructure/origin.js";
import type { Request } from "../infrastructure/request.js";
import type { HttpResponse } from "../infrastructure/response.js";
import {
  encodePipe,
  includesCredentials,
  parseUrl,
  type UrlRecord,
  withoutHostSpaces,
  withoutUserinfo,
} from "../infrastructure/url-record.js";
import { madeValidUtf8 } from "../infrastructure/valid-utf8.js";
import { parseReferrerPolicy } from "../policy/referrer-policy.js";
import type { RedirectDialect } from "../profiles/dialects/http-redirect-fetch.js";
import type { Profile } from "../profiles/profile.js";
import type { Failure } from "../reasons.js";
import type { Trace } from "../trace.js";
import { hasUnsafeHeaders } from "./main-fetch.js";
import { ignoresPolicy, referrerOf } from "./wire-headers.js";

const REDIRECT_LIMIT = 20;

/**
 * Location URL — https://fetch.spec.whatwg.org/#concept-response-location-url
 * @returns null: no redirect; a failure: it does not parse
 */
export function locationUrl(
  request: Request,
  response: HttpResponse,
  dialect: RedirectDialect,
): UrlRecord | Failure | null {
  let location = getHeader("location", response.headers);
  if (location === null || !hasLocation(response, dialect)) return null;
  if (dialect.equalLocationsAreOne && countHeader("location", response.headers) > 1) {
    const [first, ...others] = response.headers.filter((header) => header.name === "location");
    if (others.every((header) => header.value === first!.value)) location = first!.value;
  }
  const bad: Failure = {
    ok: false,
    reason: "redirect-bad-location",
    location,
    status: response.status,
    url: request.url.href,
  };
  if (location === "" && dialect.emptyLocation === "error") return bad;
  const decoded = decodeLocation(location, dialect);
  const parsed = parseUrl(decoded, request.url);
  if (parsed === null) {
    if (!dialect.spacesInHosts || withoutHostSpaces(decoded, request.url) === null) return bad;
    return { ok: false, reason: "network-error", error: "dns", location, url: request.url.href };
  }
  const url = dialect.encodesPipeInPath ? encodePipe(parsed) : parsed;
  // NOTE: a Location without fragment keeps the current one.
  return url.fragment === "" && request.url.fragment !== "" && !location.includes("#")
    ? (parseUrl(url.href + request.url.fragment) ?? url)
    : url;
}

/** Is there a Location, by which a browser knows a redirect? */
export function hasLocation(response: HttpResponse, { emptyLocation }: RedirectDialect): boolean {
  const location = getHeader("location", response.headers);
  return location !== null && !(location === "" && emptyLocation === "response");
}

function decodeLocation(location: string, { locationBytes }: RedirectDialect): string {
  if (locationBytes === "latin1") return location;
  if (locationBytes === "valid-utf8") return madeValidUtf8(location);
  return location.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** What the network layer alone refuses of a redirect: one that leads nowhere, and one too many. */
export function refusedRedirect(request: Request, response: HttpResponse, dialect: RedirectDialect): Failure | null {
  const target = locationUrl(request, response, dialect);
  if (target === null) return null;
  if ("reason" in target) return badRedirect(request, response, dialect);
  const limit = redirectLimit(request, dialect);
  if (request.redirectCount < limit) return null;
  const facts = { status: response.status, location: target.href, url: request.url.href } as const;
  return { ok: false, reason: "too-many-redirects", limit, ...facts };
}

/** What the network layer says of a redirect before its mode is looked at: where no redirect leads, and userinfo. */
export function unsafeRedirect(request: Request, response: HttpResponse, dialect: RedirectDialect): Failure | null {
  const target = locationUrl(request, response, dialect);
  if (target === null || "reason" in target) return null;
  const facts = { status: response.status, location: target.href, url: request.url.href } as const;
  if (UNSAFE_SCHEMES.has(target.scheme)) {
    return { ok: false, reason: "redirect-scheme", scheme: target.scheme, ...facts };
  }
  const refused = refusesUserinfo(request, target, dialect);
  return refused ? { ok: false, reason: "redirect-with-userinfo", ...facts } : null;
}

const UNSAFE_SCHEMES: ReadonlySet<string> = new Set(["about", "blob", "data", "file", "filesystem"]);

/** The one scheme that a loader knows and will not have. */
export function redirectToFtp(request: Request, response: HttpResponse, dialect: RedirectDialect): Failure | null {
  const target = locationUrl(request, response, dialect);
  if (target === null || "reason" in target || target.scheme !== "ftp") return null;
  const facts = { status: response.status, location: target.href, url: request.url.href } as const;
  return { ok: false, reason: "redirect-scheme", scheme: "ftp", ...facts };
}

/** A redirect to nowhere, which the network layer can't even tell of. */
export function badRedirect(request: Request, response: HttpResponse, dialect: RedirectDialect): Failure | null {
  const target = locationUrl(request, response, dialect);
  return target !== null && "reason" in target && target.reason === "redirect-bad-location" ? target : null;
}

/** PROFILE firefox: schemes to which no redirect leads whatever CORS says — caps/nsScriptSecurityManager.cpp. */
export const REFUSED_BEFORE_CORS: ReadonlySet<string> = new Set(["blob", "data", "file", "javascript"]);

/**
 * HTTP-redirect fetch — https://fetch.spec.whatwg.org/#concept-http-redirect-fetch
 * @returns the request for the next hop, or null: the 3xx itself is the response
 */
export function httpRedirectFetch(
  request: Request,
  response: HttpResponse,
  preflighted: boolean,
  browser: BrowserState,
  trace: Trace | null,
): Request | Failure | null {
  const { profile } = browser;
  const { status } = response;

  // 3–5.
  const target = locationUrl(request, response, profile);
  if (target === null || "reason" in target) return target;
  const next = profile.takesUserinfoOutOfUrl && !authenticates(request, target) ? withoutUserinfo(target) : target;
  trace?.step("concept-http-redirect-fetch", "3", "location", target.href);
  const facts = { status, location: target.href, url: request.url.href } as const;

  if (preflighted && !profile.preflightedRequestsFollowRedirects) {
    return { ok: false, reason: "redirect-mode-error", member: "preflight", ...facts };
  }

  // 6.
  const toData = target.scheme === "data" && profile.elementsFollowToData && isElementWithoutCors(request);
  if (!target.isHttp && !toData) {
    const { scheme } = target;
    // PROFILE firefox: what the server that redirects could not load itself.
    if (profile.localUrlsBreakSameOrigin && (scheme === "file" || scheme === "blob")) {
      const origin = request.origin.serialized;
      return { ok: false, reason: "same-origin-mode", scheme, origin, ...facts, url: target.href };
    }
    return { ok: false, reason: "redirect-scheme", scheme, ...facts };
  }

  // 7.
  const limit = redirectLimit(request, profile);
  if (request.redirectCount === limit) {
    return { ok: false, reason: "too-many-redirects", limit, ...facts };
  }

  const userinfo: Failure | null = refusesUserinfo(request, target, profile)
    ? { ok: false, reason: "redirect-with-userinfo", ...facts }
    : null;
  // PROFILE webkit: Source/WebKit/NetworkProcess/NetworkLoadChecker.cpp (checkRedirection) looks only once CORS is in play;
  // what leaves the page's origin is for the page's process to find, after the preflight that the network process makes.
  const isDeferred = profile.pageRefusesUserinfo && request.responseTainting === "basic";
  if (userinfo !== null && !isDeferred) return userinfo;

  // 11. A stream can't be sent twice.
  if (status !== 303 && request.body !== null && !request.body.hasSource) {
    return { ok: false, reason: "redirect-stream-body", ...facts };
  }

  // 12. What becomes a GET loses its body and the headers that describe it.
  let { method, body } = request;
  let headers = startingHeaders(request, profile);
  const crossOrigin = request.url.origin !== target.origin;
  // PROFILE firefox: headers that are set anew each time are judged by the method that they came with.
  const firstMethod = request.firstMethod ?? method;
  const strips = profile.headersThatComeBack === "author" && becomesGet(status, firstMethod);
  if (becomesGet(status, method) || strips) {
    method = method === "HEAD" ? method : "GET";
    body = null;
    if (!profile.keepsBodyHeadersOnRedirect) headers = withoutHeaders(headers, isRequestBodyHeaderName);
  } else if (crossOrigin && profile.redirectsToGet.includes(method)) {
    method = "GET";
    body = null;
  }
  if (profile.headersThatComeBack === "first hop") headers = firstHeadersAgain(request, status, target);

  // 13. Authorization does not follow to another origin.
  if (crossOrigin && !profile.keepsAuthorizationOnRedirect) {
    headers = withoutHeaders(headers, (name) => name === "authorization");
  }
  trace?.step("concept-http-redirect-fetch", "12", "method", method);

  // PROFILE chromium: client hints go only where the page's Permissions Policy lets them, by default home. Redirects of what
  // outlives the page are followed by the browser process, which does not look.
  if (profile.dropsClientHintsOnRedirect && !request.keepalive && !isSameOrigin(target, request.origin)) {
    headers = withoutHeaders(headers, isClientHint);
  }

  const namedPolicy = parseReferrerPolicy(response.headers);
  // Redirect taint: some hop left an origin other than the request's own for yet another.
  const redirectTainted = request.redirectTainted || (crossOrigin && !isSameOrigin(request.url, request.origin));

  // 18–19.
  return {
    ...request,
    method,
    headers,
    body,
    url: next,
    urlList: [...request.urlList, next],
    referrer: nextReferrer(request, browser),
    referrerPolicy: namedPolicy || request.referrerPolicy,
    redirectCount: request.redirectCount + 1,
    redirectTainted,
    // Nobody can tell whose a script is that came from a data: URL; anything else stays opaque.
    responseTainting: toData ? (request.destination === "script" ? "basic" : "opaque") : request.responseTainting,
    wasPreflighted: profile.preflightsAllFurtherHops && wasToBePreflighted(request, preflighted, profile),
    originWasSent: !crossOrigin && (request.originWasSent || (request.method !== "GET" && request.method !== "HEAD")),
    announcedHeaders: profile.announcesOriginalHeaders ? rememberedHeaders(request, target, headers) : null,
    givenHeaders: profile.judgesHeadersAsGiven ? (request.givenHeaders ?? request.headers) : null,
    leftBehind: profile.judgesHeadersAsGiven ? leftBehind(becomesGet(status, request.method), crossOrigin) : NO_NAMES,
    firstMethod,
    firstReferrer: request.firstReferrer ?? nextReferrer(request, browser),
    fullReferrer: namedPolicy === "" ? (request.fullReferrer ?? request.referrer) : null,
    policyWasIgnored: namedPolicy === "" && ignoresPolicy(request, browser),
    wasUpgraded: false,
    deferred: pageSeesRedirects(request) ? userinfo : null,
  };
}

/** PROFILE chromium: content/browser/loader/keep_alive_url_loader.cc (EndReceiveRedirect) counts one earlier. */
function redirectLimit({ keepalive }: Request, { keepaliveRedirectLimit }: RedirectDialect): number {
  return keepalive ? keepaliveRedirectLimit : REDIRECT_LIMIT;
}

/** Steps 9–10: userinfo only towards one's own origin, and never once CORS is in play. */
function refusesUserinfo(request: Request, target: UrlRecord, { refusesAnyUserinfo }: RedirectDialect): boolean {
  if (!includesCredentials(target)) return false;
  // PROFILE chromium: third_party/blink/renderer/core/loader/frame_fetch_context.cc (ShouldBlockFetchAsCredentialedSubresource)
  // lets XMLHttpRequest pass; what outlives the page is followed by the browser process, which does not look.
  // The check for mode same-origin comes before it.
  const isForeign = request.mode === "same-origin" && !isSameOrigin(target, request.origin);
  if (refusesAnyUserinfo && !request.keepalive && request.api !== "xhr" && !isForeign) return true;
  return (request.mode === "cors" && !isSameOrigin(target, request.origin)) || request.responseTainting === "cors";
}

/**
 * PROFILE webkit: userinfo comes back into the URL of what may authenticate —
 * Source/WebKit/NetworkProcess/soup/NetworkDataTaskSoup.cpp (applyAuthenticationToRequest).
 */
function authenticates({ credentialsMode, origin, responseTainting }: Request, target: UrlRecord): boolean {
  return credentialsMode === "include" || (responseTainting === "basic" && isSameOrigin(target, origin));
}

/**
 * PROFILE webkit: Source/WebCore/loader/ResourceLoader.cpp (willSendRequestInternal) reads a data: URL itself, wherever it
 * comes from; a CORS request does not get there, and fetch() and beacons look at the scheme.
 */
function isElementWithoutCors({ api, mode }: Request): boolean {
  return mode === "no-cors" && api !== "fetch" && api !== "beacon";
}

/**
 * PROFILE firefox: each hop starts from the author's headers — dom/fetch/FetchDriver.cpp,
 * dom/xhr/XMLHttpRequestMainThread.cpp (OnRedirectVerifyCallback).
 */
function startingHeaders(request: Request, { headersThatComeBack }: Profile): HeaderList {
  const { authorHeaders, headers, mode } = request;
  if (headersThatComeBack !== "author" || mode !== "cors") return headers;
  const missing = authorHeaders.filter(({ name }) => !headers.some((header) => header.name === name));
  return missing.length === 0 ? headers : [...headers, ...missing];
}

/**
 * PROFILE webkit: a CORS request starts each hop from the headers of the first one, but for an Authorization that was lost —
 * Source/WebKit/NetworkProcess/NetworkLoadChecker.cpp (checkCORSRedirectedRequest); 307 and 308 bring back the
 * Content-Type of any request — soup/NetworkDataTaskSoup.cpp (continueHTTPRedirection). The page's process then takes out
 * what describes a body that goes at this hop — Source/WebCore/loader/SubresourceLoader.cpp
 * (checkRedirectionCrossOriginAccessControl) — but never sees beacons and synchronous requests on their way.
 */
function firstHeadersAgain(request: Request, status: number, target: UrlRecord): HeaderList {
  const { headers, method, mode, origin, responseTainting } = request;
  const first = request.announcedHeaders ?? headers;
  const bodyGoes = becomesGet(status, method);
  const isSeen = pageSeesRedirects(request);
  if (mode === "cors" && (responseTainting === "cors" || !isSameOrigin(target, origin))) {
    const again = [...headers.filter(isAuthorization), ...first.filter((header) => !isAuthorization(header))];
    return bodyGoes && isSeen ? withoutHeaders(again, isRequestBodyHeaderName) : again;
  }
  // The page's process fills in the browser's User-Agent, which the network process took out.
  const kept = isSeen ? withoutHeaders(headers, (name) => name === "user-agent") : headers;
  if (bodyGoes) return withoutHeaders(kept, isSeen ? isRequestBodyHeaderName : (name) => name === "content-type");
  if ((status !== 307 && status !== 308) || kept.some(isContentType)) return kept;
  return [...kept, ...first.filter(isContentType)];
}

/**
 * PROFILE webkit: what is the first hop to further ones. A load that must do without cookies from here on begins anew —
 * Source/WebKit/NetworkProcess/NetworkResourceLoader.cpp (restartNetworkLoad); CORS remembers all the same.
 */
function rememberedHeaders(request: Request, target: UrlRecord, headers: HeaderList): HeaderList {
  const { credentialsMode, mode, origin, responseTainting } = request;
  const restarts = credentialsMode === "same-origin" && responseTainting === "basic" && !isSameOrigin(target, origin);
  return restarts && mode !== "cors" ? headers : (request.announcedHeaders ?? request.headers);
}

/** PROFILE webkit: the page's process is told of redirects, but not of those of beacons and synchronous requests. */
export function pageSeesRedirects({ api, async }: Request): boolean {
  return async && api !== "beacon";
}

function isAuthorization({ name }: Header): boolean {
  return name === "authorization";
}

function isContentType({ name }: Header): boolean {
  return name === "content-type";
}

const NO_NAMES: readonly string[] = [];

/** PROFILE firefox: what a preflight does not name because the redirect that leads to it took it off. */
function leftBehind(bodyGoes: boolean, crossOrigin: boolean): readonly string[] {
  return [...(bodyGoes ? REQUEST_BODY_HEADER_NAMES : NO_NAMES), ...(crossOrigin ? ["authorization"] : NO_NAMES)];
}

/** PROFILE webkit: or would have been, had it gone to another origin. */
function wasToBePreflighted(request: Request, preflighted: boolean, profile: Profile): boolean {
  if (request.wasPreflighted || preflighted) return true;
  return !profile.judgesHeadersAsGiven && hasUnsafeHeaders(request, profile);
}

/** What a hop named is all that the next one knows of the referrer, and so it never grows again. */
function nextReferrer(request: Request, browser: BrowserState): Request["referrer"] {
  const referrer = referrerOf(request, browser);
  return referrer === null ? "no-referrer" : (parseUrl(referrer) ?? "no-referrer");
}

const CLIENT_HINTS: ReadonlySet<string> = new Set([
  "dpr",
  "downlink",
  "ect",
  "rtt",
  "viewport-width",
  "width",
  "device-memory",
]);

function isClientHint(name: string): boolean {
  return CLIENT_HINTS.has(name);
}

function becomesGet(status: number, method: string): boolean {
  if (status === 303) return method !== "GET" && method !== "HEAD";
  return method === "POST" && (status === 301 || status === 302);
}
