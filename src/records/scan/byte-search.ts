import { NO_BYTES, quickBytes } from "./bytes.js";
import { instantiate } from "./wasm-search.js";

/** What a scanner asks of bytes; places are indexes into the memory below. */
export interface ByteSearch {
  /** The first byte of a string that is its end, a backslash, a control character or not ASCII; `end`: none is. */
  plainEnd(from: number, end: number): number;
  /** A string's closing quote, its escapes passed over; -1: it goes on behind `end`. */
  closingQuote(from: number, end: number): number;
  /** The index behind an object or array that opens at `from`; -1: it goes on behind `end`. */
  behindValue(from: number, end: number): number;
  /** Whether two places hold the same bytes. */
  isSame(one: number, other: number, length: number): boolean;
}

/**
 * The memory that a scanner works in: keys and values that repeat at its beginning, behind them the text. WebAssembly
 * looks at sixteen bytes at a time; where there is none, JavaScript looks at one.
 */
export class ScanMemory implements ByteSearch {
  bytes: Uint8Array = NO_BYTES;
  /** Where the text begins. */
  readonly start = KEYS + ELEMENTS;
  readonly keys = { next: 0, end: KEYS };
  readonly elements = { next: KEYS, end: KEYS + ELEMENTS };
  readonly plainEnd: ByteSearch["plainEnd"];
  readonly closingQuote: ByteSearch["closingQuote"];
  readonly behindValue: ByteSearch["behindValue"];
  readonly isSame: ByteSearch["isSame"];
  readonly #grow: (length: number) => Uint8Array;

  /** @param useWasm false: JavaScript only, as where WebAssembly is not allowed */
  constructor(useWasm = true) {
    const wasm = useWasm ? instantiate(this.start + TEXT + SLACK) : null;
    const search: ByteSearch = wasm === null ? new PlainSearch(this) : wasm.search;
    this.plainEnd = (from, end) => search.plainEnd(from, end);
    this.closingQuote = (from, end) => search.closingQuote(from, end);
    this.behindValue = (from, end) => search.behindValue(from, end);
    this.isSame = (one, other, length) => search.isSame(one, other, length);
    this.#grow = wasm === null ? (length) => this.#larger(length) : wasm.grow;
    this.bytes = quickBytes(wasm === null ? new Uint8Array(this.start + TEXT + SLACK) : wasm.grow(0));
  }

  /** Makes room for a text of this length; `bytes` may be others afterwards, with the same content. */
  reserve(length: number): void {
    const needed = this.start + length + SLACK;
    if (this.bytes.length < needed) this.bytes = quickBytes(this.#grow(needed));
  }

  /** Copies bytes of the text to where keys are kept. @returns their place; -1 when it is full */
  keep(room: { next: number; readonly end: number }, from: number, end: number): number {
    const place = room.next;
    if (place + end - from > room.end) return -1;
    this.bytes.copyWithin(place, from, end);
    room.next += end - from;
    return place;
  }

  #larger(length: number): Uint8Array {
    const larger = new Uint8Array(Math.max(length, this.bytes.length * 2));
    larger.set(this.bytes);
    return larger;
  }
}

const KEYS = 128 * 1024;
const ELEMENTS = 768 * 1024;
const TEXT = 640 * 1024;
/** As many bytes are read at once, also at the end. */
const SLACK = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The same in JavaScript. */
export class PlainSearch implements ByteSearch {
  readonly #memory: { readonly bytes: Uint8Array };

  constructor(memory: { readonly bytes: Uint8Array }) {
    this.#memory = memory;
  }

  plainEnd(from: number, end: number): number {
    const { bytes } = this.#memory;
    for (let i = from; i < end; i++) {
      const byte = bytes[i]!;
      if (byte === QUOTE || byte === BACKSLASH || byte < 0x20 || byte >= 0x80) return i;
    }
    return end;
  }

  closingQuote(from: number, end: number): number {
    const { bytes } = this.#memory;
    for (let i = from; i < end; ) {
      const byte = bytes[i]!;
      if (byte === QUOTE) return i;
      i += byte === BACKSLASH ? 2 : 1;
    }
    return -1;
  }

  behindValue(from: number, end: number): number {
    const { bytes } = this.#memory;
    let depth = 0;
    for (let i = from; i < end; i++) {
      const byte = bytes[i]!;
      if (byte === QUOTE) {
        i = this.closingQuote(i + 1, end);
        if (i === -1) return -1;
      } else if (byte === 0x7b || byte === 0x5b) {
        depth++;
      } else if ((byte === 0x7d || byte === 0x5d) && --depth === 0) {
        return i + 1;
      }
    }
    return -1;
  }

  isSame(one: number, other: number, length: number): boolean {
    const { bytes } = this.#memory;
    // From the end: beginnings are alike.
    for (let i = length - 1; i >= 0; i--) if (bytes[one + i] !== bytes[other + i]) return false;
    return true;
  }
}
