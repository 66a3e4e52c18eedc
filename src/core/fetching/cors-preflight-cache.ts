import { isCorsSafelistedMethod } from "../infrastructure/method.js";
import type { CacheMode, Request } from "../infrastructure/request.js";

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

/**
 * What one preflight's answer allows: the cache entries — https://fetch.spec.whatwg.org/#cache-entry — that it makes, together.
 */
interface Answer {
  readonly origin: string;
  readonly credentials: boolean;
  readonly expires: number;
  readonly methods: readonly string[];
  /** In any case. */
  readonly headerNames: readonly string[];
}

/**
 * CORS-preflight cache — https://fetch.spec.whatwg.org/#concept-cache
 * Ours: the entries of one answer stay together, found by URL; the network partition is the cache itself, one for each
 * top-level page.
 */
export class PreflightCache {
  private answers: Map<string, readonly Answer[]> | null = null;

  get isEmpty(): boolean {
    return this.answers === null;
  }

  /** Method cache entry match — https://fetch.spec.whatwg.org/#concept-cache-match-method */
  matchMethod(request: Request, origin: string, method: string, now: number, dialect: PreflightCacheDialect): boolean {
    return this.match(request, origin, now, dialect, ({ methods }) => {
      if (methods.includes(method) || (!dialect.flagAsksForCachedMethod && isCorsSafelistedMethod(method))) return true;
      return methods.includes("*") && wildcardServes(request, dialect);
    });
  }

  /** Header-name cache entry match — https://fetch.spec.whatwg.org/#concept-cache-match-header */
  matchHeader(request: Request, origin: string, name: string, now: number, dialect: PreflightCacheDialect): boolean {
    return this.match(request, origin, now, dialect, ({ headerNames }) => {
      if (headerNames.some((other) => other.toLowerCase() === name)) return true;
      if (name === "authorization" && !dialect.cachedWildcardCoversAuthorization) return false;
      return headerNames.includes("*") && wildcardServes(request, dialect);
    });
  }

  /** Was an answer kept for such requests, of whatever age? */
  hasEntry(request: Request, origin: string): boolean {
    const credentials = request.credentialsMode === "include";
    const known = this.answers?.get(request.url.href) ?? [];
    return known.some((answer) => answer.origin === origin && answer.credentials === credentials);
  }

  /** Steps 7.12–7.15 of the preflight — https://fetch.spec.whatwg.org/#concept-cache-create-entry */
  store(
    request: Request,
    origin: string,
    methods: readonly string[],
    headerNames: readonly string[],
    expires: number,
    dialect: PreflightCacheDialect,
  ): void {
    const credentials = request.credentialsMode === "include";
    const answer: Answer = { origin, credentials, expires, methods, headerNames };
    this.answers ??= new Map();
    const { href } = request.url;
    const known = this.answers.get(href);
    this.answers.set(href, known === undefined ? [answer] : [...without(known, answer, dialect), answer]);
  }

  /** Clear cache entries — https://fetch.spec.whatwg.org/#concept-cache-clear */
  clear(request: Request, origin: string): void {
    const known = this.answers?.get(request.url.href);
    if (known === undefined) return;
    this.answers!.set(
      request.url.href,
      known.filter((answer) => answer.origin !== origin),
    );
  }

  /** A copy, to run the same again. */
  fork(): PreflightCache {
    const copy = new PreflightCache();
    if (this.answers !== null) copy.answers = new Map(this.answers);
    return copy;
  }

  private match(
    request: Request,
    origin: string,
    now: number,
    dialect: PreflightCacheDialect,
    allows: (answer: Answer) => boolean,
  ): boolean {
    const credentials = request.credentialsMode === "include";
    const known = this.answers?.get(request.url.href);
    if (known === undefined) return false;
    return known.some((answer) => {
      if (answer.origin !== origin || answer.expires <= now || !allows(answer)) return false;
      return answer.credentials === credentials || (answer.credentials && dialect.credentialedEntryServesAnonymous);
    });
  }
}

/** What stays of older answers: entries that the new one makes again get its age. */
function without(known: readonly Answer[], answer: Answer, dialect: PreflightCacheDialect): readonly Answer[] {
  const others = known.filter((old) => old.origin !== answer.origin);
  if (dialect.preflightCacheReplaces) return others;
  const own = known.filter((old) => old.origin === answer.origin);
  const names = new Set(answer.headerNames.map((name) => name.toLowerCase()));
  const kept = own.map((old) => {
    if (old.credentials !== answer.credentials) return old;
    return {
      ...old,
      methods: old.methods.filter((method) => !answer.methods.includes(method)),
      headerNames: old.headerNames.filter((name) => !names.has(name.toLowerCase())),
    };
  });
  return [...others, ...kept];
}

function wildcardServes(request: Request, dialect: PreflightCacheDialect): boolean {
  if (!dialect.preflightCacheUsesWildcard) return false;
  return request.credentialsMode !== "include" || !dialect.wildcardCachedMethodNeedsNoCredentials;
}
