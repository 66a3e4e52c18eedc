/** Where engines differ in the CORS-preflight fetch — https://fetch.spec.whatwg.org/#cors-preflight-fetch-0 */
export interface PreflightDialect {
  /** Access-Control-Allow-Headers `*` covers Authorization. */
  readonly wildcardCoversAuthorization: boolean;
  /** A status that is not ok is reported before the CORS check is made. */
  readonly preflightStatusBeforeCheck: boolean;
  /** The CORS check is made before a redirect is refused. */
  readonly checksRedirectedPreflight: boolean;
  /** A redirect without Location is a bad status like any other. */
  readonly preflightRedirectNeedsLocation: boolean;
  /** EDITION w3c-2014: 200 and no other status will do. */
  readonly preflightStatus200Only: boolean;
  /** `*` in Access-Control-Allow-Methods and -Headers is a wildcard. */
  readonly listWildcards: boolean;
  /** Seconds without Access-Control-Max-Age. */
  readonly maxAgeDefault: number;
  /** An answer that passes the CORS check is kept even if it does not allow the method or a header. */
  readonly storesRefusingAnswers: boolean;
  /** Without Access-Control-Allow-Methods the use-CORS-preflight flag allows any method. */
  readonly flagAllowsMethod: boolean;
  /** The method is looked for before Access-Control-Allow-Headers is parsed. */
  readonly checksMethodBeforeParsingHeaders: boolean;
  /** Preflights name the page's origin, and are checked against it, after any redirect. */
  readonly preflightUsesPageOrigin: boolean;
}
