import { ReadableStream, TransformStream } from "../platform.js";
import { type Bytes, bare, collect, ignore, isBytes, isDisturbed, Payload } from "./payload.js";

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
  #stream: ReadableStream<Uint8Array> | null;
  #used = false;
  #isFinished = false;

  constructor(payload: Payload, interruption: Interruption | null) {
    this.#payload = payload;
    this.#interruption = interruption;
    // What comes bit by bit is watched from now on.
    this.#stream = payload.isStream ? this.#open() : null;
  }

  /** `body` of script; made when it is asked for. */
  get stream(): ReadableStream<Uint8Array> {
    if (this.#stream === null) {
      this.#stream = this.#open();
      // Whoever has read all of it keeps its lock.
      if (this.#used) this.#stream.getReader().cancel().catch(ignore);
    }
    return this.#stream;
  }

  get used(): boolean {
    return this.#used || (this.#stream !== null && isDisturbed(this.#stream));
  }

  get isUnusable(): boolean {
    return this.used || this.#stream?.locked === true;
  }

  /** Broken off before its end: by the reason in a list of one; null: it was not. */
  get interruption(): readonly [reason: unknown] | null {
    const signal = this.#interruption?.signal ?? null;
    return signal?.aborted === true && !this.#isFinished ? [signal.reason] : null;
  }

  /** All of it, for one reader. */
  async read(): Promise<Bytes> {
    this.#used = true;
    if (this.#stream !== null) return collect(this.#stream);
    const bytes = this.#payload.bytesNow;
    if (bytes !== null) {
      this.#isFinished = true;
      return bytes;
    }
    try {
      const late = await this.#payload.bytes();
      this.#isFinished = true;
      return late;
    } catch (error) {
      throw this.#interruption?.failure(error) ?? error;
    }
  }

  /** The text if it is at hand, for one reader. */
  readText(): string | null {
    const { text } = this.#payload;
    // A byte order mark is no part of it.
    if (this.#stream !== null || text === null || text.charCodeAt(0) === 0xfeff) return null;
    this.#used = true;
    this.#isFinished = true;
    return text;
  }

  #open(): ReadableStream<Uint8Array> {
    const stream = this.#payload.stream();
    if (this.#interruption === null) return stream;
    return guarded(stream, this.#interruption, () => {
      this.#isFinished = true;
    });
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
function guarded(
  source: ReadableStream<Uint8Array>,
  interruption: Interruption,
  finished: () => void,
): ReadableStream<Uint8Array> {
  const { signal } = interruption;
  const reader = source.getReader();
  let onAbort = ignore;
  const untrack = interruption.track(() => void reader.cancel().catch(ignore));
  let isOver = false;
  const ended = () => {
    isOver = true;
    signal?.removeEventListener("abort", onAbort);
    untrack();
  };
  const underlying = {
    type: "bytes" as const,
    start(controller: ReadableByteStreamController) {
      if (signal === null) return;
      onAbort = () => {
        controller.error(signal.reason);
        reader.cancel(signal.reason).catch(ignore);
        ended();
      };
      if (signal.aborted) onAbort();
      else signal.addEventListener("abort", onAbort);
    },
    async pull(controller: ReadableByteStreamController) {
      try {
        for (;;) {
          const { done, value } = await reader.read();
          if (isOver) return;
          if (done) {
            finished();
            ended();
            controller.close();
            controller.byobRequest?.respond(0);
            return;
          }
          if (!isBytes(value)) throw new TypeError("Received chunk with non-Uint8Array type");
          if (value.length === 0) continue;
          controller.enqueue(value.slice());
          return;
        }
      } catch (error) {
        if (isOver) return;
        ended();
        controller.error(interruption.failure(error));
      }
    },
    cancel(reason: unknown) {
      ended();
      return reader.cancel(reason);
    },
  };
  // Read ahead, so that an error shows before somebody reads as far.
  return new ReadableStream(bare(underlying), bare({ highWaterMark: READ_AHEAD }));
}
const READ_AHEAD = 65_536;
