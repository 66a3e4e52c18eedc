import {
  isForbiddenRequestHeader,
  isNoCorsSafelistedRequestHeader,
} from "../http-extensions/cors-safelisted-request-header.js";
import type { Page } from "../infrastructure/browser-state.js";
import { type Header, type HeaderList, hasHeader, normalizeValue } from "../infrastructure/header-list.js";
import { isCorsSafelistedMethod, isForbiddenMethod, isToken, normalizeMethod } from "../infrastructure/method.js";
import { isSameOrigin } from "../infrastructure/origin.js";
import type {
  Body,
  CacheMode,
  CredentialsMode,
  RedirectMode,
  ReferrerPolicy,
  Request,
  RequestMode,
} from "../infrastructure/request.js";
import type { Setup } from "../infrastructure/setup.js";
import { includesCredentials, parseUrl } from "../infrastructure/url-record.js";
import { isReferrerPolicy } from "../policy/referrer-policy.js";
import type { Profile } from "../profiles/profile.js";
import { extractBody } from "./extract-body.js";
import { pageRequest } from "./page-request.js";
import { type Prepared, refused } from "./prepared.js";

const MODES = new Set(["cors", "no-cors", "same-origin", "navigate"]);
const CREDENTIALS = new Set(["omit", "same-origin", "include"]);
const REDIRECTS = new Set(["follow", "error", "manual"]);
const CACHES = new Set(["default", "no-store", "reload", "no-cache", "force-cache", "only-if-cached"]);

/** Request constructor, as `fetch()` runs it — https://fetch.spec.whatwg.org/#dom-request */
export function requestConstructor(setup: Setup, page: Page, profile: Profile): Prepared {
  // Web IDL turns the dictionary into values before step 1; an unknown enumeration value throws there.
  const wrong = invalidMember(setup, profile);
  if (wrong !== null) return refused("invalid-init", wrong);
  if (!isByteString(setup.method)) return refused("invalid-method", { method: setup.method });
  for (const [header, value] of setup.headers) {
    if (!isByteString(header) || !isByteString(value)) return refused("invalid-header", { header, value });
  }

  // 5.
  const url = parseUrl(setup.url, page.baseUrl);
  if (url === null) return refused("url-invalid", { url: setup.url });
  if (includesCredentials(url)) return refused("url-has-credentials", { url: setup.url }, url);

  // 14. The referrer: empty means none; what is not of the page's origin means the page.
  let referrer: Request["referrer"] = "client";
  if (setup.referrer === "") referrer = "no-referrer";
  else if (setup.referrer !== "about:client") {
    const parsed = parseUrl(setup.referrer, page.baseUrl);
    if (parsed === null) return refused("invalid-init", { member: "referrer", value: setup.referrer }, url);
    if (!(parsed.scheme === "about" && parsed.path === "client") && isSameOrigin(parsed, page.origin))
      referrer = parsed;
  }

  // 17, 21. What page code may not ask for.
  if (setup.mode === "navigate") return refused("invalid-init", { member: "mode", value: "navigate" }, url);
  if (setup.cache === "only-if-cached" && setup.mode !== "same-origin") {
    return refused("invalid-init", { member: "cache", value: "only-if-cached" }, url);
  }

  // 25.
  const method = normalizeMethod(setup.method);
  if (!isCorsSafelistedMethod(method)) {
    if (!isToken(method)) return refused("invalid-method", { method }, url);
    if (isForbiddenMethod(method)) return refused("forbidden-method", { method }, url);
  }

  // 32.1
  const noCors = setup.mode === "no-cors";
  if (noCors && !isCorsSafelistedMethod(method)) return refused("method-needs-cors-mode", { method }, url);

  // 33. Fill the headers under the guard.
  const dropped: string[] = [];
  const filled = fillHeaders(setup, noCors, profile, dropped);
  if ("header" in filled) return refused("invalid-header", filled, url);
  let headers = filled;

  // 35.
  if (setup.body !== null && (method === "GET" || method === "HEAD")) return refused("body-with-get", { method }, url);

  // 37–39. The body, and the Content-Type that comes with it.
  let body: Body | null = null;
  let useCorsPreflight = false;
  if (setup.body !== null) {
    if (setup.body.type === "stream" && profile.streamBodies === "unsupported") {
      return refused("stream-unsupported", {}, url);
    }
    const extracted = extractBody(setup.body, profile.streamBodies === "stringified", false);
    body = extracted.body;
    if (!body.hasSource && setup.keepalive) return refused("unusable-body", { member: "keepalive" }, url);
    if (extracted.contentType !== null && !hasHeader("content-type", headers)) {
      const name = "content-type";
      // PROFILE webkit: Source/WebCore/Modules/fetch/FetchBodyOwner.cpp (extractBody) asks no guard.
      if (
        !noCors ||
        profile.bodyTypePassesGuard ||
        isNoCorsSafelistedRequestHeader(name, extracted.contentType, profile)
      ) {
        headers = [...headers, { name, spelling: "Content-Type", value: extracted.contentType }];
      } else dropped.push("Content-Type");
    }
    if (!body.hasSource) {
      if (setup.duplex === null) return refused("stream-needs-duplex", {}, url);
      if (noCors) return refused("stream-needs-cors", { member: "mode", value: setup.mode }, url);
      useCorsPreflight = true;
    }
  }

  const request = pageRequest("fetch", url, page);
  // PROFILE chromium: a stream body turns mode same-origin into cors.
  const toCors = useCorsPreflight && profile.streamIgnoresSameOriginMode;
  request.method = method;
  request.headers = headers;
  request.authorHeaders = headers;
  request.body = body;
  request.mode = toCors ? "cors" : (setup.mode as RequestMode);
  request.credentialsMode = setup.credentials as CredentialsMode;
  request.cacheMode = setup.cache as CacheMode;
  request.redirectMode = setup.redirect as RedirectMode;
  request.referrer = referrer;
  request.referrerPolicy = (setup.referrerPolicy || page.referrerPolicy) as ReferrerPolicy;
  request.integrity = setup.integrity;
  request.keepalive = setup.keepalive;
  request.unsafeRequest = true;
  request.useCorsPreflight = useCorsPreflight;
  request.preflightFlagCause = useCorsPreflight ? "stream-body" : null;
  return { ok: true, dropped, request };
}

interface WrongMember {
  readonly member: string;
  readonly value: string;
}

function invalidMember(setup: Setup, profile: Profile): WrongMember | null {
  if (setup.cache !== "default" && !CACHES.has(setup.cache)) return { member: "cache", value: setup.cache };
  if (setup.credentials !== "same-origin" && !CREDENTIALS.has(setup.credentials))
    return { member: "credentials", value: setup.credentials };
  // PROFILE firefox, webkit: no `duplex` member, and so no bad value of it.
  if (setup.duplex !== null && setup.duplex !== "half" && profile.streamBodies === "supported") {
    return { member: "duplex", value: setup.duplex };
  }
  if (setup.mode !== "cors" && !MODES.has(setup.mode)) return { member: "mode", value: setup.mode };
  if (setup.redirect !== "follow" && !REDIRECTS.has(setup.redirect))
    return { member: "redirect", value: setup.redirect };
  if (!isReferrerPolicy(setup.referrerPolicy)) return { member: "referrerPolicy", value: setup.referrerPolicy };
  return null;
}

const NO_HEADERS: HeaderList = [];

/** Fill a Headers object — https://fetch.spec.whatwg.org/#concept-headers-fill, append by append. */
function fillHeaders(
  setup: Setup,
  noCors: boolean,
  profile: Profile,
  dropped: string[],
): HeaderList | { header: string; value: string } {
  if (setup.headers.length === 0) return NO_HEADERS;
  const list: Header[] = [];
  for (const [spelling, given] of setup.headers) {
    const appended = appendHeader(list, spelling, given, noCors, profile);
    if (appended === "invalid") return { header: spelling, value: normalizeValue(given) };
    if (appended === "dropped") dropped.push(spelling);
  }
  return list;
}

/** Append — https://fetch.spec.whatwg.org/#concept-headers-append, under a request's guard. */
export function appendHeader(
  list: Header[],
  spelling: string,
  given: string,
  noCors: boolean,
  profile: Profile,
): "appended" | "dropped" | "invalid" {
  // 1–2. Normalize and validate.
  const value = normalizeValue(given);
  if (!isToken(spelling) || !isHeaderValue(value)) return "invalid";
  // 3. Forbidden names go in silence.
  const name = spelling.toLowerCase();
  if (isForbiddenRequestHeader(name, value, profile)) return "dropped";
  // 3.5. Under no-cors only what a form could send stays, judged by the combined value.
  if (noCors) {
    const before = list.filter((header) => header.name === name).map((header) => header.value);
    if (!isNoCorsSafelistedRequestHeader(name, [...before, value].join(", "), profile)) return "dropped";
  }
  list.push({ name, spelling, value });
  return "appended";
}

/** https://webidl.spec.whatwg.org/#es-ByteString */
function isByteString(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return false;
  return true;
}

/** Header value — https://fetch.spec.whatwg.org/#header-value, of one byte per character. */
export function isHeaderValue(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code === 0 || code === 0x0a || code === 0x0d || code > 0xff) return false;
  }
  return true;
}
