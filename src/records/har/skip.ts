import type { SkipCode } from "../../explain/codes.js";
import { languageOf, type Phrase, phrase } from "../../explain/language.js";

/** Why an entry gets no verdict. The first group is no subject of CORS, the second can't be used. */
export const SKIP_REASONS = {
  navigation: "out-of-scope",
  websocket: "out-of-scope",
  connect: "out-of-scope",
  "not-http": "out-of-scope",
  "worker-script": "out-of-scope",
  "browser-internal": "out-of-scope",
  "not-a-browser": "out-of-scope",

  "same-origin": "filtered",
  "no-cors": "filtered",
  "not-blocked": "filtered",
  "not-preflighted": "filtered",
  "not-asked-for": "filtered",

  "not-an-object": "unusable",
  "no-request": "unusable",
  "bad-url": "unusable",
  "bad-method": "unusable",
  "bad-headers": "unusable",
  "bad-status": "unusable",
  "no-page": "unusable",
  "too-large": "unusable",
  "bad-case": "unusable",
  "not-json": "unusable",
} as const;

export type SkipReason = keyof typeof SKIP_REASONS;

/** An entry that gets no verdict. */
export interface SkippedEntry {
  readonly reason: SkipReason;
  /** JSON path inside of the entry, where one is at fault. */
  readonly path: string | null;
  /** For people. */
  readonly message: Phrase<SkipCode>;
}

export function skipped(reason: SkipReason, message: Phrase<SkipCode>, path: string | null = null): SkippedEntry {
  return { reason, path, message };
}

/** Why, in the words of a language. */
export function whySkipped({ message }: SkippedEntry, lang = "en"): string {
  const language = languageOf(lang);
  return phrase(language.catalog.skips, message, language);
}

export const SAME_ORIGIN = skipped("same-origin", "same-origin");
export const NO_CORS = skipped("no-cors", "no-cors");
