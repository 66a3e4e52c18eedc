import { pageOf } from "../cases/browser.js";
import type { Case } from "../cases/case.js";
import type { CookieSource } from "../core/infrastructure/browser-state.js";
import type { ProfileName } from "../core/profiles/profile.js";
import { shown } from "../explain/shown.js";
import { checkOptions } from "./check-options.js";
import { type Clock, realClock } from "./clock.js";
import { createRealm, once } from "./create-realm.js";
import { documentCookie, setDocumentCookie } from "./document-cookie.js";
import { type DocumentClasses, documentsOf, type ParseDocument } from "./documents.js";
import { ProgressEvent } from "./events.js";
import { pageFetch } from "./fetch/fetch.js";
import type { PageHeaders } from "./fetch/headers.js";
import type { PageRequest } from "./fetch/request.js";
import type { PageResponse } from "./fetch/response.js";
import { driverOf, type GivenNetwork } from "./network/driver-of.js";
import type { Network } from "./network/network.js";
import { RulesNetwork } from "./network/rules-network.js";
import { PageBrowser } from "./page-browser.js";
import { PageError } from "./page-error.js";
import { type PageEvents, type PageExchange, PageLog } from "./page-log.js";
import type { PageVerdict } from "./page-verdict.js";
import type { Realm } from "./realm.js";
import { sendBeacon } from "./sources/beacon.js";
import type { PageEventSource } from "./sources/event-source.js";
import { type ImageOptions, type LoadedImage, loadImage, PageImage } from "./sources/image.js";
import { PageXDomainRequest } from "./sources/x-domain-request.js";
import { missingArguments } from "./words.js";
import { XMLHttpRequestEventTarget } from "./xhr/event-target.js";
import { XMLHttpRequestUpload } from "./xhr/upload.js";
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

/**
 * A page that runs on Node: its fetch and its relatives behave as that browser's do from that origin.
 * @throws PageError when an option can't be used
 * @throws CaseError when the server rules are not of the case format
 */
export function createPage(options: PageOptions): Page {
  if (typeof options !== "object" || options === null) {
    throw new PageError(`expected options, of which url is required; got ${shown(options)}`);
  }
  const { url, profile = "chromium", network, cookies = {}, clock = realClock, lang = "en", ...more } = options;
  const { parseDocument, serializeDocument, baseUrl, ...fields } = more;
  checkOptions({ profile, cookies, clock }, fields);
  let base = baseUrl === undefined ? null : `${baseUrl}`;
  const place = (given: string | URL) => {
    if (!URL.canParse(`${given}`)) throw new PageError(`url: expected an absolute URL; got ${shown(given)}`);
    if (base !== null && !URL.canParse(base, `${given}`)) {
      throw new PageError(`baseUrl: expected a URL; got ${shown(base)}`);
    }
    return pageOf({ ...fields, url: `${given}`, baseUrl: base } as Parameters<typeof pageOf>[0]);
  };
  const browser = new PageBrowser({ profile, page: place(url), clock, cookies });
  const documents = documentsOf(globalThis as DocumentClasses);
  const realm = createRealm({
    browser,
    network: networkOf(network, clock, browser),
    clock,
    log: new PageLog(lang),
    documents: { parse: parseDocument ?? documents.parse, serialize: serializeDocument ?? documents.serialize },
  });
  // Made on demand: many a page needs neither.
  const pageUrl = once(() => urlOf(browser));
  const close = () => {
    for (const closer of [...realm.closers]) closer();
    browser.blobUrls.clear();
    realm.network.close?.();
  };
  return {
    get url() {
      return browser.page.url.href;
    },
    set url(given) {
      browser.page = place(given);
    },
    get baseUrl() {
      return browser.page.baseUrl.href;
    },
    set baseUrl(given) {
      base = `${given}`;
      browser.page = place(browser.page.url.href);
    },
    get origin() {
      return browser.page.origin.serialized;
    },
    get cookie() {
      return documentCookie(browser);
    },
    set cookie(line) {
      setDocumentCookie(browser, `${line}`);
    },
    profile,
    fetch: fetchOf(realm),
    get Headers() {
      return realm.Headers;
    },
    get Request() {
      return realm.Request;
    },
    get Response() {
      return realm.Response;
    },
    get XMLHttpRequest() {
      return realm.XMLHttpRequest;
    },
    XMLHttpRequestUpload,
    XMLHttpRequestEventTarget,
    XDomainRequest: profile === "xdr" ? xDomainRequestOf(realm) : undefined,
    get EventSource() {
      return realm.EventSource;
    },
    Image: class Image extends PageImage {
      constructor() {
        super(realm);
      }
    },
    navigator: { sendBeacon: (url, data = null) => sendBeacon(realm, url, data) },
    loadImage: (url, options) => loadImage(realm, url, options),
    ProgressEvent,
    FormData,
    get URL() {
      return pageUrl();
    },
    get exchanges() {
      return realm.log.exchanges;
    },
    get verdicts() {
      return realm.log.verdicts;
    },
    on: (event, listener) => realm.log.on(event, listener),
    clear: () => realm.log.clear(),
    close,
    [Symbol.dispose]: close,
  };
}

/** One argument is required; without it the promise is rejected. */
function fetchOf(realm: Realm): Page["fetch"] {
  const fetch = (...given: [input?: unknown, init?: unknown]) =>
    given.length > 0
      ? pageFetch(realm, ...(given as [unknown, unknown]))
      : Promise.reject(missingArguments({ interface: "Window", method: "fetch" }, 1, 0, realm));
  return Object.defineProperty(fetch, "length", { value: 1 });
}

function xDomainRequestOf(realm: Realm): new () => PageXDomainRequest {
  return class XDomainRequest extends PageXDomainRequest {
    constructor() {
      super(realm);
    }
  };
}

/** The platform's own class, as a page's may be put in its place. */
const NodeUrl = URL;

function urlOf({ blobUrls }: PageBrowser): typeof NodeUrl {
  return class URL extends NodeUrl {
    static override createObjectURL(blob: unknown): string {
      return blobUrls.create(blob);
    }

    static override revokeObjectURL(url: string): void {
      blobUrls.revoke(`${url}`);
    }
  } as typeof NodeUrl;
}

function networkOf(given: PageOptions["network"], clock: Clock, browser: PageBrowser): Network {
  const network = driverOf(given, clock);
  if (network instanceof RulesNetwork) {
    // Rules may speak for the HTTP cache and for a service worker too.
    browser.httpCache = network.server.cacheOver(browser.httpCache);
    if (network.server.hasServiceWorker) browser.serviceWorker = network.server.serviceWorker;
  }
  return network;
}
