import type { Verdict, WireRequest, WireResponse } from "../../cases/verdict.js";
import { clean } from "../text/clean.js";
import { padEnd, shorten, wrap } from "../text/layout.js";
import type { Theme } from "../text/theme.js";
import type { Item } from "./format.js";
import { paintOf } from "./table.js";
import { disagreement, fixHeader, fixPlace, requestLine, ruleOf, SYMBOLS } from "./words.js";

/** A request told from beginning to end: what happened, why, what to do. */

const INDENT = "   ";
const LABEL = 12;
/** Longer header values and lists say no more. */
const LONGEST = 300;

/** A label and what is said under it; a line is wrapped, unless it is to be copied. */
interface Section {
  readonly label: string;
  readonly lines: readonly (string | { readonly verbatim: string })[];
  readonly loud?: boolean;
}

export function storyOf(item: Item, heading: string, theme: Theme, width: number): string {
  const { verdict, asked } = item;
  const text = Math.min(width, 100) - INDENT.length;
  const title = `${heading}${SYMBOLS[verdict.outcome]} ${clean(requestLine(asked))}`;
  const parts = [
    `${theme.title(title)} ${paintOf(verdict.outcome, theme)(`${verdict.outcome}${stageWords(verdict)}`)}`,
    ...wrap(clean(verdict.explanation), text).map((line) => INDENT + line),
    ...sections(verdict).flatMap((section) => sectionLines(section, theme, text)),
  ];
  return `${parts.join("\n")}\n`;
}

function stageWords({ stage }: Verdict): string {
  if (stage === null) return "";
  return stage === "setup" ? " before anything was sent" : stage === "network" ? " on the network" : ` at the ${stage}`;
}

function sectionLines({ label, lines, loud }: Section, theme: Theme, width: number): string[] {
  const paint = loud ? theme.loud : theme.label;
  return lines
    .flatMap((line) => {
      if (typeof line !== "string") return [theme.code(clean(line.verbatim))];
      return wrap(clean(line), width - LABEL).map((part) => (loud ? theme.loud(part) : part));
    })
    .map((line, index) => INDENT + (index === 0 ? paint(padEnd(label, LABEL)) : " ".repeat(LABEL)) + line);
}

function sections(verdict: Verdict): Section[] {
  const { reason, preflight, more, assumed, fixes, warnings, likelyCauses, missing, steps } = verdict;
  const all: Section[] = [
    { label: "DISAGREES", lines: verdict.agrees === false ? [`${disagreement(verdict)}.`] : [], loud: true },
    { label: "Preflight", lines: preflight.needed ? preflightLines(verdict) : [] },
    { label: "Decided by", lines: reason === null ? [] : [ruleLine(reason)] },
    { label: "Script saw", lines: scriptLines(verdict) },
    { label: "Recorded", lines: recordedLines(verdict) },
    { label: "Missing", lines: missing === undefined ? [] : [missing.join(", ")] },
    { label: "Relied on", lines: reliedLines(assumed) },
    { label: "Assumed", lines: assumed.filter(({ confidence }) => confidence !== "high").map(assumptionLine) },
    { label: "Fix", lines: fixLines(fixes) },
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

function preflightLines({ preflight, exchanges }: Verdict): string[] {
  const { because, fromCache, request, response } = preflight;
  const causes = because.map(causeWords);
  const why = causes.length === 0 ? "needed" : `needed for ${causes.join(", ")}`;
  if (fromCache) return [`${why}; answered by the preflight cache`];
  if (request === null) return [why];
  const recorded = exchanges.some(({ kind }) => kind === "preflight");
  const answer =
    response === null ? (recorded ? "not answered" : "no answer known") : `answered ${answerWords(response)}`;
  return [why, `OPTIONS asks for ${askedFor(request)}`, answer];
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
  const allows = headers.flatMap(([name, value]) => {
    const [, what] = /^access-control-(?:allow-)?(origin|methods|headers|credentials|max-age)$/i.exec(name) ?? [];
    return what === undefined ? [] : [`${what.toLowerCase()} ${value === "" ? "(empty)" : shorten(value, LONGEST)}`];
  });
  return `${status}, ${allows.length === 0 ? "without any Access-Control header" : `allows ${allows.join("; ")}`}`;
}

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

function assumptionLine({ field, value, because, confidence }: Verdict["assumed"][number]): string {
  return `${field} ${shownValue(value)}: ${because} (${confidence} confidence)`;
}

/** What to write where, and why; a place is named once. */
function fixLines(fixes: Verdict["fixes"]): Section["lines"] {
  return fixes.flatMap((fix, index) => {
    const place = fixPlace(fix);
    const header = fixHeader(fix);
    const before = fixes[index - 1];
    if (header === null) return [`${place}: ${fix.why}`];
    const said = before !== undefined && fixHeader(before) !== null && fixPlace(before) === place;
    return [...(said ? [] : [`${place}:`]), { verbatim: header }, fix.why];
  });
}

function stepLine({ spec, step, code, value }: NonNullable<Verdict["steps"]>[number]): string {
  const shown = value === undefined ? "" : ` ${shorten(JSON.stringify(value) ?? "", LONGEST)}`;
  return `${spec} ${step}: ${code}${shown}`;
}
