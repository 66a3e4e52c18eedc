import type { Request } from "../infrastructure/request.js";

export interface PreflightCacheDialect {
  /** A new answer replaces all that was known of the URL (else entries stand side by side). */
  readonly preflightCacheReplaces: boolean;
  /** A wildcard answer serves from the cache. */
  readonly preflightCacheUsesWildcard: boolean;
  /** Entries made with credentials serve requests without. */
  readonly credentialedEntryServesAnonymous: boolean;
  /** A preflight that fails drops what was known of the URL. */
  readonly failedPreflightClearsCache: boolean;
  /** An actual response that fails drops what was known of the URL. */
  readonly failedResponseClearsCache: boolean;
  /** A network error of the actual request drops what was known of the URL. */
  readonly networkErrorClearsCache: boolean;
  /** A cached wildcard does not serve requests with credentials (the standard looks at the entry alone). */
  readonly wildcardCachedMethodNeedsNoCredentials: boolean;
  /** HEAD is looked up among the cached methods, safelisted though it is. */
  readonly cachedMethodIsAskedForHead: boolean;
}

/** Cache entry — https://fetch.spec.whatwg.org/#cache-entry, of one method or one header name. */
interface CacheEntry {
  readonly credentials: boolean;
  expires: number;
  /** A method, `*`, or null. */
  readonly method: string | null;
  /** A header name in lower case, `*`, or null. */
  readonly headerName: string | null;
}

/**
 * CORS-preflight cache — https://fetch.spec.whatwg.org/#concept-cache
 * Ours: entries are found by origin and URL; the network partition is the cache itself, one for each top-level page.
 */
export class PreflightCache {
  readonly #entries = new Map<string, CacheEntry[]>();

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  /** Method cache entry match — https://fetch.spec.whatwg.org/#concept-cache-match-method */
  matchMethod(request: Request, origin: string, method: string, now: number, dialect: PreflightCacheDialect): boolean {
    return this.#match(request, origin, now, dialect, (entry) => {
      return entry.method === method || (entry.method === "*" && wildcardServes(request, dialect));
    });
  }

  /** Header-name cache entry match — https://fetch.spec.whatwg.org/#concept-cache-match-header */
  matchHeader(request: Request, origin: string, name: string, now: number, dialect: PreflightCacheDialect): boolean {
    return this.#match(request, origin, now, dialect, (entry) => {
      if (entry.headerName === name) return true;
      return entry.headerName === "*" && name !== "authorization" && wildcardServes(request, dialect);
    });
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
    const key = keyOf(request, origin);
    const credentials = request.credentialsMode === "include";
    const list = (dialect.preflightCacheReplaces ? undefined : this.#entries.get(key)) ?? [];
    for (const method of methods) put(list, credentials, expires, method, null);
    for (const name of headerNames) put(list, credentials, expires, null, name.toLowerCase());
    this.#entries.set(key, list);
  }

  /** Clear cache entries — https://fetch.spec.whatwg.org/#concept-cache-clear */
  clear(request: Request, origin: string): void {
    if (this.#entries.size > 0) this.#entries.delete(keyOf(request, origin));
  }

  /** A copy, to run the same again. */
  fork(): PreflightCache {
    const copy = new PreflightCache();
    for (const [key, list] of this.#entries)
      copy.#entries.set(
        key,
        list.map((entry) => ({ ...entry })),
      );
    return copy;
  }

  #match(
    request: Request,
    origin: string,
    now: number,
    dialect: PreflightCacheDialect,
    serves: (entry: CacheEntry) => boolean,
  ): boolean {
    if (this.#entries.size === 0) return false;
    const list = this.#entries.get(keyOf(request, origin));
    if (list === undefined) return false;
    const credentials = request.credentialsMode === "include";
    return list.some((entry) => {
      if (entry.expires <= now || !serves(entry)) return false;
      if (entry.credentials === credentials) return true;
      return entry.credentials && dialect.credentialedEntryServesAnonymous;
    });
  }
}

function wildcardServes(request: Request, dialect: PreflightCacheDialect): boolean {
  if (!dialect.preflightCacheUsesWildcard) return false;
  return request.credentialsMode !== "include" || !dialect.wildcardCachedMethodNeedsNoCredentials;
}

function keyOf(request: Request, origin: string): string {
  return `${origin} ${request.url.href}`;
}

function put(
  list: CacheEntry[],
  credentials: boolean,
  expires: number,
  method: string | null,
  headerName: string | null,
): void {
  const known = list.find(
    (entry) => entry.credentials === credentials && entry.method === method && entry.headerName === headerName,
  );
  if (known === undefined) list.push({ credentials, expires, method, headerName });
  else known.expires = expires;
}
