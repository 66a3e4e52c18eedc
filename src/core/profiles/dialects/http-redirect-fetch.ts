/** Where engines differ in HTTP-redirect fetch — https://fetch.spec.whatwg.org/#concept-http-redirect-fetch */
export interface RedirectDialect {
  /** An empty Location is no redirect; `self`: it leads to the same URL; `error`: it can't be followed. */
  readonly emptyLocation: "self" | "response" | "error";
  /** What bytes from 0x80 on in Location become: characters, percent-encoded bytes, or characters once they are valid UTF-8. */
  readonly locationBytes: "latin1" | "percent-encoded" | "valid-utf8";
  /** A host may have spaces in it, which no name server knows. */
  readonly spacesInHosts: boolean;
  /** `|` in a path is written %7C. */
  readonly encodesPipeInPath: boolean;
  /** So many redirects are followed of what outlives the page. */
  readonly keepaliveRedirectLimit: number;
  /** Two equal Location fields count as one (else they are combined). */
  readonly equalLocationsAreOne: boolean;
  /** Userinfo in Location is refused whatever the mode, but not of an XMLHttpRequest. */
  readonly refusesAnyUserinfo: boolean;
  /** Userinfo in a Location that leaves the page's origin is found by the page's process, after the next preflight. */
  readonly pageRefusesUserinfo: boolean;
  /** Methods that 301, 302, 307 and 308 to another origin turn into GET beside the standard's. */
  readonly redirectsToGet: readonly string[];
  /** Hops after a preflighted one are preflighted whatever they are. */
  readonly preflightsAllFurtherHops: boolean;
  /** EDITION: before 2022 Authorization followed to another origin. */
  readonly keepsAuthorizationOnRedirect: boolean;
  /** EDITION: before 2019 a request that became a GET kept the headers of its body. */
  readonly keepsBodyHeadersOnRedirect: boolean;
  /** EDITION w3c-2014: a request that was preflighted may not be redirected. */
  readonly preflightedRequestsFollowRedirects: boolean;
  /** Client hints of the author's do not follow a redirect to another origin than the page's, but for keepalive. */
  readonly dropsClientHintsOnRedirect: boolean;
  /** Elements that ask in mode no-cors follow a redirect to a `data:` URL. */
  readonly elementsFollowToData: boolean;
  /** Headers that one hop had to leave behind and that are there again on the next: the author's, or the first hop's. */
  readonly headersThatComeBack: "none" | "author" | "first hop";
  /** Further preflights go on announcing what the first hop's headers were. */
  readonly announcesOriginalHeaders: boolean;
}
