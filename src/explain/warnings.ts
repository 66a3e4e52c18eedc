import type { FetchOutcome } from "../core/fetching/outcome.js";
import type { Page } from "../core/infrastructure/browser-state.js";
import type { Profile } from "../core/profiles/profile.js";
import type { Warning } from "./results.js";

/** Traps that this outcome shows, whether or not they stopped it. */
export function warningsOf(_outcome: FetchOutcome, _profile: Profile, _page: Page, _lang: string): Warning[] {
  return [];
}
