import { LANGUAGES } from "../explain/language.js";
import { InputError } from "./errors.js";
import { didYouMean, listed } from "./suggest.js";

/** Another region of a known language will do (`en-GB`). */
export function checkLanguage(tag: string): void {
  const main = tag.toLowerCase().split("-", 1)[0] ?? "";
  if (LANGUAGES.some((language) => language.toLowerCase().split("-", 1)[0] === main)) return;
  throw new InputError(`--lang: expected ${listed(LANGUAGES)}, got "${tag}"`, didYouMean(tag, LANGUAGES));
}
