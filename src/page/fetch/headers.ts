import {
  isForbiddenRequestHeader,
  isNoCorsSafelistedRequestHeader,
  isNoCorsSafelistedRequestHeaderName,
  isPrivilegedNoCorsRequestHeaderName,
} from "../../core/http-extensions/cors-safelisted-request-header.js";
import { isForbiddenResponseHeaderName } from "../../core/http-extensions/cors-safelisted-response-header-name.js";
import {
  EMPTY_HEADERS,
  getHeader,
  type Header,
  type HeaderList,
  hasHeader,
  normalizeValue,
  withHeader,
} from "../../core/infrastructure/header-list.js";
import { isToken } from "../../core/infrastructure/method.js";
import { appendHeader, isHeaderValue } from "../../core/setup/request-constructor.js";
import { sortAndCombine } from "../../core/setup/xhr-view.js";
import { asInterface } from "../interface-object.js";
import type { Realm } from "../realm.js";
import { type Context, complaintText, failureMessage } from "../words.js";
import { headersIterator, type Pair } from "./headers-iterator.js";

/** Headers guard — https://fetch.spec.whatwg.org/#concept-headers-guard */
export type Guard = "none" | "request" | "request-no-cors" | "response" | "immutable";

/** A header list that comes with its guard, for a Headers object of the page's own making. */
export class GuardedHeaders {
  readonly list: HeaderList;
  readonly guard: Guard;
  readonly #brand = true;

  constructor(list: HeaderList, guard: Guard) {
    this.list = list;
    this.guard = guard;
  }

  /** Without a look at its prototype, of which a Proxy would know. */
  static is(value: unknown): value is GuardedHeaders {
    return typeof value === "object" && value !== null && #brand in value && value.#brand;
  }
}

/** The list behind a Headers object of a page's. */
export let headerListOf: (headers: PageHeaders) => HeaderList;

/** Headers — https://fetch.spec.whatwg.org/#headers-class */
export class PageHeaders implements Iterable<[string, string]> {
  declare [Symbol.iterator]: () => IterableIterator<[string, string]>;
  readonly #realm: Realm;
  readonly #guard: Guard;
  #list: HeaderList = EMPTY_HEADERS;
  #sorted: [string, string][] | null = null;

  constructor(realm: Realm, init: unknown) {
    this.#realm = realm;
    if (GuardedHeaders.is(init)) {
      this.#guard = init.guard;
      this.#list = init.list;
      return;
    }
    this.#guard = "none";
    if (init === undefined) return;
    const context = { interface: "Headers", method: null };
    for (const [name, value] of headerPairsOf(init, context, realm)) this.#append(name, value, context);
  }

  static {
    headerListOf = (headers) => headers.#list;
  }

  append(name: string, value: string): void {
    this.#append(`${name}`, `${value}`, context("append"));
  }

  delete(name: string): void {
    const given = `${name}`;
    const lower = given.toLowerCase();
    if (!this.#mayChange(given, "", context("delete"), isForbiddenRequestHeader(lower, "", this.#profile))) return;
    if (
      this.#guard === "request-no-cors" &&
      !isNoCorsSafelistedRequestHeaderName(lower) &&
      !isPrivilegedNoCorsRequestHeaderName(lower)
    )
      return;
    if (hasHeader(lower, this.#list)) this.#change(this.#list.filter((header) => header.name !== lower));
  }

  get(name: string): string | null {
    return getHeader(this.#nameOf(name, "get"), this.#list);
  }

  getSetCookie(): string[] {
    return this.#list.filter((header) => header.name === "set-cookie").map((header) => header.value);
  }

  has(name: string): boolean {
    return hasHeader(this.#nameOf(name, "has"), this.#list);
  }

  set(name: string, value: string): void {
    const given = `${name}`;
    const normalized = normalizeValue(`${value}`);
    const lower = given.toLowerCase();
    const { profile } = this.#realm.browser;
    if (!this.#mayChange(given, normalized, context("set"), isForbiddenRequestHeader(lower, normalized, profile)))
      return;
    if (this.#guard === "request-no-cors" && !isNoCorsSafelistedRequestHeader(lower, normalized, profile)) return;
    this.#change(withHeader(this.#list, given, normalized));
  }

  forEach(callback: (value: string, name: string, headers: this) => void, ...[thisArg]: [thisArg?: unknown]): void {
    const pairs = this.#iterate((pair) => pair);
    if (typeof callback !== "function") throw new TypeError("parameter 1 is not of type 'Function'.");
    for (const [name, value] of pairs) callback.call(thisArg, value, name, this);
  }

  entries(): IterableIterator<[string, string]> {
    return this.#iterate(([name, value]) => [name, value]);
  }

  keys(): IterableIterator<string> {
    return this.#iterate(([name]) => name);
  }

  values(): IterableIterator<string> {
    return this.#iterate(([, value]) => value);
  }

  #iterate<T>(make: (pair: Pair) => T): IterableIterator<T> {
    return headersIterator((index) => this.#pairs()[index], make);
  }

  get #profile() {
    return this.#realm.browser.profile;
  }

  /** Sort and combine — https://fetch.spec.whatwg.org/#concept-header-list-sort-and-combine; Set-Cookie stays apart. */
  #pairs(): [string, string][] {
    if (this.#sorted === null) {
      const cookies = this.#list.filter((header) => header.name === "set-cookie");
      const others = cookies.length === 0 ? this.#list : this.#list.filter((header) => header.name !== "set-cookie");
      const pairs = sortAndCombine(others);
      if (cookies.length > 0) {
        const at = pairs.findIndex(([name]) => name > "set-cookie");
        pairs.splice(
          at === -1 ? pairs.length : at,
          0,
          ...cookies.map(({ value }): [string, string] => ["set-cookie", value]),
        );
      }
      this.#sorted = pairs;
    }
    return this.#sorted;
  }

  #change(list: HeaderList): void {
    // Remove privileged no-CORS request-headers.
    this.#list =
      this.#guard === "request-no-cors"
        ? list.filter((header) => !isPrivilegedNoCorsRequestHeaderName(header.name))
        : list;
    this.#sorted = null;
  }

  #append(name: string, given: string, context: Context): void {
    const value = normalizeValue(given);
    if (this.#guard === "request" || this.#guard === "request-no-cors") {
      const list: Header[] = [...this.#list];
      const appended = appendHeader(list, name, value, this.#guard === "request-no-cors", this.#profile);
      if (appended === "invalid") this.#refuse(name, value, context);
      if (appended === "appended") this.#change(list);
    } else if (this.#mayChange(name, value, context, false)) {
      this.#change([...this.#list, { name: name.toLowerCase(), spelling: name, value }]);
    }
  }

  /** Validate — https://fetch.spec.whatwg.org/#headers-validate */
  #mayChange(name: string, value: string, context: Context, isForbidden: boolean): boolean {
    if (!isToken(name) || !isHeaderValue(value)) this.#refuse(name, value, context);
    switch (this.#guard) {
      case "immutable":
        throw new TypeError(complaintText("headers-immutable", context, this.#realm));
      case "request":
        return !isForbidden;
      case "response":
        return !isForbiddenResponseHeaderName(name.toLowerCase());
      default:
        return true;
    }
  }

  #nameOf(given: string, method: string): string {
    const name = `${given}`;
    if (!isToken(name)) this.#refuse(name, "", context(method));
    return name.toLowerCase();
  }

  #refuse(header: string, value: string, context: Context): never {
    throw new TypeError(failureMessage({ ok: false, reason: "invalid-header", header, value }, context, this.#realm));
  }
}

asInterface(PageHeaders, "Headers");
// One function under two names — https://webidl.spec.whatwg.org/#define-the-iteration-methods
Object.defineProperty(PageHeaders.prototype, Symbol.iterator, {
  value: PageHeaders.prototype.entries,
  configurable: true,
  writable: true,
});

function context(method: string): Context {
  return { interface: "Headers", method };
}

/** HeadersInit as pairs — https://fetch.spec.whatwg.org/#typedefdef-headersinit */
export function headerPairsOf(init: unknown, context: Context, realm: Realm): [name: string, value: string][] {
  if ((typeof init !== "object" && typeof init !== "function") || init === null) {
    throw new TypeError(complaintText("not-headers", context, realm));
  }
  const iterator: unknown = (init as { [Symbol.iterator]?: unknown })[Symbol.iterator];
  if (iterator !== undefined && iterator !== null) {
    return Array.from(init as Iterable<unknown>, (pair) => {
      if ((typeof pair !== "object" && typeof pair !== "function") || pair === null) {
        throw new TypeError(complaintText("not-headers", context, realm));
      }
      const parts = [...(pair as Iterable<unknown>)];
      if (parts.length !== 2) throw new TypeError(complaintText("not-a-pair", context, realm));
      const [name, value] = parts;
      return [`${name}`, `${value}`];
    });
  }
  const pairs: [string, string][] = [];
  for (const key of Reflect.ownKeys(init)) {
    if (Reflect.getOwnPropertyDescriptor(init, key)?.enumerable !== true) continue;
    // No ByteString: its conversion ends here, and whoever takes the pairs refuses this one.
    if (typeof key === "string" && /[^\0-\xff]/.test(key)) return [...pairs, [key, ""]];
    // A symbol is no name: it throws, as it does in a browser.
    const name = `${key as string}`;
    const value = `${(init as Record<string, unknown>)[name]}`;
    pairs.push([name, value]);
    if (/[^\0-\xff]/.test(value)) return pairs;
  }
  return pairs;
}
