/** Random numbers that a seed decides: the same seed and index give the same case everywhere. */
export class Random {
  #state;

  constructor(seed) {
    // FNV-1a of the seed's text, then mulberry32.
    let hash = 0x811c9dc5;
    for (const char of seed) hash = Math.imul(hash ^ char.codePointAt(0), 0x01000193);
    this.#state = hash >>> 0;
  }

  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  }

  below(limit) {
    return Math.floor(this.next() * limit);
  }

  chance(probability) {
    return this.next() < probability;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  /** Of `[weight, value]` pairs. */
  weighted(pairs) {
    let left = this.next() * pairs.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, value] of pairs) {
      left -= weight;
      if (left < 0) return value;
    }
    return pairs[0][1];
  }

  /** Some of a list, in its order. */
  some(list, count) {
    const left = list.map((value, index) => [this.next(), index, value]).sort(([a], [b]) => a - b);
    return left
      .slice(0, count)
      .sort(([, a], [, b]) => a - b)
      .map(([, , value]) => value);
  }
}
