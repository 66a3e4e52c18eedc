import type { Profile } from "./profile.js";
import { HOP_BY_HOP, spec } from "./spec.js";

/** WebKitGTK, as measured over loopback servers and read in Source/WebCore/loader. */
export const webkit: Profile = {
  ...spec,
  name: "webkit",
  engine: "WebKitGTK 2.50",
  words: "webkit",

  streamBodies: "unsupported",
  xhrDropsUnparsableBlobType: true,
  crossoriginOmit: true,
  takesUserinfoOutOfUrl: true,
  eventSourceNeedsHttp: true,
  eventSourceRetriesAfter: ["network-error", "unsupported-scheme blob"],
  silentStart: ["csp-blocked"],
  reportsCoepAsCorp: true,
  bodyOf205: true,
  cookiesLaxByDefault: false,
  loopbackPagesProhibitMixedContent: false,
  fontsUseCors: false,
  refusesUnaskedRanges: false,
  judgesHiddenRedirects: false,
  nosniffCoversModules: false,
  oddStatusesRun: ["script", "module-script"],
  svgTypeIsLowerCase: true,
  cspAsksBeforeUpgrade: ["beacon"],
  beaconsKeepOriginOnRedirect: true,
  convertsUrlencodedBeforeMethod: true,
  eventSourceThrowsOnCsp: true,
  beaconReports: ["mixed-content"],
  headersThatComeBack: "first hop",
  syncSendsNoFetchMetadata: true,
  syncIgnoresUploadListeners: true,

  rangeDialect: "webkit",
  rangeMaximum: "9223372036854775807",
  combinesRepeatedHeaders: true,

  progressOnEmptyBody: false,
  wildcardCoversAuthorization: true,
  flagAllowsMethod: false,
  networkErrorClearsCache: false,
  preflightStatusBeforeCheck: true,
  mixedPreflightLeaves: true,

  maxAgeCap: 600,
  maxAgeSigned: true,
  maxAgeOverflows: true,
  storesRefusingAnswers: true,
  garblesHeaderBytes: true,
  failedPreflightClearsCache: false,
  refusalsThatClearCache: "none",
  missClearsPreflightCache: true,
  cachesRefusedResponses: false,
  onlyIfCachedAsksNetwork: true,
  plainTracksUseNoCors: true,
  emptyUploadsAreSilent: true,
  taintedRequestsAreMadeAnew: true,
  preflightReferrerIsUncut: true,
  beaconsSayMaxAge: true,
  noCorsOriginEndsAtRedirect: true,
  sandboxedPagesAreOfTheirSite: true,
  blockedCookiesAreSent: true,
  imageAccept: "image/webp,image/avif,video/*;q=0.8,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5",
  noneNeedsSecure: false,
  wildcardCachedMethodNeedsNoCredentials: true,

  severalOrigins: "comma",
  reportsInvalidOrigin: false,

  errorModeNeedsNoLocation: false,
  checksRedirectWithCredentials: true,
  emptyLocation: "error",
  locationBytes: "replaced",
  redirectsToGet: ["DELETE"],
  thirdPartyByHost: true,
  cookiesByDomain: true,
  preflightsAllFurtherHops: true,
  announcesOriginalHeaders: true,

  sameOriginElementsSendOrigin: ["img", "script", "module-script", "stylesheet", "video", "audio", "track"],
  beaconNamesPageUrl: true,
  keepsOriginOnRedirect: true,
  sendsUtf8Values: true,
  http2StatusText: "libsoup",
  opaquePagesSendReferrer: true,
  // Source/WebCore/platform/network/CacheValidation.cpp
  notModifiedKeeps: [
    ...HOP_BY_HOP,
    "allow",
    "etag",
    "last-modified",
    "www-authenticate",
    "x-frame-options",
    "x-xss-protection",
    "content-",
    "x-content-",
    "x-webkit-",
  ],
};

/**
 * Of these, what comes from the network library of this port, libsoup, and its use in Source/WebKit/NetworkProcess/soup:
 * which method a redirect keeps (NetworkDataTaskSoup.cpp, shouldRedirectAsGET), bytes of header values both ways, whose
 * cookies are kept and sent, what HTTP/2 has for a reason phrase. Profile safari leaves them out.
 */
export const OF_LIBSOUP = [
  "redirectsToGet",
  "sendsUtf8Values",
  "garblesHeaderBytes",
  "locationBytes",
  "emptyLocation",
  "http2StatusText",
  "blockedCookiesAreSent",
  "thirdPartyByHost",
  "cookiesByDomain",
] as const satisfies readonly (keyof Profile)[];
