import type { PageVerdict } from "./page-verdict.js";

const verdicts = new WeakMap<object, PageVerdict>();

/** What became of the request that a Response or an XMLHttpRequest of a page stands for; null: of none so far. */
export function verdictBehind(object: object): PageVerdict | null {
  return verdicts.get(object) ?? null;
}

export function setVerdictBehind(object: object, verdict: PageVerdict): void {
  verdicts.set(object, verdict);
}
