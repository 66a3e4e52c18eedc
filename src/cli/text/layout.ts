import stringWidth, { characterWidth } from "./width.js";

export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}

export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - stringWidth(text))) + text;
}

/** Cut in the middle, where a URL says least. */
export function shorten(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  if (width < 1) return "";
  const characters = [...text];
  const room = width - 1;
  const end = take(characters.toReversed(), Math.floor(room / 2));
  const start = take(characters, room - stringWidth(end.join("")));
  return `${start.join("")}…${end.toReversed().join("")}`;
}

function take(characters: readonly string[], width: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const character of characters) {
    used += characterWidth(character);
    if (used > width) break;
    taken.push(character);
  }
  return taken;
}

/** Lines of at most `width` columns, broken at spaces and between wide characters; a longer word (a URL) stays whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/ +/)) {
    for (const [index, piece] of pieces(word).entries()) {
      const joined = line === "" ? piece : `${line}${index === 0 ? " " : ""}${piece}`;
      if (line !== "" && stringWidth(joined) > width) {
        lines.push(line);
        line = piece;
      } else {
        line = joined;
      }
    }
  }
  lines.push(line);
  return lines;
}

/** Where a word may be broken: around wide characters (Chinese has no spaces), but not before closing punctuation. */
function pieces(word: string): string[] {
  if (stringWidth(word) === word.length) return [word];
  const found: string[] = [];
  let wide = false;
  for (const character of word) {
    const isWide = characterWidth(character) === 2;
    if (found.length > 0 && ((!isWide && !wide) || CLOSING.test(character))) found.push(`${found.pop()}${character}`);
    else found.push(character);
    wide = isWide;
  }
  return found;
}

const CLOSING = /[，。：；！？、）」』》”’,.:;!?)\]]/;
