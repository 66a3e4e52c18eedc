import type { BrowserState } from "../infrastructure/browser-state.js";
import type { Request } from "../infrastructure/request.js";
import type { Received } from "../infrastructure/response.js";
import type { Setup } from "../infrastructure/setup.js";
import { isRedirectStatus } from "../infrastructure/status.js";
import { type Failure, REASONS, type Stage } from "../reasons.js";
import type { Trace } from "../trace.js";
import {
  clearPreflightCache,
  createCorsPreflight,
  preflightIsCached,
  receiveCorsPreflight,
} from "./cors-preflight-fetch.js";
import { ExchangeLog } from "./exchange-log.js";
import { httpFetchResponse } from "./http-fetch.js";
import {
  cacheResponse,
  connectionFailure,
  freshened,
  fromHttpCache,
  keepaliveFailure,
  keepCookies,
  localNetworkFailure,
  networkFailure,
  networkStage,
  revalidating,
  staleInHttpCache,
} from "./http-network-or-cache-fetch.js";
import { mainFetch, mixedAfterPreflight } from "./main-fetch.js";
import type { Fetching } from "./outcome.js";
import { schemeFetch } from "./scheme-fetch.js";
import { WireRequest } from "./wire-request.js";

/**
 * Fetch — https://fetch.spec.whatwg.org/#concept-fetch: the spine. A loop takes the place of the recursion between
 * main fetch and HTTP-redirect fetch.
 * @param setup what page code did, and `dropped` of it in silence: for the outcome
 */
export function* fetching(
  setup: Setup,
  start: Request,
  dropped: readonly string[],
  browser: BrowserState,
  trace: Trace | null,
): Fetching {
  const log = new ExchangeLog(setup, start, dropped, browser);
  const overQuota = keepaliveFailure(start, browser);
  if (overQuota !== null) return log.stopped("setup", start, overQuota);
  const known = browser.documentLoads?.find(start, browser.profile) ?? null;
  if (known !== null) {
    return known.ok ? log.finished(start, known.response) : log.stopped(known.stage, start, known.failure);
  }

  let left: Request | null = null;
  for (let request = start; ; log.hops++) {
    // Main fetch, steps 1–12: blocked, or which tainting, and a preflight?
    const route = mainFetch(request, browser, trace);
    if (!route.ok) {
      // PROFILE firefox: it is the request that was redirected that fails.
      if (left?.responseTainting === "cors" && browser.profile.refusalsThatClearCache === "network")
        clearPreflightCache(left, browser);
      return log.stopped(setupStage(log), request, route);
    }
    request = route.request;
    const { unsafeNames } = route;

    // Scheme fetch, and HTTP fetch, step 3: some answers never come from the network.
    let received: Received | null = request.url.isHttp
      ? fromServiceWorker(request, log, browser)
      : schemeFetch(request, browser);
    if (received === null && !request.url.isHttp) {
      return log.stopped(setupStage(log), request, unsupportedScheme(request));
    }

    // HTTP fetch, step 4.1, and CORS-preflight fetch.
    const preflighted = received === null && unsafeNames !== null;
    const fromCache = preflighted && preflightIsCached(request, unsafeNames, browser, trace);
    if (preflighted) log.preflight(request, fromCache);
    if (received === null) {
      const refused = localNetworkFailure(request, null, browser);
      if (refused !== null) return log.stopped(setupStage(log), request, refused);
    }
    if (preflighted && !fromCache) {
      const preflight = createCorsPreflight(request, unsafeNames, browser);
      const came = yield preflight;
      const refused = localNetworkFailure(request, came, browser);
      if (refused !== null) return log.stopped(setupStage(log), request, refused);
      const answer = log.receive(preflight, came);
      const allowed = answer.ok
        ? receiveCorsPreflight(request, unsafeNames, answer, browser, trace)
        : networkFailure(answer, request);
      if (!allowed.ok) {
        if (browser.profile.failedPreflightClearsCache) clearPreflightCache(request, browser);
        return log.stopped(answer.ok ? "preflight" : networkStage(answer, true), request, allowed);
      }
      const mixed = mixedAfterPreflight(request, browser);
      if (mixed !== null) return log.stopped(setupStage(log), request, mixed);
    }
    if (request.deferred !== null) return log.stopped("redirect", request, request.deferred);

    // HTTP-network-or-cache fetch.
    let sent = WireRequest.actual(request, browser);
    received ??= fromHttpCache(sent, browser);
    if (received === null) {
      if (request.cacheMode === "only-if-cached" && !browser.profile.onlyIfCachedAsksNetwork) {
        return log.stopped("setup", request, { ok: false, reason: "cache-miss", url: request.url.href });
      }
      const stored = staleInHttpCache(sent, browser);
      if (stored !== null) sent = revalidating(sent, stored);
      const came = yield sent;
      const refused = connectionFailure(request, came, browser);
      if (refused !== null)
        return log.stopped(refused.reason === "stream-needs-http2" ? "network" : setupStage(log), request, refused);
      received = log.receive(sent, came);
      if (received.ok) keepCookies(sent, received, browser);
      if (stored !== null && received.ok && received.status === 304) received = freshened(stored, received, browser);
    }
    if (!received.ok) {
      if (preflighted && browser.profile.networkErrorClearsCache) clearPreflightCache(request, browser);
      return log.stopped(networkStage(received, false), request, networkFailure(received, request));
    }

    if (browser.profile.cachesRefusedResponses) cacheResponse(sent, received, browser);

    // HTTP fetch, steps 4.4–6: checked, redirected, filtered.
    const arrived = httpFetchResponse(request, preflighted, received, browser, trace);
    if (!arrived.ok) {
      if (preflighted && clears(arrived, browser)) clearPreflightCache(request, browser);
      return log.stopped(responseStage(arrived, received.status), request, arrived);
    }
    if (!browser.profile.cachesRefusedResponses) cacheResponse(sent, received, browser);
    if (arrived.next === null) return log.finished(request, arrived.response);
    left = request;
    request = arrived.next;
  }
}

/** A rule of the setup that strikes on a further hop has the redirect to blame. */
function setupStage(log: ExchangeLog): Stage {
  return log.hops === 0 ? "setup" : "redirect";
}

function responseStage(failure: Failure, status: number): Stage {
  const { row } = REASONS[failure.reason];
  if (row === "network") return "network";
  if (failure.reason === "service-worker-response") return "response";
  return row === "redirect" || isRedirectStatus(status) ? "redirect" : "response";
}

/** PROFILE firefox: netwerk/protocol/http/nsCORSListenerProxy.cpp (OnStartRequest), whatever made the channel fail. */
function clears({ reason }: Failure, { profile: { refusalsThatClearCache: which } }: BrowserState): boolean {
  if (which !== "network") return which === "all";
  const { row } = REASONS[reason];
  return row === "cors-check" || (row === "redirect" && reason !== "redirect-mode-error");
}

function fromServiceWorker(request: Request, log: ExchangeLog, browser: BrowserState): Received | null {
  if (browser.serviceWorker === null || log.hops > 0) return null;
  return browser.serviceWorker(WireRequest.actual(request, browser));
}

function unsupportedScheme(request: Request): Failure {
  return { ok: false, reason: "unsupported-scheme", scheme: request.url.scheme, url: request.url.href };
}
