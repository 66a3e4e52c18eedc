import { pageOf } from "../cases/browser.js";
import { shown } from "../explain/shown.js";
import { checkOptions } from "./check-options.js";
import { type Clock, realClock } from "./clock.js";
import { createRealm, once, type PageRealm } from "./create-realm.js";
import { documentCookie, setDocumentCookie } from "./document-cookie.js";
import { type DocumentClasses, documentsOf } from "./documents.js";
import { ProgressEvent } from "./events.js";
import { pageFetch } from "./fetch/fetch.js";
import { driverOf } from "./network/driver-of.js";
import type { Network } from "./network/network.js";
import { RulesNetwork } from "./network/rules-network.js";
import type { Page, PageOptions } from "./page.js";
import { PageBrowser } from "./page-browser.js";
import { PageError } from "./page-error.js";
import { PageLog } from "./page-log.js";
import type { Realm } from "./realm.js";
import { sendBeacon } from "./sources/beacon.js";
import { loadImage, PageImage } from "./sources/image.js";
import { PageXDomainRequest } from "./sources/x-domain-request.js";
import { missingArguments } from "./words.js";
import { XMLHttpRequestEventTarget } from "./xhr/event-target.js";
import { XMLHttpRequestUpload } from "./xhr/upload.js";

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
function fetchOf(realm: PageRealm): Page["fetch"] {
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
