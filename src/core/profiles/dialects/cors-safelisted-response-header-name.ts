/** Where engines differ about the headers that script sees unasked — https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name */
export interface ResponseHeaderDialect {
  /** What script sees of a CORS response without being exposed. Standard: `SAFELISTED_RESPONSE_HEADERS`. */
  readonly safelistedResponseHeaders: ReadonlySet<string>;
}
