import type { BrowserState, CookieContext } from "../infrastructure/browser-state.js";
import { type Header, type HeaderList, hasHeader, header } from "../infrastructure/header-list.js";
import { isSameOrigin } from "../infrastructure/origin.js";
import type { Destination, Request } from "../infrastructure/request.js";
import type { UrlRecord } from "../infrastructure/url-record.js";
import { secFetchHeaders } from "../policy/fetch-metadata.js";
import type { HttpRequest } from "./outcome.js";
import { cacheHeaders, isMadeAnew, onTheWire, originOnTheWire, referrerOf } from "./wire-headers.js";

/** Accept by destination — https://fetch.spec.whatwg.org/#concept-fetch, step 12. */
const ACCEPT: Partial<Record<Destination, Header>> = {
  document: accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
  style: accept("text/css,*/*;q=0.1"),
};
const ACCEPT_ANY = accept("*/*");

function accept(value: string): Header {
  return { name: "accept", spelling: "Accept", value };
}

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

  /** The same with further headers. */
  with(added: HeaderList): WireRequest {
    const { kind, method, request, includeCredentials, browser, cookie, preflightOrigin, unsafeNames } = this;
    const sent = new WireRequest(
      kind,
      method,
      request,
      includeCredentials,
      browser,
      cookie,
      preflightOrigin,
      unsafeNames,
    );
    sent.headerList = [...this.headers, ...added];
    return sent;
  }

  get url(): UrlRecord {
    return this.request.url;
  }

  /** Client certificates are credentials, and go as those do — https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch */
  get presentsClientCertificate(): boolean {
    return this.includeCredentials || this.browser.profile.alwaysPresentsClientCertificate;
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
    // PROFILE webkit: Source/WebKit/NetworkProcess/NetworkCORSPreflightChecker.cpp (startPreflight).
    if (this.browser.profile.preflightNamesUserAgent) list.push(...request.headers.filter(isUserAgent));
    if (this.browser.profile.preflightCarriesCacheControl) list.push(...cacheHeaders(request, this.browser));
    this.addFetchMetadata(list);
    return list;
  }

  private actualHeaders(): HeaderList {
    const { request } = this;
    const list: Header[] = onTheWire(request, this.browser.profile);
    if (!hasHeader("accept", request.headers)) list.push(this.acceptHeader());
    const origin = originOnTheWire(request, this.browser);
    if (origin !== null) list.push(header("Origin", origin));
    this.addReferer(list);
    if (this.cookie !== null) list.push(header("Cookie", this.cookie));
    for (const added of cacheHeaders(request, this.browser))
      if (!hasHeader(added.name, request.headers)) list.push(added);
    this.addFetchMetadata(list);
    return list;
  }

  private acceptHeader(): Header {
    const { destination } = this.request;
    if (destination === "font") return accept(this.browser.profile.fontAccept);
    if (destination === "image") return accept(this.browser.profile.imageAccept);
    return ACCEPT[destination] ?? ACCEPT_ANY;
  }

  private addReferer(list: Header[]): void {
    const { request, kind } = this;
    const isUncut = kind === "preflight" || !request.async;
    const uncut = isUncut && request.redirectCount > 0 && this.browser.profile.preflightReferrerIsUncut;
    const first = request.firstReferrer;
    const referrer =
      uncut && typeof first === "object" && first !== null ? first.href : referrerOf(request, this.browser);
    if (referrer !== null) list.push(header("Referer", referrer));
  }

  private addFetchMetadata(list: Header[]): void {
    const { profile, siteOf } = this.browser;
    // PROFILE chromium: a preflight is a request of its own, and knows of no redirects before it.
    const alone = this.kind === "preflight" && profile.preflightForgetsRedirects;
    const request = alone ? { ...this.request, urlList: [this.request.url] } : this.request;
    // PROFILE webkit: one that does not wait passes by the loader that would add them.
    if (!request.async && profile.syncSendsNoFetchMetadata) return;
    if (this.kind !== "preflight" && isMadeAnew(request, profile)) return;
    // PROFILE webkit: what was tainted on its way is of no site.
    const ofNoSite = this.kind === "preflight" && request.redirectTainted && profile.taintedRequestsAreMadeAnew;
    for (const each of secFetchHeaders(this.kind, request, siteOf, profile)) {
      list.push(ofNoSite && each.name === "sec-fetch-site" ? header("Sec-Fetch-Site", "cross-site") : each);
    }
  }
}

const NO_NAMES: readonly string[] = [];

function isUserAgent({ name }: Header): boolean {
  return name === "user-agent";
}

/** Step 8.3–8.4: include, or same-origin while tainting is basic; COEP credentialless takes them off. */
function includesCredentials(request: Request, browser: BrowserState): boolean {
  if (request.credentialsMode === "omit") return false;
  if (request.credentialsMode === "same-origin") {
    // PROFILE webkit: outside mode `cors` credentials are settled where the request starts — Source/WebKit/NetworkProcess/
    // NetworkLoadChecker.cpp.
    const settled = browser.profile.noCorsKeepsCredentials && request.mode === "no-cors";
    return settled ? isSameOrigin(request.urlList[0]!, request.origin) : request.responseTainting === "basic";
  }
  return !(
    request.mode === "no-cors" &&
    browser.page.coep === "credentialless" &&
    !browser.profile.credentiallessKeepsCookies &&
    request.responseTainting !== "basic"
  );
}

/** What decides about SameSite — https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-same-site-requests */
export function cookieContext(request: Request, browser: BrowserState): CookieContext {
  const { page, profile, siteOf, now } = browser;
  const site = siteOf(page.url.hostname);
  const urls = profile.cookiesForgetRedirects ? request.urlList.slice(-1) : request.urlList;
  const sameSite =
    (!page.origin.opaque || profile.sandboxedPagesAreOfTheirSite) &&
    urls.every((url) => url.scheme === page.url.scheme && siteOf(url.hostname) === site);
  return { sameSite, topLevelNavigation: request.mode === "navigate" && request.method === "GET", now };
}
