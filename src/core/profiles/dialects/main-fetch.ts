import type { Api } from "../../infrastructure/request.js";

/** The rules by which nothing leaves, by the reason that they give. */
export type BlockingCheck = "bad-port" | "mixed-content" | "csp-blocked" | "mode";

/** Where engines differ in main fetch — https://fetch.spec.whatwg.org/#concept-main-fetch */
export interface MainFetchDialect {
  /** EDITION w3c-2014: the preflight announces every header of the author. */
  readonly announcesAllHeaders: boolean;
  /** Mixed content after a preflighted hop is blocked only once its preflight has been answered. */
  readonly mixedPreflightLeaves: boolean;
  /** APIs whose URL is held against the CSP before it is upgraded as well. */
  readonly cspAsksBeforeUpgrade: readonly Api[];
  /** Where redirects lead a synchronous XMLHttpRequest may be mixed content. */
  readonly syncRedirectsMayBeMixed: boolean;
  /** What a page upgrades to https of its own origin is tainted all the same, and passes CORS without a check. */
  readonly upgradesStayForeign: boolean;
  /** What is asked first of a request that several rules forbid, last of them the mode. */
  readonly blockingOrder: readonly BlockingCheck[];
  /** An upgrade of where a redirect leads comes too late for its taint: the insecure URL is of another origin. */
  readonly taintedBeforeUpgrade: boolean;
  /** Ports of the standard's list that are open. */
  readonly unblockedPorts: readonly number[];
  /** Where a redirect leads to mixed content that is upgraded, Sec-Fetch-Site is that of the insecure URL. */
  readonly siteIsTakenBeforeUpgrade: boolean;
  /** What a page may not load at all (files; after another origin's redirect blobs too) breaks the same-origin policy. */
  readonly localUrlsBreakSameOrigin: boolean;
}
