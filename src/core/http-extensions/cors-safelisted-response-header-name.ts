import type { ResponseHeaderDialect } from "../profiles/dialects/cors-safelisted-response-header-name.js";

/** Names are in lower case. */

/** W3C 2014, "simple response header": Content-Length joined them in 2018. */
export const SIMPLE_RESPONSE_HEADERS: ReadonlySet<string> = new Set([
  "cache-control",
  "content-language",
  "content-type",
  "expires",
  "last-modified",
  "pragma",
]);

export const SAFELISTED_RESPONSE_HEADERS: ReadonlySet<string> = new Set([...SIMPLE_RESPONSE_HEADERS, "content-length"]);

/**
 * CORS-safelisted response-header name — https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name
 * @param exposed what Access-Control-Expose-Headers names, in lower case
 */
export function isCorsSafelistedResponseHeaderName(
  name: string,
  exposed: readonly string[],
  dialect: ResponseHeaderDialect,
): boolean {
  return (
    dialect.safelistedResponseHeaders.has(name) || (exposed.includes(name) && !isForbiddenResponseHeaderName(name))
  );
}

/** Forbidden response-header name — https://fetch.spec.whatwg.org/#forbidden-response-header-name */
export function isForbiddenResponseHeaderName(name: string): boolean {
  return name === "set-cookie" || name === "set-cookie2";
}
