import type { ReadCase } from "../cases/case.js";

/** The page of a case, as a client is asked to play it. */
export type ClientPage = ReadCase["page"] & { readonly origin: string };

/** What a case may ask of a page beside its URL. A client names those that it knows; other cases are not put to it. */
export const PAGE_FEATURES = [
  "opaque",
  "cookies",
  "thirdPartyCookies",
  "csp",
  "coep",
  "referrerPolicy",
  "addressSpace",
  "permissions",
  "extensionPermissions",
] as const satisfies readonly (keyof ReadCase["page"])[];
export type PageFeature = (typeof PAGE_FEATURES)[number];

export const CLIENT_APIS = ["fetch", "xhr", "eventsource", "beacon"] as const;
export type ClientApi = (typeof CLIENT_APIS)[number];

/** Classes that go into a request: a client brings its own, or takes those of Node. */
export interface BodyClasses {
  readonly FormData: typeof FormData;
  readonly Blob: typeof Blob;
  readonly URLSearchParams: typeof URLSearchParams;
  readonly ReadableStream: typeof ReadableStream;
  readonly AbortController: typeof AbortController;
}

/** What page code has on a page. */
export interface Client extends Partial<BodyClasses> {
  readonly fetch?: FetchLike;
  readonly XMLHttpRequest?: new () => XhrLike;
  readonly EventSource?: new (url: string, init: { readonly withCredentials: boolean }) => EventSourceLike;
  readonly navigator?: { readonly sendBeacon?: (url: string, data?: unknown) => boolean };
  /** Moves the client's clock. Who has none is waited for, for a few seconds at most. */
  readonly wait?: (seconds: number) => void | Promise<void>;
  readonly close?: () => unknown;
}

/** A module that `whycors conform --client` takes: a client for every page, or one client. */
export interface ClientModule extends Client {
  /** As tables name it, the version of what is tested behind it. */
  readonly name?: string;
  readonly createClient?: (page: ClientPage) => Client | Promise<Client>;
  readonly supports?: readonly PageFeature[];
}

export type FetchLike = (url: string, init: Readonly<Record<string, unknown>>) => Promise<ResponseLike>;

export interface ResponseLike {
  readonly type: string;
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly redirected: boolean;
  readonly headers: Iterable<readonly [string, string]>;
  text(): Promise<string>;
}

export interface XhrLike {
  readonly readyState: number;
  readonly status: number;
  readonly statusText: string;
  readonly responseURL: string;
  readonly upload: { addEventListener(type: string, listener: () => void): void };
  timeout: number;
  responseType: string;
  withCredentials: boolean;
  addEventListener(type: string, listener: () => void): void;
  open(method: string, url: string, async: boolean): void;
  setRequestHeader(name: string, value: string): void;
  send(body?: unknown): void;
  abort(): void;
  getAllResponseHeaders(): string;
}

export interface EventSourceLike {
  readonly readyState: number;
  onopen: unknown;
  onmessage: unknown;
  onerror: unknown;
  close(): void;
}
