import type { Profile } from "../../core/profiles/profile.js";

/** A difference as the model's own comments describe it, and the spec cases that show it. */
export interface ListedDifference {
  readonly name: keyof Profile;
  readonly text: string;
  /** The file that asks for it. */
  readonly algorithm: string;
  readonly link: string;
  readonly cases: Readonly<Partial<Record<"chromium" | "firefox" | "webkit", readonly string[]>>>;
}

/** Written by `npm run docs`, which takes it from doc comments and cases: change those. */
export const DIFFERENCE_LIST: readonly ListedDifference[] = [
  {
    name: "cookiesForgetRedirects",
    text: "For SameSite, a request that comes back to the page's site is of it again.",
    algorithm: "cookies",
    link: "https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-same-site-requests",
    cases: {
      chromium: ["engine-cookie-comes-back", "cookies-redirect-chain-cross-site"],
      webkit: ["engine-cookie-comes-back", "cookies-redirect-chain-cross-site"],
    },
  },
  {
    name: "sandboxedPagesAreOfTheirSite",
    text: "For cookies, a page with an opaque origin is of the site of its URL.",
    algorithm: "cookies",
    link: "https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-same-site-requests",
    cases: {
      webkit: ["engine-sandboxed-same-site"],
    },
  },
  {
    name: "thirdPartyByHost",
    text: "Where third-party cookies are blocked, only cookies of the page's own host and its parents are kept.",
    algorithm: "cookies",
    link: "https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-same-site-requests",
    cases: {
      webkit: ["engine-third-party-host"],
    },
  },
  {
    name: "blockedCookiesAreSent",
    text: "Third-party cookies that were kept before are sent, though no new ones are kept.",
    algorithm: "cookies",
    link: "https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-same-site-requests",
    cases: {
      webkit: ["cookies-third-party-blocked", "cookies-third-party-blocked-img"],
    },
  },
  {
    name: "cookiesByDomain",
    text: "Cookies of equally long paths go by their domain (else by their age).",
    algorithm: "cookies",
    link: "https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-same-site-requests",
    cases: {
      webkit: ["engine-cookie-order", "cookies-stored-beside-domain"],
    },
  },
  {
    name: "cookiesLaxByDefault",
    text: "A cookie without SameSite is Lax.",
    algorithm: "cookies",
    link: "https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-same-site-requests",
    cases: {
      firefox: ["cookies-default-cross-site"],
      webkit: ["cookies-default-cross-site"],
    },
  },
  {
    name: "noneNeedsSecure",
    text: "A cookie with SameSite=None is kept only with Secure.",
    algorithm: "cookies",
    link: "https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-same-site-requests",
    cases: {
      webkit: ["cookies-none-without-secure"],
    },
  },
  {
    name: "severalOrigins",
    text: "Which unequal Access-Control-Allow-Origin is reported as several origins. `list`: a comma or space inside; `comma`: a comma; `lines`: more than one header line.",
    algorithm: "cors-check",
    link: "https://fetch.spec.whatwg.org/#concept-cors-check",
    cases: {
      firefox: ["engine-console-list", "engine-space-list"],
      webkit: ["engine-space-list", "cors-check-origin-space-list"],
    },
  },
  {
    name: "reportsInvalidOrigin",
    text: "An unequal value that is no URL is reported as invalid (else as a mismatch).",
    algorithm: "cors-check",
    link: "https://fetch.spec.whatwg.org/#concept-cors-check",
    cases: {
      firefox: ["engine-console-list", "engine-space-list"],
      webkit: ["engine-space-list", "cors-check-origin-null-upper-case"],
    },
  },
  {
    name: "nonAsciiOriginIsInvalid",
    text: "An unequal value with bytes from 0x80 on is reported as invalid.",
    algorithm: "cors-check",
    link: "https://fetch.spec.whatwg.org/#concept-cors-check",
    cases: {
      chromium: ["engine-origin-non-ascii"],
    },
  },
  {
    name: "maxAgeCap",
    text: "Seconds that no answer is kept longer than.",
    algorithm: "cors-header-grammar",
    link: "https://fetch.spec.whatwg.org/#extract-header-list-values",
    cases: {
      chromium: ["cors-preflight-cache-max-age-cap-chromium", "cors-preflight-cache-max-age-cap-firefox"],
      firefox: ["cors-preflight-cache-max-age-cap-firefox"],
      webkit: ["cors-preflight-cache-max-age-cap-webkit", "cors-preflight-cache-max-age-cap-chromium"],
    },
  },
  {
    name: "maxAgeMalformed",
    text: "Seconds for a value that is no number.",
    algorithm: "cors-header-grammar",
    link: "https://fetch.spec.whatwg.org/#extract-header-list-values",
    cases: {
      firefox: ["cors-preflight-cache-max-age-negative", "cors-preflight-cache-max-age-garbage"],
    },
  },
  {
    name: "maxAgeSigned",
    text: "A sign may stand in front, and below zero means zero.",
    algorithm: "cors-header-grammar",
    link: "https://fetch.spec.whatwg.org/#extract-header-list-values",
    cases: {
      chromium: ["cors-preflight-cache-max-age-negative", "cors-preflight-cache-max-age-plus"],
      webkit: ["cors-preflight-cache-max-age-negative", "cors-preflight-cache-max-age-plus"],
    },
  },
  {
    name: "maxAgeOverflows",
    text: "A number over 64 bits is no number.",
    algorithm: "cors-header-grammar",
    link: "https://fetch.spec.whatwg.org/#extract-header-list-values",
    cases: {
      chromium: ["cors-preflight-cache-max-age-huge"],
      webkit: ["cors-preflight-cache-max-age-huge"],
    },
  },
  {
    name: "preflightCachePassedBy",
    text: "Cache modes of requests that do not ask the cache; `conditional` stands for the author's own conditional requests.",
    algorithm: "cors-preflight-cache",
    link: "https://fetch.spec.whatwg.org/#cache-entry",
    cases: {
      chromium: ["engine-preflight-cache-replaced", "engine-preflight-cache-bypassed"],
      firefox: ["engine-preflight-cache-replaced", "engine-preflight-cache-conditional"],
    },
  },
  {
    name: "opaqueOriginsUsePreflightCache",
    text: "A page with an opaque origin, or a request that a redirect tainted, finds what it stored.",
    algorithm: "cors-preflight-cache",
    link: "https://fetch.spec.whatwg.org/#cache-entry",
    cases: {
      chromium: ["engine-preflight-cache-tainted", "engine-preflight-cache-opaque"],
    },
  },
  {
    name: "keepsPreflightsOfNoStore",
    text: "What a request of cache mode no-store was allowed is kept for others.",
    algorithm: "cors-preflight-cache",
    link: "https://fetch.spec.whatwg.org/#cache-entry",
    cases: {
      chromium: ["engine-preflight-cache-no-store"],
    },
  },
  {
    name: "missClearsPreflightCache",
    text: "An answer that does not allow what a request asks for is forgotten.",
    algorithm: "cors-preflight-cache",
    link: "https://fetch.spec.whatwg.org/#cache-entry",
    cases: {
      chromium: ["engine-miss-clears-cache", "cors-preflight-cache-other-method-refused"],
      webkit: ["engine-miss-clears-cache", "cors-preflight-cache-entries-accumulate"],
    },
  },
  {
    name: "preflightCacheReplaces",
    text: "A new answer replaces all that was known of the URL (else entries stand side by side).",
    algorithm: "cors-preflight-cache",
    link: "https://fetch.spec.whatwg.org/#cache-entry",
    cases: {
      chromium: ["engine-preflight-cache-replaced"],
    },
  },
  {
    name: "preflightCacheUsesWildcard",
    text: "A wildcard answer serves from the cache.",
    algorithm: "cors-preflight-cache",
    link: "https://fetch.spec.whatwg.org/#cache-entry",
    cases: {
      firefox: ["engine-preflight-cache-tainted", "engine-preflight-cache-no-store"],
    },
  },
  {
    name: "credentialedEntryServesAnonymous",
    text: "Entries made with credentials serve requests without.",
    algorithm: "cors-preflight-cache",
    link: "https://fetch.spec.whatwg.org/#cache-entry",
    cases: {
      firefox: ["cors-preflight-cache-include-then-anonymous", "cors-preflight-cache-include-then-same-origin"],
    },
  },
  {
    name: "failedPreflightClearsCache",
    text: "A preflight that fails drops what was known of the URL.",
    algorithm: "cors-preflight-cache",
    link: "https://fetch.spec.whatwg.org/#cache-entry",
    cases: {
      chromium: ["engine-failed-preflight-past-the-cache"],
      webkit: ["cors-preflight-cache-other-method-refused", "cors-preflight-cache-other-header-refused"],
    },
  },
  {
    name: "refusalsThatClearCache",
    text: "Which refusal of an actual response drops what was known of the URL; `network`: those that the CORS and network code make.",
    algorithm: "cors-preflight-cache",
    link: "https://fetch.spec.whatwg.org/#cache-entry",
    cases: {
      chromium: ["engine-refusal-clears-cache", "cors-preflight-cache-actual-fails-check"],
      firefox: ["engine-refusal-clears-cache"],
      webkit: ["engine-refusal-clears-cache", "cors-preflight-cache-actual-fails-check"],
    },
  },
  {
    name: "networkErrorClearsCache",
    text: "A network error of the actual request drops what was known of the URL.",
    algorithm: "cors-preflight-cache",
    link: "https://fetch.spec.whatwg.org/#cache-entry",
    cases: {
      chromium: ["cors-preflight-cache-actual-network-error"],
      webkit: ["cors-preflight-cache-actual-network-error"],
    },
  },
  {
    name: "wildcardCachedMethodNeedsNoCredentials",
    text: "A cached wildcard does not serve requests with credentials (the standard looks at the entry alone).",
    algorithm: "cors-preflight-cache",
    link: "https://fetch.spec.whatwg.org/#cache-entry",
    cases: {
      chromium: ["cors-preflight-cache-wildcard-with-credentials"],
      webkit: ["cors-preflight-cache-wildcard-with-credentials"],
    },
  },
  {
    name: "cachedWildcardCoversAuthorization",
    text: "A cached wildcard serves Authorization.",
    algorithm: "cors-preflight-cache",
    link: "https://fetch.spec.whatwg.org/#cache-entry",
    cases: {
      webkit: ["engine-preflight-cache-authorization", "cors-preflight-cache-wildcard-authorization-chromium"],
    },
  },
  {
    name: "flagAsksForCachedMethod",
    text: "A safelisted method that only a flag has preflighted must be among the cached ones.",
    algorithm: "cors-preflight-cache",
    link: "https://fetch.spec.whatwg.org/#cache-entry",
    cases: {
      webkit: ["engine-preflight-cache-safelisted-method"],
    },
  },
  {
    name: "taintedOriginsDiffer",
    text: "The page's origin, once a redirect has made it opaque, is another each time.",
    algorithm: "cors-preflight-cache",
    link: "https://fetch.spec.whatwg.org/#cache-entry",
    cases: {
      webkit: ["engine-preflight-cache-tainted", "engine-preflight-cache-opaque-by-redirect"],
    },
  },
  {
    name: "anyEntryAllowsGetAndPost",
    text: "GET and POST are allowed by whatever was kept of the URL, out of date or not; HEAD is looked up like any other method.",
    algorithm: "cors-preflight-cache",
    link: "https://fetch.spec.whatwg.org/#cache-entry",
    cases: {
      firefox: ["engine-entry-out-of-date", "cors-preflight-cache-head-method-entry"],
    },
  },
  {
    name: "wildcardCoversAuthorization",
    text: "Access-Control-Allow-Headers `*` covers Authorization.",
    algorithm: "cors-preflight-fetch",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
    cases: {
      chromium: ["engine-console-authorization-warning", "engine-preflight-cache-authorization"],
      firefox: ["engine-console-authorization-warning", "engine-hop-authorization-at-home"],
      webkit: ["engine-console-authorization-warning", "engine-hop-authorization-at-home"],
    },
  },
  {
    name: "preflightStatusBeforeCheck",
    text: "A status that is not ok is reported before the CORS check is made.",
    algorithm: "cors-preflight-fetch",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
    cases: {
      webkit: ["engine-status-before-check", "engine-listener-without-body"],
    },
  },
  {
    name: "checksRedirectedPreflight",
    text: "The CORS check is made before a redirect is refused.",
    algorithm: "cors-preflight-fetch",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
    cases: {
      firefox: ["engine-preflight-redirect-checked", "cors-preflight-fetch-redirect-without-cors-headers"],
    },
  },
  {
    name: "preflightRedirectNeedsLocation",
    text: "A redirect without Location is a bad status like any other.",
    algorithm: "cors-preflight-fetch",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
    cases: {
      chromium: ["engine-empty-location-preflight", "engine-preflight-302-no-location"],
      firefox: ["engine-preflight-302-no-location"],
    },
  },
  {
    name: "preflightStatus200Only",
    text: "EDITION w3c-2014: 200 and no other status will do.",
    algorithm: "cors-preflight-fetch",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
    cases: {},
  },
  {
    name: "listWildcards",
    text: "`*` in Access-Control-Allow-Methods and -Headers is a wildcard.",
    algorithm: "cors-preflight-fetch",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
    cases: {},
  },
  {
    name: "maxAgeDefault",
    text: "Seconds without Access-Control-Max-Age.",
    algorithm: "cors-preflight-fetch",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
    cases: {},
  },
  {
    name: "storesRefusingAnswers",
    text: "An answer that passes the CORS check is kept even if it does not allow the method or a header.",
    algorithm: "cors-preflight-fetch",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
    cases: {
      webkit: ["cors-preflight-cache-other-method-refused", "cors-preflight-cache-other-header-refused"],
    },
  },
  {
    name: "flagAllowsMethod",
    text: "Without Access-Control-Allow-Methods the use-CORS-preflight flag allows any method.",
    algorithm: "cors-preflight-fetch",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
    cases: {
      chromium: ["engine-flag-allows-method"],
      firefox: ["engine-flag-allows-method"],
      webkit: ["engine-flag-allows-method"],
    },
  },
  {
    name: "checksMethodBeforeParsingHeaders",
    text: "The method is looked for before Access-Control-Allow-Headers is parsed.",
    algorithm: "cors-preflight-fetch",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
    cases: {
      firefox: ["cors-preflight-fetch-order-parse-before-match"],
    },
  },
  {
    name: "preflightUsesPageOrigin",
    text: "Preflights name the page's origin, and are checked against it, after any redirect.",
    algorithm: "cors-preflight-fetch",
    link: "https://fetch.spec.whatwg.org/#cors-preflight-fetch-0",
    cases: {
      firefox: ["engine-preflight-cache-tainted", "engine-hop-plain-put"],
    },
  },
  {
    name: "safelistEdition",
    text: "Which edition's list is in force.",
    algorithm: "cors-safelisted-request-header",
    link: "https://fetch.spec.whatwg.org/#cors-safelisted-request-header",
    cases: {},
  },
  {
    name: "clientHintsSafelisted",
    text: "Device-dependent client hints need no permission.",
    algorithm: "cors-safelisted-request-header",
    link: "https://fetch.spec.whatwg.org/#cors-safelisted-request-header",
    cases: {
      chromium: ["client-hint-dpr", "client-hint-downlink"],
    },
  },
  {
    name: "acceptAllowsNonAscii",
    text: "Bytes from 0x80 on are harmless in Accept and Content-Type.",
    algorithm: "cors-safelisted-request-header",
    link: "https://fetch.spec.whatwg.org/#cors-safelisted-request-header",
    cases: {
      firefox: ["size-high-bytes", "unsafe-byte-none-high"],
    },
  },
  {
    name: "contentTypeDialect",
    text: "How the media type of Content-Type is read: `firefox` wants no comma, no empty last parameter, and looks at no more than the first word.",
    algorithm: "cors-safelisted-request-header",
    link: "https://fetch.spec.whatwg.org/#cors-safelisted-request-header",
    cases: {
      firefox: ["engine-comma-in-content-type", "content-type-empty-last-parameter"],
    },
  },
  {
    name: "rangeDialect",
    text: "How the value of Range is read.",
    algorithm: "cors-safelisted-request-header",
    link: "https://fetch.spec.whatwg.org/#cors-safelisted-request-header",
    cases: {
      webkit: ["range-not-upper-case", "range-not-plus"],
    },
  },
  {
    name: "rangeMaximum",
    text: "The largest number that Range may name, in decimal digits; `null`: any.",
    algorithm: "cors-safelisted-request-header",
    link: "https://fetch.spec.whatwg.org/#cors-safelisted-request-header",
    cases: {
      chromium: ["range-huge"],
      firefox: ["range-huge"],
      webkit: ["range-huge"],
    },
  },
  {
    name: "safelistTotalLimit",
    text: "Bytes that all safelisted values together may have.",
    algorithm: "cors-safelisted-request-header",
    link: "https://fetch.spec.whatwg.org/#cors-safelisted-request-header",
    cases: {
      firefox: ["unsafe-names-1025"],
    },
  },
  {
    name: "combinesRepeatedHeaders",
    text: "Fields of one name are judged as one combined value, not each alone.",
    algorithm: "cors-safelisted-request-header",
    link: "https://fetch.spec.whatwg.org/#cors-safelisted-request-header",
    cases: {
      chromium: ["engine-range-normalized", "engine-range-empty-elements"],
      webkit: ["headers-append-value-latin1", "language-not-latin1"],
    },
  },
  {
    name: "repeatsUnsafeNames",
    text: "A name that stands in several fields is announced as often.",
    algorithm: "cors-safelisted-request-header",
    link: "https://fetch.spec.whatwg.org/#cors-safelisted-request-header",
    cases: {
      firefox: ["unsafe-names-repeated"],
    },
  },
  {
    name: "userAgentForbidden",
    text: "Script cannot set User-Agent.",
    algorithm: "cors-safelisted-request-header",
    link: "https://fetch.spec.whatwg.org/#cors-safelisted-request-header",
    cases: {
      chromium: ["engine-user-agent", "engine-redirect-user-agent"],
    },
  },
  {
    name: "safelistedResponseHeaders",
    text: "What script sees of a CORS response without being exposed.",
    algorithm: "cors-safelisted-response-header-name",
    link: "https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name",
    cases: {},
  },
  {
    name: "invalidCorpSatisfiesCoep",
    text: "Under COEP require-corp, a Cross-Origin-Resource-Policy that is no such policy lets pass.",
    algorithm: "cross-origin-resource-policy",
    link: "https://fetch.spec.whatwg.org/#cross-origin-resource-policy-check",
    cases: {
      firefox: ["engine-corp-unknown-coep", "coep-require-corp-unknown-value"],
    },
  },
  {
    name: "upgradedSourceNeedsWildcardPort",
    text: "A host source of http matches https only where its port is a wildcard, unnamed, or 80 for 443.",
    algorithm: "csp-source-list",
    link: "https://w3c.github.io/webappsec-csp/#match-url-to-source-list",
    cases: {
      chromium: ["engine-csp-after-upgrade-fetch", "engine-csp-after-upgrade-xhr"],
    },
  },
  {
    name: "webSocketSources",
    text: "Sources of ws and wss that match http and https as well.",
    algorithm: "csp-source-list",
    link: "https://w3c.github.io/webappsec-csp/#match-url-to-source-list",
    cases: {
      chromium: ["csp-scheme-source-wss"],
      firefox: ["csp-host-source-wss", "csp-scheme-source-wss"],
    },
  },
  {
    name: "loadsThatReplaceImages",
    text: "Which other loads of its URL keep an image that the document has from being used again.",
    algorithm: "document-loads",
    link: "https://html.spec.whatwg.org/#list-of-available-images",
    cases: {
      chromium: ["document-image-replaced", "document-image-replaced-no-store"],
      webkit: ["document-image-replaced", "document-image-fragment"],
    },
  },
  {
    name: "variedImagesAreAskedForAgain",
    text: "An image that came with `Vary: *` is not used again.",
    algorithm: "document-loads",
    link: "https://html.spec.whatwg.org/#list-of-available-images",
    cases: {
      webkit: ["document-image-vary"],
    },
  },
  {
    name: "failedModulesStay",
    text: "A module script that failed to load fails again unasked.",
    algorithm: "document-loads",
    link: "https://html.spec.whatwg.org/#list-of-available-images",
    cases: {
      chromium: ["document-module-failed-cors", "document-module-failed-type"],
      webkit: ["document-module-failed-cors", "document-module-failed-type"],
    },
  },
  {
    name: "preflightAlwaysSendsFetchMode",
    text: "A preflight says `Sec-Fetch-Mode: cors` even where nothing else is said.",
    algorithm: "fetch-metadata",
    link: "https://w3c.github.io/webappsec-fetch-metadata/#fetch-integration",
    cases: {
      chromium: ["engine-upload-became-get", "engine-hop-plain-put"],
    },
  },
  {
    name: "sendsStorageAccess",
    text: "Requests to another site with credentials say `Sec-Fetch-Storage-Access`.",
    algorithm: "fetch-metadata",
    link: "https://w3c.github.io/webappsec-fetch-metadata/#fetch-integration",
    cases: {
      chromium: ["engine-opaque-element-origin", "engine-csp-self-redirected-to-https"],
      firefox: ["engine-csp-after-upgrade-beacon", "engine-opaque-element-origin"],
    },
  },
  {
    name: "garblesHeaderBytes",
    text: "Bytes from 0x80 on in a header value reach script as U+FFFD, read as Latin-1.",
    algorithm: "filter-response",
    link: "https://fetch.spec.whatwg.org/#concept-filtered-response",
    cases: {
      webkit: ["engine-header-utf8", "engine-latin-1-value"],
    },
  },
  {
    name: "http2StatusText",
    text: "The status text of a protocol that has none: none, or what the port's network library calls the status.",
    algorithm: "filter-response",
    link: "https://fetch.spec.whatwg.org/#concept-filtered-response",
    cases: {
      webkit: ["engine-http-2-status-text", "engine-http2-status-text"],
    },
  },
  {
    name: "marksHttp2",
    text: "A header of the browser's own tells of HTTP/2.",
    algorithm: "filter-response",
    link: "https://fetch.spec.whatwg.org/#concept-filtered-response",
    cases: {
      firefox: ["engine-http2-status-text", "engine-http2-mark"],
    },
  },
  {
    name: "upgradedFetchKeepsUrl",
    text: "A fetch() that the CSP took to https, and nothing redirected, names the URL that it asked for.",
    algorithm: "filter-response",
    link: "https://fetch.spec.whatwg.org/#concept-filtered-response",
    cases: {
      chromium: ["engine-upgraded-own-fetch", "engine-upgraded-own-mode"],
    },
  },
  {
    name: "upgradeIsRedirect",
    text: "A response that the CSP took to https was redirected.",
    algorithm: "filter-response",
    link: "https://fetch.spec.whatwg.org/#concept-filtered-response",
    cases: {
      firefox: ["engine-csp-after-upgrade-fetch", "engine-upgraded-own-fetch"],
    },
  },
  {
    name: "exposeWildcard",
    text: "Access-Control-Expose-Headers `*` exposes all without credentials.",
    algorithm: "filter-response",
    link: "https://fetch.spec.whatwg.org/#concept-filtered-response",
    cases: {},
  },
  {
    name: "errorModeNeedsNoLocation",
    text: "Redirect mode error refuses a 3xx without Location too.",
    algorithm: "http-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-fetch",
    cases: {
      chromium: ["engine-empty-location-error-mode", "redirect-fetch-mode-error-no-location"],
      webkit: ["engine-empty-location-error-mode", "redirect-fetch-mode-error-no-location"],
    },
  },
  {
    name: "networkChecksRedirectsFirst",
    text: "Where a redirect leads is looked at before the CORS check and the redirect mode are.",
    algorithm: "http-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-fetch",
    cases: {
      chromium: ["engine-bad-location-preflight", "engine-bad-location-manual"],
    },
  },
  {
    name: "ftpRedirectsFirst",
    text: "A redirect to `ftp:` fails before anything else is looked at, in every redirect mode.",
    algorithm: "http-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-fetch",
    cases: {
      webkit: ["engine-redirect-ftp-first", "engine-redirect-ftp-manual"],
    },
  },
  {
    name: "keepaliveOutlivesAbort",
    text: "A fetch() with keepalive goes on when page code gives it up.",
    algorithm: "http-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-fetch",
    cases: {
      chromium: ["engine-keepalive-aborted", "engine-keepalive-aborted-redirect"],
      webkit: ["engine-keepalive-aborted", "engine-keepalive-aborted-redirect"],
    },
  },
  {
    name: "mixedRedirectsFirst",
    text: "That a redirect leads to mixed content is found before the CORS check is made.",
    algorithm: "http-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-fetch",
    cases: {
      firefox: ["engine-redirect-mixed-unchecked"],
    },
  },
  {
    name: "reportsCoepAsCorp",
    text: "A response that COEP refuses is reported like one that CORP refuses.",
    algorithm: "http-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-fetch",
    cases: {
      webkit: ["engine-corp-empty", "engine-corp-unknown-coep"],
    },
  },
  {
    name: "checksRedirectWithCredentials",
    text: "After a same-origin start, a cross-origin redirect is checked as if cookies went along.",
    algorithm: "http-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-fetch",
    cases: {
      webkit: ["engine-hop-names-come-back", "engine-hop-type-of-body"],
    },
  },
  {
    name: "emptyFieldIsReplaced",
    text: "A field of the same name as an empty one before it takes its place (else they are combined).",
    algorithm: "http-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-fetch",
    cases: {
      firefox: ["engine-h2-empty-field-first", "engine-empty-field-replaced"],
    },
  },
  {
    name: "onlyIfCachedAsksNetwork",
    text: "Cache mode only-if-cached goes to the network when nothing is stored.",
    algorithm: "http-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-fetch",
    cases: {
      webkit: ["dom-request-only-if-cached-miss", "http-cache-miss"],
    },
  },
  {
    name: "refusesUnaskedRanges",
    text: "An opaque 206 or 416 to a request without Range is refused.",
    algorithm: "http-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-fetch",
    cases: {
      chromium: ["engine-opaque-range", "engine-partial-image"],
      firefox: ["engine-opaque-range", "engine-range-unasked"],
      webkit: ["engine-opaque-range", "engine-partial-image"],
    },
  },
  {
    name: "syncTakesAny304",
    text: "A 304 to a synchronous request passes without the CORS check.",
    algorithm: "http-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-fetch",
    cases: {
      webkit: ["engine-synchronous-304"],
    },
  },
  {
    name: "cachesRefusedResponses",
    text: "A response that is refused stays in the HTTP cache.",
    algorithm: "http-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-fetch",
    cases: {
      chromium: ["engine-refused-response-cached"],
      webkit: ["engine-refused-response-cached"],
    },
  },
  {
    name: "orbBeforeNosniff",
    text: "Opaque-response blocking speaks before nosniff and MIME type do.",
    algorithm: "http-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-fetch",
    cases: {
      chromium: ["engine-orb-before-nosniff"],
    },
  },
  {
    name: "sheetsAreHashedFirst",
    text: "Of a style sheet, status and integrity come before its type.",
    algorithm: "http-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-fetch",
    cases: {
      webkit: ["engine-sheet-hashed-last", "engine-sheet-hashed-first"],
    },
  },
  {
    name: "sheetsAreHashedLast",
    text: "Of a style sheet, status and type come before integrity.",
    algorithm: "http-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-fetch",
    cases: {
      firefox: ["engine-sheet-hashed-last", "engine-sheet-type-before-hash"],
    },
  },
  {
    name: "follows308",
    text: "EDITION w3c-2014: 308 is no redirect yet.",
    algorithm: "http-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-fetch",
    cases: {},
  },
  {
    name: "httpCacheKeyedByCredentials",
    text: "The HTTP cache keeps loads with and without cookies apart.",
    algorithm: "http-network-or-cache-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      firefox: ["http-cache-img-then-fetch", "http-cache-img-then-crossorigin-img"],
    },
  },
  {
    name: "imagesIgnoreOtherLoads",
    text: "A stored response that another API asked for is not used for an image.",
    algorithm: "http-network-or-cache-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      firefox: ["engine-image-cache"],
    },
  },
  {
    name: "beaconsHaveQuota",
    text: "Beacons share the quota of what a page's keepalive requests may have under way.",
    algorithm: "http-network-or-cache-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      firefox: ["beacon-quota-exceeded"],
    },
  },
  {
    name: "notModifiedKeeps",
    text: "Fields, or beginnings of their names with a hyphen at the end, that a 304 does not change in the stored response.",
    algorithm: "http-network-or-cache-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      chromium: ["http-cache-304-changes-exposed", "http-cache-304-changes-exposed-length"],
      firefox: ["http-cache-304-changes-exposed-length"],
      webkit: ["http-cache-304-changes-exposed", "http-cache-304-changes-exposed-length"],
    },
  },
  {
    name: "fewMethodsVoidCopies",
    text: "Only POST, DELETE, PATCH, and PUT with a body make stored copies of their URL void (else every unsafe method).",
    algorithm: "http-network-or-cache-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      chromium: ["http-cache-put-without-body", "http-cache-put-without-body-xhr"],
    },
  },
  {
    name: "answersThatVoidCopies",
    text: "Which answers to a request that changes something make stored copies void; `unrefused`: statuses from 200 to 399.",
    algorithm: "http-network-or-cache-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      firefox: ["http-cache-refused-change-invalidates-nothing"],
      webkit: ["http-cache-refused-change-invalidates-nothing"],
    },
  },
  {
    name: "conditionsNeedLength",
    text: "A stored response that came over HTTP/1.1 without saying how long it is is not asked about, but asked for anew.",
    algorithm: "http-network-or-cache-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      firefox: ["http-cache-304-changes-allow-origin", "http-cache-304-changes-exposed"],
    },
  },
  {
    name: "ownConditionsFreshen",
    text: "A 304 to a condition of the author's own, which is that of the stored response, changes that too.",
    algorithm: "http-network-or-cache-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      chromium: ["http-cache-author-condition-sees-304", "http-cache-author-condition-freshens"],
    },
  },
  {
    name: "noStoreVoidsNoCopies",
    text: "Cache mode no-store leaves stored copies as they are, whatever the request changed.",
    algorithm: "http-network-or-cache-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      chromium: ["http-cache-no-store-put", "http-cache-no-store-delete"],
      webkit: ["http-cache-no-store-put", "http-cache-no-store-delete"],
    },
  },
  {
    name: "emptyLocation",
    text: "An empty Location is no redirect; `self`: it leads to the same URL; `error`: it can't be followed.",
    algorithm: "http-redirect-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
    cases: {
      chromium: ["engine-empty-location-preflight", "redirect-fetch-location-empty"],
      webkit: ["redirect-fetch-location-empty"],
    },
  },
  {
    name: "locationBytes",
    text: "What bytes from 0x80 on in Location become: characters, percent-encoded bytes, or characters once they are valid UTF-8.",
    algorithm: "http-redirect-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
    cases: {
      chromium: ["engine-location-bytes", "engine-location-byte"],
      firefox: ["engine-location-bytes", "engine-location-byte"],
      webkit: ["engine-location-byte"],
    },
  },
  {
    name: "spacesInHosts",
    text: "A host may have spaces in it, which no name server knows.",
    algorithm: "http-redirect-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
    cases: {
      chromium: ["engine-space-in-host", "engine-encoded-space-in-host"],
    },
  },
  {
    name: "encodesPipeInPath",
    text: "`|` in a path is written %7C.",
    algorithm: "http-redirect-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
    cases: {
      chromium: ["dom-request-url-pipe"],
    },
  },
  {
    name: "keepaliveRedirectLimit",
    text: "So many redirects are followed of what outlives the page.",
    algorithm: "http-redirect-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
    cases: {
      chromium: ["keepalive-redirects", "keepalive-redirects-beacon"],
    },
  },
  {
    name: "equalLocationsAreOne",
    text: "Two equal Location fields count as one (else they are combined).",
    algorithm: "http-redirect-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
    cases: {
      chromium: ["redirect-fetch-location-two-equal-lines"],
      firefox: ["redirect-fetch-location-two-equal-lines"],
    },
  },
  {
    name: "refusesAnyUserinfo",
    text: "Userinfo in Location is refused whatever the mode, but not of an XMLHttpRequest.",
    algorithm: "http-redirect-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
    cases: {
      chromium: ["engine-redirect-userinfo", "redirect-fetch-userinfo-same-origin"],
    },
  },
  {
    name: "pageRefusesUserinfo",
    text: "Userinfo in a Location that leaves the page's origin is found by the page's process, after the next preflight.",
    algorithm: "http-redirect-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
    cases: {
      webkit: ["engine-userinfo-after-preflight", "engine-userinfo-preflight-refused"],
    },
  },
  {
    name: "redirectsToGet",
    text: "Methods that 301, 302, 307 and 308 to another origin turn into GET beside the standard's.",
    algorithm: "http-redirect-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
    cases: {
      webkit: ["engine-delete-307", "redirect-fetch-method-302-delete-cross-origin"],
    },
  },
  {
    name: "preflightsAllFurtherHops",
    text: "Hops after a preflighted one are preflighted whatever they are.",
    algorithm: "http-redirect-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
    cases: {
      firefox: ["engine-hop-plain-put", "redirect-fetch-preflight-gone-after-303"],
      webkit: ["engine-hop-plain-put", "engine-preflight-over-http"],
    },
  },
  {
    name: "keepsAuthorizationOnRedirect",
    text: "EDITION: before 2022 Authorization followed to another origin.",
    algorithm: "http-redirect-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
    cases: {},
  },
  {
    name: "keepsBodyHeadersOnRedirect",
    text: "EDITION: before 2019 a request that became a GET kept the headers of its body.",
    algorithm: "http-redirect-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
    cases: {},
  },
  {
    name: "preflightedRequestsFollowRedirects",
    text: "EDITION w3c-2014: a request that was preflighted may not be redirected.",
    algorithm: "http-redirect-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
    cases: {},
  },
  {
    name: "dropsClientHintsOnRedirect",
    text: "Client hints of the author's do not follow a redirect to another origin than the page's, but for keepalive.",
    algorithm: "http-redirect-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
    cases: {
      chromium: ["engine-client-hints-redirect"],
    },
  },
  {
    name: "elementsFollowToData",
    text: "Elements that ask in mode no-cors follow a redirect to a `data:` URL.",
    algorithm: "http-redirect-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
    cases: {
      webkit: ["engine-redirect-script-to-data", "engine-redirect-image-to-data"],
    },
  },
  {
    name: "headersThatComeBack",
    text: "Headers that one hop had to leave behind and that are there again on the next: the author's, or the first hop's.",
    algorithm: "http-redirect-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
    cases: {
      firefox: ["engine-hop-names-come-back", "engine-hop-authorization-at-home"],
      webkit: ["engine-hop-plain-put", "engine-redirect-headers-come-back"],
    },
  },
  {
    name: "announcesOriginalHeaders",
    text: "Further preflights go on announcing what the first hop's headers were.",
    algorithm: "http-redirect-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-http-redirect-fetch",
    cases: {
      webkit: ["engine-hop-names-come-back", "engine-hop-type-of-body"],
    },
  },
  {
    name: "integrityOfOpaque",
    text: "What integrity attribute an opaque response is refused for: any that is not empty, or (of elements) one that is understood.",
    algorithm: "integrity",
    link: "https://w3c.github.io/webappsec-subresource-integrity/#does-response-match-metadatalist",
    cases: {
      chromium: ["engine-integrity-opaque"],
    },
  },
  {
    name: "judgesHiddenRedirects",
    text: "The response that redirect mode manual gives: refused for any metadata, or held against them, as empty or with its body.",
    algorithm: "integrity",
    link: "https://w3c.github.io/webappsec-subresource-integrity/#does-response-match-metadatalist",
    cases: {
      firefox: ["engine-integrity-manual", "engine-integrity-manual-empty"],
      webkit: ["engine-integrity-manual-empty"],
    },
  },
  {
    name: "localNetworkAccess",
    text: "Requests from public pages into the local network need a permission.",
    algorithm: "local-network-access",
    link: "https://wicg.github.io/local-network-access/#integration-with-fetch",
    cases: {
      chromium: ["lna-local-denied", "lna-loopback-denied"],
      firefox: ["lna-local-denied", "lna-loopback-denied"],
    },
  },
  {
    name: "localNetworkNeedsSecureContext",
    text: "Pages that are no secure context are refused without being asked for the permission.",
    algorithm: "local-network-access",
    link: "https://wicg.github.io/local-network-access/#integration-with-fetch",
    cases: {
      firefox: [],
    },
  },
  {
    name: "localNetworkRelaxesMixedContent",
    text: "The permission lets http to literal local addresses pass where it were mixed content.",
    algorithm: "local-network-access",
    link: "https://wicg.github.io/local-network-access/#integration-with-fetch",
    cases: {
      firefox: ["lna-mixed-content-relaxed"],
    },
  },
  {
    name: "localNetworkHasAlias",
    text: "The one permission of old, local-network-access, grants both of today's.",
    algorithm: "local-network-access",
    link: "https://wicg.github.io/local-network-access/#integration-with-fetch",
    cases: {
      firefox: ["lna-alias"],
    },
  },
  {
    name: "announcesAllHeaders",
    text: "EDITION w3c-2014: the preflight announces every header of the author.",
    algorithm: "main-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-main-fetch",
    cases: {},
  },
  {
    name: "mixedPreflightLeaves",
    text: "Mixed content after a preflighted hop is blocked only once its preflight has been answered.",
    algorithm: "main-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-main-fetch",
    cases: {
      webkit: ["engine-preflight-over-http", "mixed-content-redirect-preflighted"],
    },
  },
  {
    name: "cspAsksBeforeUpgrade",
    text: "APIs whose URL is held against the CSP before it is upgraded as well.",
    algorithm: "main-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-main-fetch",
    cases: {
      chromium: ["engine-csp-before-upgrade-beacon", "engine-csp-before-upgrade"],
      webkit: ["engine-csp-before-upgrade-beacon", "engine-beacon-csp-before-upgrade"],
    },
  },
  {
    name: "syncRedirectsMayBeMixed",
    text: "Where redirects lead a synchronous XMLHttpRequest may be mixed content.",
    algorithm: "main-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-main-fetch",
    cases: {
      webkit: ["engine-sync-mixed-redirect"],
    },
  },
  {
    name: "upgradesStayForeign",
    text: "What a page upgrades to https of its own origin is tainted all the same, and passes CORS without a check.",
    algorithm: "main-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-main-fetch",
    cases: {
      firefox: ["engine-upgraded-own-image", "engine-upgraded-own-image-cors"],
    },
  },
  {
    name: "blockingOrder",
    text: "What is asked first of a request that several rules forbid, last of them the mode.",
    algorithm: "main-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-main-fetch",
    cases: {
      chromium: ["engine-mixed-before-port", "engine-csp-before-mixed"],
      firefox: ["engine-mode-before-csp", "engine-scheme-before-csp"],
      webkit: ["engine-fetch-csp-before-port", "engine-mixed-before-port"],
    },
  },
  {
    name: "taintedBeforeUpgrade",
    text: "An upgrade of where a redirect leads comes too late for its taint: the insecure URL is of another origin.",
    algorithm: "main-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-main-fetch",
    cases: {
      firefox: ["upgrade-redirect", "upgrade-redirect-own-host"],
    },
  },
  {
    name: "unblockedPorts",
    text: "Ports of the standard's list that are open.",
    algorithm: "main-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-main-fetch",
    cases: {
      chromium: ["bad-port-4190", "bad-port-6679"],
    },
  },
  {
    name: "siteIsTakenBeforeUpgrade",
    text: "Where a redirect leads to mixed content that is upgraded, Sec-Fetch-Site is that of the insecure URL.",
    algorithm: "main-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-main-fetch",
    cases: {
      webkit: ["engine-site-before-upgrade", "upgrade-redirect-own-host-image"],
    },
  },
  {
    name: "localUrlsBreakSameOrigin",
    text: "What a page may not load at all (files; after another origin's redirect blobs too) breaks the same-origin policy.",
    algorithm: "main-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-main-fetch",
    cases: {
      firefox: ["engine-upload-to-file", "engine-scheme-file-opaque"],
    },
  },
  {
    name: "firstTypeCounts",
    text: "Of several Content-Types the first counts for nosniff, style sheets and EventSource.",
    algorithm: "mime-type",
    link: "https://fetch.spec.whatwg.org/#concept-header-extract-mime-type",
    cases: {
      webkit: ["engine-first-type-counts", "engine-first-type-nosniff"],
    },
  },
  {
    name: "modulesNeedOneType",
    text: "The type of a module is that of its last Content-Type field, and none where that names several.",
    algorithm: "mime-type",
    link: "https://fetch.spec.whatwg.org/#concept-header-extract-mime-type",
    cases: {
      webkit: ["engine-module-types"],
    },
  },
  {
    name: "loopbackPagesProhibitMixedContent",
    text: "Pages on `http://localhost` count as secure here too and prohibit mixed content.",
    algorithm: "mixed-content",
    link: "https://w3c.github.io/webappsec-mixed-content/#upgrade-algorithm",
    cases: {
      chromium: ["mixed-content-localhost-page"],
      firefox: ["mixed-content-localhost-page"],
      webkit: ["mixed-content-localhost-page"],
    },
  },
  {
    name: "tracksAreDisplayContent",
    text: "Text tracks are let through as they are.",
    algorithm: "mixed-content",
    link: "https://w3c.github.io/webappsec-mixed-content/#upgrade-algorithm",
    cases: {
      firefox: ["mixed-content-track-shown", "mixed-content-track"],
    },
  },
  {
    name: "opaqueResponseBlocking",
    text: "Opaque responses that no element could use are withheld.",
    algorithm: "opaque-response-blocking",
    link: "https://github.com/annevk/orb#orbs-algorithm",
    cases: {
      chromium: ["engine-orb-after-redirect", "engine-orb-before-nosniff"],
      firefox: ["engine-orb-after-redirect", "engine-partial-image"],
    },
  },
  {
    name: "orbParsesJavaScript",
    text: "As proposed, what is not known by type must parse as JavaScript; else only what is surely no script is refused.",
    algorithm: "opaque-response-blocking",
    link: "https://github.com/annevk/orb#orbs-algorithm",
    cases: {
      chromium: ["engine-partial-image"],
    },
  },
  {
    name: "sheetsOfWrongTypeLoad",
    text: "A style sheet of another type loads, and is empty.",
    algorithm: "process-response",
    link: "https://html.spec.whatwg.org/#fetch-a-classic-script",
    cases: {
      chromium: ["mime-type-blocking-stylesheet-html", "mime-type-blocking-stylesheet-crossorigin-html"],
    },
  },
  {
    name: "redirectsLoseTypeHint",
    text: "Once redirected, a style sheet without Content-Type is what its body looks like.",
    algorithm: "process-response",
    link: "https://html.spec.whatwg.org/#fetch-a-classic-script",
    cases: {
      firefox: ["engine-redirected-sheet-type"],
    },
  },
  {
    name: "tracksOfErrorStatusLoad",
    text: "A text track that came with an error status loads.",
    algorithm: "process-response",
    link: "https://html.spec.whatwg.org/#fetch-a-classic-script",
    cases: {
      chromium: ["engine-track-status"],
      firefox: ["engine-track-status"],
    },
  },
  {
    name: "oddStatusesRun",
    text: "APIs whose scripts and sheets count with any status that is no error, 304 say; the others want 200 to 299.",
    algorithm: "process-response",
    link: "https://html.spec.whatwg.org/#fetch-a-classic-script",
    cases: {
      chromium: ["engine-script-odd-status", "engine-stylesheet-odd-status"],
      webkit: ["engine-script-odd-status", "engine-module-odd-status"],
    },
  },
  {
    name: "svgTypeIsLowerCase",
    text: "`image/svg+xml` counts only as it is written.",
    algorithm: "process-response",
    link: "https://html.spec.whatwg.org/#fetch-a-classic-script",
    cases: {
      webkit: ["engine-image-type-case"],
    },
  },
  {
    name: "showsImagesOfErrorStatus",
    text: "An image that came with an error status is shown all the same.",
    algorithm: "process-response",
    link: "https://html.spec.whatwg.org/#fetch-a-classic-script",
    cases: {
      firefox: ["engine-image-404", "mime-type-blocking-img-404"],
    },
  },
  {
    name: "ignoresWeakReferrerPolicyCrossSite",
    text: "Between sites, a policy weaker than the default counts as the default.",
    algorithm: "referrer-policy",
    link: "https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer",
    cases: {
      firefox: ["engine-redirect-referrer-in-force", "engine-redirect-referrer-anew"],
    },
  },
  {
    name: "opaquePagesSendReferrer",
    text: "A page with an opaque origin names its URL all the same.",
    algorithm: "referrer-policy",
    link: "https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer",
    cases: {
      firefox: ["engine-opaque-element-origin", "engine-opaque-page-referrer"],
      webkit: ["engine-opaque-element-origin", "engine-opaque-page-referrer"],
    },
  },
  {
    name: "opaquePagesAreOfAnotherSite",
    text: "And to every server as to one of another site.",
    algorithm: "referrer-policy",
    link: "https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer",
    cases: {
      firefox: ["engine-opaque-page-referrer"],
    },
  },
  {
    name: "elementsLoadAboutBlank",
    text: "`about:blank` is an empty document to what asks in mode no-cors (else nobody answers for it).",
    algorithm: "scheme-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-scheme-fetch",
    cases: {
      chromium: ["engine-about-blank-sheet", "engine-about-blank-script"],
      webkit: ["engine-about-blank-sheet", "engine-about-blank-script"],
    },
  },
  {
    name: "aboutBlankIsSheet",
    text: "`about:blank` is an empty style sheet to a link that asks for one.",
    algorithm: "scheme-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-scheme-fetch",
    cases: {
      firefox: ["engine-about-blank-sheet"],
    },
  },
  {
    name: "dataUrlDialect",
    text: "`firefox`: a data: response has a Content-Length for fetch(), and an XHR shows its one header as it is spelt.",
    algorithm: "scheme-fetch",
    link: "https://fetch.spec.whatwg.org/#concept-scheme-fetch",
    cases: {
      firefox: ["engine-upload-to-data", "engine-data-url"],
    },
  },
  {
    name: "streamBodies",
    text: "What becomes of a ReadableStream given as a body.",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      firefox: ["engine-beacon-stream", "beacon-stream"],
      webkit: ["engine-beacon-stream", "beacon-stream"],
    },
  },
  {
    name: "uploadListenerNeedsBody",
    text: "Listeners on `xhr.upload` count only when there is a body to upload.",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      chromium: ["engine-upload-events-of-forbidden-header", "engine-listener-without-body"],
    },
  },
  {
    name: "syncIgnoresUploadListeners",
    text: "Listeners on `xhr.upload` of a synchronous request cause no preflight.",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      chromium: ["xhr-events-sync-upload-listener"],
      webkit: ["xhr-events-sync-upload-listener"],
    },
  },
  {
    name: "xhrDropsUnparsableBlobType",
    text: "A Blob whose type is no MIME type gives an XHR no Content-Type.",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      chromium: ["xhr-send-blob-bogus"],
      webkit: ["xhr-send-blob-bogus"],
    },
  },
  {
    name: "beaconIgnoresUnparsableBlobType",
    text: "A Blob whose type is no MIME type leaves a beacon in mode no-cors.",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      chromium: ["beacon-blob-bogus"],
    },
  },
  {
    name: "bodyTypePassesGuard",
    text: "The Content-Type that a body brings along stands in mode no-cors, whatever it is.",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      webkit: ["engine-no-cors-blob-type", "body-extract-no-cors-blob"],
    },
  },
  {
    name: "blobsNeedHttp",
    text: "A Blob is no body of an XHR whose URL is not http(s).",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      webkit: ["engine-blob-to-file", "engine-blob-to-data"],
    },
  },
  {
    name: "crossoriginOmit",
    text: '`crossorigin="omit"` is a value of its own.',
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      webkit: ["engine-crossorigin-omit", "img-omit"],
    },
  },
  {
    name: "manifestsOmitCredentials",
    text: "A manifest is fetched without credentials, from its own server too, unless crossorigin is use-credentials.",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      chromium: ["manifest-own", "manifest-own-server"],
      firefox: ["manifest-own", "manifest-own-server"],
      webkit: ["manifest-own", "manifest-own-server"],
    },
  },
  {
    name: "plainTracksUseNoCors",
    text: "Text tracks without a crossorigin attribute are fetched in mode no-cors (else same-origin).",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      webkit: ["engine-track-empty", "track-plain"],
    },
  },
  {
    name: "elementsRefuseUserinfo",
    text: "A URL with userinfo makes an element fail at once that asks in mode no-cors.",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      chromium: ["engine-element-userinfo"],
    },
  },
  {
    name: "eventSourceThrowsOnCsp",
    text: "An EventSource that the CSP forbids throws (else it fails with an event).",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      webkit: ["engine-eventsource-csp", "csp-eventsource"],
    },
  },
  {
    name: "convertsUrlencodedBeforeMethod",
    text: "A body of URLSearchParams gives an XHR its Content-Type even where GET or HEAD drop the body.",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      webkit: ["engine-urlencoded-get"],
    },
  },
  {
    name: "fontsUseCors",
    text: "Fonts of the FontFace API are fetched in mode cors.",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      webkit: ["engine-font", "engine-font-origin"],
    },
  },
  {
    name: "eventSourceRefusesUserinfo",
    text: "A URL with userinfo makes an EventSource fail at once.",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      chromium: ["eventsource-userinfo"],
    },
  },
  {
    name: "eventSourceNeedsHttp",
    text: "A `data:` URL is no source of events.",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      firefox: ["engine-event-source-data"],
      webkit: ["engine-event-source-data"],
    },
  },
  {
    name: "eventSourceRetriesAfter",
    text: "Where an EventSource tries again: its readyState at the error is 0, else 2. Reasons, or reasons and schemes.",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      chromium: ["engine-event-source-redirect-loop", "engine-event-source-redirect-nowhere"],
      firefox: ["eventsource-refused"],
      webkit: ["engine-event-source-blob"],
    },
  },
  {
    name: "beaconReports",
    text: "What makes sendBeacon() return false: reasons, with ` cors` behind those that do so only of a body that needs CORS, and ` upgraded` behind those that do so only of a URL that was taken to https.",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      chromium: ["engine-csp-after-upgrade-beacon", "beacon-userinfo"],
      firefox: ["bad-port-beacon", "csp-beacon"],
      webkit: ["mixed-content-beacon"],
    },
  },
  {
    name: "mutesScriptErrors",
    text: "Errors that a script throws which came without CORS are muted (else only those that the engine itself makes are).",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      firefox: ["engine-script-own-errors", "engine-script-errors"],
    },
  },
  {
    name: "takesUserinfoOutOfUrl",
    text: "An XHR's URL loses its userinfo once it is taken over.",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      webkit: ["engine-userinfo-synchronous", "redirect-fetch-userinfo-same-origin-mode"],
    },
  },
  {
    name: "streamIgnoresSameOriginMode",
    text: "A stream body makes a request of mode same-origin a CORS request.",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      chromium: ["dom-request-stream-same-origin-mode"],
    },
  },
  {
    name: "correctsCharsetInPlace",
    text: "The charset of an XHR's Content-Type is corrected where it stands (else the type is written anew).",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      chromium: ["engine-xhr-type-as-written", "engine-charset-in-place"],
    },
  },
  {
    name: "judgesHeadersAsGiven",
    text: "Whether a hop is preflighted, and what is announced, is judged by the headers as page code gave them.",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      firefox: ["engine-xhr-type-as-written"],
    },
  },
  {
    name: "beaconRefusesUserinfo",
    text: "A URL with userinfo keeps a beacon from being sent.",
    algorithm: "setup",
    link: "https://fetch.spec.whatwg.org/#fetch-method",
    cases: {
      chromium: ["beacon-userinfo"],
    },
  },
  {
    name: "nosniffCoversModules",
    text: "Module scripts too are held back by nosniff, before anybody looks at their type as HTML has it.",
    algorithm: "should-response-be-blocked",
    link: "https://fetch.spec.whatwg.org/#should-response-to-request-be-blocked-due-to-nosniff%3F",
    cases: {
      chromium: ["engine-nosniff-module"],
      webkit: ["engine-nosniff-module"],
    },
  },
  {
    name: "preflightCarriesCacheControl",
    text: "Cache modes put Cache-Control and Pragma on the preflight too.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      chromium: ["engine-range-no-store", "engine-range-conditional"],
      firefox: ["engine-range-no-store", "engine-preflight-cache-no-store"],
    },
  },
  {
    name: "preflightNamesUserAgent",
    text: "A User-Agent of the author's own stands on the preflight too.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      webkit: ["engine-user-agent", "safelisted-user-agent"],
    },
  },
  {
    name: "opaquePagesNameOrigin",
    text: "A page of an opaque origin names it towards its own site when a no-cors request carries credentials.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      chromium: ["engine-opaque-element-origin", "append-origin-opaque-no-cors-credentials"],
    },
  },
  {
    name: "noCorsKeepsCredentials",
    text: "Outside mode cors, a request that starts with credentials has them wherever redirects lead.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      webkit: ["engine-no-cors-keeps-cookies"],
    },
  },
  {
    name: "policyNeverHidesOrigin",
    text: "What may change something names its page's origin even where the referrer policy hides it; forms don't.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      chromium: ["engine-no-cors-no-referrer-origin", "engine-own-no-referrer-origin"],
    },
  },
  {
    name: "beaconNamesPageUrl",
    text: "A beacon of a page with an opaque origin names the origin of the page's URL.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      webkit: ["append-origin-opaque-beacon"],
    },
  },
  {
    name: "keepsOriginOnRedirect",
    text: "A request that a redirect turned into a GET keeps its Origin.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      webkit: ["engine-redirect-headers-come-back", "engine-origin-after-post-redirect"],
    },
  },
  {
    name: "sendsUtf8Values",
    text: "Header values go out as UTF-8 (else one byte a character).",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      webkit: ["headers-append-value-latin1", "language-not-latin1"],
    },
  },
  {
    name: "conditionalSaysMaxAge",
    text: "A conditional request of the author's own says `max-age=0` (else `no-cache`).",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      chromium: ["engine-range-conditional", "engine-conditional-xhr"],
    },
  },
  {
    name: "noCorsOriginEndsAtRedirect",
    text: "A no-cors request that names its origin names `null` once a redirect leads to another origin.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      chromium: ["engine-no-cors-origin-redirect", "engine-origin-no-cors-redirect"],
    },
  },
  {
    name: "normalizesRange",
    text: "White space and leading zeros are taken out of the Range of a GET.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      chromium: ["engine-range-normalized", "engine-range-empty-elements"],
    },
  },
  {
    name: "imageAccept",
    text: "Accept of images.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      chromium: ["engine-console-upgraded-image", "engine-image-type-case"],
      firefox: ["engine-console-upgraded-image", "engine-image-type-case"],
      webkit: ["engine-console-upgraded-image", "engine-image-type-case"],
    },
  },
  {
    name: "withoutReferrer",
    text: "APIs that never name their page.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      firefox: ["engine-track-empty", "engine-track-status"],
    },
  },
  {
    name: "opaquePagesHideFrom",
    text: "APIs by which a page with an opaque origin does not name itself, where others do.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      firefox: ["engine-sandboxed-same-site", "append-origin-opaque-mismatch"],
    },
  },
  {
    name: "conditionalSaysNothing",
    text: "APIs whose conditional requests say nothing to the caches on the way.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      firefox: ["engine-range-conditional", "engine-conditional-xhr"],
    },
  },
  {
    name: "fontAccept",
    text: "Accept of fonts.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      firefox: ["engine-font", "engine-font-origin"],
    },
  },
  {
    name: "mergesFieldsAsSet",
    text: "Of fields that may stand once, fetch() sends one (else all are sent).",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      firefox: ["unsafe-names-repeated", "unsafe-names-1024"],
    },
  },
  {
    name: "taintedRequestsAreMadeAnew",
    text: "A CORS request that a redirect leads to another origin loses fetch metadata and cache headers.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      webkit: ["engine-preflight-cache-tainted", "engine-client-hints-keepalive"],
    },
  },
  {
    name: "preflightReferrerIsUncut",
    text: "After a redirect a preflight, and a synchronous request, name the page as the first hop did, whatever the policy says of their URL.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      webkit: ["engine-hop-names-come-back", "engine-hop-type-of-body"],
    },
  },
  {
    name: "credentiallessKeepsCookies",
    text: "COEP credentialless takes no cookies off requests.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      webkit: ["engine-credentialless-cookies", "coep-credentialless-no-cookie"],
    },
  },
  {
    name: "credentiallessPassesByCache",
    text: "Requests that COEP credentialless takes the cookies off pass by the HTTP cache.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      chromium: ["engine-credentialless-cache", "engine-credentialless-cookies"],
    },
  },
  {
    name: "referrerGrowsAgain",
    text: "An upgraded hop, and one of the page's site after one to which a weak policy did not apply, know the whole referrer again.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      firefox: ["engine-redirect-referrer-upgraded", "engine-redirect-referrer-in-force"],
    },
  },
  {
    name: "beaconsSayMaxAge",
    text: "Beacons say `max-age=0`.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      webkit: ["engine-csp-after-upgrade-beacon", "engine-beacon-no-referrer-origin"],
    },
  },
  {
    name: "syncSendsNoFetchMetadata",
    text: "A synchronous XMLHttpRequest and its preflight carry no fetch metadata, and say nothing to the caches on the way.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      webkit: ["engine-sync-mixed-redirect", "engine-response-type-unknown"],
    },
  },
  {
    name: "preflightForgetsRedirects",
    text: "A preflight's Sec-Fetch-Site looks at its own URL alone.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      chromium: ["engine-preflight-fetch-site", "redirect-taint-preflight-back-to-page"],
      firefox: ["engine-preflight-fetch-site", "redirect-taint-preflight-back-to-page"],
    },
  },
  {
    name: "sameOriginElementsSendOrigin",
    text: "Elements in mode cors name their origin even to their own server.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      chromium: ["engine-upgraded-own-image-cors", "engine-module-script-origin"],
      webkit: ["engine-upgraded-own-image-cors", "engine-module-script-origin"],
    },
  },
  {
    name: "alwaysPresentsClientCertificate",
    text: "A server that asks for a TLS client certificate is shown it by requests without credentials and by preflights too.",
    algorithm: "wire-headers",
    link: "https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch",
    cases: {
      chromium: ["client-certificate-preflight", "client-certificate-preflight-xhr"],
      webkit: ["client-certificate-preflight", "client-certificate-preflight-xhr"],
    },
  },
  {
    name: "progressOnEmptyBody",
    text: "A body of no bytes fires the progress of a chunk too.",
    algorithm: "xhr-events",
    link: "https://xhr.spec.whatwg.org/#the-send%28%29-method",
    cases: {
      chromium: ["engine-conditional-xhr", "engine-205-body"],
      webkit: ["engine-conditional-xhr", "engine-charset-unparsable"],
    },
  },
  {
    name: "refusedResponseFailsUpload",
    text: "A response that is refused after the upload takes the upload with it: it fails instead of completing.",
    algorithm: "xhr-events",
    link: "https://xhr.spec.whatwg.org/#the-send%28%29-method",
    cases: {
      firefox: ["engine-upload-then-reset", "engine-upload-became-get"],
    },
  },
  {
    name: "uploadSchemes",
    text: "Schemes of URLs to which anything is uploaded at all.",
    algorithm: "xhr-events",
    link: "https://xhr.spec.whatwg.org/#the-send%28%29-method",
    cases: {
      chromium: ["engine-upload-to-data", "engine-upload-to-bad-data"],
      firefox: ["engine-upload-to-data", "engine-upload-to-bad-data"],
    },
  },
  {
    name: "failsUploadWithoutBody",
    text: "A failing request without a body ends an upload that never began.",
    algorithm: "xhr-events",
    link: "https://xhr.spec.whatwg.org/#the-send%28%29-method",
    cases: {
      chromium: ["engine-upload-to-bad-data", "engine-upload-events-without-body"],
    },
  },
  {
    name: "redirectsLeaveUploadOpen",
    text: "An upload is complete once the last of its redirects' requests is answered or loses its connection, or a timer says so.",
    algorithm: "xhr-events",
    link: "https://xhr.spec.whatwg.org/#the-send%28%29-method",
    cases: {
      chromium: ["engine-redirected-upload", "engine-upload-and-reset"],
    },
  },
  {
    name: "emptyUploadsAreSilent",
    text: "An upload of no bytes tells of its start alone.",
    algorithm: "xhr-events",
    link: "https://xhr.spec.whatwg.org/#the-send%28%29-method",
    cases: {
      chromium: ["engine-empty-upload"],
      webkit: ["engine-empty-upload"],
    },
  },
  {
    name: "uploadIsToldByWriting",
    text: "An upload is told of as it is written: progress at each hop, and complete whatever comes of the connection.",
    algorithm: "xhr-events",
    link: "https://xhr.spec.whatwg.org/#the-send%28%29-method",
    cases: {
      webkit: ["engine-upload-then-reset", "engine-upload-through-redirects"],
    },
  },
  {
    name: "failedXhrKeepsUrl",
    text: "A same-origin request that failed on its way keeps its responseURL.",
    algorithm: "xhr-events",
    link: "https://xhr.spec.whatwg.org/#the-send%28%29-method",
    cases: {
      firefox: ["engine-upload-then-reset", "engine-vetoed-redirect-progress"],
    },
  },
  {
    name: "bodyOf205",
    text: "205 may have a body.",
    algorithm: "xhr-events",
    link: "https://xhr.spec.whatwg.org/#the-send%28%29-method",
    cases: {
      webkit: ["engine-205-body"],
    },
  },
  {
    name: "syncMixedContentIsSilent",
    text: "A synchronous XMLHttpRequest of mixed content ends without a word: send() returns, nothing has happened.",
    algorithm: "xhr-events",
    link: "https://xhr.spec.whatwg.org/#the-send%28%29-method",
    cases: {
      webkit: ["engine-sync-mixed"],
    },
  },
  {
    name: "silentStart",
    text: "Failures known before anything is sent that fire no loadstart.",
    algorithm: "xhr-events",
    link: "https://xhr.spec.whatwg.org/#the-send%28%29-method",
    cases: {
      chromium: ["engine-blob-other-method", "xhr-events-ftp"],
      firefox: ["engine-silent-start-ws", "engine-blob-other-method"],
      webkit: ["engine-csp-before-mixed", "engine-sync-csp"],
    },
  },
  {
    name: "progressOfEmptyUpload",
    text: "The upload of an empty body tells of its progress.",
    algorithm: "xhr-events",
    link: "https://xhr.spec.whatwg.org/#the-send%28%29-method",
    cases: {
      firefox: ["engine-empty-upload"],
    },
  },
  {
    name: "uploadProgressIsTimed",
    text: "Progress of an upload that fails in the end is told while its answer takes its time.",
    algorithm: "xhr-events",
    link: "https://xhr.spec.whatwg.org/#the-send%28%29-method",
    cases: {
      firefox: ["engine-upload-progress-in-time", "engine-slow-redirect-upload"],
    },
  },
  {
    name: "vetoedRedirectsTellProgress",
    text: "A redirect that the page's own server wanted and CORS does not follow tells of its progress.",
    algorithm: "xhr-events",
    link: "https://xhr.spec.whatwg.org/#the-send%28%29-method",
    cases: {
      firefox: ["engine-vetoed-redirect-progress"],
    },
  },
];
