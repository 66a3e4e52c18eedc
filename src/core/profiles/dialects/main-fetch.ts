import type { Api } from "../../infrastructure/request.js";

/** Where engines differ in main fetch — https://fetch.spec.whatwg.org/#concept-main-fetch */
export interface MainFetchDialect {
  /** EDITION w3c-2014: the preflight announces every header of the author. */
  readonly announcesAllHeaders: boolean;
  /** Mixed content after a preflighted hop is blocked only once its preflight has been answered. */
  readonly mixedPreflightLeaves: boolean;
  /** APIs whose URL is held against the CSP before it is upgraded as well. */
  readonly cspAsksBeforeUpgrade: readonly Api[];
  /** Mixed content is found before a bad port is. */
  readonly mixedBeforeBadPort: boolean;
  /** What the page's CSP forbids is not looked at for a bad port or mixed content. */
  readonly cspFirst: boolean;
  /** Where redirects lead a synchronous XMLHttpRequest may be mixed content. */
  readonly syncRedirectsMayBeMixed: boolean;
  /** A bad port is found after mixed content is, and after the CSP was asked. */
  readonly badPortComesLast: boolean;
  /** What the request's mode does not allow is found before mixed content and bad ports are, and before the CSP is asked. */
  readonly modeComesFirst: boolean;
  /** What a page upgrades to https of its own origin is tainted all the same, and passes CORS without a check. */
  readonly upgradesStayForeign: boolean;
  /** Where a redirect leads to mixed content that is upgraded, Sec-Fetch-Site is that of the insecure URL. */
  readonly siteIsTakenBeforeUpgrade: boolean;
  /** What a page may not load at all (files; after another origin's redirect blobs too) breaks the same-origin policy. */
  readonly localUrlsBreakSameOrigin: boolean;
}
