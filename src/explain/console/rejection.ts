import type { FetchOutcome } from "../../core/fetching/outcome.js";
import type { Page } from "../../core/infrastructure/browser-state.js";
import type { Profile } from "../../core/profiles/profile.js";

export interface Rejection {
  readonly name: string;
  readonly message: string;
}

/** What script gets where it gets an error object: a rejected promise or a thrown exception, in the profile's words. */
export function rejectionOf(outcome: FetchOutcome, _profile: Profile, _page: Page): Rejection | null {
  if (outcome.failure === null || outcome.setup.api !== "fetch") return null;
  return { name: "TypeError", message: "" };
}
