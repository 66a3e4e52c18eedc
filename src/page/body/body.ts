import { type Bytes, collect, ignore, isDisturbed, Payload } from "./payload.js";

/** What may come between a body and its reader. */
export interface Interruption {
  /** Its abort breaks the body off. */
  readonly signal: AbortSignal | null;
  /** What script gets to see of an error of the network's. */
  failure(error: unknown): unknown;
  /** Is told how to close a stream that is under way. @returns takes that back */
  track(close: () => void): () => void;
}

/** Body — https://fetch.spec.whatwg.org/#concept-body of a Request or Response of script. */
export class Body {
  readonly #payload: Payload;
  readonly #interruption: Interruption | null;
  #stream: ReadableStream<Uint8Array> | null = null;
  #used = false;

  constructor(payload: Payload, interruption: Interruption | null) {
    this.#payload = payload;
    this.#interruption = interruption;
    // What comes bit by bit is watched from now on.
    if (payload.isStream && interruption !== null) this.#stream = guarded(payload.stream(), interruption);
  }

  /** `body` of script; made when it is asked for. */
  get stream(): ReadableStream<Uint8Array> {
    if (this.#stream === null) {
      const stream = this.#payload.stream();
      this.#stream = this.#interruption === null ? stream : guarded(stream, this.#interruption);
      if (this.#used) void this.#stream.cancel();
    }
    return this.#stream;
  }

  get used(): boolean {
    return this.#used || (this.#stream !== null && isDisturbed(this.#stream));
  }

  get locked(): boolean {
    return this.#stream?.locked === true;
  }

  get isUnusable(): boolean {
    return this.used || this.locked;
  }

  /** All of it, for one reader. */
  read(): Promise<Bytes> {
    if (this.#stream !== null) {
      const stream = this.#stream;
      this.#used = true;
      return collect(stream);
    }
    this.#used = true;
    const signal = this.#interruption?.signal ?? null;
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    const bytes = this.#payload.bytesNow;
    if (bytes !== null) return Promise.resolve(bytes);
    return this.#payload.bytes().catch((error: unknown) => {
      throw this.#interruption?.failure(error) ?? error;
    });
  }

  /** The text if it is at hand, for one reader. */
  readText(): string | null {
    if (this.#stream !== null || this.#interruption?.signal?.aborted === true) return null;
    const { text } = this.#payload;
    // A byte order mark is no part of it.
    if (text === null || text.charCodeAt(0) === 0xfeff) return null;
    this.#used = true;
    return text;
  }

  /** Its bytes go to another: a request on its way, or a request made of this one. */
  hand(): Payload {
    const stream = this.#payload.isStream ? this.stream : this.#stream;
    this.#used = true;
    if (this.#payload.isStream && stream !== null) return new Payload(stream.pipeThrough(new TransformStream()));
    void stream?.cancel();
    return this.#payload;
  }

  /** Clone — https://fetch.spec.whatwg.org/#concept-body-clone */
  clone(): Body {
    if (this.#stream === null && !this.#payload.isStream) return new Body(this.#payload, this.#interruption);
    const [mine, theirs] = this.stream.tee();
    this.#stream = mine;
    return new Body(new Payload(theirs), null);
  }
}

/** A stream that an abort breaks off, and whose errors are the browser's. */
function guarded(source: ReadableStream<Uint8Array>, interruption: Interruption): ReadableStream<Uint8Array> {
  const { signal } = interruption;
  const reader = source.getReader();
  let onAbort = ignore;
  const untrack = interruption.track(() => void reader.cancel().catch(ignore));
  const ended = () => {
    signal?.removeEventListener("abort", onAbort);
    untrack();
  };
  return new ReadableStream<Uint8Array>({
    type: "bytes",
    start(controller) {
      if (signal === null) return;
      onAbort = () => {
        controller.error(signal.reason);
        reader.cancel(signal.reason).catch(ignore);
        ended();
      };
      if (signal.aborted) onAbort();
      else signal.addEventListener("abort", onAbort);
    },
    async pull(controller) {
      try {
        for (;;) {
          const { done, value } = await reader.read();
          if (signal?.aborted === true) return;
          if (done) {
            ended();
            controller.close();
            (controller as ReadableByteStreamController).byobRequest?.respond(0);
            return;
          }
          if (!(value instanceof Uint8Array)) throw new TypeError("Received chunk with non-Uint8Array type");
          if (value.length === 0) continue;
          controller.enqueue(value.slice());
          return;
        }
      } catch (error) {
        ended();
        controller.error(interruption.failure(error));
      }
    },
    cancel(reason) {
      ended();
      return reader.cancel(reason);
    },
  });
}
