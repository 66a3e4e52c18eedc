import type { Verdict } from "../../cases/verdict.js";
import type { SkipReason } from "../../records/har/skip.js";
import type { Item } from "./item.js";

type Told = Pick<Verdict, "outcome" | "reason">;

interface Change {
  readonly before: Told;
  readonly after: Told;
  readonly times: number;
}

/** `other-server`: with --against, requests to servers that it does not name. */
export type LeftOut = SkipReason | "other-server";

/** What a run came to, counted as it goes. */
export class Tally {
  /** Outcomes by profile, and within it by outcome, in the order in which they came. */
  readonly outcomes = new Map<string, Map<Verdict["outcome"], number>>();
  verdicts = 0;
  /** Requests or setups: one that several profiles judged counts once. */
  requests = 0;
  preflights = 0;
  warnings = 0;
  agreed = 0;
  disagreed = 0;
  matched = 0;
  mismatched = 0;
  broken = 0;
  /** What was left out, by reason. */
  readonly skipped = new Map<LeftOut, number>();
  /** With a baseline: what went from what to what, and how often. */
  readonly changes = new Map<string, Change>();
  added = 0;
  gone = 0;
  #first: string | null = null;

  add({ verdict }: Item): void {
    this.#first ??= verdict.profile;
    if (verdict.profile === this.#first) this.requests++;
    this.verdicts++;
    const outcomes = this.outcomes.get(verdict.profile) ?? new Map<Verdict["outcome"], number>();
    outcomes.set(verdict.outcome, (outcomes.get(verdict.outcome) ?? 0) + 1);
    this.outcomes.set(verdict.profile, outcomes);
    if (verdict.preflight.needed && verdict.profile === this.#first) this.preflights++;
    if (verdict.warnings.length > 0) this.warnings++;
    if (verdict.agrees === true) this.agreed++;
    if (verdict.agrees === false) this.disagreed++;
    if (verdict.matches === true) this.matched++;
    if (verdict.matches === false) this.mismatched++;
  }

  skip(reason: LeftOut): void {
    this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + 1);
  }

  change(before: Told, after: Told): void {
    const isSame = before.outcome === after.outcome;
    const key = JSON.stringify([before.outcome, after.outcome, ...(isSame ? [before.reason, after.reason] : [])]);
    const known = this.changes.get(key);
    this.changes.set(key, { before, after, times: (known?.times ?? 0) + 1 });
  }

  get changed(): number {
    return [...this.changes.values()].reduce((sum, { times }) => sum + times, 0);
  }
}
