import { getDomain } from "tldts";
import { PreflightCache } from "../core/fetching/cors-preflight-cache.js";
import { DocumentLoads } from "../core/fetching/document-loads.js";
import type { BrowserState, Page } from "../core/infrastructure/browser-state.js";
import { OPAQUE_ORIGIN, originOf } from "../core/infrastructure/origin.js";
import { parseUrl } from "../core/infrastructure/url-record.js";
import { parseCsp } from "../core/policy/content-security-policy.js";
import { isPotentiallyTrustworthyUrl } from "../core/policy/potentially-trustworthy.js";
import { isReferrerPolicy } from "../core/policy/referrer-policy.js";
import type { ProfileName } from "../core/profiles/profile.js";
import { PROFILES } from "../core/profiles/profiles.js";
import type { ReadCase } from "./case.js";
import { JarCookies } from "./cookies.js";
import { PrivateHttpCache } from "./http-cache.js";

/** Where a case's clock starts, in seconds: 2026-01-01, so that dates in headers mean something. */
export const START_OF_TIME = Date.UTC(2026, 0, 1) / 1000;

export interface BrowserOptions {
  readonly profile: ProfileName;
  readonly page: Page;
  /** Seconds; START_OF_TIME unless given. */
  readonly now?: number;
  /** Cookie lines that the jar got before, by origin. */
  readonly cookies?: Readonly<Record<string, string | readonly string[]>>;
}

/** A browser as it stands before the first request of a page. */
export interface Browser extends BrowserState {
  readonly cookies: JarCookies;
  readonly httpCache: PrivateHttpCache;
  readonly documentLoads: DocumentLoads;
}

/** @throws TypeError when the page's URL does not parse; readers check before */
export function pageOf(given: Partial<ReadCase["page"]> & { url: string; baseUrl?: string | null }): Page {
  const url = parseUrl(given.url);
  if (url === null) throw new TypeError(`page.url does not parse: ${JSON.stringify(given.url)}`);
  const baseUrl = parseUrl(given.baseUrl ?? given.url, url);
  if (baseUrl === null) throw new TypeError(`page.baseUrl does not parse: ${JSON.stringify(given.baseUrl)}`);
  const referrerPolicy = given.referrerPolicy ?? "";
  return {
    url,
    baseUrl,
    origin: given.opaque === true ? OPAQUE_ORIGIN : originOf(url),
    referrerPolicy: isReferrerPolicy(referrerPolicy) ? referrerPolicy : "",
    csp: given.csp === undefined || given.csp === null ? null : parseCsp(given.csp),
    // Obtain an embedder policy, step 2: only a secure context has one — https://html.spec.whatwg.org/#obtain-an-embedder-policy
    coep: isPotentiallyTrustworthyUrl(url) ? (given.coep ?? "unsafe-none") : "unsafe-none",
    addressSpace: given.addressSpace ?? null,
    permissions: given.permissions ?? {},
    extensionPermissions: given.extensionPermissions ?? [],
    thirdPartyCookies: given.thirdPartyCookies ?? "allow",
  };
}

export function newBrowser(options: BrowserOptions): Browser {
  const profile = PROFILES[options.profile];
  const now = options.now ?? START_OF_TIME;
  const cookies = new JarCookies({
    blockThirdParty: options.page.thirdPartyCookies === "block",
    cookiesLaxByDefault: profile.cookiesLaxByDefault,
    noneNeedsSecure: profile.noneNeedsSecure,
    blockedCookiesAreSent: profile.blockedCookiesAreSent,
    pageHost: options.page.url.hostname,
    thirdPartyByHost: profile.thirdPartyByHost,
    cookiesByDomain: profile.cookiesByDomain,
  });
  for (const [origin, lines] of Object.entries(options.cookies ?? {})) {
    for (const line of typeof lines === "string" ? [lines] : lines) cookies.remember(origin, line, now);
  }
  return {
    profile,
    page: options.page,
    now,
    preflightCache: new PreflightCache(),
    cookies,
    httpCache: new PrivateHttpCache(profile),
    documentLoads: new DocumentLoads(),
    serviceWorker: null,
    blobEntry: null,
    keepaliveBytes: 0,
    siteOf,
  };
}

/** A copy as it stands now, to run the same again without consequences. */
export function forkBrowser(browser: Browser): Browser {
  return {
    ...browser,
    preflightCache: browser.preflightCache.fork(),
    cookies: browser.cookies.fork(),
    httpCache: browser.httpCache.fork(),
    documentLoads: browser.documentLoads.fork(),
  };
}

const sites = new Map<string, string>();

/** Registrable domain — https://url.spec.whatwg.org/#host-registrable-domain, or the host itself. */
export function siteOf(hostname: string): string {
  let site = sites.get(hostname);
  if (site === undefined) {
    site = getDomain(hostname, { allowPrivateDomains: true }) ?? hostname;
    if (sites.size > 10_000) sites.clear();
    sites.set(hostname, site);
  }
  return site;
}
