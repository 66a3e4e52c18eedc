/** Classes that go into a request: whoever has none takes those of the platform. */
export interface BodyClasses {
  readonly FormData: typeof FormData;
  readonly Blob: typeof Blob;
  readonly URLSearchParams: typeof URLSearchParams;
  readonly ReadableStream: typeof ReadableStream;
  readonly AbortController: typeof AbortController;
}

/** What page code has on a page: a browser's window, or a client that plays one. */
export interface Apis extends Partial<BodyClasses> {
  readonly fetch?: FetchLike;
  readonly XMLHttpRequest?: new () => XhrLike;
  readonly EventSource?: new (url: string, init: { readonly withCredentials: boolean }) => EventSourceLike;
  readonly navigator?: { readonly sendBeacon?: (url: string, data?: unknown) => boolean };
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
