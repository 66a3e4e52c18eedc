import CachePolicy from "http-cache-semantics";
import type { HttpRequest } from "../core/fetching/outcome.js";
import type { HttpCache } from "../core/infrastructure/browser-state.js";
import { type HeaderList, hasHeader } from "../core/infrastructure/header-list.js";
import type { HttpResponse } from "../core/infrastructure/response.js";
import type { HttpCacheDialect } from "../core/profiles/dialects/http-network-or-cache-fetch.js";

interface Stored {
  readonly policy: CachePolicy;
  readonly response: HttpResponse;
  readonly ofImage: boolean;
}

type StoringDialect = Pick<HttpCacheDialect, "httpCacheKeyedByCredentials" | "imagesIgnoreOtherLoads">;

/**
 * The browser's private HTTP cache. RFC 9111 is http-cache-semantics'; the clock is the caller's. A response without any
 * word on caching is not kept: real caches may guess, and a verdict should not hang on a guess. As in every engine, a URL
 * has one stored response, and the next that is kept takes its place, whatever Vary says.
 */
export class PrivateHttpCache implements HttpCache {
  #stored = new Map<string, Stored>();
  readonly #dialect: StoringDialect;
  readonly #clock = { now: 0 };

  constructor(dialect: StoringDialect = STANDARD) {
    this.#dialect = dialect;
  }

  match(sent: HttpRequest, now: number): HttpResponse | null {
    const { cacheMode } = sent.request;
    const takesStale = cacheMode === "force-cache" || cacheMode === "only-if-cached";
    if (cacheMode !== "default" && !takesStale) return null;
    const stored = this.#select(sent, takesStale ? "max-stale" : null, now);
    return stored === null ? null : { ...stored.response, via: "http-cache", delay: 0 };
  }

  stale(sent: HttpRequest, now: number): HttpResponse | null {
    return this.#select(sent, "max-stale", now)?.response ?? null;
  }

  store(sent: HttpRequest, response: HttpResponse, now: number): void {
    if (!isPlainGet(sent) || !saysHowLong(response.headers)) return;
    this.#clock.now = now;
    const answer = { status: response.status, headers: responseHeaders(response.headers) };
    const options = { shared: false, cacheHeuristic: 0 };
    const policy = new ClockedPolicy(cacheRequest(sent, null), answer, options, this.#clock);
    if (!policy.storable()) return;
    this.#stored.set(this.#keyOf(sent), { policy, response, ofImage: isImage(sent) });
  }

  invalidate(sent: HttpRequest): void {
    this.#stored.delete(this.#keyOf(sent));
  }

  /** Select a response, one that needs no validation under this Cache-Control — https://www.rfc-editor.org/rfc/rfc9111.html#constructing.responses.from.caches */
  #select(sent: HttpRequest, cacheControl: string | null, now: number): Stored | null {
    const stored = isPlainGet(sent) ? this.#stored.get(this.#keyOf(sent)) : undefined;
    if (stored === undefined) return null;
    if (this.#dialect.imagesIgnoreOtherLoads && isImage(sent) && !stored.ofImage) return null;
    this.#clock.now = now;
    return stored.policy.satisfiesWithoutRevalidation(cacheRequest(sent, cacheControl)) ? stored : null;
  }

  /** A copy, to run the same again. */
  fork(): PrivateHttpCache {
    const copy = new PrivateHttpCache(this.#dialect);
    copy.#stored = new Map(this.#stored);
    return copy;
  }

  #keyOf({ url, includeCredentials }: Pick<HttpRequest, "url" | "includeCredentials">): string {
    return this.#dialect.httpCacheKeyedByCredentials ? `${includeCredentials} ${url.wire}` : url.wire;
  }
}

const STANDARD: StoringDialect = { httpCacheKeyedByCredentials: false, imagesIgnoreOtherLoads: false };

function isImage({ request }: HttpRequest): boolean {
  return request.destination === "image";
}

/** The library's policy on a clock in seconds. */
class ClockedPolicy extends CachePolicy {
  #clock: { readonly now: number } | undefined;
  readonly #start: number;

  constructor(
    request: CachePolicy.HttpRequest,
    response: CachePolicy.HttpResponse,
    options: CachePolicy.Options,
    clock: { readonly now: number },
  ) {
    super(request, response, options);
    this.#start = clock.now;
    this.#clock = clock;
  }

  /** Milliseconds; the constructor above asks before the clock is there, and gets the start. */
  now(): number {
    return #clock in this && this.#clock !== undefined ? (this.#clock.now - this.#start) * 1000 : 0;
  }
}

const FRESHNESS: ReadonlySet<string> = new Set(["cache-control", "expires", "etag", "last-modified"]);

/** NON-SPEC: parts of a response are neither stored nor put together. */
function isPlainGet({ method, headers }: HttpRequest): boolean {
  return method === "GET" && !hasHeader("range", headers);
}

function saysHowLong(headers: HeaderList): boolean {
  return headers.some((header) => FRESHNESS.has(header.name));
}

function cacheRequest(sent: HttpRequest, cacheControl: string | null): CachePolicy.HttpRequest {
  const headers = joined(sent.headers);
  headers["host"] = sent.url.host;
  if (cacheControl !== null) {
    headers["cache-control"] = cacheControl;
    delete headers["pragma"];
  }
  return { url: sent.url.path + sent.url.query, method: sent.method, headers };
}

/** NOTE: to the library must-revalidate means that even a fresh response is asked about. */
function responseHeaders(list: HeaderList): Record<string, string> {
  const headers = joined(list);
  const control = headers["cache-control"];
  if (control !== undefined) headers["cache-control"] = control.replace(/(^|,)\s*must-revalidate\s*(?=,|$)/gi, "$1");
  return headers;
}

function joined(list: HeaderList): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (const { name, value } of list) headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  return headers;
}
