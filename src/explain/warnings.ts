import type { FetchOutcome } from "../core/fetching/outcome.js";
import type { Page } from "../core/infrastructure/browser-state.js";
import type { Profile } from "../core/profiles/profile.js";
import type { Values } from "./catalogs/catalog.js";
import type { WarningCode } from "./codes.js";
import { beyondPreflight } from "./fixes/beyond-preflight.js";
import type { Rerun } from "./fixes/trial.js";
import { languageOf, sentence } from "./language.js";
import type { Warning } from "./results.js";
import { ORIGIN_TRAPS } from "./traps/origin-traps.js";
import { PREFLIGHT_TRAPS } from "./traps/preflight-traps.js";
import { REQUEST_TRAPS } from "./traps/request-traps.js";
import { RESPONSE_TRAPS } from "./traps/response-traps.js";
import { type Trap, viewOf } from "./traps/trap.js";

/** In the order of the request's life: what page code wrote, what the preflight said, what the response said. */
const TRAPS: readonly Trap[] = [...REQUEST_TRAPS, ...PREFLIGHT_TRAPS, ...ORIGIN_TRAPS, ...RESPONSE_TRAPS];

/** The warnings that an outcome can show; the other codes of the list take several. */
export const DETECTED: readonly WarningCode[] = TRAPS.map((trap) => trap.code);

/** What is known beside the outcome. */
export interface WarningContext {
  /** Runs the same again with the server's answers amended; null: it can't be. */
  readonly rerun: Rerun | null;
  /** URLs for which the page's earlier requests sent a preflight. */
  readonly preflightedBefore: readonly string[];
}

const NOTHING_KNOWN: WarningContext = { rerun: null, preflightedBefore: [] };

/** Traps that this outcome shows, whether or not they stopped it. */
export function warningsOf(
  outcome: FetchOutcome,
  profile: Profile,
  page: Page,
  lang: string,
  { rerun, preflightedBefore }: WarningContext = NOTHING_KNOWN,
): Warning[] {
  const view = viewOf(outcome, profile, page, beyondPreflight(outcome, rerun), preflightedBefore);
  const warnings: Warning[] = [];
  for (let i = 0; i < TRAPS.length; i++) {
    const { code, applies } = TRAPS[i]!;
    const values = applies(view);
    if (values !== null) warnings.push(warningOf(code, values, lang));
  }
  return warnings;
}

/** A warning in words. */
export function warningOf(code: WarningCode, values: Values, lang: string): Warning {
  const language = languageOf(lang);
  return { code, message: sentence(language.catalog.warnings[code], values, language) };
}
