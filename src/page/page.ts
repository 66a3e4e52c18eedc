import type { Case } from "../cases/case.js";
import type { CookieSource } from "../core/infrastructure/browser-state.js";
import type { ProfileName } from "../core/profiles/profile.js";
import type { Clock } from "./clock.js";
import type { ParseDocument } from "./documents.js";
import type { ProgressEvent } from "./events.js";
import type { PageHeaders } from "./fetch/headers.js";
import type { PageRequest } from "./fetch/request.js";
import type { PageResponse } from "./fetch/response.js";
import type { GivenNetwork } from "./network/driver-of.js";
import type { PageEvents, PageExchange } from "./page-log.js";
import type { PageVerdict } from "./page-verdict.js";
import type { PageEventSource } from "./sources/event-source.js";
import type { ImageOptions, LoadedImage, PageImage } from "./sources/image.js";
import type { PageXDomainRequest } from "./sources/x-domain-request.js";
import type { XMLHttpRequestEventTarget } from "./xhr/event-target.js";
import type { XMLHttpRequestUpload } from "./xhr/upload.js";
import type { PageXmlHttpRequest } from "./xhr/xml-http-request.js";

type PageFields = Omit<Case["page"], "url" | "cookies">;

/** The page, as in a case, and what it runs on. */
export interface PageOptions extends PageFields {
  readonly url: string | URL;
  /** What relative URLs are resolved against, as `<base>` says it; the page's URL unless given. */
  readonly baseUrl?: string | URL;
  /** Whose behaviour; `chromium` unless given. */
  readonly profile?: ProfileName;
  /**
   * Where requests go: the real network, a function that answers them, a case's server rules, a HAR (what `JSON.parse` made of
   * one) that answers as it was recorded, or a driver. Without one nothing is there: each request ends in a network error.
   */
  readonly network?: GivenNetwork;
  /** Set-Cookie lines that the jar got before, by origin; or a jar. */
  readonly cookies?: Readonly<Record<string, string | readonly string[]>> | CookieSource;
  /** Makes the documents of `responseXML` and `responseType` "document"; the global DOMParser unless given, if there is one. */
  readonly parseDocument?: ParseDocument;
  /** Makes markup of a document that an XMLHttpRequest sends; the global XMLSerializer, or its `outerHTML`, unless given. */
  readonly serializeDocument?: (document: object) => string;
  /** Real time unless given. */
  readonly clock?: Clock;
  /** Language of explanations, a BCP 47 tag; English unless given. */
  readonly lang?: string;
}

/** A page as its script sees it, and a view from outside on what it did. */
export interface Page {
  /** The document's URL; setting it moves the page, as `history.pushState` or a navigation would. */
  url: string;
  /** What relative URLs are resolved against: the page's URL until it is set. */
  baseUrl: string;
  readonly origin: string;
  /** `document.cookie`: what script sees of the jar; a line that is set is kept there. */
  cookie: string;
  readonly profile: ProfileName;
  readonly fetch: (input: unknown, init?: unknown) => Promise<PageResponse>;
  readonly Headers: new (init?: unknown) => PageHeaders;
  readonly Request: new (input: unknown, init?: unknown) => PageRequest;
  readonly Response: PageResponseConstructor;
  /** Under profile `xdr` without `withCredentials`, as it was in its time. */
  readonly XMLHttpRequest: XmlHttpRequestConstructor;
  readonly XMLHttpRequestUpload: typeof XMLHttpRequestUpload;
  readonly XMLHttpRequestEventTarget: typeof XMLHttpRequestEventTarget;
  readonly XDomainRequest: (new () => PageXDomainRequest) | undefined;
  readonly EventSource: EventSourceConstructor;
  readonly Image: new () => PageImage;
  readonly navigator: { sendBeacon(url: string | URL, data?: unknown): boolean };
  /** Loads as `<img>` does: `loads`, and whether a canvas that it is drawn on stays readable. */
  readonly loadImage: (url: string | URL, options?: ImageOptions) => Promise<LoadedImage>;
  readonly ProgressEvent: typeof ProgressEvent;
  readonly FormData: typeof FormData;
  /** Node's, whose `createObjectURL()` makes blob: URLs of the page. */
  readonly URL: typeof URL;
  /** Everything that was on the wire, in the order in which it was sent. */
  readonly exchanges: readonly PageExchange[];
  /** What became of each request, in the order in which they ended. */
  readonly verdicts: readonly PageVerdict[];
  /** @returns takes the listener off */
  on<Event extends keyof PageEvents>(event: Event, listener: PageEvents[Event]): () => void;
  /** Forgets exchanges and verdicts; caches and cookies stay. */
  clear(): void;
  /** Ends what is under way, and lets go of sockets and timers. */
  close(): void;
  [Symbol.dispose](): void;
}

export interface XmlHttpRequestConstructor {
  new (): PageXmlHttpRequest;
  readonly UNSENT: 0;
  readonly OPENED: 1;
  readonly HEADERS_RECEIVED: 2;
  readonly LOADING: 3;
  readonly DONE: 4;
}

export interface EventSourceConstructor {
  new (url: string | URL, init?: { readonly withCredentials?: boolean }): PageEventSource;
  readonly CONNECTING: 0;
  readonly OPEN: 1;
  readonly CLOSED: 2;
}

export interface PageResponseConstructor {
  new (body?: unknown, init?: object): PageResponse;
  error(): PageResponse;
  redirect(url: string | URL, status?: number): PageResponse;
  json(data: unknown, init?: object): PageResponse;
}
