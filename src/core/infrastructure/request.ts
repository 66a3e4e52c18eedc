import type { Failure } from "../reasons.js";
import type { HeaderList } from "./header-list.js";
import type { Origin } from "./origin.js";
import type { UrlRecord } from "./url-record.js";

export type RequestMode = "cors" | "no-cors" | "same-origin" | "navigate";
export type CredentialsMode = "omit" | "same-origin" | "include";
export type RedirectMode = "follow" | "error" | "manual";
export type CacheMode = "default" | "no-store" | "reload" | "no-cache" | "force-cache" | "only-if-cached";
export type ResponseTainting = "basic" | "opaque" | "cors";
export type ReferrerPolicy =
  | ""
  | "no-referrer"
  | "no-referrer-when-downgrade"
  | "same-origin"
  | "origin"
  | "strict-origin"
  | "origin-when-cross-origin"
  | "strict-origin-when-cross-origin"
  | "unsafe-url";

/** Destination — https://fetch.spec.whatwg.org/#concept-request-destination, as far as the model's APIs have one. */
export type Destination =
  | ""
  | "audio"
  | "document"
  | "font"
  | "image"
  | "manifest"
  | "script"
  | "style"
  | "track"
  | "video";

export const APIS = [
  "fetch",
  "xhr",
  "eventsource",
  "beacon",
  "img",
  "script",
  "module-script",
  "stylesheet",
  "font",
  "video",
  "audio",
  "track",
  "form",
  "css-shape",
  "webgl-texture",
  "manifest",
  "xdr",
] as const;
/** What page code used. */
export type Api = (typeof APIS)[number];

export interface Body {
  readonly text: string;
  /** Bytes on the wire, when known. */
  readonly length: number;
  /** False for a stream: it can't be sent twice — https://fetch.spec.whatwg.org/#concept-body-source */
  readonly hasSource: boolean;
}

/**
 * Request — https://fetch.spec.whatwg.org/#concept-request. A new one for each hop; never changed once it is on its way.
 */
export interface Request {
  readonly api: Api;
  readonly method: string;
  /** Current URL — https://fetch.spec.whatwg.org/#concept-request-current-url */
  readonly url: UrlRecord;
  /** URL list — https://fetch.spec.whatwg.org/#concept-request-url-list, the current one last. */
  readonly urlList: readonly UrlRecord[];
  /** The URL that page code asked for, whatever upgrades and redirects made of it. */
  readonly askedUrl: UrlRecord;
  readonly headers: HeaderList;
  readonly body: Body | null;
  readonly origin: Origin;
  readonly mode: RequestMode;
  readonly credentialsMode: CredentialsMode;
  readonly cacheMode: CacheMode;
  readonly redirectMode: RedirectMode;
  readonly destination: Destination;
  /** `client` (the page), `no-referrer`, or the URL that the code gave. */
  readonly referrer: "client" | "no-referrer" | UrlRecord;
  readonly referrerPolicy: ReferrerPolicy;
  readonly integrity: string;
  readonly keepalive: boolean;
  /** False: a synchronous XMLHttpRequest. */
  async: boolean;
  readonly unsafeRequest: boolean;
  readonly useCorsPreflight: boolean;
  /** Why the use-CORS-preflight flag is set. */
  readonly preflightFlagCause: "upload-listener" | "stream-body" | null;
  /** Set by main fetch, once for each hop; all else stays as it is. */
  responseTainting: ResponseTainting;
  /** PROFILE firefox: of the page's own origin, and tainted by an upgrade alone. Set by main fetch. */
  passesCors: boolean;
  readonly redirectCount: number;
  /** A hop left an origin other than the request's own for yet another — https://fetch.spec.whatwg.org/#concept-request-tainted-origin */
  readonly redirectTainted: boolean;
  /** PROFILE firefox, webkit: an earlier hop was preflighted, and so every further one is. */
  readonly wasPreflighted: boolean;
  /** PROFILE webkit: an earlier hop's method made it name its origin. */
  readonly originWasSent: boolean;
  /** PROFILE webkit: the headers that preflights judge and announce in place of those that are sent; null: as `headers`. */
  readonly announcedHeaders: HeaderList | null;
  /** PROFILE firefox: the headers as page code gave them to the first hop, which every hop is judged by; null: as `headers`. */
  readonly givenHeaders: HeaderList | null;
  /** PROFILE firefox: of their names, those that the last redirect took off. */
  readonly leftBehind: readonly string[];
  /** PROFILE firefox: what the last preflight announced. Set by main fetch. */
  preflightNames: readonly string[];
  /** PROFILE webkit: what the first hop named as its referrer; null: this is it. */
  readonly firstReferrer: Request["referrer"] | null;
  /** PROFILE firefox: the method of the first hop; null: as `method`. */
  readonly firstMethod: string | null;
  /** PROFILE firefox: what `referrer` was before hops told less of it, since a redirect last named a policy; null: itself. */
  readonly fullReferrer: Request["referrer"] | null;
  /** PROFILE firefox: the hop before told another site less than the policy says. */
  readonly policyWasIgnored: boolean;
  /** This hop's URL was upgraded to https. */
  readonly wasUpgraded: boolean;
  /** PROFILE webkit: a check of the hop before that is made only once this hop's preflight has been answered. */
  readonly deferred: Failure | null;
  /** PROFILE firefox: what page code set itself, which every further hop is given again. */
  authorHeaders: HeaderList;
}
