import type { ReasonCode, Stage } from "../../../core/reasons.js";
import type { WarningCode } from "../../codes.js";
import { CHROMIUM_PATTERNS, NETWORK_LOG } from "./chromium-patterns.js";
import { FIREFOX_PATTERNS } from "./firefox-patterns.js";
import { recogniseTranslated, TRANSLATED_BEGINNINGS } from "./firefox-translated.js";
import { recognisePanel } from "./panel-codes.js";
import { type Fit, type LineFacts, matchText, type OpaqueThing, type Pattern } from "./pattern.js";
import { quotedFacts } from "./quoted-facts.js";
import { CUT_PATTERNS, QUOTED_PATTERNS } from "./quoted-patterns.js";
import { OPAQUE_PATTERNS, OUTSIDE_PATTERNS, SCRIPT_PATTERNS } from "./script-patterns.js";
import { MICROSOFT_PATTERNS, WEBKIT_PATTERNS } from "./webkit-patterns.js";

export type { LineFacts } from "./pattern.js";

/** A line of a browser's console, understood. */
export interface RecognisedLine {
  readonly line: string;
  /** Who wrote it. Page code is told nothing of the reason, and what runs outside of browsers knows none. */
  readonly engine:
    | "Chromium"
    | "Firefox"
    | "Safari (WebKit)"
    | "Internet Explorer and old Edge"
    | "page code"
    | "a program that is no browser";
  /** Rules that speak with this wording, the likeliest first; none: it is about something beside. */
  readonly reasons: readonly ReasonCode[];
  readonly stage: Stage | null;
  /** Of versions that are no longer made. */
  readonly old: boolean;
  /** By itself it does not say which rule it was. */
  readonly partial: boolean;
  /** Only words of it are there. */
  readonly quoted: boolean;
  readonly warning: WarningCode | null;
  /** What page code wanted to look into; null: the line is about a request. */
  readonly opaque: OpaqueThing | null;
  readonly facts: LineFacts;
}

type Engine = RecognisedLine["engine"];

const ENGINES: readonly [Engine, readonly Pattern[]][] = [
  ["Chromium", CHROMIUM_PATTERNS],
  ["Firefox", FIREFOX_PATTERNS],
  ["Internet Explorer and old Edge", MICROSOFT_PATTERNS],
  ["Safari (WebKit)", WEBKIT_PATTERNS],
  ["Chromium", NETWORK_LOG],
  ["page code", OPAQUE_PATTERNS],
  ["page code", SCRIPT_PATTERNS],
  ["a program that is no browser", OUTSIDE_PATTERNS],
];

/** Consoles print no longer lines about CORS. */
const LONGEST = 5000;
const MOST_LINES = 200;
/** A terminal or a mail breaks a line into no more. */
const MOST_PARTS = 8;

/**
 * The lines of a text that browsers print about CORS and its neighbours, of any engine and also of older versions.
 * @param text one line or several, as copied from a console, a mail or a bug report
 */
export function recogniseConsole(text: string): RecognisedLine[] {
  const lines = text
    .replace(/<\/?(?:a|b|br|code|div|em|i|li|p|pre|span|strong)\b[^<>]*>/gi, " ")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, MOST_LINES);
  const found: RecognisedLine[] = [];
  for (let at = 0; at < lines.length; ) {
    const [line, count] = lineFrom(lines, at);
    if (line !== null) found.push(line);
    at += count;
  }
  const told = found.filter(
    ({ engine, opaque }) => opaque !== null || (engine !== "page code" && engine !== "a program that is no browser"),
  );
  return told.some(({ reasons }) => reasons.length > 0) ? told : found;
}

/** How lines begin that are long enough to be broken. */
const BEGINNINGS = new RegExp(
  `Access to | from origin |Cross-Origin Request|cannot load |Failed to load |Mixed Content:|${TRANSLATED_BEGINNINGS.source}`,
);

/** What is on a line, or on it and those after it; and how many lines that takes. */
function lineFrom(lines: readonly string[], at: number): [RecognisedLine | null, number] {
  const first = lines[at]!;
  const alone = recogniseLine(first);
  if (isCertain(alone) || !BEGINNINGS.test(first)) return [alone, 1];
  const parts = [first];
  for (const next of lines.slice(at + 1, at + MOST_PARTS)) {
    if (BEGINNINGS.test(next) || isCertain(recogniseLine(next))) break;
    parts.push(next);
    const joined = recogniseLine(parts.join(" "));
    if (isCertain(joined)) return [joined, parts.length];
  }
  const joined = recogniseLine(parts.join(" "));
  const isMore = joined !== null && (alone === null || (alone.partial && !joined.partial));
  return isMore ? [joined, parts.length] : [alone, 1];
}

/** It is there as it was printed, and says why. */
function isCertain(found: RecognisedLine | null): boolean {
  return found !== null && !found.partial && !found.quoted;
}

/** @returns null when no browser that is known prints such a line */
export function recogniseLine(given: string): RecognisedLine | null {
  const line = given.trim().replace(/\s+/g, " ");
  if (line.length === 0 || line.length > LONGEST || !HINTS.test(line)) return null;
  return asPrinted(line) ?? asQuoted(line);
}

function asPrinted(line: string): RecognisedLine | null {
  for (const fit of ["end", "middle"] as const) {
    for (const [engine, patterns] of ENGINES) {
      const found = firstMatch(patterns, line, fit);
      if (found !== null) return recognised(line, engine, ...found);
    }
    const translated = recogniseTranslated(line);
    if (translated !== null) {
      const { reasons, stage, partial, facts } = translated;
      return recognised(line, "Firefox", { reasons, ...(stage !== null && { stage }), partial }, facts);
    }
  }
  return null;
}

function firstMatch(patterns: readonly Pattern[], line: string, fit: Fit): [Pattern, LineFacts] | null {
  for (const pattern of patterns) {
    if (pattern.alone === true && fit !== "end") continue;
    const facts = matchText(pattern.text, line, fit);
    if (facts !== null) return [pattern, facts];
  }
  return null;
}

function asQuoted(line: string): RecognisedLine | null {
  const panel = recognisePanel(line);
  if (panel !== null) return { ...recognised(line, panel.engine, panel, {}), quoted: true };
  for (const [engine, pattern] of [...QUOTED_PATTERNS, ...CUT_PATTERNS]) {
    const facts = matchText(pattern.text, line, "words");
    if (facts !== null)
      return { ...recognised(line, engine, pattern, { ...quotedFacts(line), ...facts }), quoted: true };
  }
  return null;
}

/** Words of which every wording has one: most texts are no console lines. */
const HINTS =
  /source URI is malformed|CORS|cors|cross.?origin|Access-Control|access-control|cannot load|content.security.policy|Mixed Content|mixed active|insecure content|display content|Reached maximum|Not allowed|refused to|redirect|net::ERR_|SEC71|跨源|跨來源|クロスオリジン|교차|unsafe header|forbidden header|OpaqueResponse|MIME type|integrity|Security Error|Synchronous|FTP|preflight|Credentials flag|denied|Unsafe attempt|downloaded font|Connection refused|blocked|address space|Failed to|failed|Network Error|NetworkError|ERR_NETWORK|<no response>|XMLHttpRequest|OPTIONS |[a-z](?:Header|Response|Values?|Mode|Credentials|Redirect|Scheme|Status|Denied|Network)$|0 Unknown Error|Cannot make any|multiorigin|origen|источника|tainted|cssRules|privileged network|Script error|readyState|Unknown Error/i;

function recognised(line: string, engine: Engine, pattern: Omit<Pattern, "text">, facts: LineFacts): RecognisedLine {
  const { reasons, stage = null, old = false, partial = false, warning = null, opaque = null } = pattern;
  const isPreflight = stage === null && /Response to preflight request/i.test(line);
  // One that was broken within its URL has a space there.
  const url = facts.url === undefined ? {} : { url: facts.url.replace(/(?<=:\/\/.*) /g, "") };
  return {
    line,
    engine,
    reasons,
    stage: isPreflight ? "preflight" : stage,
    old,
    partial,
    quoted: false,
    warning,
    opaque,
    facts: { ...facts, ...url },
  };
}
