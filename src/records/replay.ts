import type { Verdict } from "../cases/verdict.js";
import { Collector } from "./collect.js";
import { WANTED_ENTRY } from "./har/wanted-parts.js";
import { readHttpPairs } from "./http-text.js";
import { JobQueue } from "./judge/rows.js";
import type { Judged, ReplayOptions, ReplaySource } from "./options.js";
import { originOfUrl } from "./reconstruct/page.js";
import type { Row } from "./reconstruct/row.js";
import { RecordError } from "./record-error.js";
import { decodeUtf8, quickBytes } from "./scan/bytes.js";
import { HarReader } from "./scan/har-reader.js";
import { locateFault } from "./scan/locate-fault.js";
import { type ByteSource, type Head, headOf } from "./source/byte-source.js";
import { kindOf } from "./source/kind.js";
import type { OpenedSource } from "./source/open.js";

export type { Judged, ReplayOptions, ReplaySource, Skip } from "./options.js";
export { RecordError } from "./record-error.js";

/** Up to this size JSON.parse is quicker than anything that has yet to warm up. */
const SMALL = 2 * 2 ** 20;

/**
 * Judges each request of a recording as a browser would, in the order of its entries.
 * @throws {RecordError} when the input can't be used, after the verdicts on what came before
 */
export async function* replay(source: ReplaySource, options: ReplayOptions = {}): AsyncGenerator<Verdict> {
  for await (const { verdict } of replayEntries(source, options)) yield verdict;
}

/** The same, with what each verdict was made from; `toCase` turns that into a runnable case. */
export async function* replayEntries(source: ReplaySource, options: ReplayOptions = {}): AsyncGenerator<Judged> {
  checkOrigin(source, options.origin);
  const opened = await openSource(source);
  try {
    for (const recording of await unpacked(opened)) {
      yield* replayOne({ ...source, name: recording.name }, recording, options);
    }
  } finally {
    await opened.close();
  }
}

function checkOrigin({ name }: ReplaySource, origin: string | undefined): void {
  if (origin === undefined || origin === "null" || originOfUrl(origin) === origin) return;
  throw new RecordError(
    { file: name },
    `expected an origin such as https://app.example, or null, got ${JSON.stringify(origin)}`,
  );
}

async function openSource({ name, path, stream, chunks }: ReplaySource): Promise<OpenedSource> {
  if (chunks !== undefined) return { name, chunks, close: async () => {} };
  const { openFile, openStream } = await import("./source/open.js");
  if (path !== undefined) return openFile(name, path);
  if (stream !== undefined) return openStream(name, stream);
  throw new RecordError({ file: name }, "there is nothing to read: a source has a path, a stream or chunks");
}

/** What is in a gzip or zip file; else the file itself. */
async function unpacked(source: ByteSource): Promise<readonly ByteSource[]> {
  const { bytes } = await headOf(source, 4);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    const { gunzipped } = await import("./source/open.js");
    return [gunzipped(source)];
  }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)) {
    const { recordingsInZip } = await import("./source/unzip.js");
    return recordingsInZip(source);
  }
  return [source];
}

async function* replayOne(source: ReplaySource, bytes: ByteSource, options: ReplayOptions): AsyncGenerator<Judged> {
  const head = await headOf(bytes, SMALL);
  switch (kindOf(source.name, head)) {
    case "http":
      yield* replayHttp(source, await wholeText(bytes, head), options);
      return;
    case "ndjson":
      // Cases come with their schema, which no HAR needs.
      yield* (await import("./ndjson.js")).replayLines(source, bytes, options);
      return;
    default: {
      const small = head.isWhole ? parsedWhole(head) : null;
      if (small === null) yield* replayHar(source, bytes, options);
      else yield* replayParsed(source, small, options);
    }
  }
}

interface ParsedHar {
  readonly log: Readonly<Record<string, unknown>>;
  readonly entries: readonly unknown[];
}

/** A small file's content; null when it is not plainly a HAR: the reader says then what is wrong. */
function parsedWhole({ bytes }: Head): ParsedHar | null {
  try {
    const text = decodeUtf8(quickBytes(bytes), 0, bytes.length).replace(/^\ufeff/, "");
    const document: unknown = JSON.parse(text);
    if (Array.isArray(document)) return { log: {}, entries: document };
    const log: unknown = (document as { log?: unknown } | null)?.log;
    const entries: unknown = (log as { entries?: unknown } | null | undefined)?.entries;
    return Array.isArray(entries) ? { log: log as ParsedHar["log"], entries } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function* replayParsed(source: ReplaySource, { log, entries }: ParsedHar, options: ReplayOptions): Generator<Judged> {
  const collector = new Collector(source, options, true);
  for (const key of ["version", "creator", "browser", "pages"]) collector.notes.about(key, log[key]);
  for (const [index, entry] of entries.entries()) collector.entry(entry, index);
  yield* new JobQueue(source, options, collector).ready();
}

function* replayHttp(source: ReplaySource, text: string, options: ReplayOptions): Generator<Judged> {
  const collector = new Collector(source, options, true);
  for (const [index, { exchange }] of readHttpPairs(text).entries()) collector.add(exchange, index);
  yield* new JobQueue(source, options, collector).ready();
}

/** A HAR of any size: read once to see what belongs together, and a second time for what did not fit into memory. */
async function* replayHar(source: ReplaySource, bytes: ByteSource, options: ReplayOptions): AsyncGenerator<Judged> {
  const collector = new Collector(source, options, false);
  const reader = new HarReader(WANTED_ENTRY, {
    entry: (value, index, offset, length) => collector.entry(value, index, offset, length),
    about: (key, value) => collector.notes.about(key, value),
  });
  const broken = await readAll(reader, source, bytes, options);
  const error = broken ?? (await faultOf(reader, source, bytes));
  if (error !== null && reader.entries === 0) throw error;
  const queue = new JobQueue(source, options, collector);
  const rows = queue.toRead();
  yield* queue.ready();
  if (rows.length > 0) yield* readAgain(source, bytes, rows, queue, collector, options);
  if (!queue.isDone) throw new RecordError({ file: source.name }, "changed while it was read");
  if (error !== null) throw error;
}

/** @returns what broke the reading of the bytes, such as a cut-off gzip */
async function readAll(
  reader: HarReader,
  { name }: ReplaySource,
  bytes: ByteSource,
  options: ReplayOptions,
): Promise<RecordError | null> {
  let seen = 0;
  try {
    for await (const chunk of bytes.chunks()) {
      seen += chunk.length;
      const goesOn = reader.write(chunk);
      options.onProgress?.({ file: name, bytes: seen, entries: reader.entries, pass: 1 });
      if (!goesOn) break;
    }
  } catch (error) {
    if (error instanceof RecordError) return error;
    throw error;
  }
  reader.end();
  return null;
}

async function faultOf(reader: HarReader, { name }: ReplaySource, bytes: ByteSource): Promise<RecordError | null> {
  const { failure } = reader;
  if (failure === null) {
    if (reader.hasEntries) return null;
    const keys = [...reader.topKeys].map((key) => JSON.stringify(key)).join(", ");
    const found = reader.hasLog ? "a log without entries" : keys === "" ? "an empty object" : `an object with ${keys}`;
    return new RecordError({ file: name, path: reader.hasLog ? "/log" : "" }, `is no HAR: found ${found}`);
  }
  const { line, column, problem } = await locateFault(bytes.chunks(), failure);
  const entry = failure.entry === null ? {} : { entry: failure.entry };
  return new RecordError({ file: name, line, column, path: failure.path, ...entry }, problem);
}

async function* readAgain(
  { name }: ReplaySource,
  bytes: ByteSource,
  rows: readonly Row[],
  queue: JobQueue,
  collector: Collector,
  options: ReplayOptions,
): AsyncGenerator<Judged> {
  const again = new Collector({ name }, { ...options, onSkip: () => {} }, true, collector.notes);
  const reader = new HarReader(WANTED_ENTRY, {
    about: () => {},
    entry: (value, index) => {
      const row = rows[index]!;
      again.entry(value, row.entry);
      row.exchange = again.rows.pop()?.exchange ?? null;
    },
  });
  reader.write(new Uint8Array([0x5b]));
  let [next, at] = [0, 0];
  for await (const chunk of bytes.chunks()) {
    const end = at + chunk.length;
    for (; next < rows.length && rows[next]!.offset < end; next++) {
      const { offset, length } = rows[next]!;
      reader.write(chunk.subarray(Math.max(0, offset - at), Math.min(chunk.length, offset + length - at)));
      if (offset + length > end) break;
      reader.write(COMMA);
    }
    at = end;
    yield* queue.ready();
    options.onProgress?.({ file: name, bytes: at, entries: rows[next]?.entry ?? 0, pass: 2 });
    if (next === rows.length) break;
  }
}
const COMMA = new Uint8Array([0x2c]);

/** A text that is read as a whole: these are written by hand. */
async function wholeText(source: ByteSource, head: Head): Promise<string> {
  const whole = head.isWhole ? head : await headOf(source, MOST_TEXT);
  if (!whole.isWhole)
    throw new RecordError({ file: source.name }, `is a .http file of more than ${MOST_TEXT / 2 ** 20} MB`);
  return decodeUtf8(quickBytes(whole.bytes), 0, whole.bytes.length);
}
const MOST_TEXT = 64 * 2 ** 20;
