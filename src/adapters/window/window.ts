import { Buffer } from "node:buffer";
import { shown } from "../../explain/shown.js";
import { documentsOf } from "../../page/documents.js";
import type { Page, PageOptions } from "../../page/page.js";
import { PageError } from "../../page/page-error.js";
import { installed, setCurrent } from "../shared/current.js";
import { joinCookies } from "../shared/document-cookie.js";
import { type FetchMockLike, FetchMockNetwork, isFetchMock } from "../shared/fetch-mock.js";
import { type Installation, Installed, type ModeOptions } from "../shared/installed.js";
import { locatedAt } from "../shared/located.js";
import { Scopes } from "../shared/scopes.js";
import { baseOf, checkedMode, Session, warn } from "../shared/session.js";
import { returnWindowBodies, windowBlob, windowBody } from "./body.js";
import { type Classes, classesOf } from "./classes.js";
import { eventSourceFor } from "./event-source.js";
import { windowSignal } from "./signal.js";
import { xmlHttpRequestFor } from "./xhr.js";

/** A window of a DOM that runs on Node, or the globals of a test environment that are one. */
export type TestWindow = typeof globalThis | { readonly location: { readonly href: string } };

export interface InstallOptions extends Omit<PageOptions, "url" | "network">, ModeOptions {
  /** Where the page is; unless given, where `location` says, now and later. */
  readonly url?: string | URL;
  /** As of createPage(), or an instance of fetch-mock. */
  readonly network?: PageOptions["network"] | FetchMockLike;
}

/** A window whose network is the page's. */
export type InstalledCors = Installation<InstallOptions>;

const NodeUint8Array: unknown = Object.getPrototypeOf(Buffer);

const windows = new WeakSet<object>();

/**
 * Replaces what a window has of the network by a page's.
 * @throws PageError when the window or an option can't be used
 */
export function installInWindow(window: TestWindow, options: InstallOptions): InstalledCors {
  if ((typeof window !== "object" && typeof window !== "function") || window === null) {
    throw new PageError(`expected a window, or globalThis in an environment that has one; got ${shown(window)}`);
  }
  if (windows.has(window)) {
    throw new PageError("this window has a page already: call uninstall() of the one before, or use its page");
  }
  const cors = new WindowInstallation(window, options);
  windows.add(window);
  setCurrent(cors);
  return cors;
}

class WindowInstallation extends Installed implements InstalledCors {
  readonly #window: TestWindow;
  readonly #classes: Classes;
  readonly #followsLocation: boolean;
  readonly #scopes: Scopes<InstallOptions>;
  /** What a window shows of a page, made once for each. */
  readonly #shown = new WeakMap<Page, Readonly<Record<string, unknown>>>();
  readonly #undo: (() => void)[] = [];
  #isInstalled = true;

  constructor(window: TestWindow, options: InstallOptions) {
    super();
    this.#window = window;
    this.#classes = classesOf(window);
    this.#followsLocation = options.url === undefined;
    this.#scopes = new Scopes(options, (given) => this.#createSession(given));
    this.#replaceGlobals();
    this.#replaceMembers();
    this.#undo.push(joinCookies(window, () => (this.#scopes.current.isRaw ? null : this.#acting())));
  }

  using<T>(options: InstallOptions, run: () => T): T {
    return this.#scopes.using(options, run);
  }

  reset(): void {
    this.#scopes.reset();
  }

  uninstall(): void {
    if (!this.#isInstalled) return;
    this.#isInstalled = false;
    for (const step of this.#undo.reverse()) step();
    windows.delete(this.#window);
    if (installed() === this) setCurrent(null);
    this.#scopes.close();
  }

  protected get session(): Session {
    const session = this.#scopes.current;
    const url = this.#followsLocation && this.#scopes.isAtBase ? locationOf(this.#window) : null;
    if (url !== null) session.moveTo(url, baseOf(this.#window) ?? url);
    return session;
  }

  /** The page whose things are the window's. */
  readonly #acting = (): Page => this.session.acting;

  #createSession({ url, network, mode, onWarning = warn, ...page }: InstallOptions): Session {
    const driver = isFetchMock(network) ? new FetchMockNetwork(network) : network;
    const { parse: parseDocument, serialize: serializeDocument } = documentsOf(this.#classes);
    const given = { parseDocument, serializeDocument, ...page, url: url ?? firstUrl(this.#window) };
    return new Session(
      { ...given, ...(driver === undefined ? {} : { network: driver }) },
      { mode: checkedMode(mode), hasNetwork: driver !== undefined, warn: onWarning },
    );
  }

  #replaceGlobals(): void {
    const window = this.#window;
    // In an environment of jsdom's the global one is not Node's, which the network's bytes are.
    if (window === globalThis && Uint8Array !== NodeUint8Array) {
      this.#undo.push(replace(window, "Uint8Array", () => NodeUint8Array));
    }
    const shared: Record<string, unknown> = {
      fetch: this.#fetchOver((window as { readonly fetch?: unknown }).fetch),
      ...xmlHttpRequestFor(this.#acting, this.#classes),
      EventSource: eventSourceFor(this.#acting, this.#classes),
    };
    const names = [...Object.keys(shared), ...Object.keys(this.#shownOf(this.page))];
    for (const name of names) {
      const read = (before: unknown) =>
        this.#scopes.current.isRaw ? before : (shared[name] ?? this.#shownOf(this.#acting())[name]);
      this.#undo.push(replace(window, name, read));
    }
  }

  /** Whoever keeps it asks the page of the moment. */
  #fetchOver(original: unknown): (input: unknown, init?: unknown) => unknown {
    const fetch = (input: unknown, init?: unknown): unknown => {
      if (this.#scopes.current.isRaw && typeof original === "function")
        return Reflect.apply(original, this.#window, [input, init]);
      return locatedAt(fetch, this.#acting().fetch(input, windowInit(init, this.#classes)));
    };
    return fetch;
  }

  #replaceMembers(): void {
    const classes = this.#classes;
    const put = (target: object, name: string, own: (...given: never[]) => unknown) => {
      this.#undo.push(replace(target, name, (before) => (this.#scopes.current.isRaw ? before : own)));
    };
    if (classes.navigator !== null) {
      put(classes.navigator, "sendBeacon", (to: string | URL, data?: unknown) =>
        this.#acting().navigator.sendBeacon(to, windowBody(data, classes)),
      );
    }
    put(classes.URL, "createObjectURL", (given: unknown) =>
      this.#acting().URL.createObjectURL(windowBlob(given, classes)),
    );
    put(classes.URL, "revokeObjectURL", (url: string) => this.#acting().URL.revokeObjectURL(url));
  }

  #shownOf(page: Page): Readonly<Record<string, unknown>> {
    let shown = this.#shown.get(page);
    if (shown === undefined) {
      shown = this.#globalsOf(page);
      this.#shown.set(page, shown);
    }
    return shown;
  }

  #globalsOf(page: Page): Record<string, unknown> {
    const classes = this.#classes;
    const follow = this.#acting;
    returnWindowBodies(page, classes);
    const initOf = (init: unknown) => windowInit(init, classes);
    const globals: Record<string, unknown> = {
      Headers: page.Headers,
      Request: constructing(page.Request, ([input, init]) => {
        follow();
        return [input, initOf(init)];
      }),
      Response: constructing(page.Response, ([body, init]) => [windowBody(body, classes), init]),
    };
    if (page.XDomainRequest !== undefined) {
      globals["XDomainRequest"] = constructing(page.XDomainRequest, (given) => {
        follow();
        return given;
      });
    }
    return globals;
  }
}

/** The same class, as far as instanceof and its statics go; what it is called with changes. */
function constructing<Class extends new (...given: never[]) => object>(
  Class: Class,
  change: (given: unknown[]) => unknown[],
): Class {
  const constructing: Class = new Proxy(Class, {
    construct: (target, given, newTarget) => Reflect.construct(target, change(given), newTarget) as object,
  });
  Object.defineProperty(Class.prototype, "constructor", { value: constructing, configurable: true, writable: true });
  return constructing;
}

/** `body` and `signal` of the window's classes turn into what the page knows; everything else stays as it is. */
function windowInit(init: unknown, classes: Classes): unknown {
  if (typeof init !== "object" || init === null) return init;
  const given = init as { readonly body?: unknown; readonly signal?: unknown };
  const body = windowBody(given.body, classes);
  const signal = windowSignal(given.signal, classes);
  if (body === given.body && signal === given.signal) return init;
  return Object.create(init, { body: { value: body }, signal: { value: signal } });
}

function firstUrl(window: TestWindow): string {
  const url = locationOf(window);
  if (url === null) {
    throw new PageError('this window has no location: give it one, or pass { url: "https://app.example/" }');
  }
  if (url.startsWith("about:")) {
    throw new PageError(
      `the window is at ${url}, which has no origin: give it a URL where it is made, or pass { url: "https://app.example/" }`,
    );
  }
  return url;
}

function locationOf(window: TestWindow): string | null {
  const { location } = window as { readonly location?: { readonly href?: unknown } };
  return typeof location?.href === "string" ? location.href : null;
}

/**
 * Defines a property that is asked each time it is read, until something is assigned to it.
 * @param read is given what was there before
 * @returns puts that back, unless somebody has replaced it since
 */
function replace(target: object, name: string, read: (before: unknown) => unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  const original: unknown = (target as Record<string, unknown>)[name];
  const enumerable = before?.enumerable ?? true;
  const get = () => read(original);
  const set = (value: unknown) => {
    Object.defineProperty(target, name, { value, configurable: true, enumerable, writable: true });
  };
  Object.defineProperty(target, name, { get, set, configurable: true, enumerable });
  return () => {
    if (Object.getOwnPropertyDescriptor(target, name)?.get !== get) return;
    if (before === undefined) Reflect.deleteProperty(target, name);
    else Object.defineProperty(target, name, before);
  };
}
