import { isCorsSafelistedMethod } from "../infrastructure/method.js";
import type { Request } from "../infrastructure/request.js";
import type { PreflightCacheDialect } from "../profiles/dialects/cors-preflight-cache.js";

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
