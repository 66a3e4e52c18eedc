import type { FetchOutcome } from "../core/fetching/outcome.js";
import type { Page } from "../core/infrastructure/browser-state.js";
import type { Profile } from "../core/profiles/profile.js";

/** One plain sentence on what happened and why, in the language asked for. */
export function explanationOf(outcome: FetchOutcome, _profile: Profile, _page: Page, _lang: string): string {
  return outcome.failure === null ? "The page can read the response." : `Stopped: ${outcome.failure.reason}.`;
}

/** The sentence of a verdict that can't be given; `missing` names what the input lacks. */
export function unknownExplanation(missing: readonly string[], _lang: string): string {
  return `The input lacks ${missing.join(", ")}.`;
}
