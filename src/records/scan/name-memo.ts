import { decodeAscii } from "./bytes.js";
import type { ScanMemory } from "./scan-memory.js";
import type { Wanted } from "./wanted.js";

const NAMES = 2048;

/** Short strings that were read before (keys, methods, types): the same string for the same bytes. */
export class NameMemo {
  static readonly longest = 32;
  readonly #names = new Array<string | null>(NAMES).fill(null);

  /** @param bytes ASCII only, no escapes, at most `longest` of them */
  get(bytes: Uint8Array, start: number, end: number): string {
    let hash = 7;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + bytes[i]!) | 0;
    const slot = (hash ^ (hash >>> 11)) & (NAMES - 1);
    const known = this.#names[slot]!;
    if (known !== null && known.length === end - start && isName(known, bytes, start)) return known;
    const name = decodeAscii(bytes, start, end);
    this.#names[slot] = name;
    return name;
  }
}

function isName(name: string, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}

/** A member's key with all that stands between the value before and its own, as it was read once. */
export class KeyMemory {
  readonly #place: number;
  readonly length: number;
  readonly key: string;
  /** Null: the member is passed over. */
  readonly wanted: Wanted | null;
  /** What came after it the last time, and another time. */
  #next: KeyMemory | null = null;
  #other: KeyMemory | null = null;

  /** @param place of its bytes among the scanner's keys; -1: they are not kept */
  constructor(place: number, length: number, key: string, wanted: Wanted | null) {
    this.#place = place;
    this.length = length;
    this.key = key;
    this.wanted = wanted;
  }

  /** The key that comes at `start`, if it has come after this one before. */
  guess(memory: ScanMemory, start: number, limit: number): KeyMemory | null {
    if (this.#next?.isAt(memory, start, limit) === true) return this.#next;
    return this.#other?.isAt(memory, start, limit) === true ? this.#other : null;
  }

  learn(next: KeyMemory): void {
    this.#other = this.#next;
    this.#next = next;
  }

  isAt(memory: ScanMemory, start: number, limit: number): boolean {
    return this.#place !== -1 && start + this.length <= limit && memory.isSame(this.#place, start, this.length);
  }
}
