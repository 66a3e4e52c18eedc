/** Where engines differ in HTTP fetch — https://fetch.spec.whatwg.org/#concept-http-fetch */
export interface HttpFetchDialect {
  /** Redirect mode error refuses a 3xx without Location too. */
  readonly errorModeNeedsNoLocation: boolean;
  /** Where a redirect leads is looked at before the CORS check and the redirect mode are. */
  readonly networkChecksRedirectsFirst: boolean;
  /** A redirect to `ftp:` fails before anything else is looked at, in every redirect mode. */
  readonly ftpRedirectsFirst: boolean;
  /** A fetch() with keepalive goes on when page code gives it up. */
  readonly keepaliveOutlivesAbort: boolean;
  /** That a redirect leads to mixed content is found before the CORS check is made. */
  readonly mixedRedirectsFirst: boolean;
  /** A response that COEP refuses is reported like one that CORP refuses. */
  readonly reportsCoepAsCorp: boolean;
  /** After a same-origin start, a cross-origin redirect is checked as if cookies went along. */
  readonly checksRedirectWithCredentials: boolean;
  /** A field of the same name as an empty one before it takes its place (else they are combined). */
  readonly emptyFieldIsReplaced: boolean;
  /** Cache mode only-if-cached goes to the network when nothing is stored. */
  readonly onlyIfCachedAsksNetwork: boolean;
  /** An opaque 206 or 416 to a request without Range is refused. */
  readonly refusesUnaskedRanges: boolean;
  /** A 304 to a synchronous request passes without the CORS check. */
  readonly syncTakesAny304: boolean;
  /** A response that is refused stays in the HTTP cache. */
  readonly cachesRefusedResponses: boolean;
  /** Opaque-response blocking speaks before nosniff and MIME type do. */
  readonly orbBeforeNosniff: boolean;
  /** Of a style sheet, status and integrity come before its type. */
  readonly sheetsAreHashedFirst: boolean;
  /** Of a style sheet, status and type come before integrity. */
  readonly sheetsAreHashedLast: boolean;
  /** EDITION w3c-2014: 308 is no redirect yet. */
  readonly follows308: boolean;
}
