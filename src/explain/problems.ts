import type { FetchOutcome, HttpRequest } from "../core/fetching/outcome.js";
import type { Received } from "../core/infrastructure/response.js";
import type { Fix, Problem } from "./results.js";

/** Changes the server's answer to a request; `index` counts what was sent. Returns what it was given when it has no say. */
export type Amend = (sent: HttpRequest, received: Received, index: number) => Received;

/** Runs the same fetch again, each answer passed through `amend`. */
export type Rerun = (amend: Amend) => FetchOutcome;

/** What would stop the request next, once its present problem is fixed: all remaining ones, in order. */
export function remainingProblems(_outcome: FetchOutcome, _rerun: Rerun): Problem[] {
  return [];
}

/** What to change, on the server or in the page, so that the request passes. */
export function fixesOf(_outcome: FetchOutcome, _rerun: Rerun, _lang: string): Fix[] {
  return [];
}
