import type { Verdict, WireRequest, WireResponse } from "../../cases/verdict.js";
import { languageOf } from "../../explain/language.js";
import { shorten } from "../text/layout.js";
import type { Words } from "../words/words.js";
import { disagreement, fixHeader, fixPlace, ruleOf } from "./words.js";

/** The parts of a request's story, in words. */

/** Longer header values and lists say no more. */
const LONGEST = 300;

/** A label and what is said under it; a line is wrapped, unless it is to be copied. */
export interface Section {
  readonly label: string;
  readonly lines: readonly (string | { readonly verbatim: string })[];
  readonly loud?: boolean;
  /** What is to be copied is code. */
  readonly isCode?: boolean;
}

export interface Telling {
  /** Everything; else what an overview of many requests needs. */
  readonly detailed: boolean;
  readonly words: Words;
  /** Advice that an overview has given already. */
  readonly said: Set<string>;
}

export function sectionsOf(verdict: Verdict, { detailed, words, said }: Telling): Section[] {
  const { reason, preflight, more, assumed, missing, steps, likelyCauses } = verdict;
  const isNew = (text: string): boolean => {
    if (said.has(text)) return false;
    said.add(text);
    return true;
  };
  const warnings = verdict.warnings.filter(({ code }) => detailed || isNew(code));
  const guesses = assumed.filter(({ confidence }) => confidence !== "high");
  const all: Section[] = [
    { label: words.say("disagrees"), lines: disagreementLines(verdict, words), loud: true },
    { label: words.say("preflight"), lines: preflight.needed ? preflightLines(verdict, detailed, words) : [] },
    { label: words.say("decided-by"), lines: reason === null ? [] : [ruleLine(reason, words)] },
    { label: words.say("script-saw"), lines: scriptLines(verdict, words) },
    { label: words.say("recorded"), lines: detailed ? recordedLines(verdict, words) : [] },
    { label: words.say("missing"), lines: missing === undefined ? [] : [missingLine(missing, words)] },
    { label: words.say("relied-on"), lines: detailed ? reliedLines(assumed, words) : [] },
    { label: words.say("assumed"), lines: guesses.map((guess) => assumptionLine(guess, detailed, words)) },
    { label: words.say("fix"), lines: fixLines(verdict.fixes, words, (why) => detailed || isNew(why)), isCode: true },
    {
      label: words.say("next"),
      lines: more.map(({ reason, stage }) => words.say("next-problem", { reason, stage: words.name("stage", stage) })),
    },
    {
      label: words.say("likely"),
      lines: likelyCauses.map(({ code, evidence }) =>
        words.say("cause", { cause: words.name("cause", code), evidence }),
      ),
    },
    { label: words.say("warning"), lines: warnings.map(({ message }) => message) },
    { label: words.say("steps"), lines: (steps ?? []).map(stepLine) },
  ];
  return all.filter(({ lines }) => lines.length > 0);
}

function disagreementLines(verdict: Verdict, words: Words): string[] {
  if (verdict.agrees !== false) return [];
  return [words.say("disagreement-sentence", { disagreement: disagreement(verdict, words) })];
}

function missingLine(missing: readonly string[], words: Words): string {
  const names: Readonly<Record<string, string>> = languageOf(words.lang).catalog.missing;
  return missing.map((part) => names[part] ?? part).join(words.say("comma"));
}

function ruleLine(reason: NonNullable<Verdict["reason"]>, words: Words): string {
  const { name, url } = ruleOf(reason, words);
  return `${name} ${url}`;
}

function preflightLines({ preflight, exchanges, outcome }: Verdict, detailed: boolean, words: Words): string[] {
  const { because, fromCache, request, response } = preflight;
  const causes = because.map((cause) => causeWords(cause, words));
  const why =
    causes.length === 0 ? words.say("needed") : words.say("needed-for", { causes: causes.join(words.say("comma")) });
  if (fromCache) return [words.say("from-cache", { why })];
  if (request === null) return [why];
  const recorded = exchanges.some(({ kind }) => kind === "preflight");
  const answer =
    response === null ? words.say(recorded ? "not-answered" : "no-answer-known") : answerWords(response, words);
  const isBrief = outcome === "allowed" && !detailed;
  return isBrief ? [words.say("why-and-answer", { why, answer })] : [why, askedFor(request, words), answer];
}

/** `OPTIONS asks for DELETE with x-reason` */
function askedFor({ headers }: WireRequest, words: Words): string {
  const value = (name: string): string | undefined => headers.find(([other]) => other.toLowerCase() === name)?.[1];
  const names = value("access-control-request-headers");
  const method = value("access-control-request-method") ?? "";
  if (names === undefined) return words.say("asks-for", { method });
  return words.say("asks-for-with", { method, names: shorten(names.replaceAll(",", ", "), LONGEST) });
}

/** Status, and what the headers about CORS say. */
function answerWords({ status, headers }: WireResponse, words: Words): string {
  const allows = ANSWERED.flatMap((what) => {
    const name = `access-control-${what === "max-age" ? what : `allow-${what}`}`;
    return headers
      .filter(([other]) => other.toLowerCase() === name)
      .map(([, value]) => {
        const shown = value === "" ? words.say("empty-value") : shorten(value, LONGEST);
        return words.say("allows-item", { what: words.name("allows", what), value: shown });
      });
  });
  if (allows.length === 0) return words.say("answered-nothing", { status: String(status) });
  return words.say("answered-allows", { status: String(status), list: allows.join(words.say("semicolon")) });
}

const ANSWERED = ["origin", "credentials", "methods", "headers", "max-age"] as const;

function causeWords(cause: Verdict["preflight"]["because"][number], words: Words): string {
  const { code, name = "", value = "", count = 0, limit = 0 } = cause;
  return words.say(`needs-${code}`, {
    name,
    value: shorten(value, LONGEST),
    count: String(count),
    limit: String(limit),
  });
}

function scriptLines(verdict: Verdict, words: Words): string[] {
  const { response, error, xhr, element, hiddenHeaders } = verdict;
  const lines: string[] = [];
  if (verdict.outcome === "unknown") return lines;
  if (error !== undefined) lines.push(`${error.name}: ${error.message}`.replace(/: $/, ""));
  if (xhr !== undefined && response === null) lines.push(failedXhrLine(xhr.status, verdict, words));
  if (response !== null) lines.push(responseLine(response, words));
  if (hiddenHeaders.length > 0 && verdict.outcome === "allowed")
    lines.push(words.say("hidden-from-it", { names: shorten(hiddenHeaders.join(", "), LONGEST) }));
  if (element !== undefined) lines.push(elementWords(element, words));
  return lines;
}

function responseLine({ status, headers, bodyReadable }: NonNullable<Verdict["response"]>, words: Words): string {
  const names = shorten(headers.map(([name]) => name).join(", "), LONGEST);
  const what = names === "" ? "saw-bare-response" : "saw-response";
  return words.say(bodyReadable ? what : `${what}-no-body`, { status: String(status), names });
}

function failedXhrLine(status: number, { events }: Verdict, words: Words): string {
  const last = events?.findLast((event) => event !== "loadend");
  return last === undefined
    ? words.say("saw-nothing", { status: String(status) })
    : words.say("saw-event", { status: String(status), event: last });
}

function elementWords({ loads, canvas, cssRules, errors }: NonNullable<Verdict["element"]>, words: Words): string {
  const said = [words.say(loads ? "it-loads" : "it-does-not-load")];
  if (canvas !== undefined) said.push(words.say("canvas", { state: canvas }));
  if (cssRules !== undefined) said.push(words.say("css-rules", { state: cssRules }));
  if (errors !== undefined) said.push(words.say("script-errors", { state: errors }));
  return said.join(words.say("comma"));
}

function recordedLines({ agrees, observed }: Verdict, words: Words): string[] {
  if (observed === undefined || observed === null || agrees === false) return [];
  const { outcome, evidence } = observed;
  return [words.say("recorded-too", { outcome: words.name("outcome", outcome), evidence })];
}

/** What the recording says is told in one breath; what it does not say, each by itself. */
function reliedLines(assumed: Verdict["assumed"], words: Words): string[] {
  const relied = assumed
    .filter(({ confidence }) => confidence === "high")
    .map(({ field, value, because }) => words.say("relied-value", { field, value: shownValue(value), because }));
  return relied.length === 0 ? [] : [relied.join(words.say("comma"))];
}

function shownValue(value: unknown): string {
  return shorten(typeof value === "string" ? value : (JSON.stringify(value) ?? ""), LONGEST);
}

function assumptionLine(guess: Verdict["assumed"][number], detailed: boolean, words: Words): string {
  const { field, because } = guess;
  const confidence = words.name("confidence", guess.confidence);
  const values = { field, value: shownValue(guess.value), because, confidence };
  return words.say(detailed ? "assumed-value-sure" : "assumed-value", values);
}

/** What to write where, and why; a place is named once. */
function fixLines(fixes: Verdict["fixes"], words: Words, isNew: (why: string) => boolean): Section["lines"] {
  return fixes.flatMap((fix, index) => {
    const place = fixPlace(fix, words);
    const header = fixHeader(fix);
    const before = fixes[index - 1];
    if (header === null) return [words.say("fix-sentence", { place, why: fix.why })];
    const said = before !== undefined && fixHeader(before) !== null && fixPlace(before, words) === place;
    return [
      ...(said ? [] : [words.say("fix-place", { place })]),
      { verbatim: header },
      ...(isNew(fix.why) ? [fix.why] : []),
    ];
  });
}

function stepLine({ spec, step, code, value }: NonNullable<Verdict["steps"]>[number]): string {
  const shown = value === undefined ? "" : ` ${shorten(JSON.stringify(value) ?? "", LONGEST)}`;
  return `${spec} ${step}: ${code}${shown}`;
}
