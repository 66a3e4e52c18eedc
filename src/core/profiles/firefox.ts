import type { Profile } from "./profile.js";
import { HOP_BY_HOP, spec } from "./spec.js";

/** Firefox ESR, as measured over loopback servers and read in netwerk/protocol/http/nsCORSListenerProxy.cpp. */
export const firefox: Profile = {
  ...spec,
  name: "firefox",
  engine: "Firefox 153 ESR",
  words: "firefox",

  streamBodies: "stringified",
  eventSourceRetriesAfter: [],
  silentStart: ["unsupported-scheme about", "unsupported-scheme ws", "unsupported-scheme wss"],
  mutesScriptErrors: false,
  cookiesLaxByDefault: false,
  refusedResponseFailsUpload: true,
  loopbackPagesProhibitMixedContent: false,
  opaqueResponseBlocking: true,
  invalidCorpSatisfiesCoep: true,

  rangeMaximum: "18446744073709551615",
  acceptAllowsNonAscii: false,
  safelistTotalLimit: Number.POSITIVE_INFINITY,
  repeatsUnsafeNames: true,

  wildcardCoversAuthorization: true,
  flagAllowsMethod: false,
  sendsStorageAccess: true,
  networkErrorClearsCache: false,
  preflightUsesPageOrigin: true,
  preflightRedirectNeedsLocation: true,

  maxAgeCap: 86_400,
  maxAgeMalformed: 0,
  preflightCacheUsesWildcard: false,
  credentialedEntryServesAnonymous: false,

  severalOrigins: "lines",
  reportsInvalidOrigin: false,

  locationBytes: "percent-encoded",
  equalLocationsAreOne: true,
  preflightsAllFurtherHops: true,

  showsImagesOfErrorStatus: false,
  preflightCarriesCacheControl: true,
  cachedMethodIsAskedForHead: true,
  dataUrlDialect: "firefox",
  preflightCachePassedBy: ["no-store", "reload", "conditional"],
  refusalsThatClearCache: "CORS check",
  emptyFieldIsReplaced: true,
  commaSplitsContentType: true,
  withoutReferrer: ["track"],
  opaquePagesSendReferrer: true,
  opaquePagesHideFrom: ["fetch", "xhr"],
  conditionalSaysNothing: ["xhr"],
  imageAccept: "image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5",
  fontAccept: "application/font-woff2;q=1.0,application/font-woff;q=0.9,*/*;q=0.8",
  mergesFieldsAsSet: true,
  preflightForgetsRedirects: true,
  upgradeIsRedirect: true,
  localUrlsBreakSameOrigin: true,
  noneNeedsSecure: true,
  httpCacheKeyedByCredentials: true,
  beaconReports: ["bad-port", "mixed-content", "csp-blocked cors"],
  ignoresWeakReferrerPolicyCrossSite: true,
  // netwerk/protocol/http/nsHttpResponseHead.cpp (UpdateHeaders)
  notModifiedKeeps: [
    ...HOP_BY_HOP,
    "content-location",
    "content-md5",
    "etag",
    "content-encoding",
    "content-range",
    "content-type",
    "content-length",
  ],
};
