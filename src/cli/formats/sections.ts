import type { Verdict, WireRequest, WireResponse } from "../../cases/verdict.js";
import { shorten } from "../text/layout.js";
import { disagreement, fixHeader, fixPlace, ruleOf } from "./words.js";

/** The parts of a request's story, in words. */

/** Longer header values and lists say no more. */
const LONGEST = 300;

/** A label and what is said under it; a line is wrapped, unless it is to be copied. */
export interface Section {
  readonly label: string;
  readonly lines: readonly (string | { readonly verbatim: string })[];
  readonly loud?: boolean;
}

export interface Telling {
  /** Everything; else what an overview of many requests needs. */
  readonly detailed: boolean;
  /** Advice that an overview has given already. */
  readonly said: Set<string>;
}

export function sectionsOf(verdict: Verdict, { detailed, said }: Telling): Section[] {
  const { reason, preflight, more, assumed, missing, steps, likelyCauses } = verdict;
  const isNew = (text: string): boolean => {
    if (said.has(text)) return false;
    said.add(text);
    return true;
  };
  const warnings = verdict.warnings.filter(({ code }) => detailed || isNew(code));
  const guesses = assumed.filter(({ confidence }) => confidence !== "high");
  const all: Section[] = [
    { label: "DISAGREES", lines: verdict.agrees === false ? [`${disagreement(verdict)}.`] : [], loud: true },
    { label: "Preflight", lines: preflight.needed ? preflightLines(verdict, detailed) : [] },
    { label: "Decided by", lines: reason === null ? [] : [ruleLine(reason)] },
    { label: "Script saw", lines: scriptLines(verdict) },
    { label: "Recorded", lines: detailed ? recordedLines(verdict) : [] },
    { label: "Missing", lines: missing === undefined ? [] : [missing.join(", ")] },
    { label: "Relied on", lines: detailed ? reliedLines(assumed) : [] },
    { label: "Assumed", lines: guesses.map((guess) => assumptionLine(guess, detailed)) },
    { label: "Fix", lines: fixLines(verdict.fixes, (why) => detailed || isNew(why)) },
    { label: "Next", lines: more.map(({ reason, stage }) => `${reason} at the ${stage}, once this is fixed`) },
    { label: "Likely", lines: likelyCauses.map(({ code, evidence }) => `${code.replaceAll("-", " ")}: ${evidence}`) },
    { label: "Warning", lines: warnings.map(({ message }) => message) },
    { label: "Steps", lines: (steps ?? []).map(stepLine) },
  ];
  return all.filter(({ lines }) => lines.length > 0);
}

function ruleLine(reason: NonNullable<Verdict["reason"]>): string {
  const { name, url } = ruleOf(reason);
  return `${name} ${url}`;
}

function preflightLines({ preflight, exchanges, outcome }: Verdict, detailed: boolean): string[] {
  const { because, fromCache, request, response } = preflight;
  const causes = because.map(causeWords);
  const why = causes.length === 0 ? "needed" : `needed for ${causes.join(", ")}`;
  if (fromCache) return [`${why}; answered by the preflight cache`];
  if (request === null) return [why];
  const recorded = exchanges.some(({ kind }) => kind === "preflight");
  const answer =
    response === null ? (recorded ? "not answered" : "no answer known") : `answered ${answerWords(response)}`;
  const asks = `OPTIONS asks for ${askedFor(request)}`;
  return outcome === "allowed" && !detailed ? [`${why}; ${answer}`] : [why, asks, answer];
}

/** `DELETE with x-reason` */
function askedFor({ headers }: WireRequest): string {
  const value = (name: string): string | undefined => headers.find(([other]) => other.toLowerCase() === name)?.[1];
  const names = value("access-control-request-headers");
  const method = value("access-control-request-method") ?? "";
  return names === undefined ? method : `${method} with ${shorten(names.replaceAll(",", ", "), LONGEST)}`;
}

/** Status, and what the headers about CORS say. */
function answerWords({ status, headers }: WireResponse): string {
  const allows = ANSWERED.flatMap((what) => {
    const name = `access-control-${what === "max-age" ? what : `allow-${what}`}`;
    return headers
      .filter(([other]) => other.toLowerCase() === name)
      .map(([, value]) => `${what} ${value === "" ? "(empty)" : shorten(value, LONGEST)}`);
  });
  return `${status}, ${allows.length === 0 ? "without any Access-Control header" : `allows ${allows.join("; ")}`}`;
}

const ANSWERED = ["origin", "credentials", "methods", "headers", "max-age"] as const;

function causeWords({ code, name, value, count, limit }: Verdict["preflight"]["because"][number]): string {
  switch (code) {
    case "method":
      return `method ${value}`;
    case "header":
      return `header ${name}`;
    case "header-value":
      return `${name}: ${shorten(value ?? "", LONGEST)}`;
    case "header-size":
      return `the size of its headers (${count} bytes, ${limit} allowed)`;
    case "upload-listener":
      return "a listener on xhr.upload";
    case "stream-body":
      return "a stream body";
    case "redirect-hop":
      return "a hop behind a redirect";
    default:
      return "a rule of this browser's own";
  }
}

function scriptLines(verdict: Verdict): string[] {
  const { response, error, xhr, element, hiddenHeaders } = verdict;
  const lines: string[] = [];
  if (verdict.outcome === "unknown") return lines;
  if (error !== undefined) lines.push(`${error.name}: ${error.message}`.replace(/: $/, ""));
  if (xhr !== undefined && response === null) lines.push(`status ${xhr.status}, ${lastEvent(verdict)}`);
  if (response !== null) {
    const names = response.headers.map(([name]) => name);
    const headers = names.length === 0 ? "no headers" : `headers ${shorten(names.join(", "), LONGEST)}`;
    lines.push(`status ${response.status}, ${headers}${response.bodyReadable ? "" : ", no body"}`);
  }
  if (hiddenHeaders.length > 0 && verdict.outcome === "allowed")
    lines.push(`hidden from it: ${shorten(hiddenHeaders.join(", "), LONGEST)}`);
  if (element !== undefined) lines.push(elementWords(element));
  return lines;
}

function lastEvent({ events }: Verdict): string {
  const last = events?.findLast((event) => event !== "loadend");
  return last === undefined ? "no event" : `event ${last}`;
}

function elementWords({ loads, canvas, cssRules, errors }: NonNullable<Verdict["element"]>): string {
  const words = [loads ? "it loads" : "it does not load"];
  if (canvas !== undefined) words.push(`canvas ${canvas}`);
  if (cssRules !== undefined) words.push(`cssRules ${cssRules}`);
  if (errors !== undefined) words.push(`script errors ${errors}`);
  return words.join(", ");
}

function recordedLines({ agrees, observed }: Verdict): string[] {
  if (observed === undefined || observed === null || agrees === false) return [];
  return [`${observed.outcome} too (${observed.evidence})`];
}

/** What the recording says is told in one breath; what it does not say, each by itself. */
function reliedLines(assumed: Verdict["assumed"]): string[] {
  const words = assumed
    .filter(({ confidence }) => confidence === "high")
    .map(({ field, value, because }) => `${field} ${shownValue(value)} (${because})`);
  return words.length === 0 ? [] : [words.join(", ")];
}

function shownValue(value: unknown): string {
  return shorten(typeof value === "string" ? value : (JSON.stringify(value) ?? ""), LONGEST);
}

function assumptionLine({ field, value, because, confidence }: Verdict["assumed"][number], detailed: boolean): string {
  return `${field} ${shownValue(value)}: ${because}${detailed ? ` (${confidence} confidence)` : ""}`;
}

/** What to write where, and why; a place is named once. */
function fixLines(fixes: Verdict["fixes"], isNew: (why: string) => boolean): Section["lines"] {
  return fixes.flatMap((fix, index) => {
    const place = fixPlace(fix);
    const header = fixHeader(fix);
    const before = fixes[index - 1];
    if (header === null) return [`${place}: ${fix.why}`];
    const said = before !== undefined && fixHeader(before) !== null && fixPlace(before) === place;
    return [...(said ? [] : [`${place}:`]), { verbatim: header }, ...(isNew(fix.why) ? [fix.why] : [])];
  });
}

function stepLine({ spec, step, code, value }: NonNullable<Verdict["steps"]>[number]): string {
  const shown = value === undefined ? "" : ` ${shorten(JSON.stringify(value) ?? "", LONGEST)}`;
  return `${spec} ${step}: ${code}${shown}`;
}
