import { originHeaderValue } from "../http-extensions/origin-header.js";
import type { BrowserState, CookieContext } from "../infrastructure/browser-state.js";
import { type Header, type HeaderList, hasHeader, normalizeValue } from "../infrastructure/header-list.js";
import type { Api, Destination, ReferrerPolicy, Request } from "../infrastructure/request.js";
import type { UrlRecord } from "../infrastructure/url-record.js";
import { secFetchHeaders } from "../policy/fetch-metadata.js";
import { DEFAULT_REFERRER_POLICY, determineReferrer } from "../policy/referrer-policy.js";
import type { Profile } from "../profiles/profile.js";
import type { HttpRequest } from "./outcome.js";

export interface WireDialect {
  /** Cache modes put Cache-Control and Pragma on the preflight too. */
  readonly preflightCarriesCacheControl: boolean;
  /** A page of an opaque origin names it towards its own site when a no-cors request carries credentials. */
  readonly opaquePagesNameOrigin: boolean;
  /** A beacon of a page with an opaque origin names the origin of the page's URL. */
  readonly beaconNamesPageUrl: boolean;
  /** A request that a redirect turned into a GET keeps its Origin. */
  readonly keepsOriginOnRedirect: boolean;
  /** Header values go out as UTF-8 (else one byte a character). */
  readonly sendsUtf8Values: boolean;
  /** A conditional request of the author's own says `max-age=0` (else `no-cache`). */
  readonly conditionalSaysMaxAge: boolean;
  /** Elements in mode cors name their origin even to their own server. */
  readonly sameOriginElementsSendOrigin: readonly Api[];
}

/** Accept by destination — https://fetch.spec.whatwg.org/#concept-fetch, step 12. */
const ACCEPT: Partial<Record<Destination, Header>> = {
  document: accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
  image: accept("image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5"),
  style: accept("text/css,*/*;q=0.1"),
};
const ACCEPT_ANY = accept("*/*");

function accept(value: string): Header {
  return { name: "accept", spelling: "Accept", value };
}

const NO_CACHE: readonly Header[] = [
  { name: "pragma", spelling: "Pragma", value: "no-cache" },
  { name: "cache-control", spelling: "Cache-Control", value: "no-cache" },
];
const MAX_AGE_0: readonly Header[] = [{ name: "cache-control", spelling: "Cache-Control", value: "max-age=0" }];

/**
 * A request as it goes out. Its headers are put together when somebody looks: most verdicts need none of them.
 */
export class WireRequest implements HttpRequest {
  readonly kind: HttpRequest["kind"];
  readonly method: string;
  readonly request: Request;
  readonly includeCredentials: boolean;
  private readonly browser: BrowserState;
  private readonly cookie: string | null;
  /** Of a preflight: the origin that it names and the headers that it asks for. */
  private readonly preflightOrigin: string | null;
  private readonly unsafeNames: readonly string[];
  private headerList: HeaderList | null = null;

  private constructor(
    kind: HttpRequest["kind"],
    method: string,
    request: Request,
    includeCredentials: boolean,
    browser: BrowserState,
    cookie: string | null,
    origin: string | null,
    unsafeNames: readonly string[],
  ) {
    this.kind = kind;
    this.method = method;
    this.request = request;
    this.includeCredentials = includeCredentials;
    this.browser = browser;
    this.cookie = cookie;
    this.preflightOrigin = origin;
    this.unsafeNames = unsafeNames;
  }

  /** CORS-preflight fetch, steps 1–5. No cookies, no body. */
  static preflight(
    request: Request,
    origin: string,
    unsafeNames: readonly string[],
    browser: BrowserState,
  ): WireRequest {
    return new WireRequest("preflight", "OPTIONS", request, false, browser, null, origin, unsafeNames);
  }

  /** HTTP-network-or-cache fetch, step 8 — https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch */
  static actual(request: Request, browser: BrowserState): WireRequest {
    const includeCredentials = includesCredentials(request, browser);
    const cookie =
      includeCredentials && browser.cookies !== null
        ? browser.cookies.get(request.url, cookieContext(request, browser))
        : null;
    const kind = request.redirectCount === 0 ? "actual" : "redirect";
    return new WireRequest(kind, request.method, request, includeCredentials, browser, cookie, null, NO_NAMES);
  }

  get url(): UrlRecord {
    return this.request.url;
  }

  get body(): string | null {
    return this.kind === "preflight" || this.request.body === null ? null : this.request.body.text;
  }

  get headers(): HeaderList {
    this.headerList ??= this.kind === "preflight" ? this.preflightHeaders() : this.actualHeaders();
    return this.headerList;
  }

  private preflightHeaders(): HeaderList {
    const { request } = this;
    const list: Header[] = [ACCEPT_ANY, header("Access-Control-Request-Method", request.method)];
    if (this.unsafeNames.length > 0) list.push(header("Access-Control-Request-Headers", this.unsafeNames.join(",")));
    list.push(header("Origin", this.preflightOrigin!));
    this.addReferer(list);
    if (this.browser.profile.preflightCarriesCacheControl) list.push(...cacheHeaders(request, this.browser.profile));
    this.addFetchMetadata(list);
    return list;
  }

  private actualHeaders(): HeaderList {
    const { request } = this;
    const list: Header[] = onTheWire(request.headers, this.browser.profile);
    if (!hasHeader("accept", request.headers)) list.push(ACCEPT[request.destination] ?? ACCEPT_ANY);
    const origin = originOnTheWire(request, this.browser);
    if (origin !== null) list.push(header("Origin", origin));
    this.addReferer(list);
    if (this.cookie !== null) list.push(header("Cookie", this.cookie));
    for (const added of cacheHeaders(request, this.browser.profile))
      if (!hasHeader(added.name, request.headers)) list.push(added);
    this.addFetchMetadata(list);
    return list;
  }

  private addReferer(list: Header[]): void {
    const { request } = this;
    const { page, profile, siteOf } = this.browser;
    const policy = effectiveReferrerPolicy(request);
    const referrer = determineReferrer(request.referrer, page, request.url, policy, siteOf, profile);
    if (referrer !== null) list.push(header("Referer", referrer));
  }

  private addFetchMetadata(list: Header[]): void {
    const { profile, siteOf } = this.browser;
    for (const header of secFetchHeaders(this.kind, this.request, siteOf, profile)) list.push(header);
  }
}

const NO_NAMES: readonly string[] = [];

function header(spelling: string, value: string): Header {
  return { name: spelling.toLowerCase(), spelling, value };
}

/** Main fetch, step 8 — https://fetch.spec.whatwg.org/#concept-main-fetch */
export function effectiveReferrerPolicy(request: Request): ReferrerPolicy {
  return request.referrerPolicy || DEFAULT_REFERRER_POLICY;
}

/** Append a request `Origin` header — https://fetch.spec.whatwg.org/#append-a-request-origin-header */
function originOnTheWire(request: Request, browser: BrowserState): string | null {
  const { profile } = browser;
  const origin = originHeaderValue(request, effectiveReferrerPolicy(request));
  if (origin !== null) {
    // PROFILE webkit: a beacon of an opaque page names the page's URL.
    return request.api === "beacon" && origin === "null" && profile.beaconNamesPageUrl
      ? browser.page.url.origin
      : origin;
  }
  // PROFILE webkit: what was sent with an Origin goes on with it, though a redirect made it a GET.
  if (profile.keepsOriginOnRedirect && request.originWasSent) return request.origin.serialized;
  if (request.responseTainting === "opaque") {
    const { page, siteOf } = browser;
    const named = profile.opaquePagesNameOrigin && page.origin.opaque && request.credentialsMode === "include";
    return named && request.api === "fetch" && siteOf(page.url.hostname) === siteOf(request.url.hostname)
      ? "null"
      : null;
  }
  // PROFILE chromium, webkit: a CORS-enabled element names its origin even to its own server.
  return request.mode === "cors" &&
    request.responseTainting === "basic" &&
    profile.sameOriginElementsSendOrigin.includes(request.api)
    ? request.origin.serialized
    : null;
}

/** PROFILE chromium, webkit: one combined field a name. PROFILE firefox: the last field of some names alone. */
function onTheWire(headers: HeaderList, profile: Profile): Header[] {
  if (!profile.combinesRepeatedHeaders) return headers.map((each) => ({ ...each, value: normalizeValue(each.value) }));
  const combined = new Map<string, Header>();
  for (const each of headers) {
    const known = combined.get(each.name);
    combined.set(each.name, known === undefined ? each : { ...known, value: `${known.value}, ${each.value}` });
  }
  const list = [...combined.values()].map((each) => ({ ...each, value: normalizeValue(each.value) }));
  return profile.sendsUtf8Values ? list.map((each) => ({ ...each, value: asUtf8Bytes(each.value) })) : list;
}

function asUtf8Bytes(value: string): string {
  return value.replace(/[\x80-\xff]/g, (character) => {
    const code = character.charCodeAt(0);
    return String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
  });
}

/** Steps 8.17–8.18: what a cache mode tells the caches on the way. */
function cacheHeaders(request: Request, profile: Profile): readonly Header[] {
  // 8.16. A conditional request of the author's own passes by the cache.
  if (request.cacheMode === "default" && isConditional(request))
    return profile.conditionalSaysMaxAge ? MAX_AGE_0 : NO_CACHE;
  if (request.cacheMode === "no-cache") return MAX_AGE_0;
  return request.cacheMode === "no-store" || request.cacheMode === "reload" ? NO_CACHE : [];
}

/** Step 8.16: headers by which the author revalidates a copy of their own. */
export function isConditional({ headers }: Request): boolean {
  return headers.some((header) => CONDITIONAL.has(header.name));
}
const CONDITIONAL = new Set(["if-modified-since", "if-none-match", "if-unmodified-since", "if-match", "if-range"]);

/** Step 8.3–8.4: include, or same-origin while tainting is basic; COEP credentialless takes them off. */
function includesCredentials(request: Request, browser: BrowserState): boolean {
  if (request.credentialsMode === "omit") return false;
  if (request.credentialsMode === "same-origin") return request.responseTainting === "basic";
  return !(
    request.mode === "no-cors" &&
    browser.page.coep === "credentialless" &&
    request.responseTainting !== "basic"
  );
}

/** What decides about SameSite — https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-same-site-requests */
export function cookieContext(request: Request, browser: BrowserState): CookieContext {
  const { page, siteOf, now } = browser;
  const site = siteOf(page.url.hostname);
  const sameSite =
    !page.origin.opaque &&
    request.urlList.every((url) => url.scheme === page.url.scheme && siteOf(url.hostname) === site);
  return { sameSite, topLevelNavigation: request.mode === "navigate" && request.method === "GET", now };
}
