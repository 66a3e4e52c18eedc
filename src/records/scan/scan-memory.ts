import { type ByteSearch, PlainSearch } from "./byte-search.js";
import { NO_BYTES, quickBytes } from "./bytes.js";
import { instantiate } from "./wasm-search.js";

const KEYS = 128 * 1024;
const ELEMENTS = 768 * 1024;
const TEXT = 640 * 1024;
/** As many bytes are read at once, also at the end. */
const SLACK = 64;

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
