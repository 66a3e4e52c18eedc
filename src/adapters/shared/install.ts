import { AsyncLocalStorage } from "node:async_hooks";
import { shown } from "../../explain/shown.js";
import { realClock } from "../../page/clock.js";
import { driverOf } from "../../page/network/driver-of.js";
import type { Network, NetworkAnswer, NetworkRequest } from "../../page/network/network.js";
import type { Page, PageOptions } from "../../page/page.js";
import { PageError } from "../../page/page-error.js";
import { XMLHttpRequestEventTarget } from "../../page/xhr/event-target.js";
import { answerOfFetch, initOf, withoutCors } from "./answers.js";
import { setCurrent } from "./current.js";
import { joinCookies } from "./document-cookie.js";
import { FetchMockNetwork, fetchMockBehind } from "./fetch-mock.js";
import { type Replaced, replaceGlobal } from "./globals.js";
import { type Installation, Installed, type ModeOptions } from "./installed.js";
import { locatedAt } from "./located.js";
import { Scopes } from "./scopes.js";
import { baseOf, type CorsMode, checkedMode, Session, warn } from "./session.js";

export type { CorsMode };

/** What a page is, where its requests go, and what becomes of a block. */
export interface CorsOptions extends Omit<PageOptions, "url">, ModeOptions {
  /** Where the page is. Unless this or `origin` is given: where `location` says, now and later. */
  readonly url?: string | URL;
  /** The same, for a page at the root. */
  readonly origin?: string;
  /**
   * Unless given: whatever stands in the place of fetch. That is what was there at first, and what is put there later
   * (`fetchMock.mockGlobal()`, a mock by hand).
   */
  readonly network?: NonNullable<PageOptions["network"]>;
}

/** The page that stands behind the globals. */
export type Cors = Installation<CorsOptions>;

type Fetch = (input: unknown, init?: unknown) => Promise<unknown>;

const CLASSES = [
  "Headers",
  "Request",
  "Response",
  "XMLHttpRequest",
  "XMLHttpRequestUpload",
  "XMLHttpRequestEventTarget",
  "EventSource",
] as const;

let isInstalled = false;

/**
 * Puts the fetch, Headers, Request, Response, XMLHttpRequest, EventSource and navigator.sendBeacon of a simulated page in
 * the place of the global ones.
 * @throws PageError when an option can't be used, or when there is a page already
 */
export function installCors(options: CorsOptions = {}): Cors {
  if (isInstalled) throw new PageError("installCors() was called before: call uninstall() of what it returned first");
  const base = new GlobalInstallation(options);
  isInstalled = true;
  setCurrent(base);
  return base;
}

/** While a mock answers a request, what it fetches itself is not the page's doing. */
const answering = new AsyncLocalStorage<NetworkRequest | "nothing">();

/** A preflight that a mock handed on: it has nothing to say to it. */
class Unanswered extends Error {}

class GlobalInstallation extends Installed implements Cors {
  readonly #options: CorsOptions;
  readonly #fetch: Replaced;
  readonly #classes: readonly Replaced[];
  readonly #takeBackBeacon: () => void;
  readonly #partCookies: () => void;
  readonly #scopes: Scopes<CorsOptions>;

  constructor(options: CorsOptions) {
    super();
    this.#options = options;
    this.#scopes = new Scopes(options, (options) => this.#createSession(options));
    this.#fetch = replaceGlobal("fetch", (assigned) => (this.#isRaw ? this.#rawFetch(assigned) : this.#pageFetch));
    this.#classes = CLASSES.map((name) => {
      const replaced = replaceGlobal(name, (assigned) => {
        if (assigned !== undefined) return assigned;
        // A mock's own objects are not the page's.
        return this.#isRaw || answering.getStore() !== undefined ? replaced.original : this.session.acting[name];
      });
      return replaced;
    });
    this.#partCookies = joinCookies(globalThis, () => (this.#isRaw ? null : this.session.acting));
    this.#takeBackBeacon = replaceBeacon((url, data) => this.session.acting.navigator.sendBeacon(url, data));
  }

  using<T>(options: CorsOptions, run: () => T): T {
    return this.#scopes.using(options, run);
  }

  reset(): void {
    this.#scopes.reset();
    this.#reclaim();
  }

  uninstall(): void {
    if (!isInstalled) return;
    isInstalled = false;
    setCurrent(null);
    this.#scopes.close();
    this.#takeBackBeacon();
    this.#partCookies();
    for (const { restore } of [this.#fetch, ...this.#classes]) restore();
  }

  protected get session(): Session {
    const session = this.#scopes.current;
    const { url, origin } = this.#options;
    if (url === undefined && origin === undefined && this.#scopes.isAtBase) {
      const here = locationUrl();
      session.moveTo(here, baseOf(globalThis) ?? here);
    }
    return session;
  }

  /** The globals are as if nothing was installed. With a network of the page's own they go on using that. */
  get #isRaw(): boolean {
    return this.#scopes.current.isRaw;
  }

  #createSession(options: CorsOptions): Session {
    const { url, origin, mode, onWarning = warn, network, ...page } = options;
    const isWhole = network === "live" || Array.isArray(network);
    return new Session(
      {
        ...page,
        url: placeOf(url, origin),
        network: isWhole
          ? network
          : apart(network === undefined ? this.#assigned : driverOf(network, page.clock ?? realClock)),
      },
      { mode: checkedMode(mode), hasNetwork: network !== undefined, warn: onWarning },
    );
  }

  /** Stays the same, for who keeps it. */
  readonly #pageFetch: Fetch = (input, init) => {
    const request = answering.getStore();
    if (request === undefined) {
      if (!this.#isRaw) return locatedAt(this.#pageFetch, this.session.acting.fetch(input, init));
      return answering.run("nothing", () => this.#rawFetch(this.#fetch.assigned)(input, init));
    }
    if (request !== "nothing" && request.kind === "preflight" && methodOf(input, init) === "OPTIONS")
      return Promise.reject(new Unanswered());
    return (this.#fetch.original as Fetch)(input, init);
  };

  #rawFetch(assigned: unknown): Fetch {
    return typeof assigned === "function" && assigned !== this.#pageFetch ? (assigned as Fetch) : this.#originalFetch;
  }

  readonly #originalFetch: Fetch = (input, init) => (this.#fetch.original as Fetch)(input, init);

  /** Whatever stands in the place of fetch, as the network. */
  readonly #assigned: Network = {
    send: async (request) => {
      const fetch = this.#rawFetch(this.#fetch.assigned);
      const mock = fetchMockBehind(fetch === this.#originalFetch ? this.#fetch.original : fetch);
      if (mock !== null) return new FetchMockNetwork(mock).send(request);
      try {
        return await answerOfFetch(await fetch(request.url, initOf(request)));
      } catch (error) {
        if (request.kind !== "preflight" || !isUnanswered(error)) throw error;
        return withoutCors(`nothing that stands in the place of fetch answered OPTIONS ${request.url}`);
      }
    },
  };

  /** Libraries redefine globals too; what one has put in the place of fetch is the network from now on. */
  #reclaim(): void {
    const found = this.#fetch.reclaim(() => false);
    if (found !== undefined) this.#fetch.assigned = found;
    // One that wraps the page's would answer in its place; one of somebody's own is meant to stay.
    const xhr = this.#classes[CLASSES.indexOf("XMLHttpRequest")];
    xhr?.reclaim((value) => typeof value === "function" && !(value.prototype instanceof XMLHttpRequestEventTarget));
  }
}

function apart(inner: Network): Network {
  const { sendSync } = inner;
  const outer: Network = {
    send: (request) => answering.run(request, (): NetworkAnswer | Promise<NetworkAnswer> => inner.send(request)),
    close: () => inner.close?.(),
  };
  return sendSync === undefined ? outer : { ...outer, sendSync: (request) => sendSync.call(inner, request) };
}

function isUnanswered(error: unknown): boolean {
  // MSW in mode `error` of its own; its message is on the console.
  return error instanceof Unanswered || (error instanceof Error && error.name === "InternalError");
}

function methodOf(input: unknown, init: unknown): string {
  const { method } = (init ?? (typeof input === "object" ? input : null) ?? {}) as { method?: unknown };
  return `${method ?? "GET"}`;
}

function replaceBeacon(sendBeacon: Page["navigator"]["sendBeacon"]): () => void {
  const { navigator } = globalThis as { navigator?: object };
  if (navigator === undefined) return () => {};
  const before = Object.getOwnPropertyDescriptor(navigator, "sendBeacon");
  Object.defineProperty(navigator, "sendBeacon", { value: sendBeacon, configurable: true, writable: true });
  return () => {
    if (before === undefined) Reflect.deleteProperty(navigator, "sendBeacon");
    else Object.defineProperty(navigator, "sendBeacon", before);
  };
}

function placeOf(url: string | URL | undefined, origin: string | undefined): string {
  if (url !== undefined) return `${url}`;
  if (origin === undefined) return locationUrl();
  const parsed = URL.canParse(origin) ? new URL(origin) : null;
  if (parsed === null) throw new PageError(`origin: expected an origin as https://app.example; got ${shown(origin)}`);
  return parsed.href;
}

/** @throws PageError when there is none */
function locationUrl(): string {
  const { location } = globalThis as { location?: { readonly href?: string } };
  const href = location?.href;
  if (href !== undefined && /^https?:/.test(href)) return href;
  throw new PageError(
    href === undefined
      ? "url: the page has to be somewhere; give url or origin"
      : `url: location is ${shown(href)}, which no page is served from; give url or origin`,
  );
}
