import type { FetchOutcome } from "../../core/fetching/outcome.js";
import type { Page } from "../../core/infrastructure/browser-state.js";
import type { Facts, Failure, ReasonCode } from "../../core/reasons.js";
import type { Fix, Problem, Remedy } from "../results.js";
import { answerChanges, type Choice } from "./answer-changes.js";
import type { Change } from "./change.js";
import { pageClientChanges, pageServerChanges } from "./page-changes.js";
import { isKnown, type Plan, type Stopped, search, type Vocabulary } from "./search.js";
import { setupChanges } from "./setup-changes.js";
import { adviceFor, toldFixes } from "./told.js";
import type { Rerun } from "./trial.js";

export type { Rerun } from "./trial.js";

/** What to do about a fetch that was stopped, each way proved by running it once more. */
export interface Remedies {
  /** What would stop the request next, once its present problem is fixed: all remaining ones, in order. */
  readonly more: Problem[];
  /** The smallest way on the server; where there is none, the smallest with the page's help; else advice. */
  readonly fixes: Fix[];
  /** What page code could do instead. */
  readonly alternatives: () => Remedy[];
}

/** A chain of redirects may need a change for each of twenty hops. */
const SERVER_BOUNDS = { plans: 1, changes: 48, runs: 600 };
const MIXED_BOUNDS = { plans: 1, changes: 6, runs: 300 };
const CLIENT_BOUNDS = { plans: 8, changes: 3, runs: 150 };

export function remediesFor(outcome: FetchOutcome, page: Page, rerun: Rerun, lang: string): Remedies {
  const stopped: Stopped = { outcome, page, rerun };
  if (outcome.failure === null || !isKnown(outcome.failure)) return { more: [], fixes: [], alternatives: () => [] };
  if (isOfTheCode(outcome) || !comesAgain(outcome, rerun)) {
    return { more: [], fixes: adviceFor(outcome, lang), alternatives: () => [] };
  }
  const server = search(stopped, onServer, SERVER_BOUNDS);
  const chosen =
    server.plans[0] ?? search(stopped, anywhere, MIXED_BOUNDS).plans.find(({ verified }) => verified) ?? null;
  const path = server.plans[0] ?? server.farthest;
  const told = (plan: Plan) => toldFixes(plan, lang);
  return {
    more: path.later.map(problemOf),
    fixes: chosen === null ? [...told(path), ...adviceFor(path.outcome, lang)] : told(chosen),
    alternatives: () =>
      alternativesTo(chosen, stopped).map((plan) => ({ outcome: outcomeOf(plan), fixes: told(plan) })),
  };
}

/** Page code gave up, or one of its calls threw: what it should have done is not the model's to try. */
function isOfTheCode({ failure, thrownBy }: FetchOutcome): boolean {
  return thrownBy !== null || (failure !== null && OF_THE_CODE.has(failure.reason));
}

const OF_THE_CODE: ReadonlySet<ReasonCode> = new Set(["aborted", "timeout", "invalid-header"]);

/** What a page did in its own time may not come about again: then any change would seem to help. */
function comesAgain(outcome: FetchOutcome, rerun: Rerun): boolean {
  // Of an answer that is there, the rule says the same each time.
  if (outcome.stage !== "network" && outcome.stage !== "setup") return true;
  const again = rerun({});
  return outcome.failure?.reason === again.failure?.reason && outcome.stage === again.stage;
}

/** A method in small letters that the server allows in capitals is the page's to mend. */
const onServer: Vocabulary = (outcome, page) => [
  ...upperCase(outcome, page),
  ...answerChanges(outcome),
  ...pageServerChanges(outcome, page),
];

const onClient: Vocabulary = (outcome, page) => [
  ...setupChanges(outcome, outcome.setup, page),
  ...pageClientChanges(outcome, page),
];

/** All that lets the page read what it asked for. */
const anywhere: Vocabulary = (outcome, page) => [
  ...onServer(outcome, page),
  ...onClient(outcome, page).filter(([change]) => change?.code !== "no-cors"),
];

function upperCase(outcome: FetchOutcome, page: Page): readonly Choice<Change>[] {
  const { failure } = outcome;
  const upper = failure?.method?.toUpperCase();
  if (upper === undefined || upper === failure?.method || !failure?.allowed?.includes(upper)) return [];
  return setupChanges(outcome, outcome.setup, page).filter(([change]) => change?.code === "method-upper-case");
}

function alternativesTo(chosen: Plan | null, stopped: Stopped): readonly Plan[] {
  const { plans } = search(stopped, onClient, CLIENT_BOUNDS);
  return plans.filter((plan) => plan.verified && !isSame(plan, chosen));
}

function isSame(plan: Plan, other: Plan | null): boolean {
  const codes = (one: Plan) => one.changes.map(({ code }) => code).join();
  return other !== null && codes(plan) === codes(other);
}

function outcomeOf({ outcome: { response } }: Plan): Remedy["outcome"] {
  return response?.type === "opaque" ? "opaque" : "allowed";
}

function problemOf({ failure, stage }: FetchOutcome): Problem {
  const { ok: _ok, reason, ...facts } = failure as Failure;
  const detail: Facts = facts;
  return { reason, stage: stage ?? "setup", ...(Object.keys(detail).length > 0 && { detail }) };
}
