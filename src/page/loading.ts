import { isUtf8 } from "node:buffer";
import type { Fetching, FetchOutcome, HttpRequest } from "../core/fetching/outcome.js";
import { run } from "../core/fetching/run.js";
import type { Request } from "../core/infrastructure/request.js";
import { networkError, type Received } from "../core/infrastructure/response.js";
import type { Setup } from "../core/infrastructure/setup.js";
import { integrityFailure } from "../core/policy/integrity.js";
import type { Profile } from "../core/profiles/profile.js";
import { performPrepared } from "../core/setup/perform.js";
import type { Prepared } from "../core/setup/prepared.js";
import type { HeldBlob } from "./blob-urls.js";
import { ignore, Payload } from "./body/payload.js";
import { readBlobNow } from "./body/read-blob-now.js";
import { isPromiseLike } from "./network/function-network.js";
import { type Network, type NetworkAnswer, type NetworkFailure, NetworkRequest } from "./network/network.js";
import { PageError } from "./page-error.js";
import type { LazyVerdict } from "./page-verdict.js";
import { payloadOf } from "./payload-of.js";
import { TextDecoder } from "./platform.js";
import type { Realm } from "./realm.js";
import { receivedFrom } from "./received.js";

/** What page code asked for, ready to be performed. */
export interface Load {
  readonly setup: Setup;
  readonly prepared: Prepared;
  /** The request's body beside the engine's: its bytes. */
  readonly body: Payload | null;
  /** What its blob: URL stood for when page code named it. */
  readonly blob?: HeldBlob | null;
  /** By which page code may end it; null: it can't; absent: it has other means. */
  readonly signal?: AbortSignal | null;
}

/** How it ended. */
export interface Loaded {
  readonly outcome: FetchOutcome;
  /** The response's bytes, whether script may read them or not; null: there are none. */
  readonly payload: Payload | null;
  readonly verdict: LazyVerdict;
  /** Its body has come to its end, or nobody wants it: a keepalive request gives back its share of the quota. */
  readonly release: () => void;
  /** The network's, where it is a mistake of who wrote it. */
  readonly mistake: PageError | null;
}

/** One fetch under way: the engine on one side, the network on the other. */
export class Loading {
  readonly #realm: Realm;
  readonly #load: Load;
  readonly #fetching: Fetching;
  readonly #rehearsed: ReturnType<NonNullable<Network["rehearsal"]>> | null;
  readonly #done: (loaded: Loaded) => void;
  #step: IteratorResult<HttpRequest, FetchOutcome>;
  #started = false;
  #current: NetworkRequest | null = null;
  #sentAt = 0;
  #payload: Payload | null = null;
  #mistake: PageError | null = null;
  #keepaliveBytes = 0;
  #ended = false;

  /**
   * Goes as far as the first request, and sends nothing yet.
   * @param done called once, perhaps before start() returns
   */
  constructor(realm: Realm, load: Load, done: (loaded: Loaded) => void) {
    this.#realm = realm;
    this.#load = load;
    this.#done = done;
    this.#fetching = performPrepared(load.setup, load.prepared, realm.browser, null);
    this.#rehearsed = realm.network.rehearsal?.(realm.browser) ?? null;
    this.#step = realm.browser.blobUrls.lend(load.blob ?? null, () => this.#fetching.next());
  }

  /** What kept it from sending anything; null: nothing did. */
  get stoppedAtOnce(): FetchOutcome | null {
    return this.#step.done === true ? this.#step.value : null;
  }

  /** The request's body, as far as it has one, has left. */
  get uploaded(): boolean {
    return this.#current !== null && this.#current.kind !== "preflight" && this.#current.uploaded;
  }

  /** Sends what is to be sent first before it returns. */
  start(): void {
    this.#started = true;
    this.#realm.closers.add(this.#close);
    if (this.stoppedAtOnce === null) this.#countKeepalive();
    this.#advance(null);
  }

  get isOver(): boolean {
    return this.#ended;
  }

  /** The page waits no longer: it ends now, before this returns. */
  terminate(why: "aborted" | "timeout"): void {
    if (this.#ended) return;
    this.#current?.abort();
    if (this.#started) this.#advance(networkError(why, this.#waited()));
    else this.#end(neverSent(this.#load, this.#realm));
  }

  readonly #close = () => this.terminate("aborted");

  #advance(given: Received | null): void {
    let received = given;
    while (!this.#ended) {
      if (received !== null) this.#step = this.#fetching.next(received);
      if (this.#step.done === true) {
        this.#end(this.#step.value);
        return;
      }
      received = this.#send(this.#step.value);
      if (received === null) return;
    }
  }

  /** @returns null: the answer takes its time */
  #send(sent: HttpRequest): Received | null {
    // The body of a redirect is nobody's, unless the cache keeps it.
    if (this.#payload?.keeps === true) this.#payload.bytes().catch(ignore);
    else this.#payload?.discard();
    this.#payload = null;
    const request = new NetworkRequest(sent, this.#load.body, this.#load.signal !== null);
    this.#current = request;
    const exchange = this.#realm.log.sent(request);
    this.#sentAt = this.#realm.clock.now();
    const take = (answer: NetworkAnswer): Received | Promise<Received> => {
      if (answer.ok) this.#payload = answer.body;
      return receivedOf(request, answer, this.#waited());
    };
    const goOn = (received: Received) => {
      if (this.#ended) return;
      exchange.came(received);
      this.#advance(received);
    };
    const late = (answer: NetworkAnswer) => {
      // The page may have ended meanwhile: then nobody wants the answer.
      if (this.#ended) {
        if (answer.ok) answer.body?.discard();
        return;
      }
      const received = take(answer);
      if (isPromiseLike(received)) received.then(goOn);
      else goOn(received);
    };
    const answer = this.#ask(request);
    // Only an upload is told of.
    if (request.sent.request.api === "xhr" && this.#realm.network.reportsUpload !== true) {
      queueMicrotask(() => {
        request.uploaded = true;
      });
    }
    if (isPromiseLike(answer)) {
      answer.then(late, (error: unknown) => late(this.#failed(error)));
      return null;
    }
    const received = take(answer);
    if (isPromiseLike(received)) {
      received.then(goOn);
      return null;
    }
    exchange.came(received);
    return received;
  }

  /** Seconds since what is under way was sent. */
  #waited(): number {
    return (this.#realm.clock.now() - this.#sentAt) / 1000;
  }

  #ask(request: NetworkRequest): NetworkAnswer | Promise<NetworkAnswer> {
    try {
      return this.#realm.network.send(request);
    } catch (error) {
      return this.#failed(error);
    }
  }

  /** A network that throws has no answer. */
  #failed(error: unknown): NetworkFailure {
    if (error instanceof PageError) this.#mistake = error;
    return failureOf(error);
  }

  #end(decided: FetchOutcome): void {
    const { browser, closers, log } = this.#realm;
    const outcome = withIntegrity(decided, this.#payload, browser.profile);
    this.#ended = true;
    closers.delete(this.#close);
    const verdict = log.ended(outcome, browser, this.#rehearsed);
    const payload = outcome.response === null ? null : payloadOf(outcome.response.internal);
    if (payload !== this.#payload) this.#payload?.discard();
    const release = () => {
      browser.keepaliveBytes -= this.#keepaliveBytes;
      this.#keepaliveBytes = 0;
    };
    if (payload?.isStream !== true) release();
    this.#done({ outcome, payload, verdict, release, mistake: this.#mistake });
  }

  /** Bytes of a keepalive request count against the page's quota while it is under way. */
  #countKeepalive(): void {
    const { prepared } = this.#load;
    if (!prepared.ok || !prepared.request.keepalive) return;
    this.#keepaliveBytes = prepared.request.body?.length ?? 0;
    this.#realm.browser.keepaliveBytes += this.#keepaliveBytes;
  }
}

/** Taken back before anything was sent. */
function neverSent({ setup, prepared }: Load, { browser }: Realm): FetchOutcome {
  const step = performPrepared({ ...setup, abortAfter: 0 }, prepared, browser, null).next();
  if (step.done !== true) throw new Error("an aborted request is none");
  return prepared.ok ? { ...step.value, request: prepared.request } : step.value;
}

export function failureOf(error: unknown): NetworkFailure {
  return {
    ok: false,
    error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    thrown: error,
  };
}

function receivedOf(request: NetworkRequest, answer: NetworkAnswer, delay: number): Received | Promise<Received> {
  const body = answer.ok ? answer.body : null;
  const text = textNow(body);
  if (body === null || text !== null || !needsBody(request)) return receivedFrom(answer, text, delay);
  return body.bytes().then(
    (bytes) => receivedFrom(answer, textFor(request, bytes), delay),
    () => networkError("connection-reset", delay),
  );
}

/** The body as text, where that costs nothing. */
function textNow(body: Payload | null): string | null {
  if (body === null) return "";
  return body.text ?? (body.length === 0 ? "" : null);
}

/** Bytes that are no text have no digest as such: they are looked at once the engine is through. */
function textFor({ sent: { request } }: NetworkRequest, bytes: Uint8Array): string | null {
  return request.integrity !== "" && !isUtf8(bytes) ? null : decodeUtf8(bytes);
}

/** Main fetch, step 23, of bytes that are no text. */
function withIntegrity(outcome: FetchOutcome, payload: Payload | null, profile: Profile): FetchOutcome {
  const { request, response } = outcome;
  if (request === null || response === null || request.integrity === "" || response.internal.body !== null)
    return outcome;
  const failure = integrityFailure(request, response, { body: payload?.bytesNow ?? null }, profile);
  return failure === null ? outcome : { ...outcome, failure, stage: "response", response: null };
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

export function decodeUtf8(bytes: Uint8Array): string {
  return utf8.decode(bytes);
}

/** Rules that read the body: integrity, and what elements make of it. */
function needsBody({ kind, sent: { request } }: NetworkRequest): boolean {
  return kind !== "preflight" && (request.integrity !== "" || isElement(request));
}

function isElement({ api }: Request): boolean {
  return api !== "fetch" && api !== "xhr" && api !== "eventsource" && api !== "beacon" && api !== "xdr";
}

/** The same while the page stands still. @throws PageError when the network has no answer at once */
export function loadNow(realm: Realm, load: Load): Loaded {
  const { network, log, browser, clock } = realm;
  const rehearsed = network.rehearsal?.(browser) ?? null;
  const fetching = performPrepared(load.setup, load.prepared, browser, null);
  const send = (sent: HttpRequest) => {
    const request = new NetworkRequest(sent, load.body, false);
    const exchange = log.sent(request);
    const started = clock.now();
    const answer = askNow(network, request);
    const received = receivedFrom(answer, answer.ok ? textNow(answer.body) : null, (clock.now() - started) / 1000);
    exchange.came(received);
    return received;
  };
  const outcome = browser.blobUrls.lend(load.blob ?? null, () => run(fetching, send));
  const received = outcome.response === null ? null : payloadOf(outcome.response.internal);
  const payload = received === null ? null : bytesAtHand(received);
  if (payload === null && received !== null) {
    throw new PageError(
      "a synchronous XMLHttpRequest needs a body that is at hand: have the network function return { status, headers, body } with a string or bytes",
    );
  }
  return { outcome, payload, verdict: log.ended(outcome, browser, rehearsed), release: ignore, mistake: null };
}

function bytesAtHand(payload: Payload): Payload | null {
  if (payload.bytesNow !== null) return payload;
  const bytes = payload.blobNow === null ? null : readBlobNow(payload.blobNow);
  return bytes === null ? null : new Payload(bytes);
}

/** @throws PageError when the network has no answer at once */
export function askNow(network: Network, request: NetworkRequest): NetworkAnswer {
  if (network.sendSync !== undefined) return network.sendSync(request);
  let answer: NetworkAnswer | Promise<NetworkAnswer>;
  try {
    answer = network.send(request);
  } catch (error) {
    if (error instanceof PageError) throw error;
    return failureOf(error);
  }
  if (!isPromiseLike(answer)) return answer;
  answer.then(undefined, ignore);
  throw new PageError(
    "a synchronous XMLHttpRequest needs a network that answers at once: the network function returned a promise",
  );
}
