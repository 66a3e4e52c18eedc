import type { Profile } from "./profile.js";
import { spec } from "./spec.js";

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
  sameHostUpgradeStaysSameOrigin: true,
  ignoresWeakReferrerPolicyCrossSite: true,
};
