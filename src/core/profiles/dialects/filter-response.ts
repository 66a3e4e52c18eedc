/** Where engines differ about what of a response is shown — https://fetch.spec.whatwg.org/#concept-filtered-response */
export interface FilterDialect {
  /** Bytes from 0x80 on in a header value reach script as U+FFFD, read as Latin-1. */
  readonly garblesHeaderBytes: boolean;
  /** The status text of a protocol that has none: none, or what the port's network library calls the status. */
  readonly http2StatusText: "none" | "libsoup";
  /** A header of the browser's own tells of HTTP/2. */
  readonly marksHttp2: boolean;
  /** A fetch() that the CSP took to https, and nothing redirected, names the URL that it asked for. */
  readonly upgradedFetchKeepsUrl: boolean;
  /** A response that the CSP took to https was redirected. */
  readonly upgradeIsRedirect: boolean;
  /** Access-Control-Expose-Headers `*` exposes all without credentials. */
  readonly exposeWildcard: boolean;
}
