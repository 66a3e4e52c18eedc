import type { MIMEType } from "whatwg-mimetype";
import type { FetchOutcome } from "../../core/fetching/outcome.js";
import { getHeader } from "../../core/infrastructure/header-list.js";
import type { FilteredResponse } from "../../core/infrastructure/response.js";
import { bodyIsEmpty, hasUpload, xhrEvents } from "../../core/setup/xhr-events.js";
import { ignore, isBytes, type Payload } from "../body/payload.js";
import { ProgressEvent } from "../events.js";
import { type Load, type Loaded, Loading } from "../loading.js";
import type { Realm } from "../realm.js";
import { payloadFrom } from "../received.js";
import { setVerdictBehind } from "../verdict-behind.js";
import { PROGRESS_EVENTS } from "./event-target.js";
import { ReceivedBody } from "./response-body.js";
import type { XMLHttpRequestUpload } from "./upload.js";

/** What script reads of an XMLHttpRequest while and after it is sent. */
export interface XhrState {
  readyState: number;
  sending: boolean;
  /** Null: none yet, or a network error. */
  outcome: FetchOutcome | null;
  response: FilteredResponse | null;
  body: ReceivedBody | null;
  /** What overrideMimeType() said. */
  override: MIMEType | null;
}

/** Progress is told at most so often, in milliseconds — https://xhr.spec.whatwg.org/#the-send()-method */
const PROGRESS_INTERVAL = 50;

/** One asynchronous `send()`: what it fires, and when. The order is the engine's, the time is the network's. */
export class SendRun {
  readonly #target: EventTarget;
  readonly #upload: XMLHttpRequestUpload;
  readonly #state: XhrState;
  readonly #realm: Realm;
  readonly #load: Load;
  readonly #loading: Loading;
  readonly #started: number;
  #loaded: Loaded | null = null;
  #reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  #cancelTimer: () => void = ignore;
  #isStarting = false;
  #uploadFailed = false;
  #isOver = false;

  constructor(target: EventTarget, upload: XMLHttpRequestUpload, state: XhrState, load: Load, realm: Realm) {
    this.#target = target;
    this.#upload = upload;
    this.#state = state;
    this.#realm = realm;
    this.#load = load;
    this.#started = realm.clock.now();
    this.#loading = new Loading(realm, load, (loaded) => {
      this.#loaded = loaded;
      setVerdictBehind(target, loaded.verdict.public);
      // Events of what is known at once come once send() has returned.
      if (this.#isStarting) queueMicrotask(() => this.#answered(loaded));
      else this.#answered(loaded);
    });
  }

  /** send(), step 11 — https://xhr.spec.whatwg.org/#the-send()-method */
  start(timeout: number): void {
    const { prepared, setup } = this.#load;
    const failed = this.#loading.stoppedAtOnce;
    if (failed === null || this.#eventsOf(failed).includes("loadstart")) {
      this.#fire("loadstart");
      const isTold = prepared.ok && setup.uploadListeners.length > 0;
      if (isTold && hasUpload(setup, prepared.request.url, this.#realm.browser.profile)) this.#fire("upload.loadstart");
    }
    if (this.#isOver) return;
    this.limit(timeout);
    this.#isStarting = true;
    this.#loading.start();
    this.#isStarting = false;
  }

  /** The page's patience in milliseconds since send(); 0: endless. */
  limit(timeout: number): void {
    this.#cancelTimer();
    this.#cancelTimer = ignore;
    if (timeout === 0 || this.#isOver) return;
    const left = Math.max(0, timeout - (this.#realm.clock.now() - this.#started));
    this.#cancelTimer = this.#realm.clock.after(left, () => this.stop("timeout"));
  }

  /** Ends it now, with the events of that end. */
  stop(why: "aborted" | "timeout"): void {
    if (this.#isOver) return;
    if (!this.#loading.isOver) this.#loading.terminate(why);
    else this.#breakOff(why);
  }

  /** Ends it without a word: the object is used for another request. */
  drop(): void {
    this.#finish();
    this.#loading.terminate("aborted");
    this.#reader?.cancel().catch(ignore);
  }

  #finish(): void {
    this.#isOver = true;
    this.#cancelTimer();
    this.#realm.closers.delete(this.#close);
  }

  readonly #close = () => this.stop("aborted");

  #answered({ outcome, payload }: Loaded): void {
    if (this.#isOver) return;
    if (outcome.failure !== null) {
      this.#failed(outcome, false);
      return;
    }
    const events = this.#eventsOf(outcome).filter((name) => !STARTING.has(name));
    const headersAt = events.indexOf("readystatechange 2");
    for (const name of events.slice(0, headersAt)) if (!this.#fire(name)) return;
    this.#state.outcome = outcome;
    this.#state.response = outcome.response;
    this.#state.body = new ReceivedBody(outcome.response!.headers, this.#state);
    if (!this.#fire("readystatechange 2")) return;

    const rest = events.slice(headersAt + 1);
    if (bodyIsEmpty(outcome, this.#realm.browser.profile)) {
      payload?.discard();
      this.#complete(rest);
    } else this.#receive(payload ?? payloadFrom(outcome.response!), rest);
  }

  #receive(payload: Payload, rest: readonly string[]): void {
    const bytes = payload.bytesNow;
    if (bytes === null) {
      this.#realm.closers.add(this.#close);
      void this.#stream(payload.stream());
    } else {
      if (payload.text === null) this.#state.body!.push(bytes);
      else this.#state.body!.pushText(payload.text, bytes.length);
      this.#complete(rest);
    }
  }

  async #stream(stream: ReadableStream<Uint8Array>): Promise<void> {
    const reader = stream.getReader();
    this.#reader = reader;
    const body = this.#state.body!;
    let toldAt = Number.NEGATIVE_INFINITY;
    let told = 0;
    const tell = () => {
      toldAt = this.#realm.clock.now();
      told = body.length;
      return this.#fire("progress");
    };
    for (;;) {
      const chunk = await reader.read().catch(() => null);
      if (this.#isOver) return;
      if (chunk === null) {
        this.#breakOff("network-error");
        return;
      }
      if (chunk.done) break;
      if (!isBytes(chunk.value)) {
        this.#breakOff("network-error");
        return;
      }
      if (chunk.value.length === 0) continue;
      body.push(chunk.value);
      if (!this.#fire("readystatechange 3")) return;
      if (this.#realm.clock.now() - toldAt >= PROGRESS_INTERVAL && !tell()) return;
    }
    if (told < body.length && !tell()) return;
    const { outcome, verdict } = this.#loaded!;
    const ended = body.length > 0 ? outcome : withBody(outcome, "");
    if (ended !== outcome) verdict.amend(ended);
    const events = this.#eventsOf(ended);
    const rest = events.slice(events.indexOf("readystatechange 2") + 1);
    this.#complete(
      body.length > 0 ? rest.filter((name) => name !== "readystatechange 3" && name !== "progress") : rest,
    );
  }

  #complete(events: readonly string[]): void {
    for (const name of events) {
      if (name === "readystatechange 4") {
        this.#state.sending = false;
        this.#finish();
        const generation = this.#state.body;
        for (const last of events.slice(events.indexOf(name))) {
          this.#dispatch(last);
          // A handler may have opened it anew.
          if (this.#state.body !== generation) return;
        }
        return;
      }
      if (!this.#fire(name)) return;
    }
  }

  /** After the headers: the body will not come to its end. */
  #breakOff(why: "aborted" | "timeout" | "network-error"): void {
    const { outcome, verdict } = this.#loaded!;
    const url = outcome.request?.url.href ?? "";
    const error = why === "network-error" ? { error: "connection-reset" } : {};
    const failed: FetchOutcome = {
      ...outcome,
      failure: { ok: false, reason: why, ...error, url },
      stage: "network",
      response: null,
    };
    verdict.amend(failed);
    this.#reader?.cancel().catch(ignore);
    this.#failed(failed, true);
  }

  /** Request error steps — https://xhr.spec.whatwg.org/#request-error-steps */
  #failed(outcome: FetchOutcome, uploaded: boolean): void {
    const events = this.#eventsOf(outcome).filter((name) => !STARTING.has(name));
    const end = events.indexOf("readystatechange 4");
    if (!uploaded) for (const name of events.slice(0, end)) if (!this.#fire(name)) return;
    const state = this.#state;
    this.#finish();
    state.sending = false;
    state.outcome = outcome;
    state.response = null;
    state.body = null;
    for (const name of events.slice(end)) {
      // The end is told even if a handler has opened it anew; that upload is another's by then.
      if (name.startsWith("upload.") && (uploaded || state.outcome !== outcome)) continue;
      this.#dispatch(name);
    }
  }

  /** @returns whether it goes on: a handler may have ended it */
  #fire(name: string): boolean {
    if (this.#isOver) return false;
    this.#dispatch(name);
    return !this.#isOver;
  }

  #dispatch(name: string): void {
    const [type, state] = name.split(" ");
    if (state !== undefined) {
      this.#state.readyState = Number(state);
      this.#target.dispatchEvent(new Event("readystatechange"));
    } else if (name.startsWith("upload.")) {
      const event = name.slice("upload.".length);
      this.#uploadFailed ||= event === "error" || event === "abort" || event === "timeout";
      this.#upload.dispatchEvent(new ProgressEvent(event, this.#uploadProgress(event)));
    } else this.#target.dispatchEvent(new ProgressEvent(type!, this.#progress()));
  }

  #uploadProgress(event: string) {
    const total = this.#load.body?.length ?? 0;
    if (this.#uploadFailed) return {};
    return { lengthComputable: total > 0, loaded: event === "loadstart" ? 0 : total, total };
  }

  #progress() {
    const { response, body } = this.#state;
    return response === null || body === null ? {} : progressOf(response, body);
  }

  /** To an upload that somebody listens to, everything is told. */
  #eventsOf(outcome: FetchOutcome): string[] {
    const uploadListeners = outcome.setup.uploadListeners.length === 0 ? [] : PROGRESS_EVENTS;
    const told = { ...outcome, setup: { ...outcome.setup, uploadListeners } };
    // Broken off while the body was on its way: the engine, which sees no time pass, takes it for sent.
    if (outcome.failure !== null && !this.#loading.uploaded) {
      told.exchanges = outcome.exchanges.filter(({ received }) => received.ok);
    }
    return xhrEvents(told, this.#realm.browser.profile);
  }
}

/** How much of a response has come, and of how much. */
export function progressOf({ internal: { headers } }: FilteredResponse, { length: loaded }: ReceivedBody) {
  const length = getHeader("content-encoding", headers) === null ? getHeader("content-length", headers) : null;
  const total = length !== null && /^\d+$/.test(length) ? Number(length) : 0;
  return { lengthComputable: total > 0, loaded, total };
}

/** Fired by open() and by send() itself. */
const STARTING: ReadonlySet<string> = new Set(["readystatechange 1", "loadstart", "upload.loadstart"]);

function withBody(outcome: FetchOutcome, body: string): FetchOutcome {
  const response = outcome.response!;
  return { ...outcome, response: { ...response, internal: { ...response.internal, body } } };
}
