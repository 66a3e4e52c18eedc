import type { Fix, Verdict } from "../../cases/verdict.js";
import { REASONS, type ReasonCode } from "../../core/reasons.js";
import { configurationFor } from "../../explain/configurations/configurations.js";
import { languageOf } from "../../explain/language.js";
import { tell } from "../../explain/telling/telling.js";
import type { TellingKey } from "../../explain/telling/telling-key.js";
import { isMissed } from "../../explain/values.js";
import { fixHeader, ruleNamed } from "../formats/words.js";
import { shorten } from "../text/layout.js";
import type { Explained } from "./explained.js";

/** A line of a section: a sentence, something to be copied (a line or several), or a rule with its address. */
export type Line =
  | { readonly text: string }
  | { readonly code: string }
  | { readonly block: string; readonly language: string }
  | { readonly rule: string; readonly url: string };

export interface Section {
  readonly key: TellingKey;
  readonly heading: string;
  readonly lines: readonly Line[];
}

/** Longer lists and values say no more. */
const LONGEST = 300;

/** Everything that is told of a request beside its picture, in the order in which it is of use. */
export function sectionsOf(
  explained: Explained,
  lang: string,
  target: string | null,
): { readonly before: Section[]; readonly after: Section[] } {
  const { verdict, assumed, notes, needs } = explained;
  const section = (key: TellingKey, lines: readonly Line[]): Section => ({ key, heading: tell(key, {}, lang), lines });
  const full = ({ lines }: Section): boolean => lines.length > 0;
  const before = [
    section("assumed", assumed.map(text)),
    section("note", notes.map(text)),
    section("needs", needs === null ? [] : needsLines(explained, lang)),
  ];
  const after = [
    section("rules", ruleLines(verdict, lang)),
    section("script", scriptLines(verdict, lang).map(text)),
    section("console", consoleLines(explained, lang)),
    section("engines", engineLines(explained, lang)),
    section("fix", fixLines(verdict.fixes, lang)),
    section("configuration", target === null ? [] : configurationLines(explained, target, lang)),
    section("alternative", alternativeLines(verdict, lang)),
    section(
      "next",
      verdict.more.map((problem) => text(nextLine(problem, lang))),
    ),
    section(
      "likely",
      verdict.likelyCauses.map((cause) =>
        text(tell("aside", { value: likely(cause.code, lang), evidence: cause.evidence }, lang)),
      ),
    ),
    section(
      "warning",
      verdict.warnings.map(({ message }) => text(message)),
    ),
    section("steps", (explained.verdict.steps ?? []).map(stepLine)),
  ];
  return { before: before.filter(full), after: after.filter(full) };
}

function text(words: string): Line {
  return { text: words };
}

/** `blocked at the preflight` */
export function outcomeText({ outcome, stage }: Verdict, lang: string): string {
  const words = tell(outcome, {}, lang);
  if (stage === null) return words;
  return tell("outcome-at", { outcome: words, type: tell(`at-${stage}`, {}, lang) }, lang);
}

function needsLines({ needs, asked }: Explained, lang: string): Line[] {
  if (needs === null || (needs.response.length === 0 && (needs.preflight ?? []).length === 0)) return [];
  const lines: Line[] = [];
  if (needs.preflight !== null) {
    lines.push(
      text(tell("needs-answer", {}, lang)),
      ...["HTTP/1.1 204 No Content", ...needs.preflight].map((code) => ({ code })),
    );
  }
  lines.push(text(tell("needs-response", { method: asked.method }, lang)), ...needs.response.map((code) => ({ code })));
  lines.push(text(tell("add-server", {}, lang)));
  return lines;
}

/** The rules that the request came past, in order, each with the steps that were looked at; last the one that spoke. */
function ruleLines({ steps = [], reason }: Verdict, lang: string): Line[] {
  const passed = new Map<string, string[]>();
  for (const { spec, step } of steps) {
    const known = passed.get(spec) ?? [];
    if (!known.includes(step)) known.push(step);
    passed.set(spec, known);
  }
  const spoke = reason === null ? null : ruleAt(reason);
  if (spoke !== null) {
    // Where the rule that spoke is among them, it goes last.
    const known = passed.get(spoke.anchor) ?? [];
    passed.delete(spoke.anchor);
    passed.set(spoke.anchor, known.includes(spoke.step) || !/^\d/.test(spoke.step) ? known : [...known, spoke.step]);
  }
  return [...passed].map(([anchor, numbers]): Line => {
    const { name, url } = ruleNamed(anchor);
    const isLast = anchor === spoke?.anchor;
    const shown = isLast && /^\d/.test(spoke.step) ? [spoke.step] : numbers;
    return { rule: ruleText(name, shown, lang), url: isLast ? spoke.url : url };
  });
}

/** `CORS check, step 4` */
function ruleText(name: string, steps: readonly string[], lang: string): string {
  return steps.length === 0 ? name : tell("step", { member: name, names: steps }, lang);
}

function ruleAt(reason: ReasonCode): { readonly anchor: string; readonly step: string; readonly url: string } {
  const { url, step } = REASONS[reason];
  return { anchor: url.slice(url.indexOf("#") + 1), step, url };
}

/** The rule of a reason, and where it is written. */
export function ruleLine(reason: ReasonCode, lang: string): Line {
  const { anchor, step, url } = ruleAt(reason);
  return { rule: ruleText(ruleNamed(anchor).name, /^\d/.test(step) ? [step] : [], lang), url };
}

function scriptLines(verdict: Verdict, lang: string): string[] {
  const { response, error, xhr, element, hiddenHeaders, events } = verdict;
  const lines: string[] = [];
  if (error !== undefined) lines.push(`${error.name}: ${error.message}`.replace(/: $/, ""));
  if (response === null && xhr !== undefined) {
    const event = events?.findLast((name) => name !== "loadend") ?? "";
    lines.push(tell("script-event", { status: xhr.status, value: event }, lang));
  }
  if (response !== null) {
    const names = response.headers.map(([name]) => name);
    const parts = [
      tell("script-status", { status: response.status }, lang),
      names.length === 0
        ? tell("script-no-headers", {}, lang)
        : tell("script-headers", { names: [shorten(names.join(", "), LONGEST)] }, lang),
      ...(response.bodyReadable ? [] : [tell("script-no-body", {}, lang)]),
    ];
    lines.push(parts.join(tell("comma", {}, lang)));
  }
  const hidden = hiddenHeaders.filter(isMissed);
  if (hidden.length > 0 && verdict.outcome === "allowed") lines.push(tell("script-hidden", { names: hidden }, lang));
  if (element !== undefined) {
    const { loads, ...others } = element;
    const rest = Object.entries(others).map(([name, value]) => `${name} ${value}`);
    lines.push([tell(loads ? "element-loads" : "element-fails", {}, lang), ...rest].join(tell("comma", {}, lang)));
  }
  return lines.length > 0 || verdict.reason === null ? lines : [tell("script-nothing", {}, lang)];
}

/** What each engine prints; engines that say the same are told once. */
function consoleLines({ verdicts, needs }: Explained, lang: string): Line[] {
  const engines = verdicts.filter(({ profile }) => profile !== "spec");
  if (needs !== null || engines.every(({ console }) => console.length === 0)) return [];
  return engines.flatMap(({ engine, console }): Line[] => [
    text(tell(console.length === 0 ? "silent" : "prints", { member: engine }, lang)),
    ...console.map((line) => ({ code: line.trimEnd() })),
  ]);
}

/** Only where they do not agree. */
function engineLines({ verdict, verdicts, needs }: Explained, lang: string): Line[] {
  if (needs !== null) return [];
  const others = verdicts.filter(
    ({ outcome, reason, stage }) => outcome !== verdict.outcome || reason !== verdict.reason || stage !== verdict.stage,
  );
  return others.map((other) => {
    const said = { member: other.engine, outcome: outcomeText(other, lang), value: other.explanation };
    return text(
      other.reason === null
        ? tell("engine", said, lang)
        : tell("engine-stopped", { ...said, token: other.reason }, lang),
    );
  });
}

function fixLines(fixes: readonly Fix[], lang: string): Line[] {
  return fixes.flatMap((fix, index) => {
    const place = placeOf(fix, lang);
    const header = fixHeader(fix);
    const code = header ?? changeText(fix);
    const before = fixes[index - 1];
    const isNew = before === undefined || placeOf(before, lang) !== place;
    return [
      ...(isNew ? [text(place)] : []),
      ...(code === null ? [] : [{ code }]),
      ...(fix.also ?? []).map(([name, value]) => ({ code: `${name}: ${value}` })),
      text(fix.why),
    ];
  });
}

/** The fixes as a server is told them. */
function configurationLines({ policy }: Explained, target: string, lang: string): Line[] {
  if (policy === null) return [text(tell("configuration-none", {}, lang))];
  const { title, tested, text: written, notes, language, parts } = configurationFor(target, policy, { lang });
  const how = tested === null ? tell("untested", {}, lang) : tell("tested", { value: tested }, lang);
  return [
    text(tell("aside", { value: title, evidence: how }, lang)),
    // JSON has no comments to say where it goes.
    ...(language === "json" ? parts.map(({ place }) => text(place)) : []),
    { block: written.trimEnd(), language },
    ...notes.map(text),
  ];
}

function placeOf({ where, on }: Fix, lang: string): string {
  if (on === "page") return tell(where === "client" ? "fix-page" : "fix-page-server", {}, lang);
  return tell(where === "client" ? "fix-request" : (`fix-${on}` as TellingKey), {}, lang);
}

/** What page code has to say instead, as it would be written. */
function changeText({ change, value, on }: Fix): string | null {
  if (change === undefined) return on === "request" || value === undefined ? null : value;
  const parts = [
    ...Object.entries(change.setup ?? {}).map(([name, member]) => `${name}: ${JSON.stringify(member)}`),
    ...(change.headers ?? []).map(
      ([name, member]) => `headers: { ${JSON.stringify(name)}: ${JSON.stringify(member)} }`,
    ),
    ...(change.withoutHeaders ?? []).map((name) => `− ${name}`),
  ];
  return parts.length === 0 ? null : parts.join(", ");
}

function alternativeLines({ alternatives = [] }: Verdict, lang: string): Line[] {
  return alternatives.flatMap(({ fixes, outcome }) => {
    const lines = fixLines(fixes, lang);
    const becomes = tell("alternative-outcome", { value: tell(outcome, {}, lang) }, lang);
    const last = lines.at(-1);
    return outcome === "allowed" || last === undefined || !("text" in last)
      ? lines
      : [...lines.slice(0, -1), text(tell("aside", { value: last.text, evidence: becomes }, lang))];
  });
}

function nextLine({ reason, stage }: Verdict["more"][number], lang: string): string {
  const { title } = languageOf(lang).catalog.reasons[reason];
  return tell("next-problem", { value: title, token: reason, type: tell(`at-${stage}`, {}, lang) }, lang);
}

function likely(code: string, lang: string): string {
  const { causes } = languageOf(lang).catalog;
  return (causes as Readonly<Record<string, string>>)[code] ?? code;
}

function stepLine({ spec, step, code, value }: NonNullable<Verdict["steps"]>[number]): Line {
  const shown = value === undefined ? "" : ` ${shorten(JSON.stringify(value) ?? "", LONGEST)}`;
  return text(`${spec} ${step}: ${code}${shown}`);
}
