import type { Api } from "../../infrastructure/request.js";

/** Where engines differ about the headers that the browser adds — https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch */
export interface WireDialect {
  /** Cache modes put Cache-Control and Pragma on the preflight too. */
  readonly preflightCarriesCacheControl: boolean;
  /** A User-Agent of the author's own stands on the preflight too. */
  readonly preflightNamesUserAgent: boolean;
  /** A page of an opaque origin names it towards its own site when a no-cors request carries credentials. */
  readonly opaquePagesNameOrigin: boolean;
  /** Outside mode cors, a request that starts with credentials has them wherever redirects lead. */
  readonly noCorsKeepsCredentials: boolean;
  /** What may change something names its page's origin even where the referrer policy hides it; forms don't. */
  readonly policyNeverHidesOrigin: boolean;
  /** A beacon of a page with an opaque origin names the origin of the page's URL. */
  readonly beaconNamesPageUrl: boolean;
  /** A request that a redirect turned into a GET keeps its Origin. */
  readonly keepsOriginOnRedirect: boolean;
  /** Header values go out as UTF-8 (else one byte a character). */
  readonly sendsUtf8Values: boolean;
  /** A conditional request of the author's own says `max-age=0` (else `no-cache`). */
  readonly conditionalSaysMaxAge: boolean;
  /** A no-cors request that names its origin names `null` once a redirect leads to another origin. */
  readonly noCorsOriginEndsAtRedirect: boolean;
  /** White space and leading zeros are taken out of the Range of a GET. */
  readonly normalizesRange: boolean;
  /** Accept of images. */
  readonly imageAccept: string;
  /** APIs that never name their page. */
  readonly withoutReferrer: readonly Api[];
  /** APIs by which a page with an opaque origin does not name itself, where others do. */
  readonly opaquePagesHideFrom: readonly Api[];
  /** APIs whose conditional requests say nothing to the caches on the way. */
  readonly conditionalSaysNothing: readonly Api[];
  /** Accept of fonts. */
  readonly fontAccept: string;
  /** Of fields that may stand once, fetch() sends one (else all are sent). */
  readonly mergesFieldsAsSet: boolean;
  /** A CORS request that a redirect leads to another origin loses fetch metadata and cache headers. */
  readonly taintedRequestsAreMadeAnew: boolean;
  /** After a redirect a preflight, and a synchronous request, name the page as the first hop did, whatever the policy says of their URL. */
  readonly preflightReferrerIsUncut: boolean;
  /** COEP credentialless takes no cookies off requests. */
  readonly credentiallessKeepsCookies: boolean;
  /** Requests that COEP credentialless takes the cookies off pass by the HTTP cache. */
  readonly credentiallessPassesByCache: boolean;
  /** An upgraded hop, and one of the page's site after one to which a weak policy did not apply, know the whole referrer again. */
  readonly referrerGrowsAgain: boolean;
  /** Beacons say `max-age=0`. */
  readonly beaconsSayMaxAge: boolean;
  /** A synchronous XMLHttpRequest and its preflight carry no fetch metadata, and say nothing to the caches on the way. */
  readonly syncSendsNoFetchMetadata: boolean;
  /** A preflight's Sec-Fetch-Site looks at its own URL alone. */
  readonly preflightForgetsRedirects: boolean;
  /** Elements in mode cors name their origin even to their own server. */
  readonly sameOriginElementsSendOrigin: readonly Api[];
  /** A server that asks for a TLS client certificate is shown it by requests without credentials and by preflights too. */
  readonly alwaysPresentsClientCertificate: boolean;
}
