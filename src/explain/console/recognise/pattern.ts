import type { ReasonCode, Stage } from "../../../core/reasons.js";
import type { WarningCode } from "../../codes.js";

/** What a console line can tell: places of its wording. */
export interface LineFacts {
  readonly url?: string;
  readonly origin?: string;
  /** Where a redirected request began. */
  readonly first?: string;
  readonly header?: string;
  readonly value?: string;
  readonly method?: string;
  readonly status?: string;
  /** What the engine calls the thing that was asked for: `fetch`, `XMLHttpRequest`, `image` … */
  readonly kind?: string;
  readonly page?: string;
}

/** A wording, and which rules speak with it. */
export interface Pattern {
  /** Places in braces; what is in square brackets may be missing. */
  readonly text: string;
  /** The likeliest first; none: the line is about something else. */
  readonly reasons: readonly ReasonCode[];
  readonly stage?: Stage;
  /** Of versions that are no longer made. */
  readonly old?: boolean;
  /** The wording is whole only with what another line says. */
  readonly partial?: boolean;
  readonly warning?: WarningCode;
}

const PLACES: Readonly<Record<string, string>> = {
  status: "\\d{3}|\\(null\\)",
  method: "\\S*?",
  kind: "[A-Za-z][A-Za-z ]*?",
  header: "[^\\s'’]*?",
  origin: "[^\\s'’]+?",
};

interface Compiled {
  readonly expression: RegExp;
  readonly names: readonly string[];
  /** Words that a line of this wording has: most lines are told apart by them alone. */
  readonly words: string;
}

const compiled = new Map<string, Compiled>();

/**
 * @param line with single spaces
 * @returns null when the line is worded otherwise
 */
export function matchText(text: string, line: string, whole: boolean): LineFacts | null {
  const key = `${whole}${text}`;
  let known = compiled.get(key);
  if (known === undefined) {
    known = compile(text, whole);
    compiled.set(key, known);
  }
  if (!line.includes(known.words)) return null;
  const found = known.expression.exec(line);
  if (found === null) return null;
  const facts: Record<string, string> = {};
  for (const [index, name] of known.names.entries()) {
    const value = found[index + 1];
    if (value !== undefined && name !== "any") facts[name] = value;
  }
  return facts;
}

function compile(text: string, whole: boolean): Compiled {
  const names: string[] = [];
  const source = text
    .replace(/[.*+?^$()|\\/]/g, "\\$&")
    .replace(/\[/g, "(?:")
    .replace(/\]/g, ")?")
    .replace(/['‘’]/g, "['‘’]")
    .replace(/["“”]/g, '["“”]')
    .replace(/\{([a-z]+)\}/g, (_found, name: string) => {
      names.push(name);
      return `(${PLACES[name] ?? ".*?"})`;
    });
  return { expression: new RegExp(whole ? `${source}$` : source, "s"), names, words: longestWords(text) };
}

/** The longest part that is always there as it is. */
function longestWords(text: string): string {
  let plain = text;
  // What may be missing, from the inside out.
  for (let before = ""; before !== plain; ) {
    before = plain;
    plain = plain.replace(/\[[^[\]]*\]/g, "\0");
  }
  const parts = plain.split(/\0|\{[a-z]+\}|['‘’"“”]/);
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), "");
}
