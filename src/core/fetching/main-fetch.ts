import { corsUnsafeRequestHeaderNames, unsafeHeaderCauses } from "../http-extensions/cors-safelisted-request-header.js";
import type { BrowserState } from "../infrastructure/browser-state.js";
import type { HeaderList } from "../infrastructure/header-list.js";
import { isCorsSafelistedMethod } from "../infrastructure/method.js";
import { isSameOrigin } from "../infrastructure/origin.js";
import { isBadPort } from "../infrastructure/port-blocking.js";
import type { Request } from "../infrastructure/request.js";
import type { UrlRecord } from "../infrastructure/url-record.js";
import { type CspViolation, cspViolation, upgradesInsecureRequests } from "../policy/content-security-policy.js";
import { extensionMayAccess } from "../policy/extension-permissions.js";
import { mayReachLocally } from "../policy/local-network-access.js";
import { mixedContent, upgradeUrl } from "../policy/mixed-content.js";
import type { BlockingCheck } from "../profiles/dialects/main-fetch.js";
import type { Profile } from "../profiles/profile.js";
import type { Failure } from "../reasons.js";
import type { Trace } from "../trace.js";
import type { PreflightCause } from "./outcome.js";

/** What main fetch decides before anything is sent. */
export interface Route {
  readonly ok: true;
  /** The request, its URL upgraded and its tainting set. */
  readonly request: Request;
  /** Header names to announce in the preflight; null: this hop's rules demand none. */
  readonly unsafeNames: readonly string[] | null;
}

/** Main fetch, steps 1–12 — https://fetch.spec.whatwg.org/#concept-main-fetch */
export function mainFetch(given: Request, browser: BrowserState, trace: Trace | null): Route | Failure {
  const { page, profile } = browser;

  // PROFILE chromium, webkit: code is asked about as it wrote the URL, too — FetchContext::CheckCSPForRequest with the
  // redirect status kNoRedirect, before the upgrade.
  if (page.csp !== null && asksBeforeUpgrade(given, profile)) {
    const violation = cspViolation(page.csp, given, page, profile);
    if (violation !== null) return cspFailure(violation, given.url);
  }

  // 5–6.
  const request = upgraded(given, browser);
  if (request !== given) trace?.step("concept-main-fetch", "5", "upgrade", request.url.href);
  const { url } = request;

  // 7. Nothing leaves for a bad port, as mixed content, or against the page's CSP.
  // PROFILE chromium, firefox, webkit: an order of their own, the mode of step 12 within it; measured.
  for (const check of profile.blockingOrder) {
    const failure = BLOCKING_CHECKS[check](request, given, browser);
    if (failure !== null) return failure;
  }

  // 12. The first that applies.
  trace?.step("concept-main-fetch", "12", "same-origin", isOwn(request, browser));
  if (passesUnchecked(request, browser)) return { ok: true, request, unsafeNames: null };
  if (request.mode === "no-cors") {
    if (request.redirectMode !== "follow") {
      return { ok: false, reason: "redirect-mode-error", member: "mode", value: request.redirectMode, url: url.href };
    }
    request.responseTainting = "opaque";
    return { ok: true, request, unsafeNames: null };
  }

  // 12f–12g. CORS: with a preflight if a flag, the method or a header demands one.
  // PROFILE firefox: what was upgraded to the page's own origin is tainted, and not checked.
  request.passesCors = isOwn(request, browser) && (request.passesCors || request.responseTainting === "basic");
  request.responseTainting = "cors";
  if (request.passesCors) return { ok: true, request, unsafeNames: null };
  if (!request.unsafeRequest && !request.useCorsPreflight) return { ok: true, request, unsafeNames: null };
  const headers = request.announcedHeaders ?? request.headers;
  const unsafeNames = profile.judgesHeadersAsGiven
    ? unsafeNamesAsGiven(request, profile)
    : corsUnsafeRequestHeaderNames(headers, profile);
  trace?.step("cors-unsafe-request-header-names", "6", "unsafe-names", unsafeNames);
  if (unsafeNames === null) return { ok: true, request, unsafeNames };
  const needed =
    profile.judgesHeadersAsGiven ||
    unsafeNames.length > 0 ||
    request.useCorsPreflight ||
    request.wasPreflighted ||
    !isCorsSafelistedMethod(request.method);
  trace?.step("concept-main-fetch", "12", "preflight", needed);
  request.preflightNames = unsafeNames;
  if (!needed) return { ok: true, request, unsafeNames: null };
  return { ok: true, request, unsafeNames: profile.announcesAllHeaders ? allNames(headers) : unsafeNames };
}

/**
 * PROFILE firefox: each hop is judged by what page code gave the first one, and by the type of a body that is still there. What
 * its redirect took off is not announced; where nothing asks for a preflight any more, the last one's names are announced
 * again — netwerk/protocol/http/nsCORSListenerProxy.cpp (CheckPreflightNeeded), HttpBaseChannel.cpp
 * (SetCorsPreflightParameters, SetupReplacementChannel).
 * @returns null: no preflight
 */
function unsafeNamesAsGiven(request: Request, profile: Profile): readonly string[] | null {
  const { body, givenHeaders, headers, leftBehind, method, redirectCount, useCorsPreflight } = request;
  const given = corsUnsafeRequestHeaderNames(givenHeaders ?? headers, profile);
  const isTyped = !given.includes("content-type") && (redirectCount === 0 || body !== null);
  const type = isTyped ? headers.filter(({ name }) => name === "content-type") : NO_HEADERS;
  const unsafeType = corsUnsafeRequestHeaderNames(type, profile);
  if (given.length + unsafeType.length === 0 && !useCorsPreflight && isCorsSafelistedMethod(method))
    return request.wasPreflighted ? request.preflightNames : null;
  const names = unsafeType.length === 0 ? given : [...given, ...unsafeType].sort();
  return leftBehind.length === 0 ? names : names.filter((name) => !leftBehind.includes(name));
}
const NO_HEADERS: HeaderList = [];

/** Main fetch, steps 12b and 12e: what a request's mode does not let it ask for. */
function modeFailure(request: Request, given: Request, { page, profile }: BrowserState): Failure | null {
  const { api, mode, origin, url } = request;
  if (mode === "same-origin") {
    // PROFILE firefox: it is the URL before the upgrade that is of another origin.
    const { href } = isSameOrigin(url, origin) ? given.url : url;
    return { ok: false, reason: "same-origin-mode", url: href, origin: origin.serialized };
  }
  // PROFILE firefox: caps/nsScriptSecurityManager.cpp (CheckLoadURIWithPrincipal) comes before CORS.
  const isLocal = profile.localUrlsBreakSameOrigin && url.scheme === "file" && page.url.scheme !== "file";
  if (url.isHttp || (mode === "no-cors" && !isLocal)) return null;
  const reason = isLocal && mode === "cors" && api !== "eventsource" ? "same-origin-mode" : "unsupported-scheme";
  return { ok: false, reason, scheme: url.scheme, url: url.href, origin: origin.serialized };
}

/** PROFILE firefox: what was upgraded stays foreign to the page, though it is of its origin now. */
function wasForeign({ origin, wasUpgraded }: Request, { upgradesStayForeign }: Profile): boolean {
  return upgradesStayForeign && wasUpgraded && origin.serialized.startsWith("https:");
}

/** Each is given the request as it is after the upgrade, and before. */
const BLOCKING_CHECKS: Readonly<
  Record<BlockingCheck, (request: Request, given: Request, browser: BrowserState) => Failure | null>
> = {
  "bad-port": ({ url }, _given, { profile }) =>
    url.port !== null && isBadPort(url, profile)
      ? { ok: false, reason: "bad-port", port: url.port, url: url.href }
      : null,
  // PROFILE webkit: the preflight of a further hop leaves before anyone looks.
  "mixed-content": (request, _given, browser) =>
    browser.profile.mixedPreflightLeaves && request.wasPreflighted ? null : mixedContentFailure(request, browser),
  "csp-blocked": (request, _given, { page, profile }) => {
    const violation = page.csp === null ? null : cspViolation(page.csp, request, page, profile);
    return violation === null ? null : cspFailure(violation, request.url);
  },
  mode: (request, given, browser) => (passesUnchecked(request, browser) ? null : modeFailure(request, given, browser)),
};

function isOwn({ url, origin }: Request, browser: BrowserState): boolean {
  return isSameOrigin(url, origin) || isOwnBlob(url, browser);
}

/** Main fetch, steps 12a and 12c–12d: neither CORS nor the mode is asked. */
function passesUnchecked(request: Request, browser: BrowserState): boolean {
  const { page, profile } = browser;
  return (
    (request.responseTainting === "basic" && isOwn(request, browser) && !wasForeign(request, profile)) ||
    request.mode === "navigate" ||
    request.url.scheme === "data" ||
    (page.extensionPermissions.length > 0 && extensionMayAccess(page, request.url))
  );
}

/** Origin of a blob: URL — https://url.spec.whatwg.org/#concept-url-origin: the one of who made it. */
function isOwnBlob(url: UrlRecord, { blobEntry }: BrowserState): boolean {
  return url.scheme === "blob" && blobEntry !== null && blobEntry(url) !== null;
}

/** PROFILE webkit: only once the preflight has been answered is its request found to be mixed content. */
export function mixedAfterPreflight(request: Request, browser: BrowserState): Failure | null {
  return browser.profile.mixedPreflightLeaves && request.wasPreflighted ? mixedContentFailure(request, browser) : null;
}

function cspFailure(violation: CspViolation, url: UrlRecord): Failure {
  return { ok: false, reason: "csp-blocked", ...violation, url: url.href };
}

function asksBeforeUpgrade({ api, url, redirectCount }: Request, { cspAsksBeforeUpgrade }: Profile): boolean {
  return url.scheme === "http" && redirectCount === 0 && cspAsksBeforeUpgrade.includes(api);
}

/** Main fetch, step 7: is it mixed content? */
export function mixedContentFailure(request: Request, { page, profile }: BrowserState): Failure | null {
  const { url } = request;
  // PROFILE webkit: Source/WebCore/loader/DocumentThreadableLoader.cpp (loadRequest) looks once, and no one else.
  if (profile.syncRedirectsMayBeMixed && !request.async && request.redirectCount > 0) return null;
  if (url.scheme !== "http" || mixedContent(page, request, profile) !== "blocked") return null;
  // A permission for the local network lets http to its addresses pass.
  if (mayReachLocally(page, url, profile)) return null;
  return { ok: false, reason: "mixed-content", url: url.href };
}

/** The same where it comes first: a rule that is asked before does not forbid the request. */
export function mixedContentFirst(request: Request, browser: BrowserState): Failure | null {
  const { blockingOrder } = browser.profile;
  const before = blockingOrder.slice(0, blockingOrder.indexOf("mixed-content"));
  return before.some((check) => BLOCKING_CHECKS[check](request, request, browser) !== null)
    ? null
    : mixedContentFailure(request, browser);
}

/** Do its headers demand a preflight towards another origin? */
export function hasUnsafeHeaders(request: Request, profile: Profile): boolean {
  return request.unsafeRequest && corsUnsafeRequestHeaderNames(request.headers, profile).length > 0;
}

function allNames(headers: HeaderList): readonly string[] {
  return [...new Set(headers.map((header) => header.name))].sort();
}

/** NON-SPEC: why this hop needs a preflight, for a person; in the order method, headers, flags. */
export function preflightCauses(request: Request, profile: Profile): readonly PreflightCause[] {
  const causes: PreflightCause[] = [];
  if (!isCorsSafelistedMethod(request.method)) causes.push({ code: "method", value: request.method });
  causes.push(...unsafeHeaderCauses(request.announcedHeaders ?? request.headers, profile));
  if (request.useCorsPreflight) causes.push({ code: request.preflightFlagCause ?? "policy" });
  if (causes.length === 0 && request.wasPreflighted) causes.push({ code: "redirect-hop" });
  return causes;
}

/** Main fetch, steps 5–6: upgrades, those the page asks for, and images and media that would be mixed content. */
export function upgraded(request: Request, browser: BrowserState): Request {
  const { page, profile } = browser;
  if (request.url.scheme !== "http") return request;
  const asked = page.csp !== null && upgradesInsecureRequests(page.csp);
  if (!asked && mixedContent(page, request, profile) !== "upgrade") return request;
  const url = upgradeUrl(request.url);
  // PROFILE webkit: Source/WebCore/loader/SubresourceLoader.cpp (willSendRequestInternal) takes the site before the upgrade.
  const keepsBoth = !asked && profile.siteIsTakenBeforeUpgrade && request.redirectCount > 0;
  const before = keepsBoth ? request.urlList : request.urlList.slice(0, -1);
  const urlList = [...before, url];
  const redirectTainted = profile.taintedBeforeUpgrade
    ? request.redirectTainted
    : isRedirectTainted(urlList, request.origin);
  return { ...request, url, urlList, redirectTainted, wasUpgraded: true };
}

/**
 * Redirect taint — https://fetch.spec.whatwg.org/#concept-request-tainted-origin: some hop left an origin other than the
 * request's own for yet another.
 */
function isRedirectTainted(urlList: readonly UrlRecord[], origin: Request["origin"]): boolean {
  return urlList.some((url, index) => {
    const last = urlList[index - 1];
    return last !== undefined && last.origin !== url.origin && !isSameOrigin(last, origin);
  });
}
