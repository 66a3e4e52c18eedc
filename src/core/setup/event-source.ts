import type { Page } from "../infrastructure/browser-state.js";
import { isSameOrigin } from "../infrastructure/origin.js";
import type { Setup } from "../infrastructure/setup.js";
import { includesCredentials, parseUrl } from "../infrastructure/url-record.js";
import { cspViolation } from "../policy/content-security-policy.js";
import type { Profile } from "../profiles/profile.js";
import { pageRequest } from "./page-request.js";
import { NOTHING_DROPPED, type Prepared, refused } from "./prepared.js";

const HEADERS = [{ name: "accept", spelling: "Accept", value: "text/event-stream" }] as const;

/** EventSource constructor — https://html.spec.whatwg.org/#dom-eventsource. No unsafe-request flag: never a preflight. */
export function eventSource(setup: Setup, page: Page, profile: Profile): Prepared {
  // 3–4.
  const url = parseUrl(setup.url, page.baseUrl);
  if (url === null) return refused("url-invalid", { url: setup.url }, null, "EventSource");
  // PROFILE chromium: userinfo in the URL is refused before anything is sent.
  if (includesCredentials(url) && profile.eventSourceRefusesUserinfo) {
    return refused("url-has-credentials", { url: setup.url }, url);
  }
  // PROFILE webkit: only HTTP will do.
  if (!url.isHttp && profile.eventSourceNeedsHttp) {
    const foreign = isSameOrigin(url, page.origin) ? {} : { origin: page.origin.serialized };
    return refused("unsupported-scheme", { scheme: url.scheme, url: url.href, ...foreign }, url);
  }
  // PROFILE webkit: Source/WebCore/page/EventSource.cpp (create) asks the policy at once.
  if (profile.eventSourceThrowsOnCsp && page.csp !== null) {
    const violation = cspViolation(page.csp, { destination: "", url, redirectCount: 0 }, page, profile);
    if (violation !== null) return refused("csp-blocked", { ...violation, url: url.href }, url, "EventSource");
  }
  const request = pageRequest("eventsource", url, page);
  request.headers = HEADERS;
  request.mode = "cors";
  request.credentialsMode = setup.withCredentials ? "include" : "same-origin";
  request.cacheMode = "no-store";
  return { ok: true, dropped: NOTHING_DROPPED, request };
}
