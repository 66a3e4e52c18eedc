import type { ScanFailure } from "./har-reader.js";

/** Where and how a text stops being JSON, in words. */
export interface Fault {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in characters. */
  readonly column: number;
  readonly problem: string;
}

/**
 * Reads a document once more, up to a failure, to name its line and column. Slow, and exact: every byte of the value
 * at fault is checked.
 */
export async function locateFault(chunks: AsyncIterable<Uint8Array>, failure: ScanFailure): Promise<Fault> {
  const grammar = failure.insideValue ? new Grammar(failure.container, failure.isAfterValue) : null;
  let [line, column, offset] = [1, 1, 0];
  let problem: string | null = grammar === null ? failure.problem : null;
  scan: for await (const chunk of chunks) {
    for (const byte of chunk) {
      if (offset >= failure.offset) {
        problem ??= grammar?.take(byte) ?? null;
        if (problem !== null) break scan;
      }
      offset++;
      if (byte === 0x0a) [line, column] = [line + 1, 1];
      else if ((byte & 0xc0) !== 0x80) column++;
    }
  }
  return { line, column, problem: problem ?? "the JSON ends too early" };
}

type Expecting = "value" | "value or ]" | "key" | "key or }" | "colon" | "comma" | "end";
type Inside = "nothing" | "string" | "escape" | "hex" | "word";

const WORD = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/** The grammar of JSON, a byte at a time. */
class Grammar {
  readonly #stack: number[] = [];
  #expecting: Expecting;
  #inside: Inside = "nothing";
  #isKey = false;
  #hexLeft = 0;
  #word = "";

  constructor(container: "object" | "array" | null, isAfterValue: boolean) {
    if (container !== null) this.#stack.push(container === "object" ? 0x7d : 0x5d);
    if (container === null) this.#expecting = "value";
    else if (isAfterValue) this.#expecting = "comma";
    else this.#expecting = container === "object" ? "key or }" : "value or ]";
  }

  /** @returns what is wrong with this byte, or null */
  take(byte: number): string | null {
    if (this.#inside === "string") return this.#takeInString(byte);
    if (this.#inside === "escape" || this.#inside === "hex") return this.#takeEscape(byte);
    const isSpace = byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
    if (this.#inside === "word") {
      if (!isSpace && byte !== 0x2c && byte !== 0x5d && byte !== 0x7d) {
        this.#word += String.fromCharCode(byte);
        return this.#word.length > 400 ? `“${this.#word.slice(0, 20)}…” is no value of JSON` : null;
      }
      this.#inside = "nothing";
      if (!WORD.test(this.#word)) return `“${this.#word.slice(0, 40)}” is no value of JSON`;
      this.#afterValue();
    }
    return isSpace ? null : this.#takeSign(byte);
  }

  #takeSign(byte: number): string | null {
    const closing = this.#stack.at(-1);
    switch (this.#expecting) {
      case "comma":
        if (byte === closing) return this.#close();
        if (byte !== 0x2c) return wrong(`“,” or “${charOf(closing)}”`, byte);
        this.#expecting = closing === 0x7d ? "key" : "value";
        return null;
      case "colon":
        if (byte !== 0x3a) return wrong("“:”", byte);
        this.#expecting = "value";
        return null;
      case "key":
      case "key or }":
        if (byte === 0x7d && this.#expecting === "key or }") return this.#close();
        if (byte !== 0x22) return wrong("a key in double quotes", byte);
        this.#inside = "string";
        this.#isKey = true;
        return null;
      case "end":
        return wrong("the end", byte);
      default:
        if (byte === 0x5d && this.#expecting === "value or ]") return this.#close();
        return this.#openValue(byte);
    }
  }

  #openValue(byte: number): string | null {
    if (byte === 0x22) {
      this.#inside = "string";
      this.#isKey = false;
    } else if (byte === 0x7b) {
      this.#stack.push(0x7d);
      this.#expecting = "key or }";
    } else if (byte === 0x5b) {
      this.#stack.push(0x5d);
      this.#expecting = "value or ]";
    } else if (byte === 0x2d || (byte >= 0x30 && byte <= 0x39) || byte === 0x74 || byte === 0x66 || byte === 0x6e) {
      this.#inside = "word";
      this.#word = String.fromCharCode(byte);
    } else {
      return wrong("a value", byte);
    }
    return null;
  }

  #takeInString(byte: number): string | null {
    if (byte === 0x22) {
      this.#inside = "nothing";
      if (this.#isKey) this.#expecting = "colon";
      else this.#afterValue();
    } else if (byte === 0x5c) {
      this.#inside = "escape";
    } else if (byte < 0x20) {
      return `a raw control character (0x${byte.toString(16).padStart(2, "0")}) in a string`;
    }
    return null;
  }

  #takeEscape(byte: number): string | null {
    const char = String.fromCharCode(byte);
    if (this.#inside === "escape") {
      this.#inside = byte === 0x75 ? "hex" : "string";
      this.#hexLeft = 4;
      return '"\\/bfnrtu'.includes(char) ? null : `“\\${char}” is no escape of JSON`;
    }
    if (!/[0-9a-fA-F]/.test(char)) return wrong("a hexadecimal digit", byte);
    if (--this.#hexLeft === 0) this.#inside = "string";
    return null;
  }

  #close(): null {
    this.#stack.pop();
    this.#afterValue();
    return null;
  }

  #afterValue(): void {
    this.#expecting = this.#stack.length === 0 ? "end" : "comma";
  }
}

function wrong(expected: string, byte: number): string {
  return `expected ${expected}, found ${charOf(byte) === "" ? `byte 0x${byte.toString(16).padStart(2, "0")}` : `“${charOf(byte)}”`}`;
}

function charOf(byte: number | undefined): string {
  return byte === undefined || byte < 0x20 || byte > 0x7e ? "" : String.fromCharCode(byte);
}
