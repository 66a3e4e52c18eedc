import type { Fetching, FetchOutcome, HttpRequest } from "../core/fetching/outcome.js";
import type { Request } from "../core/infrastructure/request.js";
import { networkError, type Received } from "../core/infrastructure/response.js";
import type { Setup } from "../core/infrastructure/setup.js";
import { performPrepared } from "../core/setup/perform.js";
import type { Prepared } from "../core/setup/prepared.js";
import type { Payload } from "./body/payload.js";
import { isPromiseLike } from "./network/function-network.js";
import { type NetworkAnswer, type NetworkFailure, NetworkRequest } from "./network/network.js";
import { PageError } from "./page-error.js";
import type { LazyVerdict } from "./page-verdict.js";
import type { Realm } from "./realm.js";
import { payloadOf, receivedFrom } from "./received.js";

/** What page code asked for, ready to be performed. */
export interface Load {
  readonly setup: Setup;
  readonly prepared: Prepared;
  /** The request's body beside the engine's: its bytes. */
  readonly body: Payload | null;
}

/** How it ended. */
export interface Loaded {
  readonly outcome: FetchOutcome;
  /** The response's bytes, whether script may read them or not; null: there are none. */
  readonly payload: Payload | null;
  readonly verdict: LazyVerdict;
  /** The network's, where it is a mistake of who wrote it. */
  readonly mistake: PageError | null;
}

/** One fetch under way: the engine on one side, the network on the other. */
export class Loading {
  readonly #realm: Realm;
  readonly #load: Load;
  readonly #fetching: Fetching;
  readonly #done: (loaded: Loaded) => void;
  #current: NetworkRequest | null = null;
  #payload: Payload | null = null;
  #mistake: PageError | null = null;
  #keepaliveBytes = 0;
  #ended = false;

  /**
   * Sends what is to be sent first before it returns.
   * @param done called once, perhaps before this returns
   */
  constructor(realm: Realm, load: Load, done: (loaded: Loaded) => void) {
    this.#realm = realm;
    this.#load = load;
    this.#done = done;
    this.#fetching = performPrepared(load.setup, load.prepared, realm.browser, null);
    realm.closers.add(this.#close);
    this.#advance(null);
    if (!this.#ended) this.#countKeepalive();
  }

  get isOver(): boolean {
    return this.#ended;
  }

  /** The page waits no longer: it ends now, before this returns. */
  terminate(why: "aborted" | "timeout"): void {
    if (this.#ended) return;
    this.#current?.abort();
    this.#advance(networkError(why));
  }

  readonly #close = () => this.terminate("aborted");

  #advance(given: Received | null): void {
    let received = given;
    while (!this.#ended) {
      const step = received === null ? this.#fetching.next() : this.#fetching.next(received);
      if (step.done === true) this.#end(step.value);
      else received = this.#send(step.value);
      if (received === null) return;
    }
  }

  /** @returns null: the answer takes its time */
  #send(sent: HttpRequest): Received | null {
    this.#payload?.discard();
    this.#payload = null;
    const request = new NetworkRequest(sent, this.#load.body);
    this.#current = request;
    const exchange = this.#realm.log.sent(request);
    const started = this.#realm.clock.now();
    const take = (answer: NetworkAnswer): Received | Promise<Received> => {
      if (answer.ok) this.#payload = answer.body;
      return receivedOf(request, answer, (this.#realm.clock.now() - started) / 1000);
    };
    const answer = this.#ask(request);
    const received = isPromiseLike(answer) ? this.#late(answer, take) : take(answer);
    if (!isPromiseLike(received)) {
      exchange.came(received);
      return received;
    }
    received.then((came) => {
      if (this.#ended) return;
      exchange.came(came);
      this.#advance(came);
    });
    return null;
  }

  /** The page may have ended meanwhile: then nobody wants the answer. */
  async #late(
    answer: Promise<NetworkAnswer>,
    take: (answer: NetworkAnswer) => Received | Promise<Received>,
  ): Promise<Received> {
    const came = await answer.catch((error: unknown) => this.#failed(error));
    if (!this.#ended) return take(came);
    if (came.ok) came.body?.discard();
    return networkError("aborted");
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

  #end(outcome: FetchOutcome): void {
    const { browser, closers, log } = this.#realm;
    this.#ended = true;
    closers.delete(this.#close);
    browser.keepaliveBytes -= this.#keepaliveBytes;
    const verdict = log.ended(outcome, browser);
    const payload = outcome.response === null ? null : payloadOf(outcome.response.internal);
    if (payload !== this.#payload) this.#payload?.discard();
    this.#done({ outcome, payload, verdict, mistake: this.#mistake });
  }

  /** Bytes of a keepalive request count against the page's quota while it is under way. */
  #countKeepalive(): void {
    const { prepared } = this.#load;
    if (!prepared.ok || !prepared.request.keepalive) return;
    this.#keepaliveBytes = prepared.request.body?.length ?? 0;
    this.#realm.browser.keepaliveBytes += this.#keepaliveBytes;
  }
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
  if (body === null) return receivedFrom(answer, "", delay);
  if (body.text !== null || !needsBody(request)) return receivedFrom(answer, body.text, delay);
  return body.bytes().then(
    (bytes) => receivedFrom(answer, decodeUtf8(bytes), delay),
    () => networkError("connection-reset", delay),
  );
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
