import type { FetchOutcome } from "../core/fetching/outcome.js";
import type { LikelyCause } from "./results.js";

/** Why the server probably answered as it did; only of what was blocked or failed. */
export function likelyCausesOf(_outcome: FetchOutcome): LikelyCause[] {
  return [];
}
