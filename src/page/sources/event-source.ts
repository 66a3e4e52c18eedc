import { eventSourceEvents } from "../../cases/event-source-events.js";
import { DEFAULT_SETUP, type Setup } from "../../core/infrastructure/setup.js";
import type { UrlRecord } from "../../core/infrastructure/url-record.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import { prepare } from "../../core/setup/perform.js";
import type { Prepared } from "../../core/setup/prepared.js";
import { rejectionOf } from "../../explain/console/rejection.js";
import { ignore } from "../body/payload.js";
import { defineHandlers, type Handler } from "../events.js";
import { errorWith } from "../fetch/fetch.js";
import { asInterface, defineConstants } from "../interface-object.js";
import { type Load, type Loaded, Loading } from "../loading.js";
import { TextDecoder, TextEncoder } from "../platform.js";
import type { Realm } from "../realm.js";
import { payloadFrom } from "../received.js";
import { EventStreamParser, type StreamEvent } from "./event-stream.js";

/** Milliseconds before a new attempt. Chromium 3000, Firefox 5000, WebKit 3000 */
const RETRY_DELAY = 3000;

/** EventSource — https://html.spec.whatwg.org/#the-eventsource-interface */
export class PageEventSource extends EventTarget {
  declare readonly CONNECTING: 0;
  declare readonly OPEN: 1;
  declare readonly CLOSED: 2;
  declare onopen: Handler;
  declare onmessage: Handler;
  declare onerror: Handler;

  readonly #realm: Realm;
  readonly #setup: Setup;
  readonly #url: UrlRecord | null;
  #readyState = 0;
  #retryDelay = RETRY_DELAY;
  #lastEventId = "";
  #loading: Loading | null = null;
  #cancel: () => void = ignore;

  constructor(realm: Realm, url: string | URL, init: { readonly withCredentials?: boolean } | null = null) {
    super();
    this.#realm = realm;
    this.#setup = {
      ...DEFAULT_SETUP,
      api: "eventsource",
      url: `${url}`,
      withCredentials: Boolean(init?.withCredentials),
    };
    this.#url = parseUrl(this.#setup.url, realm.browser.page.baseUrl);
    this.#connect(true);
  }

  get url(): string {
    return this.#url?.href ?? "";
  }

  get readyState(): number {
    return this.#readyState;
  }

  get withCredentials(): boolean {
    return this.#setup.withCredentials;
  }

  close(): void {
    this.#close();
  }

  readonly #close = () => {
    this.#readyState = 2;
    this.#cancel();
    this.#cancel = ignore;
    const loading = this.#loading;
    this.#loading = null;
    loading?.terminate("aborted");
    this.#realm.closers.delete(this.#close);
  };

  #connect(isFirst: boolean): void {
    const prepared = this.#named(prepare(this.#setup, this.#realm.browser));
    const load: Load = { setup: this.#setup, prepared, body: null };
    let isStarting = true;
    const loading: Loading = new Loading(this.#realm, load, (loaded) => {
      // A constructor throws; everything else is told once it has returned.
      if (isFirst && loaded.outcome.thrownBy !== null) this.#throw(loaded);
      if (isStarting) queueMicrotask(() => this.#answered(loading, loaded));
      else this.#answered(loading, loaded);
    });
    this.#loading = loading;
    this.#realm.closers.add(this.#close);
    loading.start();
    isStarting = false;
  }

  /** A connection made anew says what it had last. */
  #named(prepared: Prepared): Prepared {
    if (!prepared.ok || this.#lastEventId === "") return prepared;
    const value = new TextEncoder()
      .encode(this.#lastEventId)
      .reduce((text, byte) => text + String.fromCharCode(byte), "");
    const header = { name: "last-event-id", spelling: "Last-Event-ID", value };
    return { ...prepared, request: { ...prepared.request, headers: [...prepared.request.headers, header] } };
  }

  #throw({ outcome, verdict }: Loaded): never {
    const { browser, closers } = this.#realm;
    closers.delete(this.#close);
    const { name, message } = rejectionOf(outcome, browser.profile, browser.page) ?? {
      name: "SyntaxError",
      message: "",
    };
    throw errorWith(name, message, verdict);
  }

  #answered(loading: Loading, { outcome, payload }: Loaded): void {
    if (this.#loading !== loading) return;
    if (outcome.failure !== null) {
      // `error N`: whether it tries again is the engine's.
      const [event] = eventSourceEvents(outcome, this.#realm.browser.profile);
      this.#failed(event === "error 0");
      return;
    }
    this.#readyState = 1;
    this.dispatchEvent(new Event("open"));
    if (this.#loading !== loading) return;
    void this.#read(
      (payload ?? payloadFrom(outcome.response!)).stream(),
      loading,
      outcome.response!.internalUrl.origin,
    );
  }

  async #read(stream: ReadableStream<Uint8Array>, loading: Loading, origin: string): Promise<void> {
    const reader = stream.getReader();
    this.#cancel = () => void reader.cancel().catch(ignore);
    const decoder = new TextDecoder();
    const parser = new EventStreamParser(
      this.#lastEventId,
      (event) => {
        if (this.#loading === loading) this.#dispatch(event, origin);
      },
      (milliseconds) => {
        this.#retryDelay = milliseconds;
      },
    );
    for (;;) {
      const chunk = await reader.read().catch(() => null);
      if (this.#loading !== loading) return;
      if (chunk === null || chunk.done) break;
      parser.push(decoder.decode(chunk.value, { stream: true }));
      this.#lastEventId = parser.lastEventId;
      if (this.#loading !== loading) return;
    }
    this.#failed(true);
  }

  #dispatch({ type, data, lastEventId }: StreamEvent, origin: string): void {
    this.dispatchEvent(new MessageEvent(type, { data, origin, lastEventId }));
  }

  /** Reestablish or fail the connection — https://html.spec.whatwg.org/#reestablish-the-connection */
  #failed(triesAgain: boolean): void {
    this.#loading = null;
    this.#readyState = triesAgain ? 0 : 2;
    if (triesAgain) {
      this.#cancel = this.#realm.clock.after(this.#retryDelay, () => this.#connect(false));
    } else this.#realm.closers.delete(this.#close);
    this.dispatchEvent(new Event("error"));
  }
}

defineConstants(PageEventSource, { CONNECTING: 0, OPEN: 1, CLOSED: 2 });
defineHandlers(PageEventSource.prototype, ["open", "message", "error"]);
asInterface(PageEventSource, "EventSource");
