import type { ByteSearch } from "./byte-search.js";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Passes over one value that comes in many chunks: an object, an array or a string. */
export class ValueSkip {
  readonly #search: ByteSearch;
  #depth = 0;
  #inString = false;
  #escaped = false;

  constructor(search: ByteSearch) {
    this.#search = search;
  }

  /** @returns the index behind the value; -1 when it goes on in the next chunk */
  resume(bytes: Uint8Array, from: number, end: number): number {
    let i = from;
    if (this.#inString) {
      i = this.#restOfString(bytes, i, end);
      if (i === -1 || this.#depth === 0) return i;
    }
    for (; i < end; i++) {
      const byte = bytes[i]!;
      if (byte === QUOTE) {
        this.#inString = true;
        const behind = this.#restOfString(bytes, i + 1, end);
        if (behind === -1 || this.#depth === 0) return behind;
        i = behind - 1;
      } else if (byte === 0x7b || byte === 0x5b) {
        this.#depth++;
      } else if (byte === 0x7d || byte === 0x5d) {
        if (--this.#depth <= 0) return i + 1;
      }
    }
    return -1;
  }

  /** @returns the index behind the closing quote, or -1 */
  #restOfString(bytes: Uint8Array, from: number, end: number): number {
    const start = this.#escaped ? from + 1 : from;
    this.#escaped = false;
    const quote = start > end ? -1 : this.#search.closingQuote(start, end);
    if (quote !== -1) {
      this.#inString = false;
      return quote + 1;
    }
    let slashes = end;
    while (slashes > start && bytes[slashes - 1] === BACKSLASH) slashes--;
    this.#escaped = start > end || (end - slashes) % 2 === 1;
    return -1;
  }
}

/** Where to cut a string's bytes so that at most `keep` of them remain, and no character or escape in half. */
export function cutOfString(bytes: Uint8Array, start: number, keep: number): number {
  let cut = start + keep;
  while (cut > start && (bytes[cut]! & 0xc0) === 0x80) cut--;
  for (let i = cut - 1; i >= start && i >= cut - 5; i--) {
    if (bytes[i] !== BACKSLASH) continue;
    let first = i;
    while (first > start && bytes[first - 1] === BACKSLASH) first--;
    const begins = (i - first) % 2 === 0;
    return begins && i + (bytes[i + 1] === 0x75 ? 6 : 2) > cut ? i : cut;
  }
  return cut;
}
