import type { Profile } from "./profile.js";
import { spec } from "./spec.js";

/** Chromium, as measured over loopback servers and read in services/network. */
export const chromium: Profile = {
  ...spec,
  name: "chromium",
  engine: "Chromium 156",
  words: "chromium",

  uploadListenerNeedsBody: true,
  xhrDropsUnparsableBlobType: true,
  beaconIgnoresUnparsableBlobType: true,
  eventSourceRefusesUserinfo: true,
  beaconRefusesUserinfo: true,
  streamIgnoresSameOriginMode: true,
  failsUploadWithoutBody: true,
  silentStart: ["unsupported-scheme ftp"],
  eventSourceRetriesAfter: [
    "network-error",
    "bad-port",
    "unsupported-scheme blob",
    "unsupported-scheme data",
    "unsupported-scheme chrome-extension",
  ],
  localNetworkAccess: true,
  loopbackPagesProhibitMixedContent: false,
  opaqueResponseBlocking: true,
  orbParsesJavaScript: false,

  clientHintsSafelisted: true,
  combinesRepeatedHeaders: true,
  userAgentForbidden: true,

  progressOnEmptyBody: false,
  wildcardCoversAuthorization: true,
  flagAllowsMethod: false,
  sendsStorageAccess: true,
  networkErrorClearsCache: false,
  preflightRedirectNeedsLocation: true,

  maxAgeCap: 7200,
  maxAgeSigned: true,
  maxAgeOverflows: true,
  preflightCacheReplaces: true,
  failedResponseClearsCache: false,
  wildcardCachedMethodNeedsNoCredentials: true,

  errorModeNeedsNoLocation: false,
  manualModeNeedsNoLocation: false,
  emptyLocation: "response",
  encodesPipeInPath: true,
  opaquePagesNameOrigin: true,
  rangeMaximum: "9223372036854775807",
  locationBytes: "percent-encoded",
  equalLocationsAreOne: true,
  orbBeforeNosniff: true,
  refusesAnyUserinfo: true,

  preflightCarriesCacheControl: true,
  sameOriginElementsSendOrigin: ["img", "script", "module-script", "stylesheet", "font", "video", "audio", "track"],
  conditionalSaysMaxAge: true,
  preflightAlwaysSendsFetchMode: true,
};
