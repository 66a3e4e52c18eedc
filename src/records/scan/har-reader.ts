import { ScanMemory } from "./scan-memory.js";
import { cutOfString, ValueSkip } from "./skip-value.js";
import { NEED_MORE, NOT_JSON, ValueReader } from "./value-reader.js";
import { type Wanted, WHOLE } from "./wanted.js";

/** What a document of entries is told to. */
export interface HarHandlers {
  /**
   * One of `log.entries` (or of the list, where the document is one), with its wanted parts. Equal headers come as the
   * same object: they are not to be changed.
   * @param offset where it begins in the file, in bytes
   * @param length bytes in the file
   */
  entry(value: unknown, index: number, offset: number, length: number): void;
  /** `log.version`, `creator`, `browser`, `pages`. */
  about(key: string, value: unknown): void;
}

/** Where the bytes stop being the JSON of a HAR. */
export interface ScanFailure {
  /** Bytes from the beginning, at which the document, or the value that holds the fault, is still sound. */
  readonly offset: number;
  /** The fault is somewhere behind `offset`, and not yet known. */
  readonly insideValue: boolean;
  /** What `offset` is in, and whether a member or element of it has just ended. */
  readonly container: "object" | "array" | null;
  readonly isAfterValue: boolean;
  readonly entry: number | null;
  /** JSON path of what was being read. */
  readonly path: string;
  readonly problem: string;
}

type Place = "start" | "top" | "log" | "entries" | "after" | "failed";

const ABOUT: ReadonlySet<string> = new Set(["version", "creator", "browser", "pages"]);
/** An entry may take this much without the values that are passed over. */
const LONGEST_ENTRY = 64 * 2 ** 20;
const NULL = new TextEncoder().encode("null");

/** Reads a HAR that comes in chunks, whatever its size; keeps no more of it than one entry without its bodies. */
export class HarReader {
  failure: ScanFailure | null = null;
  entries = 0;
  /** Keys of the outermost object, for the message when it is no HAR. */
  readonly topKeys = new Set<string>();
  hasLog = false;
  hasEntries = false;
  readonly #wanted: Wanted;
  readonly #handlers: HarHandlers;
  readonly #memory: ScanMemory;
  readonly #reader: ValueReader;
  #place: Place = "start";
  #isWrapped = false;
  #isBareList = false;
  /** A member or element has been read: next is a comma or the end. */
  #isAfterValue = false;
  /** Where in the file a place in memory is: `#head` further before `#split`, `#tail` further from there on. */
  #head = 0;
  #split = 0;
  #tail = 0;
  #seen = 0;
  /** Up to here everything is read. */
  #done = 0;
  #skip: ValueSkip | null = null;
  #retryAt = 0;

  constructor(wanted: Wanted, handlers: HarHandlers, memory = new ScanMemory()) {
    this.#wanted = wanted;
    this.#handlers = handlers;
    this.#memory = memory;
    this.#reader = new ValueReader(memory);
    this.#done = memory.start;
    this.#reader.end = memory.start;
  }

  /** @returns false when the rest of the bytes does not matter any more */
  write(chunk: Uint8Array): boolean {
    if (this.failure !== null) return false;
    const reader = this.#reader;
    const memory = this.#memory;
    const left = reader.end - this.#done;
    const behind = memory.start + left;
    memory.reserve(left + chunk.length);
    if (left > 0) memory.bytes.copyWithin(memory.start, this.#done, reader.end);
    memory.bytes.set(chunk, behind);
    const moved = this.#done - memory.start;
    if (this.#done < this.#split) {
      this.#head += moved;
      this.#split -= moved;
      this.#tail += moved;
    } else {
      // All that is left is of one piece with the chunk.
      this.#split = 0;
      this.#tail = this.#seen - behind;
    }
    this.#seen += chunk.length;
    this.#done = memory.start;
    reader.bytes = memory.bytes;
    reader.end = behind + chunk.length;
    return this.#skip === null ? this.#advance() : this.#resumeSkip(this.#skip, behind);
  }

  /** The last bytes have been written. */
  end(): void {
    if (this.failure !== null) return;
    this.#reader.final = true;
    this.#retryAt = 0;
    if (this.#skip === null) this.#advance();
    if (this.failure === null && this.#place !== "after") {
      this.#fail("the file ends in the middle", this.#seen, false);
    }
  }

  /** Where in the file the byte at an index is. */
  #offsetOf(index: number): number {
    return index + (index < this.#split ? this.#head : this.#tail);
  }

  /** What is kept of the entry stands before `from`. */
  #resumeSkip(skip: ValueSkip, from: number): boolean {
    const reader = this.#reader;
    const { bytes, end } = reader;
    const behind = skip.resume(bytes, from, end);
    if (behind === -1) {
      reader.end = from;
      return true;
    }
    this.#skip = null;
    bytes.copyWithin(from, behind, end);
    reader.end = from + end - behind;
    this.#split = from;
    this.#tail = this.#seen - reader.end;
    return this.#advance();
  }

  /** Reads on until the bytes are used up. */
  #advance(): boolean {
    const reader = this.#reader;
    if (reader.end - this.#done < this.#retryAt && !reader.final) return true;
    try {
      for (;;) {
        reader.at = this.#done;
        if (!this.#step()) return false;
        this.#done = reader.at;
        this.#retryAt = 0;
      }
    } catch (thrown) {
      if (thrown === NEED_MORE) return this.#wait();
      if (thrown !== NOT_JSON) throw thrown;
      this.#fail("is not JSON", this.#offsetOf(this.#done), true);
      return false;
    }
  }

  #wait(): boolean {
    const reader = this.#reader;
    const { skipFrom, skipKeep, bytes, end } = reader;
    reader.skipFrom = -1;
    if (skipFrom !== -1 && (skipKeep === -1 || end - skipFrom > skipKeep + 2)) {
      this.#skip = new ValueSkip(this.#memory);
      this.#skip.resume(bytes, skipFrom, end);
      // What stands for the value is shorter than what has been seen of it, or the little that was is overwritten.
      const from = skipFrom + (skipKeep === -1 ? this.#placeNull(skipFrom) : this.#placeBeginning(skipFrom, skipKeep));
      this.#head = this.#offsetOf(this.#done);
      this.#head -= this.#done;
      this.#split = from;
      reader.end = from;
      return true;
    }
    const waiting = end - this.#done;
    if (waiting > LONGEST_ENTRY) {
      this.#fail(`needs more than ${LONGEST_ENTRY / 2 ** 20} MB without bodies`, this.#offsetOf(this.#done), false);
      return false;
    }
    // Twice as much before the next attempt, so that a long value is not read over and over.
    this.#retryAt = waiting > 2 ** 20 ? waiting * 2 : 0;
    return true;
  }

  /** Puts `null` in a value's place. @returns its length */
  #placeNull(at: number): number {
    this.#memory.bytes.set(NULL, at);
    return NULL.length;
  }

  /** Puts an array with the beginning of a text in its place. @returns its length */
  #placeBeginning(at: number, keep: number): number {
    const { bytes } = this.#memory;
    const cut = cutOfString(bytes, at + 1, keep);
    bytes.copyWithin(at + 1, at, cut);
    bytes[at] = 0x5b;
    bytes[cut + 1] = 0x22;
    bytes[cut + 2] = 0x5d;
    return cut + 3 - at;
  }

  /** Reads one thing of the document. @returns false at its end */
  #step(): boolean {
    switch (this.#place) {
      case "start":
        return this.#start();
      case "top":
        return this.#member("log");
      case "log":
        return this.#member("entries");
      case "entries":
        return this.#element();
      default:
        return this.#after();
    }
  }

  #start(): boolean {
    const reader = this.#reader;
    if (this.#offsetOf(reader.at) === 0 && reader.bytes[reader.at] === 0xef) {
      const { bytes, at } = reader;
      if (reader.end - at < 3) throw NEED_MORE;
      if (bytes[at + 1] !== 0xbb || bytes[at + 2] !== 0xbf) throw NOT_JSON;
      reader.at += 3;
      return true;
    }
    const byte = reader.peek();
    if (byte === 0x7b) {
      this.#place = "top";
    } else if (byte === 0x5b) {
      this.#place = "entries";
      this.#isBareList = true;
      this.hasEntries = true;
    } else if (!this.#isWrapped && isNameByte(byte)) {
      this.#passWrapper();
      return true;
    } else {
      throw NOT_JSON;
    }
    reader.at++;
    return true;
  }

  /** `onInputData({` of a `.harp` file. */
  #passWrapper(): void {
    const reader = this.#reader;
    const { bytes, end } = reader;
    let i = reader.at;
    while (i < end && isNameByte(bytes[i]!)) i++;
    if (i - reader.at > 100) throw NOT_JSON;
    reader.at = i;
    reader.expect(0x28);
    this.#isWrapped = true;
  }

  /** A member of the outermost object or of `log`; `inner` is the one to go into. */
  #member(inner: "log" | "entries"): boolean {
    const reader = this.#reader;
    if (this.#closesOrComma(0x7d)) return true;
    if (reader.peek() !== 0x22) throw NOT_JSON;
    const key = reader.string();
    reader.expect(0x3a);
    if (inner === "log" && this.topKeys.size < 20) this.topKeys.add(key);
    if (key === inner) {
      const byte = reader.peek();
      const opens = inner === "log" ? 0x7b : 0x5b;
      if (byte === opens) {
        reader.at++;
        this.#place = inner;
        this.#isAfterValue = false;
        if (inner === "log") this.hasLog = true;
        else this.hasEntries = true;
        return true;
      }
      this.#fail(
        `expected ${inner === "log" ? "an object" : "an array"}, found ${kindOf(byte)}`,
        this.#offsetOf(reader.at),
        false,
        inner === "log" ? "/log" : "/log/entries",
      );
      return false;
    }
    if (inner === "entries" && ABOUT.has(key)) this.#handlers.about(key, reader.value(WHOLE));
    else {
      reader.peek();
      reader.skip();
    }
    this.#isAfterValue = true;
    return true;
  }

  #element(): boolean {
    const reader = this.#reader;
    if (this.#closesOrComma(0x5d)) return true;
    const byte = reader.peek();
    if (byte === 0x5d && !this.#isAfterValue) throw NOT_JSON;
    const offset = this.#offsetOf(reader.at);
    const value = reader.value(this.#wanted);
    this.#done = reader.at;
    this.#isAfterValue = true;
    this.#handlers.entry(value, this.entries++, offset, this.#offsetOf(reader.at) - offset);
    return true;
  }

  /** Takes a comma, or the bracket that closes the place: then true. */
  #closesOrComma(bracket: number): boolean {
    const reader = this.#reader;
    const byte = reader.peek();
    if (byte === bracket) {
      reader.at++;
      this.#leave();
      return true;
    }
    if (!this.#isAfterValue) return false;
    if (byte !== 0x2c) throw NOT_JSON;
    reader.at++;
    if (reader.peek() === bracket) throw NOT_JSON;
    return false;
  }

  #leave(): void {
    this.#isAfterValue = true;
    if (this.#place === "log") this.#place = "top";
    else if (this.#place === "entries" && !this.#isBareList) this.#place = "log";
    else this.#place = "after";
  }

  /** Nothing but whitespace, and the wrapper's end. */
  #after(): boolean {
    const reader = this.#reader;
    const byte = reader.peek();
    if (!this.#isWrapped || (byte !== 0x29 && byte !== 0x3b)) {
      this.#fail("goes on behind the end of the JSON", this.#offsetOf(reader.at), false);
      return false;
    }
    reader.at++;
    return true;
  }

  #fail(problem: string, offset: number, insideValue: boolean, path?: string): void {
    const inEntries = this.#place === "entries";
    const here = { start: "", top: "", log: "/log", after: "", failed: "" };
    this.failure = {
      offset,
      insideValue,
      container: this.#place === "start" ? null : inEntries ? "array" : "object",
      isAfterValue: this.#isAfterValue,
      entry: inEntries ? this.entries : null,
      path: path ?? (this.#place === "entries" ? this.#entriesPath() : here[this.#place]),
      problem,
    };
    this.#place = "failed";
  }

  #entriesPath(): string {
    return this.#isBareList ? `/${this.entries}` : `/log/entries/${this.entries}`;
  }
}

function isNameByte(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || isDigitLike(byte);
}

function isDigitLike(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x24 || byte === 0x5f || byte === 0x2e;
}

function kindOf(byte: number): string {
  if (byte === 0x7b) return "an object";
  if (byte === 0x5b) return "an array";
  if (byte === 0x22) return "a string";
  if (byte === 0x6e) return "null";
  return byte === 0x74 || byte === 0x66 ? "true or false" : "a number";
}
