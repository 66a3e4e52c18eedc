import { extractHeaderListValues, preflightMaxAge } from "../http-extensions/cors-header-grammar.js";
import { corsUnsafeRequestHeaderNames } from "../http-extensions/cors-safelisted-request-header.js";
import { byteSerializeRequestOrigin } from "../http-extensions/origin-header.js";
import type { BrowserState } from "../infrastructure/browser-state.js";
import { hasHeader } from "../infrastructure/header-list.js";
import { isCorsSafelistedMethod } from "../infrastructure/method.js";
import { isSameOrigin } from "../infrastructure/origin.js";
import type { Request } from "../infrastructure/request.js";
import type { HttpResponse } from "../infrastructure/response.js";
import { isOkStatus, isRedirectStatus } from "../infrastructure/status.js";
import type { Profile } from "../profiles/profile.js";
import { type Failure, SUCCESS, type Success } from "../reasons.js";
import type { Trace } from "../trace.js";
import { corsCheck } from "./cors-check.js";
import { badRedirect, hasLocation, locationUrl, REFUSED_BEFORE_CORS } from "./http-redirect-fetch.js";
import { isConditional } from "./wire-headers.js";
import { WireRequest } from "./wire-request.js";

/** HTTP fetch, step 4.1 — https://fetch.spec.whatwg.org/#concept-http-fetch: or does the preflight cache answer? */
export function preflightIsCached(
  request: Request,
  unsafeNames: readonly string[],
  browser: BrowserState,
  trace: Trace | null,
): boolean {
  const { preflightCache: cache, profile, now } = browser;
  if (cache.isEmpty) return false;
  // PROFILE chromium: services/network/cors/preflight_controller.cc (RetrieveCacheFlags); an opaque origin has a cache of its
  // own each time.
  if (passesBy(request, profile)) return false;
  if (!profile.opaqueOriginsUsePreflightCache && (request.origin.opaque || request.redirectTainted)) return false;
  if (profile.taintedOriginsDiffer && request.redirectTainted && !request.origin.opaque) return false;
  const origin = preflightOrigin(request, browser);
  const methodKnown = knowsMethod(request, origin, browser);
  const headersKnown = unsafeNames.every((name) => cache.matchHeader(request, origin, name, now, profile));
  trace?.step("concept-http-fetch", "4.1", "preflight-cache", methodKnown && headersKnown);
  if (profile.missClearsPreflightCache && !(methodKnown && headersKnown)) cache.clear(request, origin);
  return methodKnown && headersKnown;
}

function knowsMethod(request: Request, origin: string, { preflightCache, profile, now }: BrowserState): boolean {
  const { method } = request;
  // PROFILE firefox: netwerk/protocol/http/nsCORSListenerProxy.cpp (CheckRequest) asks an entry for no GET and no POST, and an
  // entry stays when all that it allowed has gone out of date.
  if (profile.anyEntryAllowsGetAndPost && (method === "GET" || method === "POST"))
    return preflightCache.hasEntry(request, origin);
  const asked = request.useCorsPreflight || request.wasPreflighted || !isCorsSafelistedMethod(method);
  const asksForHead = profile.anyEntryAllowsGetAndPost && method === "HEAD";
  return (!asked && !asksForHead) || preflightCache.matchMethod(request, origin, method, now, profile);
}

/** CORS-preflight fetch, steps 1–5 — https://fetch.spec.whatwg.org/#cors-preflight-fetch-0 */
export function createCorsPreflight(
  request: Request,
  unsafeNames: readonly string[],
  browser: BrowserState,
): WireRequest {
  return WireRequest.preflight(request, preflightOrigin(request, browser), unsafeNames, browser);
}

/** CORS-preflight fetch, steps 7–8: may the request follow? */
export function receiveCorsPreflight(
  request: Request,
  unsafeNames: readonly string[],
  response: HttpResponse,
  browser: BrowserState,
  trace: Trace | null,
): Success | Failure {
  const { profile } = browser;
  const { status } = response;
  const url = request.url.href;
  const withCredentials = request.credentialsMode === "include";

  // 7. Status and CORS check are one condition; which of them is named first is up to the browser.
  trace?.step("cors-preflight-fetch-0", "7", "status", status);
  const redirects =
    isRedirectStatus(status) && (!profile.preflightRedirectNeedsLocation || hasLocation(response, profile));
  if (redirects) {
    // PROFILE chromium: the network layer finds out about a redirect to nowhere before CORS is told of any.
    const refused = profile.networkChecksRedirectsFirst ? badRedirect(request, response, profile) : null;
    if (refused !== null) return refused;
    const followed = profile.checksRedirectedPreflight && reachesCors(request, response, profile);
    const checked = followed ? checkPreflight(request, response, browser, trace) : SUCCESS;
    return checked.ok ? { ok: false, reason: "preflight-redirected", status, url } : checked;
  }
  const ok = profile.preflightStatus200Only ? status === 200 : isOkStatus(status);
  if (profile.preflightStatusBeforeCheck && !ok) return statusFailure(status, url);
  const checked = checkPreflight(request, response, browser, trace);
  if (!checked.ok) return checked;
  if (!ok) return statusFailure(status, url);
  const origin = preflightOrigin(request, browser);

  // 7.1–7.3. Lists of tokens, or nothing at all.
  let methods = extractHeaderListValues("access-control-allow-methods", response.headers);
  if (methods !== null && "ok" in methods) return { ...methods, reason: "invalid-allow-methods", status, url };
  const headerNames = extractHeaderListValues("access-control-allow-headers", response.headers);
  if (headerNames !== null && "ok" in headerNames) {
    // PROFILE firefox: netwerk/protocol/http/nsCORSListenerProxy.cpp (CheckPreflightRequestApproved), one header after the other.
    if (profile.checksMethodBeforeParsingHeaders && !allowsMethod(request, methods ?? NONE, profile))
      return methodFailure(request, methods ?? NONE);
    return { ...headerNames, reason: "invalid-allow-headers", status, url };
  }
  trace?.step("cors-preflight-fetch-0", "7.1", "allow-methods", methods);
  trace?.step("cors-preflight-fetch-0", "7.2", "allow-headers", headerNames);

  // 7.4. Only a flag asked: the answer stands for this method. Engines take that for the cache, not for the check.
  if (
    methods === null &&
    request.useCorsPreflight &&
    (profile.flagAllowsMethod || isCorsSafelistedMethod(request.method))
  ) {
    methods = [request.method];
  }
  const allowedMethods = methods ?? NONE;
  const allowedNames = headerNames ?? NONE;

  // PROFILE webkit: the cache is filled first.
  if (profile.storesRefusingAnswers)
    keepAnswer(request, origin, allowedMethods, allowedNames, response, browser, trace);

  // 7.5.
  const methodAllowed = allowsMethod(request, allowedMethods, profile);
  trace?.step("cors-preflight-fetch-0", "7.5", "method-allowed", methodAllowed);
  if (!methodAllowed) return methodFailure(request, allowedMethods);

  // 7.6–7.7. Names compare in any case; the wildcard does not cover Authorization.
  // EDITION w3c-2014: more is announced than must be allowed.
  const names = profile.announcesAllHeaders ? corsUnsafeRequestHeaderNames(request.headers, profile) : unsafeNames;
  if (names.length > 0) {
    const wildcard = !withCredentials && profile.listWildcards && allowedNames.includes("*");
    const refused = refusedNames(names, allowedNames);
    if (wildcard && !profile.wildcardCoversAuthorization && refused.includes("authorization")) {
      return {
        ok: false,
        reason: "authorization-needs-explicit-header",
        header: "authorization",
        headers: ["authorization"],
        allowed: allowedNames,
        url,
      };
    }
    trace?.step("cors-preflight-fetch-0", "7.7", "headers-refused", wildcard ? NONE : refused);
    if (refused.length > 0 && !wildcard) {
      const [header] = refused;
      return {
        ok: false,
        reason: "header-not-allowed",
        header: header!,
        headers: [...new Set(refused)],
        allowed: allowedNames,
        url,
      };
    }
  }

  if (!profile.storesRefusingAnswers)
    keepAnswer(request, origin, allowedMethods, allowedNames, response, browser, trace);
  return SUCCESS;
}

/** Step 7.5. */
function allowsMethod({ method, credentialsMode }: Request, allowed: readonly string[], profile: Profile): boolean {
  if (isCorsSafelistedMethod(method) || allowed.includes(method)) return true;
  return credentialsMode !== "include" && profile.listWildcards && allowed.includes("*");
}

/** The CORS check of a preflight's answer. */
function checkPreflight(
  request: Request,
  response: HttpResponse,
  browser: BrowserState,
  trace: Trace | null,
): Success | Failure {
  const { profile } = browser;
  // PROFILE firefox: back at the page's own origin the preflight's Allow-Origin is not looked at.
  if (profile.preflightUsesPageOrigin && isSameOrigin(request.url, request.origin)) return SUCCESS;
  const withCredentials = request.credentialsMode === "include";
  return corsCheck(request, preflightOrigin(request, browser), withCredentials, response, profile, trace);
}

/** PROFILE firefox: what CORS is asked about; where a Location leads that is worse, other rules strike before. */
function reachesCors(request: Request, response: HttpResponse, profile: Profile): boolean {
  const target = locationUrl(request, response, profile);
  return target !== null && !("reason" in target) && !REFUSED_BEFORE_CORS.has(target.scheme);
}

function methodFailure({ method, url }: Request, allowed: readonly string[]): Failure {
  const header = "access-control-allow-methods";
  return { ok: false, reason: "method-not-allowed", method, allowed, header, url: url.href };
}

/** Names compare in any case. */
function refusedNames(names: readonly string[], allowed: readonly string[]): readonly string[] {
  let refused: string[] | null = null;
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!;
    let listed = false;
    for (let j = 0; j < allowed.length && !listed; j++) {
      const other = allowed[j]!;
      listed = other === name || (other.length === name.length && other.toLowerCase() === name);
    }
    if (listed) continue;
    refused ??= [];
    refused.push(name);
  }
  return refused ?? NONE;
}

/** Steps 7.8–7.15: what the answer allows is kept for a while. */
function keepAnswer(
  request: Request,
  origin: string,
  methods: readonly string[],
  headerNames: readonly string[],
  response: HttpResponse,
  browser: BrowserState,
  trace: Trace | null,
): void {
  const { profile, preflightCache, now } = browser;
  const maxAge = hasHeader("access-control-max-age", response.headers)
    ? preflightMaxAge(response.headers, profile)
    : profile.maxAgeDefault;
  trace?.step("cors-preflight-fetch-0", "7.8", "max-age", maxAge);
  // PROFILE chromium: services/network/cors/preflight_controller.cc (FinishHandleResponseHeader).
  const keeps = profile.keepsPreflightsOfNoStore || request.cacheMode !== "no-store";
  if (maxAge > 0 && keeps) preflightCache.store(request, origin, methods, headerNames, now + maxAge, profile);
}

const NONE: readonly string[] = [];

function statusFailure(status: number, url: string): Failure {
  return { ok: false, reason: "preflight-status", status, url };
}

function passesBy({ api, cacheMode, headers }: Request, profile: Profile): boolean {
  const conditional =
    cacheMode === "default" && isConditional(headers) && !profile.conditionalSaysNothing.includes(api);
  return profile.preflightCachePassedBy.includes(conditional ? "conditional" : cacheMode);
}

/** Clear cache entries — https://fetch.spec.whatwg.org/#concept-cache-clear */
export function clearPreflightCache(request: Request, browser: BrowserState): void {
  browser.preflightCache.clear(request, preflightOrigin(request, browser));
}

/** PROFILE firefox: preflights go out, and are checked, with the page's origin even after a cross-origin redirect. */
function preflightOrigin(request: Request, browser: BrowserState): string {
  return browser.profile.preflightUsesPageOrigin ? request.origin.serialized : byteSerializeRequestOrigin(request);
}
