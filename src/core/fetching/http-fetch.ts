import { corpCheck } from "../http-extensions/cross-origin-resource-policy.js";
import { byteSerializeRequestOrigin } from "../http-extensions/origin-header.js";
import { blockedByMimeType, blockedByNosniff } from "../http-extensions/should-response-be-blocked.js";
import type { BrowserState } from "../infrastructure/browser-state.js";
import { getHeader, hasHeader } from "../infrastructure/header-list.js";
import { isBadPort } from "../infrastructure/port-blocking.js";
import type { Request } from "../infrastructure/request.js";
import type { FilteredResponse, HttpResponse } from "../infrastructure/response.js";
import { isNullBodyStatus, isOkStatus, isRangeStatus, isRedirectStatus } from "../infrastructure/status.js";
import { integrityFailure } from "../policy/integrity.js";
import { opaqueResponseBlocked } from "../policy/opaque-response-blocking.js";
import type { Profile } from "../profiles/profile.js";
import { type Failure, SUCCESS, type Success } from "../reasons.js";
import type { Trace } from "../trace.js";
import { corsCheck } from "./cors-check.js";
import { filterResponse, opaqueRedirectResponse } from "./filter-response.js";
import {
  badRedirect,
  httpRedirectFetch,
  locationUrl,
  pageSeesRedirects,
  redirectToFtp,
  refusedRedirect,
  unsafeRedirect,
} from "./http-redirect-fetch.js";
import { mixedContentFirst, upgraded } from "./main-fetch.js";
import { destinationFailure } from "./process-response.js";

export type Arrived =
  | { readonly ok: true; readonly next: Request; readonly response: null }
  | { readonly ok: true; readonly next: null; readonly response: FilteredResponse };

/** HTTP fetch, steps 4.4–6, and what main fetch makes of the result — https://fetch.spec.whatwg.org/#concept-http-fetch */
export function httpFetchResponse(
  request: Request,
  preflighted: boolean,
  response: HttpResponse,
  browser: BrowserState,
  trace: Trace | null,
): Arrived | Failure {
  const { profile } = browser;
  const tainting = request.responseTainting;

  if (isRedirectStatus(response.status)) {
    const early = earlyRedirectFailure(request, preflighted, response, browser);
    if (early !== null) return early;
  }

  // 3. A service worker answers as it likes, within limits, and is not asked for CORS headers.
  if (response.via === "service-worker") {
    const checked = serviceWorkerResponse(request, response);
    if (!checked.ok) return checked;
  } else if (tainting === "cors" && !request.passesCors && !passesUnchecked(request, response, profile)) {
    // 4.4. On whatever came, a redirect included.
    const checked = corsCheck(
      request,
      byteSerializeRequestOrigin(request),
      request.credentialsMode === "include",
      response,
      profile,
      trace,
    );
    if (!checked.ok) return checked;
  }

  // 5.
  if ((tainting === "opaque" && request.url.isHttp) || response.type === "opaque") {
    const checked = corpCheck(request, response.headers, browser, trace);
    // PROFILE webkit: one message for both.
    if (!checked.ok) return profile.reportsCoepAsCorp ? { ...checked, reason: "corp-blocked" } : checked;
  }

  if (response.type === "opaqueredirect")
    return { ok: true, next: null, response: opaqueRedirectResponse(request, response) };

  // 6. Redirects.
  if (isRedirectStatus(response.status) && (profile.follows308 || response.status !== 308)) {
    const handled = redirect(request, preflighted, response, browser, trace);
    if (handled !== null) return handled;
  }
  return finished(request, response, browser);
}

/**
 * PROFILE webkit: the network process leaves a 304 to the page's process, which does not see what is synchronous —
 * Source/WebKit/NetworkProcess/NetworkLoadChecker.cpp (validateResponse).
 */
function passesUnchecked({ async }: Request, { status }: HttpResponse, { syncTakesAny304 }: Profile): boolean {
  return syncTakesAny304 && status === 304 && !async;
}

/**
 * PROFILE chromium: the network layer looks at a Location before anything else does — net/url_request/url_request_job.cc
 * (CanFollowRedirect). PROFILE firefox: and so does the mixed content blocker —
 * dom/security/nsMixedContentBlocker.cpp (AsyncOnChannelRedirect).
 */
function earlyRedirectFailure(
  request: Request,
  preflighted: boolean,
  response: HttpResponse,
  browser: BrowserState,
): Failure | null {
  const { profile } = browser;
  // PROFILE webkit: Source/WebKit/NetworkProcess/NetworkLoad.cpp (willPerformHTTPRedirection), which beacons pass by.
  if (profile.ftpRedirectsFirst && request.api !== "beacon") return redirectToFtp(request, response, profile);
  if (profile.networkChecksRedirectsFirst) {
    const check = request.redirectMode === "manual" ? badRedirect : refusedRedirect;
    return check(request, response, profile);
  }
  if (request.redirectMode !== "follow") return null;
  if (!profile.mixedRedirectsFirst) return null;
  const target = locationUrl(request, response, profile);
  if (target === null || "reason" in target || (preflighted && isBadPort(target, profile))) return null;
  const { redirectCount } = request;
  return mixedContentFirst(upgraded({ ...request, url: target, redirectCount: redirectCount + 1 }, browser), browser);
}

/** HTTP fetch, step 6. @returns null: no redirect after all */
function redirect(
  request: Request,
  preflighted: boolean,
  response: HttpResponse,
  browser: BrowserState,
  trace: Trace | null,
): Arrived | Failure | null {
  const { profile } = browser;
  trace?.step("concept-http-fetch", "6", "redirect-mode", request.redirectMode);
  if (request.redirectMode === "error") {
    const unsafe = profile.networkChecksRedirectsFirst ? unsafeRedirect(request, response, profile) : null;
    if (unsafe !== null) return unsafe;
    // PROFILE chromium, webkit: without Location it is no redirect.
    if (!profile.errorModeNeedsNoLocation && (getHeader("location", response.headers) ?? "") === "") return null;
    return {
      ok: false,
      reason: "redirect-mode-error",
      member: "redirect",
      value: "error",
      status: response.status,
      url: request.url.href,
    };
  }
  if (request.redirectMode === "manual") {
    const failure = request.integrity === "" ? null : hiddenRedirectFailure(request, response, profile);
    return failure ?? { ok: true, next: null, response: opaqueRedirectResponse(request, response) };
  }
  const next = httpRedirectFetch(request, response, preflighted, browser, trace);
  if (next === null) return null;
  if ("reason" in next) return next;
  const refused = credentialedRedirectFailure(request, response, profile, trace);
  if (refused === null) return { ok: true, next, response: null };
  return preflighted ? { ok: true, next: { ...next, deferred: refused }, response: null } : refused;
}

/**
 * Main fetch, step 23: what script may not see can't be held against integrity metadata.
 * PROFILE firefox: dom/fetch/FetchDriver.cpp (OnDataAvailable) does so all the same.
 */
function hiddenRedirectFailure(request: Request, response: HttpResponse, profile: Profile): Failure | null {
  if (profile.judgesHiddenRedirects === "refused") {
    const { integrity, url } = request;
    return { ok: false, reason: "integrity-mismatch", expected: integrity, url: url.href, type: "opaque" };
  }
  const judged = profile.judgesHiddenRedirects === "as empty" ? { body: "" } : hashedBody(request, response);
  return integrityFailure(request, { type: "basic" }, judged, profile);
}

/** Main fetch, steps 14–23, and what the API makes of the response. */
function finished(request: Request, response: HttpResponse, browser: BrowserState): Arrived | Failure {
  const { profile } = browser;
  const filtered =
    response.type === "opaque"
      ? filterResponse({ ...request, responseTainting: "opaque" }, response, profile)
      : filterResponse(request, response, profile);

  if (filtered.type === "opaque" && profile.orbBeforeNosniff) {
    const blocked = opaqueResponseBlocked(request, response, profile);
    if (blocked !== null) return blocked;
  }

  // PROFILE webkit: Source/WebCore/html/HTMLLinkElement.cpp (setCSSStyleSheet); a sheet's type is the parser's concern.
  if (request.api === "stylesheet" && request.integrity !== "" && profile.sheetsAreHashedFirst) {
    const failure = isOkStatus(response.status)
      ? integrityFailure(request, filtered, response, profile)
      : destinationFailure(request, filtered, response, profile);
    if (failure !== null) return failure;
  }

  // 20. Type and nosniff.
  const nosniff = blockedByNosniff(request, response.headers, profile) ?? blockedByMimeType(request, response.headers);
  if (nosniff !== null) return nosniff;

  // NON-SPEC: opaque-response blocking, which engines do here.
  if (filtered.type === "opaque" && !profile.orbBeforeNosniff) {
    const blocked = opaqueResponseBlocked(request, response, profile);
    if (blocked !== null) return blocked;
  }

  // 21. A range that was not asked for.
  if (
    profile.refusesUnaskedRanges &&
    filtered.type === "opaque" &&
    isRangeStatus(response.status) &&
    !hasHeader("range", request.headers)
  ) {
    return {
      ok: false,
      reason: "network-error",
      error: "opaque-range",
      status: response.status,
      url: request.url.href,
    };
  }

  // PROFILE firefox: layout/style/Loader.cpp (VerifySheetReadyToParse) asks for the integrity of what is a sheet.
  if (request.api === "stylesheet" && profile.sheetsAreHashedLast) {
    const failure = destinationFailure(request, filtered, response, profile);
    if (failure !== null) return failure;
  }

  // 23.
  if (request.integrity !== "") {
    const judged = isOpaqueToIntegrity(request, profile) ? { type: "opaque" as const } : filtered;
    const failure = integrityFailure(request, judged, hashedBody(request, response), profile);
    if (failure !== null) return failure;
  }
  return destinationFailure(request, filtered, response, profile) ?? { ok: true, next: null, response: filtered };
}

/** PROFILE firefox: a script's data: URL is of nobody's origin — dom/security/SRICheck.cpp (IsEligible). */
function isOpaqueToIntegrity({ api, mode, url }: Request, { dataUrlDialect }: Profile): boolean {
  return dataUrlDialect === "firefox" && api === "script" && mode === "no-cors" && url.scheme === "data";
}

/** The bytes that integrity metadata is held against. */
function hashedBody(request: Request, response: HttpResponse): Pick<HttpResponse, "body"> {
  return request.method === "HEAD" || isNullBodyStatus(response.status) ? { body: "" } : response;
}

/** HTTP fetch, step 3.4: what a service worker may not answer. */
function serviceWorkerResponse(request: Request, response: HttpResponse): Success | Failure {
  const refused =
    response.type === "error" ||
    (request.mode === "same-origin" && response.type === "cors") ||
    (request.mode !== "no-cors" && response.type === "opaque") ||
    (request.redirectMode !== "manual" && response.type === "opaqueredirect") ||
    (request.redirectMode !== "follow" && response.redirected);
  if (!refused) return SUCCESS;
  const actual = response.redirected && response.type !== "error" ? "redirected" : response.type;
  return { ok: false, reason: "service-worker-response", actual, member: request.mode, url: request.url.href };
}

/**
 * PROFILE webkit: after a same-origin start, a cross-origin redirect is checked once more by the page's process, as if cookies
 * went along — Source/WebCore/loader/SubresourceLoader.cpp (checkRedirectionCrossOriginAccessControl); of a preflighted
 * request once the next preflight has been answered.
 */
function credentialedRedirectFailure(
  request: Request,
  response: HttpResponse,
  profile: Profile,
  trace: Trace | null,
): Failure | null {
  const { credentialsMode, origin, redirectCount, responseTainting, urlList } = request;
  if (!profile.checksRedirectWithCredentials || credentialsMode !== "same-origin" || responseTainting !== "cors")
    return null;
  if (!pageSeesRedirects(request)) return null;
  if (redirectCount === 0 || urlList[0]!.origin !== origin.serialized) return null;
  const checked = corsCheck(request, byteSerializeRequestOrigin(request), true, response, profile, trace);
  return checked.ok ? null : checked;
}
