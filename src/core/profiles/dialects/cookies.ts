/** Where engines differ about which cookies are kept and sent — https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-same-site-requests */
export interface CookieDialect {
  /** For SameSite, a request that comes back to the page's site is of it again. */
  readonly cookiesForgetRedirects: boolean;
  /** For cookies, a page with an opaque origin is of the site of its URL. */
  readonly sandboxedPagesAreOfTheirSite: boolean;
  /** Where third-party cookies are blocked, only cookies of the page's own host and its parents are kept. */
  readonly thirdPartyByHost: boolean;
  /** Third-party cookies that were kept before are sent, though no new ones are kept. */
  readonly blockedCookiesAreSent: boolean;
  /** Cookies of equally long paths go by their domain (else by their age). */
  readonly cookiesByDomain: boolean;
  /** A cookie without SameSite is Lax. */
  readonly cookiesLaxByDefault: boolean;
  /** A cookie with SameSite=None is kept only with Secure. */
  readonly noneNeedsSecure: boolean;
}
