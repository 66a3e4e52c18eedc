import type { FetchOutcome } from "../../core/fetching/outcome.js";
import type { Page } from "../../core/infrastructure/browser-state.js";
import type { Profile } from "../../core/profiles/profile.js";

/** The engine's own console lines about the decision, in the order printed. */
export function consoleLines(_outcome: FetchOutcome, _profile: Profile, _page: Page): string[] {
  return [];
}
