import type { FetchOutcome } from "../../core/fetching/outcome.js";
import type { Page } from "../../core/infrastructure/browser-state.js";
import type { Profile } from "../../core/profiles/profile.js";
import { chromiumLines } from "./chromium.js";
import { firefoxLines } from "./firefox.js";
import { webkitLines } from "./webkit.js";

const LINES = {
  chromium: chromiumLines,
  firefox: firefoxLines,
  webkit: webkitLines,
  none: (): string[] => [],
} as const;

/**
 * The engine's own console lines about the decision, in the order printed: CORS, CSP, mixed content, CORP and its
 * relatives, refused headers, modes and schemes. Not the lines of the network log, nor what page code did not catch.
 */
export function consoleLines(outcome: FetchOutcome, profile: Profile, page: Page): string[] {
  // A module that the document knows to have failed before fails in silence.
  const { setup, failure, stage, exchanges } = outcome;
  const isModule = setup.api === "module-script";
  if (isModule && failure !== null && stage === "response" && exchanges.length === 0) return [];
  return LINES[profile.words](outcome, page);
}
