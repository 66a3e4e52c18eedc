import { eastAsianWidth } from "get-east-asian-width";

/**
 * Columns that a text takes in a terminal.
 * Not `string-width`: its expressions and `Intl.Segmenter` cost more at start-up than Node itself (40 ms), and the
 * build gives this function to yargs instead of it. What it does better, emoji of several parts, is not in URLs.
 */
export default function stringWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of text.replace(STYLE, "")) width += characterWidth(character);
  return width;
}

const PLAIN = /^[\x20-\x7e]*$/;
const STYLE = /\x1b\[[\d;]*m/g;
/** Made at first use: compiling it takes a while. */
let invisible: RegExp | null = null;

export function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return code < 0x20 || (code >= 0x7f && code < 0xa0) ? 0 : 1;
  // Punctuation, arrows, signs: what this program itself prints.
  if (code >= 0x2010 && code < 0x2c00) return isMark(code) ? 0 : eastAsianWidth(code);
  invisible ??= /^[\p{Mark}\p{Format}\p{Surrogate}]$/u;
  return invisible.test(character) ? 0 : eastAsianWidth(code);
}

/** Line separators, directions, joiners; accents for signs. */
function isMark(code: number): boolean {
  return (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) || (code >= 0x20d0 && code <= 0x20f0);
}
