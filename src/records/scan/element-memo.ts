import type { ScanMemory } from "./scan-memory.js";

const SLOTS = 4096;
const LONGEST = 384;
const PATIENCE = 16;

/** A value that was read before, where its bytes are kept, and those that came after it. */
class Memory {
  readonly place: number;
  /** 0: no value, but a place where each list has one of its own. */
  readonly length: number;
  readonly value: unknown;
  next: Memory | null = null;
  other: Memory | null = null;
  third: Memory | null = null;
  /** Of a place of its own: how often in a row nothing was known of the value. */
  misses = 0;

  constructor(place: number, length: number, value: unknown) {
    this.place = place;
    this.length = length;
    this.value = value;
  }

  learn(memory: Memory): void {
    if (this.next === memory) return;
    if (this.other !== memory) this.third = this.other;
    this.other = this.next;
    this.next = memory;
  }

  /** The place of its own that comes after this one; made when there is none. */
  wild(): Memory {
    for (const memory of [this.next, this.other, this.third]) if (memory?.length === 0) return memory;
    return new Memory(0, 0, null);
  }
}

/**
 * Values that were read before, by their bytes; a slot keeps the last that came twice. Lists resemble each other, and
 * so the first guesses are what followed the last value before.
 */
export class ElementMemo {
  readonly #memory: ScanMemory;
  readonly #slots = new Array<Memory | null>(SLOTS).fill(null);
  readonly #seen = new Int32Array(SLOTS);
  #first = new Memory(0, 0, null);
  #last = this.#first;

  constructor(memory: ScanMemory) {
    this.#memory = memory;
  }

  /** The next values are another list's. */
  begin(): void {
    this.#last = this.#first;
  }

  /**
   * @returns how many bytes from `start` on are a value that is guessed, `value` then; 0 when they are another;
   * -1 when the value here is new each time
   */
  guess(start: number, limit: number): number {
    const { next, other, third } = this.#last;
    if (next === null) return 0;
    if (this.#isAt(next, start, limit)) return this.#follow(next);
    if (other !== null && this.#isAt(other, start, limit)) return this.#follow(other);
    if (third !== null && this.#isAt(third, start, limit)) return this.#follow(third);
    if (next.length !== 0) return 0;
    // Looked up now and then all the same: what was new once may come again and again.
    if (++next.misses < PATIENCE || next.misses % PATIENCE === 0) return 0;
    this.#last = next;
    return -1;
  }

  /** Whether these bytes are known; `value` is theirs then. */
  find(start: number, end: number): boolean {
    if (end - start > LONGEST) return false;
    const memory = this.#slots[slotOf(hashOf(this.#memory.bytes, start, end))]!;
    if (memory === null || memory.length !== end - start || !this.#isAt(memory, start, end)) return false;
    this.#follow(memory);
    return true;
  }

  get value(): unknown {
    return this.#last.value;
  }

  /** Takes note of a value that was not found, and keeps it when it comes for the second time. */
  note(start: number, end: number, value: unknown): void {
    const hash = hashOf(this.#memory.bytes, start, end);
    const slot = slotOf(hash);
    if (this.#seen[slot] !== hash || end - start > LONGEST) {
      this.#seen[slot] = hash;
      this.#follow(this.#last.wild());
      return;
    }
    const place = this.#memory.keep(this.#memory.elements, start, end);
    if (place === -1) {
      this.#forget();
      return;
    }
    const memory = new Memory(place, end - start, value);
    this.#slots[slot] = memory;
    this.#follow(memory);
  }

  /** There is no more room: begins anew. */
  #forget(): void {
    this.#slots.fill(null);
    this.#first = new Memory(0, 0, null);
    this.#last = this.#first;
    const { elements, keys } = this.#memory;
    elements.next = keys.end;
  }

  #isAt({ place, length }: Memory, start: number, limit: number): boolean {
    return length !== 0 && start + length <= limit && this.#memory.isSame(place, start, length);
  }

  #follow(memory: Memory): number {
    this.#last.learn(memory);
    this.#last = memory;
    return memory.length;
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
