import { type Browser, forkBrowser, newBrowser, siteOf } from "../cases/browser.js";
import type { PreflightCache } from "../core/fetching/cors-preflight-cache.js";
import type { DocumentLoads } from "../core/fetching/document-loads.js";
import type { HttpRequest } from "../core/fetching/outcome.js";
import type { BrowserState, CookieSource, HttpCache, Page } from "../core/infrastructure/browser-state.js";
import type { Request } from "../core/infrastructure/request.js";
import type { HttpResponse, Received } from "../core/infrastructure/response.js";
import type { Profile, ProfileName } from "../core/profiles/profile.js";
import { BlobUrls } from "./blob-urls.js";
import { isCookieSource } from "./check-options.js";
import type { Clock } from "./clock.js";
import { payloadOf } from "./payload-of.js";

interface PageBrowserOptions {
  readonly profile: ProfileName;
  readonly page: Page;
  readonly clock: Clock;
  readonly cookies: Readonly<Record<string, string | readonly string[]>> | CookieSource;
}

/** A browser whose time goes by on its own, and whose cached responses have bodies. */
export class PageBrowser implements BrowserState {
  /** What can be forked, to run a fetch again. */
  readonly base: Browser;
  page: Page;
  readonly profile: Profile;
  readonly preflightCache: PreflightCache;
  readonly cookies: CookieSource;
  httpCache: HttpCache;
  readonly documentLoads: DocumentLoads;
  serviceWorker: ((sent: HttpRequest) => Received | null) | null = null;
  readonly blobUrls = new BlobUrls(() => this.page.origin.serialized);
  readonly blobEntry = this.blobUrls.entryOf;
  keepaliveBytes = 0;
  readonly siteOf = siteOf;
  readonly #clock: Clock;

  constructor({ profile, page, clock, cookies }: PageBrowserOptions) {
    const now = clock.now() / 1000;
    this.base = isCookieSource(cookies)
      ? newBrowser({ profile, page, now })
      : newBrowser({ profile, page, now, cookies });
    this.page = page;
    this.profile = this.base.profile;
    this.preflightCache = this.base.preflightCache;
    this.cookies = isCookieSource(cookies) ? cookies : this.base.cookies;
    this.httpCache = new CacheWithBodies(this.base.httpCache);
    this.documentLoads = this.base.documentLoads;
    this.#clock = clock;
  }

  /** A copy as it stands now, on a clock that stands still. */
  fork(): Browser {
    const { base, page, now } = this;
    return forkBrowser({ ...base, page, now, blobEntry: this.blobEntry });
  }

  get now(): number {
    return this.#clock.now() / 1000;
  }

  /** The engine moves its clock on by what an answer took; here that time has gone by already. */
  set now(_: number) {}
}

/** Serves a stored response once its body is there as a whole. */
class CacheWithBodies implements HttpCache {
  readonly #own: HttpCache;

  constructor(own: HttpCache) {
    this.#own = own;
  }

  match(sent: HttpRequest, now: number): HttpResponse | null {
    return withBody(this.#own.match(sent, now));
  }

  stale(sent: HttpRequest, now: number): HttpResponse | null {
    return withBody(this.#own.stale(sent, now));
  }

  invalidate(sent: HttpRequest): void {
    this.#own.invalidate(sent);
  }

  store(sent: HttpRequest, response: HttpResponse, now: number): void {
    this.#own.store(sent, response, now);
    const payload = payloadOf(response);
    if (payload === null || payload.bytesNow !== null) return;
    // Was it kept? Asked as by a request that would take it stale.
    const { kind, method, url, body, includeCredentials, presentsClientCertificate } = sent;
    const headers = sent.headers.filter(({ name }) => name !== "cache-control" && name !== "pragma");
    const request: Request = { ...sent.request, cacheMode: "force-cache" };
    const asked = { kind, method, url, headers, body, includeCredentials, presentsClientCertificate, request };
    if (this.#own.match(asked, now) !== null) payload.keeps = true;
  }
}

function withBody(found: HttpResponse | null): HttpResponse | null {
  const payload = found === null ? null : payloadOf(found);
  return payload !== null && payload.bytesNow === null ? null : found;
}
