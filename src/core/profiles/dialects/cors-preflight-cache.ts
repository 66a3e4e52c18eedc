import type { CacheMode } from "../../infrastructure/request.js";

/** Where engines differ about what the preflight cache keeps, and whom it serves — https://fetch.spec.whatwg.org/#cache-entry */
export interface PreflightCacheDialect {
  /** Cache modes of requests that do not ask the cache; `conditional` stands for the author's own conditional requests. */
  readonly preflightCachePassedBy: readonly (CacheMode | "conditional")[];
  /** A page with an opaque origin, or a request that a redirect tainted, finds what it stored. */
  readonly opaqueOriginsUsePreflightCache: boolean;
  /** What a request of cache mode no-store was allowed is kept for others. */
  readonly keepsPreflightsOfNoStore: boolean;
  /** An answer that does not allow what a request asks for is forgotten. */
  readonly missClearsPreflightCache: boolean;
  /** A new answer replaces all that was known of the URL (else entries stand side by side). */
  readonly preflightCacheReplaces: boolean;
  /** A wildcard answer serves from the cache. */
  readonly preflightCacheUsesWildcard: boolean;
  /** Entries made with credentials serve requests without. */
  readonly credentialedEntryServesAnonymous: boolean;
  /** A preflight that fails drops what was known of the URL. */
  readonly failedPreflightClearsCache: boolean;
  /** Which refusal of an actual response drops what was known of the URL; `network`: those that the CORS and network code make. */
  readonly refusalsThatClearCache: "all" | "network" | "none";
  /** A network error of the actual request drops what was known of the URL. */
  readonly networkErrorClearsCache: boolean;
  /** A cached wildcard does not serve requests with credentials (the standard looks at the entry alone). */
  readonly wildcardCachedMethodNeedsNoCredentials: boolean;
  /** A cached wildcard serves Authorization. */
  readonly cachedWildcardCoversAuthorization: boolean;
  /** A safelisted method that only a flag has preflighted must be among the cached ones. */
  readonly flagAsksForCachedMethod: boolean;
  /** The page's origin, once a redirect has made it opaque, is another each time. */
  readonly taintedOriginsDiffer: boolean;
  /** GET and POST are allowed by whatever was kept of the URL, out of date or not; HEAD is looked up like any other method. */
  readonly anyEntryAllowsGetAndPost: boolean;
}
