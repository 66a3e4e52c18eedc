import CachePolicy from "http-cache-semantics";
import type { HttpRequest } from "../core/fetching/outcome.js";
import type { HttpCache } from "../core/infrastructure/browser-state.js";
import type { HeaderList } from "../core/infrastructure/header-list.js";
import type { HttpResponse } from "../core/infrastructure/response.js";

interface Stored {
  readonly policy: CachePolicy;
  readonly response: HttpResponse;
}

/**
 * The browser's private HTTP cache. RFC 9111 is http-cache-semantics'; the clock is the caller's. A response without any
 * word on caching is not kept: real caches may guess, and a verdict should not hang on a guess.
 */
export class PrivateHttpCache implements HttpCache {
  readonly #stored: Map<string, Stored[]>;
  readonly #keyedByCredentials: boolean;
  readonly #clock = { now: 0 };

  /** @param keyedByCredentials loads with and without cookies have each their own entries */
  constructor(keyedByCredentials = false, stored = new Map<string, Stored[]>()) {
    this.#keyedByCredentials = keyedByCredentials;
    this.#stored = stored;
  }

  match(sent: HttpRequest, now: number): HttpResponse | null {
    const list = this.#stored.get(this.#keyOf(sent));
    if (list === undefined || sent.method !== "GET") return null;
    const { cacheMode } = sent.request;
    const stale = cacheMode === "force-cache" || cacheMode === "only-if-cached";
    if (cacheMode !== "default" && !stale) return null;
    this.#clock.now = now;
    const request = cacheRequest(sent, stale ? "max-stale" : null);
    const found = list.find(({ policy }) => policy.satisfiesWithoutRevalidation(request));
    return found === undefined ? null : { ...found.response, via: "http-cache", delay: 0 };
  }

  store(sent: HttpRequest, response: HttpResponse, now: number): void {
    if (sent.method !== "GET" || !saysHowLong(response.headers)) return;
    this.#clock.now = now;
    const request = cacheRequest(sent, null);
    const answer = { status: response.status, headers: cacheHeaders(response.headers) };
    const policy = new ClockedPolicy(request, answer, { shared: false, cacheHeuristic: 0 }, this.#clock);
    if (!policy.storable()) return;
    const others = this.#stored.get(this.#keyOf(sent)) ?? [];
    const kept = others.filter((stored) => !stored.policy.satisfiesWithoutRevalidation(request));
    this.#stored.set(this.#keyOf(sent), [{ policy, response }, ...kept]);
  }

  /** A copy, to run the same again. */
  fork(): PrivateHttpCache {
    return new PrivateHttpCache(this.#keyedByCredentials, new Map(this.#stored));
  }

  #keyOf({ url, includeCredentials }: HttpRequest): string {
    return this.#keyedByCredentials ? `${includeCredentials} ${url.wire}` : url.wire;
  }
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

function saysHowLong(headers: HeaderList): boolean {
  return headers.some((header) => FRESHNESS.has(header.name));
}

function cacheRequest(sent: HttpRequest, cacheControl: string | null): CachePolicy.HttpRequest {
  const headers = cacheHeaders(sent.headers);
  headers["host"] = sent.url.host;
  if (cacheControl !== null) headers["cache-control"] = cacheControl;
  return { url: sent.url.path + sent.url.query, method: sent.method, headers };
}

function cacheHeaders(list: HeaderList): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (const { name, value } of list) headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  return headers;
}
