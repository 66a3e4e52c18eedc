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
  /** Of the network log: `CONNECTION_REFUSED` … */
  readonly error?: string;
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
  /** Other lines begin like it: it counts where nothing follows. */
  readonly alone?: boolean;
  readonly warning?: WarningCode;
  /** Nothing was stopped: the page was kept from looking into what was loaded without CORS. */
  readonly opaque?: OpaqueThing;
}

/** What shows or runs without CORS and keeps its inside to itself: pixels, rules of a style sheet, errors of a script. */
export type OpaqueThing = "pixels" | "rules" | "errors";

/** How much of a line is of the wording: all to its end, its middle, or some words of it, in whatever spelling. */
export type Fit = "end" | "middle" | "words";

const PLACES: Readonly<Record<string, string>> = {
  status: "\\d{3}|\\(null\\)",
  method: "\\S*?",
  verb: "[A-Z]+",
  address: "[^\\s'’\"]+",
  error: "[A-Z_]+",
  kind: "[A-Za-z][A-Za-z ]*?",
  header: "[^\\s'’]*?",
  origin: "[^\\s'’]+?",
};

/** Stricter places for what has another name in the facts. */
const MEANT: Readonly<Record<string, string>> = { verb: "method", address: "url" };

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
export function matchText(text: string, line: string, fit: Fit): LineFacts | null {
  const key = `${fit}${text}`;
  let known = compiled.get(key);
  if (known === undefined) {
    known = compile(text, fit);
    compiled.set(key, known);
  }
  if (!line.includes(known.words)) return null;
  const found = known.expression.exec(line);
  if (found === null) return null;
  const facts: Record<string, string> = {};
  for (const [index, name] of known.names.entries()) {
    const value = found[index + 1];
    if (value !== undefined && name !== "any") facts[MEANT[name] ?? name] = value;
  }
  return facts;
}

function compile(text: string, fit: Fit): Compiled {
  const names: string[] = [];
  const isLoose = fit === "words";
  const source = text
    .replace(/[.*+?^$()|\\/]/g, "\\$&")
    .replace(/\[/g, "(?:")
    .replace(/\]/g, ")?")
    .replace(/["“”]/g, '["“”]')
    .replace(/['‘’]/g, isLoose ? "['‘’\"“”«»`_*]?" : "['‘’]")
    .replace(/\{([a-z]+)\}/g, (_found, name: string) => {
      names.push(name);
      return `(${PLACES[name] ?? ".*?"})`;
    });
  // The full stop at the end gets lost on the way.
  const expression =
    fit === "end" ? new RegExp(`${source.replace(/\\\.$/, "\\.?")}$`, "s") : new RegExp(source, isLoose ? "is" : "s");
  return { expression, names, words: isLoose ? "" : longestWords(text) };
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
