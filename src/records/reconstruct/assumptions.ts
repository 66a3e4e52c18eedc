import type { Assumption, Verdict } from "../../cases/verdict.js";
import type { AssumptionCode } from "../../explain/codes.js";
import { languageOf, type Phrase, phrase } from "../../explain/language.js";

export type Confidence = Assumption["confidence"];

/** A value that the recording does not state, and what speaks for it. */
export interface Inferred<T> {
  readonly value: T;
  readonly because: Phrase<AssumptionCode>;
  readonly confidence: Confidence;
}

export function inferred<T>(value: T, because: Phrase<AssumptionCode>, confidence: Confidence): Inferred<T> {
  return { value, because, confidence };
}

/** What was assumed of a field of the case. */
export interface Guess extends Inferred<unknown> {
  readonly field: string;
  /** What the outcome would be with another value; null: the same. */
  readonly otherwise: { readonly value: string; readonly outcome: Verdict["outcome"] | null } | null;
}

export function guess(
  field: string,
  { value, because, confidence }: Inferred<unknown>,
  otherwise: Guess["otherwise"] = null,
): Guess {
  return { field, value, because, confidence, otherwise };
}

/** In the words of a language. */
export function assumption({ field, value, because, confidence, otherwise }: Guess, lang: string): Assumption {
  const language = languageOf(lang);
  const { assumptions, outcomeNames } = language.catalog;
  const reason = phrase(assumptions, because, language);
  if (otherwise === null) return { field, value, because: reason, confidence };
  const known = { because: [reason], value: otherwise.value };
  const told: Phrase<AssumptionCode> =
    otherwise.outcome === null
      ? { code: "same-outcome", ...known }
      : { code: "other-outcome", ...known, outcome: outcomeNames[otherwise.outcome] };
  return { field, value, because: phrase(assumptions, told, language), confidence };
}
