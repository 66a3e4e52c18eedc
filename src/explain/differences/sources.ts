import type { Profile } from "../../core/profiles/profile.js";

type Engine = "chromium" | "firefox" | "webkit";

/** Where an engine's own source or documents say so; everything else was measured. */
export const SOURCES: Readonly<Partial<Record<keyof Profile, Readonly<Partial<Record<Engine, string>>>>>> = {
  clientHintsSafelisted: { chromium: "services/network/public/cpp/cors/cors.cc (IsCorsSafelistedHeader)" },
  wildcardCoversAuthorization: {
    chromium: "services/network/public/cpp/features.cc (CorsNonWildcardRequestHeadersSupport)",
    firefox: "modules/libpref/init/StaticPrefList.yaml (network.cors_preflight.authorization_covered_by_wildcard)",
    webkit: "Source/WebCore/loader/CrossOriginPreflightResultCache.cpp (validateCrossOriginHeaders)",
  },
  alwaysPresentsClientCertificate: {
    chromium: "services/network/url_loader_util.cc (ShouldSendClientCertificates)",
    webkit: "Source/WebKit/NetworkProcess/NetworkCORSPreflightChecker.cpp (didReceiveChallenge)",
  },
  maxAgeCap: {
    chromium: "services/network/public/cpp/cors/preflight_result.cc (kMaxTimeout)",
    firefox: "netwerk/protocol/http/nsCORSListenerProxy.cpp (AddResultToCache)",
    webkit: "Source/WebCore/loader/CrossOriginPreflightResultCache.cpp (maxPreflightCacheTimeout)",
  },
  maxAgeSigned: { chromium: "services/network/public/cpp/cors/preflight_result.cc (ParseAccessControlMaxAge)" },
  maxAgeMalformed: { firefox: "netwerk/protocol/http/nsCORSListenerProxy.cpp (AddResultToCache)" },
  missClearsPreflightCache: {
    chromium: "services/network/cors/preflight_cache.cc (CheckIfRequestCanSkipPreflight)",
  },
  preflightCacheReplaces: { chromium: "services/network/cors/preflight_cache.cc" },
  wildcardCachedMethodNeedsNoCredentials: {
    chromium: "services/network/public/cpp/cors/preflight_result.cc (EnsureAllowedCrossOriginMethod)",
  },
  preflightCachePassedBy: { chromium: "services/network/cors/preflight_controller.cc (RetrieveCacheFlags)" },
  preflightForgetsRedirects: { chromium: "services/network/cors/preflight_controller.cc (CreatePreflightRequest)" },
  preflightAlwaysSendsFetchMode: { chromium: "services/network/cors/preflight_controller.cc (CreatePreflightRequest)" },
  preflightCacheUsesWildcard: { firefox: "netwerk/protocol/http/nsCORSListenerProxy.cpp (nsPreflightCache)" },
  credentialedEntryServesAnonymous: { firefox: "netwerk/protocol/http/nsCORSListenerProxy.cpp (nsPreflightCache)" },
  anyEntryAllowsGetAndPost: { firefox: "netwerk/protocol/http/nsCORSListenerProxy.cpp (nsPreflightCache)" },
  preflightUsesPageOrigin: { firefox: "netwerk/protocol/http/nsCORSListenerProxy.cpp (nsCORSPreflightListener)" },
  severalOrigins: {
    firefox: "netwerk/protocol/http/nsCORSListenerProxy.cpp (CheckRequestApproved)",
    webkit: "Source/WebCore/loader/CrossOriginAccessControl.cpp (passesAccessControlCheck)",
  },
  uploadSchemes: {
    chromium: "third_party/blink/renderer/core/xmlhttprequest/xml_http_request.cc (AreMethodAndURLValidForSend)",
  },
  policyNeverHidesOrigin: { chromium: "services/network/cors/cors_url_loader.cc (StartRequest)" },
  noCorsOriginEndsAtRedirect: { chromium: "net/url_request/redirect_util.cc" },
  normalizesRange: { chromium: "net/http/partial_data.cc, http_cache_transaction.cc (SetRequest)" },
  keepsPreflightsOfNoStore: { chromium: "services/network/cors/preflight_controller.cc (FinishHandleResponseHeader)" },
  loadsThatReplaceImages: {
    chromium: "third_party/blink/renderer/platform/loader/fetch/memory_cache.cc",
    webkit: "Source/WebCore/loader/cache/MemoryCache.cpp",
  },
  redirectsLeaveUploadOpen: { chromium: "services/network/url_loader.cc, upload_progress_tracker.cc" },
  spacesInHosts: { chromium: "url/url_canon_host.cc" },
  correctsCharsetInPlace: {
    chromium: "third_party/blink/renderer/platform/network/http_parsers.cc (ReplaceCharsetInMediaType)",
  },
  opaqueResponseBlocking: { chromium: "services/network/orb/orb_impl.cc (OpaqueResponseBlockingAnalyzer)" },
  orbParsesJavaScript: { chromium: "services/network/orb/orb_sniffers.cc" },
  sendsStorageAccess: {
    chromium: "https://privacycg.github.io/storage-access-headers/#sec-fetch-storage-access-header",
    firefox: "https://privacycg.github.io/storage-access-headers/#sec-fetch-storage-access-header",
  },
  localNetworkAccess: {
    chromium: "https://wicg.github.io/local-network-access/",
    firefox: "modules/libpref/init/StaticPrefList.yaml (network.lna.enabled, network.lna.blocking)",
  },
  localNetworkNeedsSecureContext: {
    firefox: "modules/libpref/init/StaticPrefList.yaml (network.lna.block_insecure_contexts)",
  },
  invalidCorpSatisfiesCoep: { firefox: "netwerk/protocol/http/HttpBaseChannel.cpp" },
  emptyFieldIsReplaced: { firefox: "netwerk/protocol/http/nsHttpHeaderArray.cpp" },
  ignoresWeakReferrerPolicyCrossSite: {
    firefox: "dom/security/ReferrerInfo.cpp (network.http.referer.disallowCrossSiteRelaxingDefault)",
  },
  acceptAllowsNonAscii: { firefox: "dom/base/nsContentUtils.cpp (IsCorsUnsafeRequestHeaderValue)" },
  fewMethodsVoidCopies: { chromium: "net/http/http_cache_transaction.cc (ShouldPassThrough)" },
  noStoreVoidsNoCopies: {
    chromium: "net/http/http_cache_transaction.cc (ShouldPassThrough)",
    webkit: "Source/WebKit/NetworkProcess/NetworkResourceLoader.cpp (canUseCache)",
  },
  manifestsOmitCredentials: { webkit: "Source/WebCore/loader/ApplicationManifestLoader.cpp (startLoading)" },
  preflightNamesUserAgent: { webkit: "Source/WebKit/NetworkProcess/NetworkCORSPreflightChecker.cpp (startPreflight)" },
  contentTypeDialect: { firefox: "netwerk/base/nsURLHelper.cpp (net_ParseRequestContentType)" },
  safelistTotalLimit: { firefox: "dom/fetch/InternalHeaders.cpp (GetUnsafeHeaders)" },
  streamBodies: { firefox: "https://bugzilla.mozilla.org/show_bug.cgi?id=1387483" },
  preflightStatusBeforeCheck: {
    webkit: "Source/WebCore/loader/CrossOriginAccessControl.cpp (validatePreflightResponse)",
  },
  crossoriginOmit: {
    webkit: "Source/WebCore/loader/CrossOriginAccessControl.cpp (createPotentialAccessControlRequest)",
  },
  rangeDialect: { webkit: "Source/WebCore/platform/network/HTTPParsers.cpp (parseRange)" },
  redirectsToGet: { webkit: "Source/WebKit/NetworkProcess/soup/NetworkDataTaskSoup.cpp (shouldRedirectAsGET)" },
};
