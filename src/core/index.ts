/** The model alone: one self-contained module that needs nothing of its platform but `URL`. */
export { PreflightCache } from "./fetching/cors-preflight-cache.js";
export type {
  Exchange,
  Fetching,
  FetchOutcome,
  HttpRequest,
  PreflightCause,
  PreflightRecord,
} from "./fetching/outcome.js";
export { run, runAsync } from "./fetching/run.js";
export type { BrowserState, CookieContext, CookieSource, HttpCache, Page } from "./infrastructure/browser-state.js";
export {
  type Header,
  type HeaderList,
  type HeaderPairs,
  headerList,
  headerPairs,
} from "./infrastructure/header-list.js";
export { OPAQUE_ORIGIN, type Origin, originOf } from "./infrastructure/origin.js";
export { APIS, type Api, type Request } from "./infrastructure/request.js";
export {
  type FilteredResponse,
  type HttpResponse,
  httpResponse,
  type NetworkError,
  networkError,
  type Received,
} from "./infrastructure/response.js";
export { DEFAULT_SETUP, type Setup, type SetupBody } from "./infrastructure/setup.js";
export { parseUrl, type UrlRecord } from "./infrastructure/url-record.js";
export { parseCsp } from "./policy/content-security-policy.js";
export { PROFILE_NAMES, type Profile, type ProfileName } from "./profiles/profile.js";
export { CURRENT_PROFILES, PROFILES } from "./profiles/profiles.js";
export {
  type Facts,
  type Failure,
  outcomeOfReason,
  REASONS,
  type ReasonCode,
  STANDARD,
  type Stage,
} from "./reasons.js";
export { perform } from "./setup/perform.js";
export { type Trace, TraceLog, type TraceStep } from "./trace.js";
