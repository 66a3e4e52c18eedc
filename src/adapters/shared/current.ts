import type { PageVerdict } from "../../page/page-verdict.js";

/** What can be asked for its verdicts: a page, or an installation. */
export interface Judged {
  readonly verdicts: readonly PageVerdict[];
}

let current: Judged | null = null;

export function setCurrent(judged: Judged | null): void {
  current = judged;
}

/** Null: nothing is installed. */
export function installed(): Judged | null {
  return current;
}

const told = new WeakSet<object>();

/** A check looked at these: whatever comes of it says what there is to say. */
export function setTold(verdicts: readonly object[]): void {
  for (const verdict of verdicts) told.add(verdict);
}

export function isTold(verdict: object): boolean {
  return told.has(verdict);
}
