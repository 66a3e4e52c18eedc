import { Buffer } from "node:buffer";
import { createPage, type Page, type PageOptions } from "../page/create-page.js";
import { documentsOf } from "../page/documents.js";
import { PageError, shown } from "../page/page-error.js";
import type { PageVerdict } from "../page/page-verdict.js";
import { installed, type Judged, setCurrent } from "./shared-current.js";
import { joinCookies } from "./shared-document-cookie.js";
import { type FetchMockLike, FetchMockNetwork, isFetchMock } from "./shared-fetch-mock.js";
import { returnWindowBodies, windowBlob, windowBody } from "./shared-window-body.js";
import { type Classes, classesOf } from "./shared-window-classes.js";
import { eventSourceFor } from "./shared-window-event-source.js";
import { windowSignal } from "./shared-window-signal.js";
import { xmlHttpRequestFor } from "./shared-window-xhr.js";

/** A window of a DOM that runs on Node, or the globals of a test environment that are one. */
export type TestWindow = typeof globalThis | { readonly location: { readonly href: string } };

export interface InstallOptions extends Omit<PageOptions, "url" | "network"> {
  /** Where the page is; unless given, where `location` says, now and later. */
  readonly url?: string | URL;
  /** As of createPage(), or an instance of fetch-mock. */
  readonly network?: PageOptions["network"] | FetchMockLike;
}

/** A window whose network is the page's. */
export interface InstalledCors extends Judged {
  /** What the window does, seen from outside. */
  readonly page: Page;
  /** What became of each request, in the order in which they ended. */
  readonly verdicts: readonly PageVerdict[];
  /** Ends what is under way and puts the window's own things back. */
  uninstall(): void;
  [Symbol.dispose](): void;
}

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
  const classes = classesOf(window);
  const { url = firstUrl(window), network, ...fields } = options;
  const driver = isFetchMock(network) ? new FetchMockNetwork(network) : network;
  const { parse: parseDocument, serialize: serializeDocument } = documentsOf(classes);
  const given = { parseDocument, serializeDocument, ...fields, url };
  const page = createPage({ ...given, ...(driver === undefined ? {} : { network: driver }) });
  const follow = options.url === undefined ? () => followLocation(page, window) : () => {};
  const undo: (() => void)[] = [];
  // In an environment of jsdom's the global one is not Node's, which the network's bytes are.
  if (window === globalThis && Uint8Array !== NodeUint8Array) undo.push(replace(window, "Uint8Array", NodeUint8Array));
  for (const [name, value] of Object.entries(globalsOf(page, classes, follow))) undo.push(replace(window, name, value));
  if (classes.navigator !== null) {
    const sendBeacon = (to: string | URL, data?: unknown) => {
      follow();
      return page.navigator.sendBeacon(to, windowBody(data, classes));
    };
    undo.push(replace(classes.navigator, "sendBeacon", sendBeacon));
  }
  const { createObjectURL, revokeObjectURL } = page.URL;
  undo.push(
    replace(classes.URL, "createObjectURL", (given: unknown) => createObjectURL(windowBlob(given, classes))),
    replace(classes.URL, "revokeObjectURL", revokeObjectURL),
  );
  undo.push(returnWindowBodies(page, classes));
  undo.push(
    joinCookies(window, () => {
      follow();
      return page;
    }),
  );
  windows.add(window);

  let isInstalled = true;
  const uninstall = () => {
    if (!isInstalled) return;
    isInstalled = false;
    for (const step of undo.reverse()) step();
    windows.delete(window);
    if (installed() === cors) setCurrent(null);
    page.close();
  };
  const cors: InstalledCors = {
    page,
    get verdicts() {
      return page.verdicts;
    },
    uninstall,
    [Symbol.dispose]: uninstall,
  };
  setCurrent(cors);
  return cors;
}

function globalsOf(page: Page, classes: Classes, follow: () => void): Record<string, unknown> {
  const initOf = (init: unknown) => windowInit(init, classes);
  const globals: Record<string, unknown> = {
    fetch: (input: unknown, init?: unknown) => {
      follow();
      return page.fetch(input, initOf(init));
    },
    Headers: page.Headers,
    Request: constructing(page.Request, ([input, init]) => {
      follow();
      return [input, initOf(init)];
    }),
    Response: constructing(page.Response, ([body, init]) => [windowBody(body, classes), init]),
    ...xmlHttpRequestFor(page, classes, follow),
    EventSource: eventSourceFor(page, classes, follow),
  };
  if (page.XDomainRequest !== undefined) {
    globals["XDomainRequest"] = constructing(page.XDomainRequest, (given) => {
      follow();
      return given;
    });
  }
  return globals;
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

function followLocation(page: Page, window: TestWindow): void {
  const url = locationOf(window);
  if (url !== null && url !== page.url) page.url = url;
}

function locationOf(window: TestWindow): string | null {
  const { location } = window as { readonly location?: { readonly href?: unknown } };
  return typeof location?.href === "string" ? location.href : null;
}

/** @returns puts back what was there, unless somebody has replaced it since */
function replace(target: object, name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, {
    value,
    configurable: true,
    enumerable: before?.enumerable ?? true,
    writable: true,
  });
  return () => {
    if (Object.getOwnPropertyDescriptor(target, name)?.value !== value) return;
    if (before === undefined) Reflect.deleteProperty(target, name);
    else Object.defineProperty(target, name, before);
  };
}
