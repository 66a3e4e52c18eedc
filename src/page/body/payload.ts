import { Blob as NodeBlob } from "node:buffer";
import { Readable } from "node:stream";
import { shown } from "../../explain/shown.js";
import { PageError } from "../page-error.js";
import { ReadableStream, TextEncoder, TransformStream, takesNodeBlobs } from "../platform.js";

/** A Request or Response of whatever implementation: read through its own methods. */
interface ReadableMessage {
  readonly body?: ReadableStream<Uint8Array> | null;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Bytes of memory that is nobody else's. */
export type Bytes = Uint8Array<ArrayBuffer>;

type Source = string | Uint8Array | Blob | ReadableStream<Uint8Array> | ReadableMessage;

const encoder = new TextEncoder();

/** Bytes of a message on the wire: at hand, or when they are asked for. */
export class Payload {
  readonly #source: Source;
  readonly #isStream: boolean;
  #bytes: Bytes | null = null;
  #reading: Promise<Bytes> | null = null;
  #taken = false;
  /** The bytes stay here once they have been read, for a cache. */
  keeps = false;

  constructor(source: Source) {
    this.#source = source;
    this.#isStream = typeof source === "object" && isReadableStream(source);
  }

  /** A stream: it can be read once, and comes bit by bit. */
  get isStream(): boolean {
    return this.#isStream && this.#bytes === null;
  }

  /** Text that is at hand; null: it would have to be decoded first. */
  get text(): string | null {
    return typeof this.#source === "string" ? this.#source : null;
  }

  /** Bytes that are at hand; null: they have to be waited for. */
  get bytesNow(): Bytes | null {
    if (this.#bytes !== null) return this.#bytes;
    if (typeof this.#source === "string") this.#bytes = encoder.encode(this.#source);
    else if (isBytes(this.#source)) this.#bytes = this.#source;
    return this.#bytes;
  }

  /** Number of bytes; null: not known before they have come. */
  get length(): number | null {
    const bytes = this.bytesNow;
    if (bytes !== null) return bytes.length;
    return isBlob(this.#source) ? this.#source.size : null;
  }

  /** A Blob of the platform, which can be handed to another thread. */
  get blobNow(): Blob | null {
    return this.#source instanceof NodeBlob ? (this.#source as Blob) : null;
  }

  bytes(): Promise<Bytes> {
    const now = this.bytesNow;
    if (now !== null) return Promise.resolve(now);
    this.#reading ??= this.#read();
    return this.#reading;
  }

  async #read(): Promise<Bytes> {
    const source = this.#source;
    const bytes = isReadableStream(source)
      ? await collect(this.#take(source))
      : new Uint8Array(await (isBlob(source) ? bytesOfBlob(source) : (source as ReadableMessage).arrayBuffer()));
    this.#bytes = bytes;
    return bytes;
  }

  /** As a stream; of one that is a stream itself only once. */
  stream(): ReadableStream<Uint8Array> {
    const source = this.#source;
    if (this.#bytes === null && isReadableStream(source)) {
      return this.keeps ? this.#keeping(this.#take(source)) : this.#take(source);
    }
    return new ReadableStream<Uint8Array>(
      bare({
        pull: async (controller: ReadableStreamDefaultController<Uint8Array>) => {
          const bytes = await this.bytes();
          if (bytes.length > 0) controller.enqueue(bytes.slice());
          controller.close();
        },
      }),
      bare({ highWaterMark: 0 }),
    );
  }

  /** What a standard Request or Response takes for a body. */
  get bodyInit(): string | Bytes | Blob | ReadableStream<Uint8Array> {
    const source = this.#source;
    if (typeof source === "string") return source;
    if (isBytes(source)) return source;
    return (takesNodeBlobs ? this.blobNow : null) ?? this.stream();
  }

  /** Nobody will read it. */
  discard(reason?: unknown): void {
    const source = this.#source;
    if (this.#taken || this.#reading !== null || typeof source === "string" || isBytes(source)) return;
    this.#taken = true;
    const stream = isReadableStream(source)
      ? source
      : isBlob(source)
        ? null
        : ((source as ReadableMessage).body ?? null);
    if (stream !== null && !stream.locked) stream.cancel(reason).catch(ignore);
  }

  #take(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    if (this.#taken) throw new PageError("a stream can be read once");
    this.#taken = true;
    return stream;
  }

  #keeping(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const chunks: Uint8Array[] = [];
    return stream.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>(
        bare({
          transform: (chunk: Uint8Array, controller: TransformStreamDefaultController<Uint8Array>) => {
            chunks.push(chunk.slice());
            controller.enqueue(chunk);
          },
          flush: () => {
            this.#bytes = concat(chunks);
          },
        }),
      ),
    );
  }
}

/** Without what page code may have put on Object.prototype. */
export function bare<T extends object>(given: T): T {
  return Object.setPrototypeOf(given, null);
}

export async function collect(stream: ReadableStream<Uint8Array>): Promise<Bytes> {
  const chunks: Bytes[] = [];
  for await (const chunk of chunksOf(stream)) chunks.push(chunk);
  return chunks.length === 1 ? chunks[0]! : concat(chunks);
}

/** The stream stays locked, as it does in a browser; it is cancelled when nobody wants more. */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Bytes, void> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (!isBytes(value)) throw new PageError(`a body's chunk is ${shown(value)}, not a Uint8Array`);
      yield value;
    }
  } finally {
    reader.cancel().catch(ignore);
  }
}

export function concat(chunks: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Of whatever realm: in a test environment the global class may be another one than Node's own bytes are of. */
export function isBytes(value: unknown): value is Bytes {
  return ArrayBuffer.isView(value) && tagOf(value) === "Uint8Array";
}

/** By what it is called, for it may come from another window. */
export function isReadableStream(value: unknown): value is ReadableStream<Uint8Array> {
  return value instanceof ReadableStream || (tagOf(value) === "ReadableStream" && hasMethod(value, "getReader"));
}

export function isBlob(value: unknown): value is Blob {
  const tag = tagOf(value);
  return (tag === "Blob" || tag === "File") && (hasMethod(value, "arrayBuffer") || hasMethod(value, "slice"));
}

interface BlobReader {
  readonly result: unknown;
  readonly error: unknown;
  onload: unknown;
  onerror: unknown;
  readAsArrayBuffer(blob: Blob): void;
}

/** One of an older jsdom's is read by its FileReader alone. */
export function bytesOfBlob(
  blob: Blob,
  FileReader = (globalThis as { FileReader?: new () => BlobReader }).FileReader,
): Promise<ArrayBuffer> {
  if (hasMethod(blob, "arrayBuffer") || FileReader === undefined) return blob.arrayBuffer();
  const reader = new FileReader();
  return new Promise((resolve, reject) => {
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob);
  });
}

export function tagOf(value: unknown): unknown {
  return typeof value === "object" && value !== null
    ? (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag]
    : null;
}

export function hasMethod<Name extends string>(value: unknown, name: Name): value is Record<Name, () => unknown> {
  return typeof value === "object" && value !== null && typeof (value as Record<string, unknown>)[name] === "function";
}

/** Somebody has read from it. */
export function isDisturbed(stream: ReadableStream<Uint8Array>): boolean {
  return Readable.isDisturbed(stream as unknown as NodeJS.ReadableStream);
}

/** For a promise whose failure nobody waits for. */
export function ignore(): void {}
