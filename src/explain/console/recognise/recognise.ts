import type { ReasonCode, Stage } from "../../../core/reasons.js";
import type { WarningCode } from "../../codes.js";
import { CHROMIUM_PATTERNS, NETWORK_LOG } from "./chromium-patterns.js";
import { FIREFOX_PATTERNS } from "./firefox-patterns.js";
import { type LineFacts, matchText, type Pattern } from "./pattern.js";
import { MICROSOFT_PATTERNS, WEBKIT_PATTERNS } from "./webkit-patterns.js";

export type { LineFacts } from "./pattern.js";

/** A line of a browser's console, understood. */
export interface RecognisedLine {
  readonly line: string;
  readonly engine: "Chromium" | "Firefox" | "Safari (WebKit)" | "Internet Explorer and old Edge";
  /** Rules that speak with this wording, the likeliest first; none: it is about something beside. */
  readonly reasons: readonly ReasonCode[];
  readonly stage: Stage | null;
  /** Of versions that are no longer made. */
  readonly old: boolean;
  /** By itself it does not say which rule it was. */
  readonly partial: boolean;
  readonly warning: WarningCode | null;
  readonly facts: LineFacts;
}

const ENGINES: readonly [RecognisedLine["engine"], readonly Pattern[]][] = [
  ["Chromium", CHROMIUM_PATTERNS],
  ["Firefox", FIREFOX_PATTERNS],
  ["Internet Explorer and old Edge", MICROSOFT_PATTERNS],
  ["Safari (WebKit)", WEBKIT_PATTERNS],
  ["Chromium", NETWORK_LOG],
];

/** Consoles print no longer lines about CORS. */
const LONGEST = 5000;
const MOST_LINES = 200;

/**
 * The lines of a text that browsers print about CORS and its neighbours, of any engine and also of older versions.
 * @param text one line or several, as copied from a console
 */
export function recogniseConsole(text: string): RecognisedLine[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const found = lines.slice(0, MOST_LINES).flatMap((line) => recogniseLine(line) ?? []);
  if (found.length > 0 || lines.length < 2) return found;
  // A terminal or a mail has broken the line.
  return [recogniseLine(lines.slice(0, 20).join(" ")) ?? []].flat();
}

/** @returns null when no browser that is known prints such a line */
export function recogniseLine(given: string): RecognisedLine | null {
  const line = given.trim().replace(/\s+/g, " ");
  if (line.length === 0 || line.length > LONGEST || !HINTS.test(line)) return null;
  for (const whole of [true, false]) {
    for (const [engine, patterns] of ENGINES) {
      for (const pattern of patterns) {
        const facts = matchText(pattern.text, line, whole);
        if (facts !== null) return recognised(line, engine, pattern, facts);
      }
    }
  }
  return null;
}

/** Words of which every wording has one: most texts are no console lines. */
const HINTS =
  /CORS|No-Cors|[Cc]ross.?[Oo]rigin|Access-Control|cannot load|[Cc]ontent.Security.Policy|Mixed Content|mixed active|insecure content|Not allowed|[Rr]efused to|Redirect|redirection|net::ERR_|SEC71|跨源|unsafe header|forbidden header|OpaqueResponse|MIME type|integrity|Security Error|Synchronous|synchronous|FTP|Preflight|Credentials flag|access control checks|denied|Unsafe attempt|downloaded font|Connection refused|was blocked/;

function recognised(
  line: string,
  engine: RecognisedLine["engine"],
  pattern: Pattern,
  facts: LineFacts,
): RecognisedLine {
  const { reasons, stage = null, old = false, partial = false, warning = null } = pattern;
  const isPreflight = stage === null && /Response to preflight request/.test(line);
  return { line, engine, reasons, stage: isPreflight ? "preflight" : stage, old, partial, warning, facts };
}
