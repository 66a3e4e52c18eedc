import type { Wanted } from "./wanted.js";

const SLOTS = 4096;
const LONGEST = 384;

/** A value that was read before, with its bytes, and the one that came after it last time. */
class Memory {
  /** Empty: a place where each list has a value of its own. */
  readonly key: Uint8Array;
  readonly value: unknown;
  next: Memory | null = null;

  constructor(key: Uint8Array, value: unknown) {
    this.key = key;
    this.value = value;
  }
}

const NO_KEY = new Uint8Array(0);

/**
 * Values that were read before, by their bytes; a slot keeps the last that came twice. Lists resemble each other, and
 * so the first guess is what followed the last value before.
 */
export class ElementMemo {
  readonly #slots = new Array<Memory | null>(SLOTS).fill(null);
  readonly #seen = new Int32Array(SLOTS);
  readonly #first = new Memory(NO_KEY, null);
  #last = this.#first;

  /** The next values are another list's. */
  begin(): void {
    this.#last = this.#first;
  }

  /**
   * @returns how many bytes from `start` on are the value that is guessed, `value` then; 0 when they are another;
   * -1 when the value here is new each time
   */
  guess(bytes: Uint8Array, start: number, limit: number): number {
    const guess = this.#last.next;
    if (guess === null) return 0;
    const { key } = guess;
    const { length } = key;
    if (length === 0) {
      this.#last = guess;
      return -1;
    }
    if (start + length > limit) return 0;
    for (let i = length - 1; i >= 0; i--) if (key[i] !== bytes[start + i]) return 0;
    this.#last = guess;
    return length;
  }

  /** Whether these bytes are known; `value` is theirs then. */
  find(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start > LONGEST) return false;
    const memory = this.#slots[slotOf(hashOf(bytes, start, end))]!;
    if (memory === null || memory.key.length !== end - start) return false;
    const { key } = memory;
    for (let i = 0, at = start; at < end; i++, at++) if (key[i] !== bytes[at]) return false;
    this.#last.next = memory;
    this.#last = memory;
    return true;
  }

  get value(): unknown {
    return this.#last.value;
  }

  /** Takes note of a value that was not found, and keeps it when it comes for the second time. */
  note(bytes: Uint8Array, start: number, end: number, value: unknown): void {
    const hash = hashOf(bytes, start, end);
    const slot = slotOf(hash);
    let memory: Memory;
    if (this.#seen[slot] === hash && end - start <= LONGEST) {
      const key = new Uint8Array(end - start);
      for (let i = 0, at = start; at < end; i++, at++) key[i] = bytes[at]!;
      memory = new Memory(key, value);
      this.#slots[slot] = memory;
    } else {
      this.#seen[slot] = hash;
      memory = new Memory(NO_KEY, null);
      memory.next = this.#last.next === null ? null : this.#last.next.next;
    }
    this.#last.next = memory;
    this.#last = memory;
  }
}

/** Of every third byte: what tells headers apart is longer. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  const step = end - start > 64 ? 3 : 1;
  for (let i = Math.min(start + 8, end); i < end; i += step) hash = (Math.imul(hash, 31) + bytes[i]!) | 0;
  return hash;
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 12)) & (SLOTS - 1);
}

const SHORT = 32;
const NAMES = 2048;

/** Short strings that were read before (keys, methods, types): the same string for the same bytes. */
export class NameMemo {
  readonly #names = new Array<string | null>(NAMES).fill(null);

  /** @param bytes ASCII only, no escapes, at most `longest` of them */
  get(bytes: Uint8Array, start: number, end: number, hash: number): string {
    const slot = (hash ^ (hash >>> 11)) & (NAMES - 1);
    const known = this.#names[slot]!;
    if (known !== null && known.length === end - start && isSame(known, bytes, start)) return known;
    let name = "";
    for (let i = start; i < end; i++) name += String.fromCharCode(bytes[i]!);
    this.#names[slot] = name;
    return name;
  }

  static readonly longest = SHORT;
}

function isSame(name: string, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}

/** A member's key with all that stands between the value before and its own, as it was read once. */
export class KeyMemory {
  readonly bytes: Uint8Array;
  readonly key: string;
  /** Null: the member is passed over. */
  readonly wanted: Wanted | null;
  /** What came after it the last time, and another time. */
  #next: KeyMemory | null = null;
  #other: KeyMemory | null = null;

  constructor(bytes: Uint8Array, key: string, wanted: Wanted | null) {
    this.bytes = bytes;
    this.key = key;
    this.wanted = wanted;
  }

  /** The key that comes at `start`, if it has come after this one before. */
  guess(bytes: Uint8Array, start: number, limit: number): KeyMemory | null {
    if (isAt(this.#next, bytes, start, limit)) return this.#next;
    if (!isAt(this.#other, bytes, start, limit)) return null;
    return this.#other;
  }

  learn(next: KeyMemory): void {
    this.#other = this.#next;
    this.#next = next;
  }
}

function isAt(memory: KeyMemory | null, bytes: Uint8Array, start: number, limit: number): boolean {
  if (memory === null) return false;
  const known = memory.bytes;
  const { length } = known;
  if (start + length > limit) return false;
  for (let i = 0; i < length; i++) if (known[i] !== bytes[start + i]) return false;
  return true;
}
