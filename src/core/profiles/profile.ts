import type { CookieDialect } from "./dialects/cookies.js";
import type { CorsCheckDialect } from "./dialects/cors-check.js";
import type { MaxAgeDialect } from "./dialects/cors-header-grammar.js";
import type { PreflightCacheDialect } from "./dialects/cors-preflight-cache.js";
import type { PreflightDialect } from "./dialects/cors-preflight-fetch.js";
import type { SafelistDialect } from "./dialects/cors-safelisted-request-header.js";
import type { ResponseHeaderDialect } from "./dialects/cors-safelisted-response-header-name.js";
import type { CorpDialect } from "./dialects/cross-origin-resource-policy.js";
import type { CspDialect } from "./dialects/csp-source-list.js";
import type { DocumentLoadsDialect } from "./dialects/document-loads.js";
import type { FetchMetadataDialect } from "./dialects/fetch-metadata.js";
import type { FilterDialect } from "./dialects/filter-response.js";
import type { HttpFetchDialect } from "./dialects/http-fetch.js";
import type { HttpCacheDialect } from "./dialects/http-network-or-cache-fetch.js";
import type { RedirectDialect } from "./dialects/http-redirect-fetch.js";
import type { IntegrityDialect } from "./dialects/integrity.js";
import type { LocalNetworkAccessDialect } from "./dialects/local-network-access.js";
import type { MainFetchDialect } from "./dialects/main-fetch.js";
import type { MimeTypeDialect } from "./dialects/mime-type.js";
import type { MixedContentDialect } from "./dialects/mixed-content.js";
import type { OpaqueResponseDialect } from "./dialects/opaque-response-blocking.js";
import type { ProcessResponseDialect } from "./dialects/process-response.js";
import type { ReferrerDialect } from "./dialects/referrer-policy.js";
import type { SchemeFetchDialect } from "./dialects/scheme-fetch.js";
import type { SetupDialect } from "./dialects/setup.js";
import type { NosniffDialect } from "./dialects/should-response-be-blocked.js";
import type { WireDialect } from "./dialects/wire-headers.js";
import type { XhrEventsDialect } from "./dialects/xhr-events.js";

export const PROFILE_NAMES = [
  "spec",
  "chromium",
  "firefox",
  "webkit",
  "safari",
  "w3c-2014",
  "fetch-2018",
  "xdr",
] as const;
export type ProfileName = (typeof PROFILE_NAMES)[number];

/**
 * A browser as a flat record of named differences. All are spread from `spec`, so that they have one shape. Each
 * difference is explained in the dialect of the algorithm that asks for it.
 */
export interface Profile
  extends SetupDialect,
    CookieDialect,
    MainFetchDialect,
    SafelistDialect,
    PreflightDialect,
    PreflightCacheDialect,
    CorsCheckDialect,
    MaxAgeDialect,
    HttpFetchDialect,
    HttpCacheDialect,
    DocumentLoadsDialect,
    RedirectDialect,
    FilterDialect,
    ResponseHeaderDialect,
    ProcessResponseDialect,
    SchemeFetchDialect,
    WireDialect,
    FetchMetadataDialect,
    ReferrerDialect,
    CorpDialect,
    CspDialect,
    IntegrityDialect,
    NosniffDialect,
    LocalNetworkAccessDialect,
    MimeTypeDialect,
    MixedContentDialect,
    OpaqueResponseDialect,
    XhrEventsDialect {
  readonly name: ProfileName;
  /** What it was measured on; for `spec` the standard's date and commit. */
  readonly engine: string;
  /** Whose words rejections and console lines are in. */
  readonly words: "chromium" | "firefox" | "webkit" | "none";
}
