import { randomUUID } from "node:crypto";
import { createWriteStream, statSync } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline, Readable } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { createGunzip } from "node:zlib";
import { RecordError } from "../record-error.js";
import { type ByteSource, memorySource } from "./byte-source.js";

/** The one file that knows Node: paths, standard input, gzip. */

export interface OpenedSource extends ByteSource {
  close(): Promise<void>;
}

const CHUNK = 512 * 1024;
/** What JSON.parse could not read at all. */
const LARGE = 512 * 2 ** 20;
/** Streams up to this size stay in memory; longer ones go through a temporary file, for they may be read twice. */
const MOST_IN_MEMORY = 8 * 2 ** 20;

export function openFile(name: string, path: string): OpenedSource {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new RecordError({ file: name }, "no such file; check the path, or use - for stdin");
  if (stats.isDirectory()) {
    throw new RecordError({ file: name }, `is a directory; name the recordings in it, such as ${name}/*.har`);
  }
  if (stats.size > LARGE) keepYoungGenerationSmall();
  return { name, chunks: () => readErrors(name, fileChunks(path)), close: async () => {} };
}

/**
 * V8 lets the space for new objects grow to 48 MB when some of them stay, as an index does that is built entry by entry.
 * What verdicts are made of is gone at once, and needs no such room: a third of a large replay's memory.
 */
function keepYoungGenerationSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

export async function openStream(name: string, stream: NodeJS.ReadableStream): Promise<OpenedSource> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const input = readErrors(name, bytesOf(stream))[Symbol.asyncIterator]();
  while (length <= MOST_IN_MEMORY) {
    const next = await input.next();
    if (next.done === true) return { ...memorySource(name, Buffer.concat(parts)), close: async () => {} };
    parts.push(next.value);
    length += next.value.length;
  }
  const path = join(tmpdir(), `whycors-${randomUUID()}`);
  await spool(path, parts, input);
  if (statSync(path).size > LARGE) keepYoungGenerationSmall();
  return { name, chunks: () => readErrors(name, fileChunks(path)), close: () => rm(path, { force: true }) };
}

export function gunzipped(source: ByteSource): ByteSource {
  return {
    name: source.name,
    chunks: () => {
      const copies = (async function* () {
        // The decompressor holds on to what it gets.
        for await (const chunk of source.chunks()) yield Buffer.from(chunk);
      })();
      const gunzip = createGunzip({ chunkSize: CHUNK / 2 });
      pipeline(Readable.from(copies), gunzip, () => {});
      return gunzipErrors(source.name, gunzip);
    },
  };
}

async function* fileChunks(path: string): AsyncGenerator<Uint8Array> {
  // Two buffers, by turns: what is left of a chunk is still looked at when the next one comes.
  const buffers = [Buffer.allocUnsafeSlow(CHUNK), Buffer.allocUnsafeSlow(CHUNK)] as const;
  let file: FileHandle | null = null;
  try {
    file = await open(path, "r");
    for (let turn = 0; ; turn ^= 1) {
      const buffer = buffers[turn === 0 ? 0 : 1];
      const { bytesRead } = await file.read(buffer, 0, CHUNK, null);
      if (bytesRead === 0) return;
      yield bytesRead === CHUNK ? buffer : buffer.subarray(0, bytesRead);
    }
  } finally {
    await file?.close();
  }
}

async function* bytesOf(stream: NodeJS.ReadableStream): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}

async function spool(path: string, first: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): Promise<void> {
  const all = (async function* () {
    yield* first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  })();
  await new Promise<void>((resolve, reject) => {
    pipeline(Readable.from(all), createWriteStream(path, { mode: 0o600, flags: "wx" }), (error) => {
      if (error === null || error === undefined) resolve();
      else reject(error);
    });
  });
}

async function* readErrors(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    if (error instanceof RecordError || !isSystemError(error)) throw error;
    throw new RecordError({ file: name }, `can't be read (${error.code})`, { cause: error });
  }
}

async function* gunzipErrors(name: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    if (error instanceof RecordError || !isSystemError(error)) throw error;
    const isCut = error.code === "Z_BUF_ERROR";
    throw new RecordError({ file: name }, isCut ? "the gzip data is cut off" : "the gzip data is damaged", {
      cause: error,
    });
  }
}

function isSystemError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}
