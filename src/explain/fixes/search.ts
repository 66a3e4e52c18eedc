import type { FetchOutcome } from "../../core/fetching/outcome.js";
import type { Page } from "../../core/infrastructure/browser-state.js";
import type { Failure } from "../../core/reasons.js";
import type { Choice } from "./answer-changes.js";
import { type Change, isSamePlace, trialOf } from "./change.js";
import type { Rerun } from "./trial.js";

/** What could be done about an outcome; of each choice one is taken. */
export type Vocabulary = (outcome: FetchOutcome, page: Page) => readonly Choice<Change>[];

/** A fetch that was stopped, and how to run it once more. */
export interface Stopped {
  readonly outcome: FetchOutcome;
  readonly page: Page;
  readonly rerun: Rerun;
}

/** Changes that go together. */
export interface Plan {
  readonly changes: readonly Change[];
  /** What comes of it. */
  readonly outcome: FetchOutcome;
  /** What stopped it on the way, the first failure not among them. */
  readonly later: readonly FetchOutcome[];
  /** With all of them it passes; false: it comes to an answer that nobody knows. */
  readonly verified: boolean;
}

interface Found {
  /** The smallest first. */
  readonly plans: readonly Plan[];
  /** As far as it went, for when there are none. */
  readonly farthest: Plan;
}

interface Bounds {
  /** So many plans are enough. */
  readonly plans: number;
  /** A plan has no more changes than that. */
  readonly changes: number;
  /** Runs of the model. */
  readonly runs: number;
}

/** Breadth first, by the number of changes: each has to change why the request is stopped, and each run proves it. */
export function search({ outcome, page, rerun }: Stopped, vocabulary: Vocabulary, bounds: Bounds): Found {
  const start: Plan = { changes: [], outcome, later: [], verified: false };
  const plans: Plan[] = [];
  const seen = new Set<string>();
  let farthest = start;
  let runs = 0;
  const run = (changes: readonly Change[]) => {
    runs++;
    return rerun(trialOf(changes, outcome.setup, page));
  };

  for (let level: Plan[] = [start]; level.length > 0; ) {
    const next: Plan[] = [];
    for (const node of level) {
      const pageNow = trialOf(node.changes, outcome.setup, page).page ?? page;
      for (const choice of vocabulary(node.outcome, pageNow)) {
        for (const change of choice) {
          if (runs >= bounds.runs) return { plans, farthest };
          const changes = [...node.changes.filter((other) => !isSamePlace(other, change)), change];
          const names = new Set(changes.map(nameOf));
          if (seen.has(keyOf(names)) || plans.some((plan) => isPart(plan, names))) continue;
          seen.add(keyOf(names));
          const result = run(changes);
          if (!isFarther(node.outcome, result, change)) continue;
          const later = result.failure === null || !isKnown(result.failure) ? node.later : [...node.later, result];
          const plan: Plan = { changes, outcome: result, later, verified: result.failure === null };
          if (plan.later.length >= farthest.later.length || farthest === start) farthest = plan;
          if (result.failure === null || !isKnown(result.failure)) {
            const least = minimal(plan, run);
            if (!plans.some((other) => isPart(other, new Set(least.changes.map(nameOf))))) plans.push(least);
          } else if (changes.length < bounds.changes) next.push(plan);
          if (plans.filter(({ verified }) => verified).length >= bounds.plans) return { plans, farthest };
          break;
        }
      }
    }
    level = next;
  }
  return { plans, farthest };
}

/** The same of two changes that do the same. */
function nameOf(change: Change): string {
  const { at, code } = change;
  if (at === "setup") return JSON.stringify([code, change.set, change.headers, change.drop]);
  return at === "page"
    ? JSON.stringify([code, change.set])
    : JSON.stringify([code, change.on, change.url, change.value]);
}

function keyOf(names: ReadonlySet<string>): string {
  return [...names].sort().join("\n");
}

function isPart({ changes, verified }: Plan, names: ReadonlySet<string>): boolean {
  return verified && changes.every((change) => names.has(nameOf(change)));
}

/** Without the changes that later ones made needless. */
function minimal(plan: Plan, run: (changes: readonly Change[]) => FetchOutcome): Plan {
  let { changes, outcome } = plan;
  if (changes.length < 2) return plan;
  for (const change of plan.changes) {
    const fewer = changes.filter((other) => other !== change);
    const result = run(fewer);
    const isEnough = plan.verified ? result.failure === null : result.failure !== null && !isKnown(result.failure);
    if (isEnough) [changes, outcome] = [fewer, result];
  }
  return { ...plan, changes, outcome };
}

/** A recording has no answer to what was never sent: that is no failure of the server. */
export function isKnown({ reason, error }: Failure): boolean {
  return reason !== "network-error" || (error !== "no-rule" && error !== "not-recorded");
}

/** It is stopped no more, or elsewhere, or for another reason; an answer that is mended stops nothing at an earlier one. */
function isFarther(before: FetchOutcome, after: FetchOutcome, change: Change): boolean {
  if (after.failure === null) return true;
  if (change.at === "answer" && after.exchanges.length < before.exchanges.length) return false;
  if (before.stage !== after.stage || before.exchanges.length !== after.exchanges.length) return true;
  // Open, but not enough.
  if (change.code === "resource-policy" && after.failure.reason === "corp-blocked") return false;
  const [one, other] = [before.failure, after.failure];
  return (
    one?.reason !== other.reason ||
    String(one?.headers) !== String(other.headers) ||
    one?.url !== other.url ||
    one?.member !== other.member
  );
}
