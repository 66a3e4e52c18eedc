import type { CorsCheckDialect } from "../fetching/cors-check.js";
import type { PreflightCacheDialect } from "../fetching/cors-preflight-cache.js";
import type { PreflightDialect } from "../fetching/cors-preflight-fetch.js";
import type { DocumentLoadsDialect } from "../fetching/document-loads.js";
import type { FilterDialect } from "../fetching/filter-response.js";
import type { HttpFetchDialect } from "../fetching/http-fetch.js";
import type { HttpCacheDialect } from "../fetching/http-network-or-cache-fetch.js";
import type { RedirectDialect } from "../fetching/http-redirect-fetch.js";
import type { MainFetchDialect } from "../fetching/main-fetch.js";
import type { ProcessResponseDialect } from "../fetching/process-response.js";
import type { SchemeFetchDialect } from "../fetching/scheme-fetch.js";
import type { WireDialect } from "../fetching/wire-headers.js";
import type { MaxAgeDialect } from "../http-extensions/cors-header-grammar.js";
import type { SafelistDialect } from "../http-extensions/cors-safelisted-request-header.js";
import type { ResponseHeaderDialect } from "../http-extensions/cors-safelisted-response-header-name.js";
import type { CorpDialect } from "../http-extensions/cross-origin-resource-policy.js";
import type { NosniffDialect } from "../http-extensions/should-response-be-blocked.js";
import type { CspDialect } from "../policy/csp-source-list.js";
import type { FetchMetadataDialect } from "../policy/fetch-metadata.js";
import type { IntegrityDialect } from "../policy/integrity.js";
import type { LocalNetworkAccessDialect } from "../policy/local-network-access.js";
import type { MixedContentDialect } from "../policy/mixed-content.js";
import type { OpaqueResponseDialect } from "../policy/opaque-response-blocking.js";
import type { ReferrerDialect } from "../policy/referrer-policy.js";
import type { SetupDialect } from "../setup/setup-dialect.js";
import type { XhrEventsDialect } from "../setup/xhr-events.js";

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
 * difference is explained where it is used: in the dialect of the algorithm that asks for it.
 */
export interface Profile
  extends SetupDialect,
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
    MixedContentDialect,
    OpaqueResponseDialect,
    XhrEventsDialect {
  readonly name: ProfileName;
  /** What it was measured on; for `spec` the standard's date and commit. */
  readonly engine: string;
  /** Whose words rejections and console lines are in. */
  readonly words: "chromium" | "firefox" | "webkit" | "none";
}
