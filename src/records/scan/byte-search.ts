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
