import { decodeAscii, decodeUtf8 } from "./bytes.js";
import { ElementMemo } from "./element-memo.js";
import { KeyMemory, NameMemo } from "./name-memo.js";
import type { ScanMemory } from "./scan-memory.js";
import { cutOfString } from "./skip-value.js";
import type { Wanted, WantedElements, WantedMembers, WantedText } from "./wanted.js";

/** Thrown, without a stack, where the bytes end before the value does. */
export const NEED_MORE = { need: "more bytes" } as const;
/** Thrown where the bytes are no JSON; `locate-fault.ts` says in words what is wrong. */
export const NOT_JSON = { not: "JSON" } as const;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const LONGEST_WORD = 400;

/** Reads wanted parts of JSON values out of a scanner's memory, and passes over the rest. */
export class ValueReader {
  bytes: Uint8Array;
  end = 0;
  at = 0;
  /** No bytes come after `end`. */
  final = false;
  /** Where the value that is being passed over began; -1 when none is. */
  skipFrom = -1;
  /** Of a text that is passed over: how many bytes of it are kept; -1 for other values. */
  skipKeep = -1;
  readonly #memory: ScanMemory;
  readonly #repeated: ElementMemo;
  readonly #names = new NameMemo();
  readonly #keys = new Map<WantedMembers["of"], KeyMemory>();

  constructor(memory: ScanMemory) {
    this.#memory = memory;
    this.#repeated = new ElementMemo(memory);
    this.bytes = memory.bytes;
  }

  /** The byte after whitespace; `at` is left there. */
  peek(): number {
    const { bytes, end } = this;
    let i = this.at;
    while (i < end) {
      const byte = bytes[i]!;
      if (byte > 0x20 || (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)) {
        this.at = i;
        return byte;
      }
      i++;
    }
    this.at = i;
    throw NEED_MORE;
  }

  expect(byte: number): void {
    if (this.peek() !== byte) throw NOT_JSON;
    this.at++;
  }

  value(wanted: Wanted): unknown {
    const byte = this.peek();
    if (byte === 0x22) return wanted.kind === "text" ? this.#text(wanted) : this.string();
    if (byte === 0x7b) return wanted.kind === "members" ? this.#members(wanted) : this.#whole();
    if (byte === 0x5b) return wanted.kind === "elements" ? this.#elements(wanted) : this.#whole();
    return this.#scalar();
  }

  /** A string with its quotes, as JSON has them. */
  string(): string {
    const { bytes, end } = this;
    const start = this.at + 1;
    const stop = this.#memory.plainEnd(start, end);
    if (stop < end && bytes[stop] === 0x22) {
      this.at = stop + 1;
      return stop - start <= NameMemo.longest ? this.#names.get(bytes, start, stop) : decodeAscii(bytes, start, stop);
    }
    const quote = this.#memory.closingQuote(stop, end);
    if (quote === -1) throw NEED_MORE;
    this.at = quote + 1;
    return parsed(decodeUtf8(bytes, start - 1, quote + 1)) as string;
  }

  /** Passes over a value that nobody wants: where the bytes end in it, what comes of it later needs no reading. */
  skip(): void {
    this.peek();
    this.skipFrom = this.at;
    this.skipKeep = -1;
    this.#pass();
    this.skipFrom = -1;
  }

  /** Goes behind a value. */
  #pass(): void {
    const first = this.peek();
    const isString = first === 0x22;
    if (!isString && first !== 0x7b && first !== 0x5b) {
      this.skipFrom = -1;
      this.#scalar();
      return;
    }
    const behind = isString
      ? this.#memory.closingQuote(this.at + 1, this.end) + 1
      : this.#memory.behindValue(this.at, this.end);
    if (behind <= 0) throw NEED_MORE;
    this.at = behind;
  }

  #whole(): unknown {
    const start = this.at;
    this.#pass();
    return parsed(decodeUtf8(this.bytes, start, this.at));
  }

  #text({ keep }: WantedText): unknown {
    const { bytes } = this;
    const start = this.at + 1;
    this.skipFrom = this.at;
    this.skipKeep = keep;
    const quote = this.#memory.closingQuote(start, this.end);
    if (quote === -1) throw NEED_MORE;
    this.skipFrom = -1;
    if (quote - start <= keep) return this.string();
    this.at = quote + 1;
    const cut = cutOfString(bytes, start, keep);
    return [parsed(`"${decodeUtf8(bytes, start, cut)}"`)];
  }

  #members({ of }: WantedMembers): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    let last = this.#keysOf(of);
    this.at++;
    for (let isFirst = true; ; isFirst = false) {
      const guess = last.guess(this.#memory, this.at, this.end);
      if (guess !== null) {
        this.at += guess.length;
        last = guess;
      } else {
        const start = this.at;
        if (isFirst ? this.#closesAtOnce(0x7d) : this.#closes(0x7d)) return object;
        const key = this.#key();
        const place = this.#memory.keep(this.#memory.keys, start, this.at);
        const memory = new KeyMemory(place, this.at - start, key, of.get(key) ?? null);
        last.learn(memory);
        last = memory;
      }
      if (last.wanted === null) this.skip();
      else object[last.key] = this.value(last.wanted);
    }
  }

  /** A key with its colon, up to the value. */
  #key(): string {
    if (this.peek() !== 0x22) throw NOT_JSON;
    const key = this.string();
    this.expect(0x3a);
    this.peek();
    return key;
  }

  /** What keys came before in objects like this. */
  #keysOf(of: WantedMembers["of"]): KeyMemory {
    let first = this.#keys.get(of);
    if (first === undefined) {
      first = new KeyMemory(-1, 0, "", null);
      this.#keys.set(of, first);
    }
    return first;
  }

  #elements({ of, limit, repeats, make }: WantedElements): unknown[] {
    const list: unknown[] = [];
    this.at++;
    if (this.#closesAtOnce(0x5d)) return list;
    if (repeats) this.#repeated.begin();
    for (;;) {
      if (list.length >= limit) this.skip();
      else list.push(repeats ? this.#repeating(of, make) : this.value(of));
      if (this.#closes(0x5d)) return list;
    }
  }

  #closesAtOnce(bracket: number): boolean {
    if (this.peek() !== bracket) return false;
    this.at++;
    return true;
  }

  /** A comma, or the bracket that closes: then true. */
  #closes(bracket: number): boolean {
    const byte = this.peek();
    this.at++;
    if (byte === 0x2c) return false;
    if (byte === bracket) return true;
    throw NOT_JSON;
  }

  #repeating(of: Wanted, make: WantedElements["make"]): unknown {
    const first = this.peek();
    if (first !== 0x7b && first !== 0x5b) return this.value(of);
    const memo = this.#repeated;
    const start = this.at;
    const guessed = memo.guess(start, this.end);
    if (guessed > 0) {
      this.at = start + guessed;
      return memo.value;
    }
    if (guessed < 0) return made(this.value(of), make);
    this.#pass();
    const end = this.at;
    if (memo.find(start, end)) return memo.value;
    this.at = start;
    const value = made(this.value(of), make);
    memo.note(start, end, value);
    return value;
  }

  #scalar(): unknown {
    const { bytes, end } = this;
    const start = this.at;
    let i = start;
    for (; i < end; i++) {
      const byte = bytes[i]!;
      if (byte === 0x2c || byte === 0x7d || byte === 0x5d || byte <= 0x20) break;
    }
    if (i - start > LONGEST_WORD) throw NOT_JSON;
    if (i === end && !this.final) throw NEED_MORE;
    this.at = i;
    const word = this.#names.get(bytes, start, i);
    const first = bytes[start]!;
    if (first >= 0x30 ? first <= 0x39 : first === 0x2d) {
      if (!NUMBER.test(word)) throw NOT_JSON;
      return Number(word);
    }
    if (word === "null") return null;
    if (word === "true") return true;
    if (word === "false") return false;
    throw NOT_JSON;
  }
}

function made(value: unknown, make: WantedElements["make"]): unknown {
  return make === null ? value : make(value);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw NOT_JSON;
  }
}
