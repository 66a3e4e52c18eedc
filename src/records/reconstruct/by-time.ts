import type { Row } from "./row.js";

/** Clocks of exporters are this coarse, in seconds. */
export const BLUR = 0.05;
/** Without times: entries that belong together are at most so many apart. */
export const MOST_APART = 64;
/** So many candidates are looked at; equal requests by the thousand are no reason to hang. */
export const MOST_CANDIDATES = 1000;

/** Entries in the order of their times; without times in the order of the file. */
export function byTime(one: Row, other: Row): number {
  return one.started - other.started || one.entry - other.entry;
}

/** Entries of one URL, in time. */
export class Timeline {
  readonly rows: Row[];
  readonly #longest: number;

  constructor(rows: Row[]) {
    this.rows = rows.sort(byTime);
    this.#longest = rows.reduce((longest, { started, ended }) => Math.max(longest, ended - started || 0), 0);
  }

  /** Index of the first row that may still be under way so many seconds before another one begins. */
  since({ started, entry }: Row, patience: number): number {
    const time = started - patience - this.#longest;
    const isBefore = Number.isNaN(started)
      ? (row: Row) => row.entry < entry - MOST_APART
      : (row: Row) => row.started < time;
    let [low, high] = [0, this.rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(this.rows[middle]!)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
