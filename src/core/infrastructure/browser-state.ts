import type { PreflightCache } from "../fetching/cors-preflight-cache.js";
import type { DocumentLoads } from "../fetching/document-loads.js";
import type { HttpRequest } from "../fetching/outcome.js";
import type { CspPolicy } from "../policy/content-security-policy.js";
import type { Profile } from "../profiles/profile.js";
import type { Origin } from "./origin.js";
import type { ReferrerPolicy } from "./request.js";
import type { AddressSpace, HttpResponse, Received } from "./response.js";
import type { UrlRecord } from "./url-record.js";

/** The document whose code runs: the request's client. */
export interface Page {
  readonly url: UrlRecord;
  /** What relative URLs are resolved against: `<base>`'s, or the same. */
  readonly baseUrl: UrlRecord;
  readonly origin: Origin;
  readonly referrerPolicy: ReferrerPolicy;
  /** Content-Security-Policy, parsed; `null`: none. */
  readonly csp: readonly CspPolicy[] | null;
  readonly coep: "unsafe-none" | "require-corp" | "credentialless";
  /** `null`: Local Network Access is not considered. */
  readonly addressSpace: AddressSpace | null;
  readonly permissions: Readonly<Record<string, string>>;
  /** WebExtension match patterns whose hosts skip CORS. */
  readonly extensionPermissions: readonly string[];
  readonly thirdPartyCookies: "allow" | "block";
}

/** The jar, as far as the model needs it. */
export interface CookieSource {
  /** The Cookie header for this request, or null. */
  get(url: UrlRecord, context: CookieContext): string | null;
  /** Keeps a Set-Cookie field. */
  set(url: UrlRecord, setCookie: string, context: CookieContext): void;
}

export interface CookieContext {
  readonly sameSite: boolean;
  /** A top-level navigation with a safe method sends Lax cookies. */
  readonly topLevelNavigation: boolean;
  /** The cookie's server was visited for itself. */
  readonly firstParty?: boolean;
  /** `document.cookie` instead of HTTP: nothing that is HttpOnly. */
  readonly byScript?: boolean;
  readonly now: number;
}

/** A private HTTP cache, as far as the model needs it. */
export interface HttpCache {
  /** A stored response that may be used for this request as it is; null: none. */
  match(sent: HttpRequest, now: number): HttpResponse | null;
  /** A stored response of which the server has to say that it still holds; null: none. */
  stale(sent: HttpRequest, now: number): HttpResponse | null;
  store(sent: HttpRequest, response: HttpResponse, now: number): void;
  /** Forgets what is stored under the request's URL. */
  invalidate(sent: HttpRequest): void;
}

/** What a blob: URL stands for — https://w3c.github.io/FileAPI/#blob-url-entry */
export interface BlobEntry {
  readonly size: number;
  readonly type: string;
  /** The bytes from `start` to before `end`, as a response holds them. */
  slice(start: number, end: number): Pick<HttpResponse, "body">;
}

/** Everything outside the request that decides; passed in, and carried from one fetch to the next. */
export interface BrowserState {
  readonly profile: Profile;
  readonly page: Page;
  /** Seconds on the caller's clock. */
  now: number;
  readonly preflightCache: PreflightCache;
  readonly cookies: CookieSource | null;
  readonly httpCache: HttpCache | null;
  /** What the page's document uses again; null: each load is one of its own. */
  readonly documentLoads: DocumentLoads | null;
  /** Answers a request in place of the network; null from it: lets the request pass. */
  readonly serviceWorker: ((sent: HttpRequest) => Received | null) | null;
  /** The page's own blob: URLs; null from it: it has made none such, or has revoked it. */
  readonly blobEntry: ((url: UrlRecord) => BlobEntry | null) | null;
  /** Body bytes of the page's keepalive requests under way. */
  keepaliveBytes: number;
  /** The registrable domain of a host, or the host itself: where one site ends. */
  readonly siteOf: (hostname: string) => string;
}
