import { LANGUAGES } from "../../explain/language.js";
import { InputError } from "../errors.js";
import type { Io } from "../io.js";
import { didYouMean, listed } from "../text/suggest.js";

/**
 * The language to speak: the one asked for, else that of the terminal, as POSIX has it. What programs read is English
 * unless asked for otherwise, so that it is the same everywhere.
 * @throws InputError for a language asked for that is not there
 */
export function languageFor({ env }: Io, asked: string | undefined, isForPeople: boolean): string {
  if (asked !== undefined) {
    if (isKnown(asked)) return asked;
    throw new InputError(`--lang: expected ${listed(LANGUAGES)}, got "${asked}"`, didYouMean(asked, LANGUAGES));
  }
  const locale = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "";
  const tag = locale.replace(/[.@].*$/, "").replaceAll("_", "-");
  return isForPeople && isKnown(tag) ? tag : (LANGUAGES[0] ?? "en");
}

/** Another region of a known language will do (`en-GB`). */
function isKnown(tag: string): boolean {
  return LANGUAGES.some((language) => mainOf(language) === mainOf(tag));
}

function mainOf(tag: string): string {
  return tag.toLowerCase().split("-", 1)[0] ?? "";
}
