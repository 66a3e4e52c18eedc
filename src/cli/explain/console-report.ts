import type { Case } from "../../cases/case.js";
import type { Api } from "../../core/infrastructure/request.js";
import { REASONS, type ReasonCode } from "../../core/reasons.js";
import { type LineFacts, type RecognisedLine, recogniseConsole } from "../../explain/console/recognise/recognise.js";
import { languageOf } from "../../explain/language.js";
import { referencePage } from "../../explain/reference/reference.js";
import { tell } from "../../explain/telling/telling.js";
import type { TellingKey } from "../../explain/telling/telling-key.js";
import { InputError } from "../errors.js";
import { causesOfLine } from "./console-causes.js";
import type { Subject } from "./explain-call.js";
import type { Report } from "./report.js";
import { type Line, ruleLine, type Section } from "./sections.js";

/** One thing that happened: a console tells it in one line or two. */
export interface Told {
  readonly lines: RecognisedLine[];
  /** The line that says why. */
  main: RecognisedLine;
  facts: LineFacts;
}

/** What a console tells, of a text with other things in it too. */
export function linesIn(text: string): Told[] {
  return together(recogniseConsole(text));
}

/** What the lines say, what they leave open, and how to find that out. */
export function consoleReports(text: string, lang: string): { readonly report: Report; readonly told: Told }[] {
  const lines = linesIn(text);
  if (lines.length === 0) {
    throw new InputError(
      "no line that a browser prints about CORS is in it",
      "Copy the whole line from the console, or say what it is with --as.",
    );
  }
  return lines.map((told) => ({ report: lineReport(told, lang), told }));
}

/** Lines of one engine that go together: why it failed, what could not be loaded, and the same once more. */
function together(lines: readonly RecognisedLine[]): Told[] {
  const all: Told[] = [];
  for (const line of lines) {
    const last = all.at(-1);
    const isRest = (told: Told) => told === last && (line.partial || told.main.partial);
    const same = all.find((told) => belongs(told, line) && (isRest(told) || saysTheSame(told.main, line)));
    if (same === undefined) {
      all.push({ lines: [line], main: line, facts: line.facts });
      continue;
    }
    same.lines.push(line);
    if (same.main.partial && !line.partial) same.main = line;
    same.facts = { ...line.facts, ...same.facts };
  }
  return all;
}

/** Nothing that both tell is told otherwise. */
function belongs({ main, facts }: Told, line: RecognisedLine): boolean {
  const names = Object.keys(line.facts) as (keyof LineFacts)[];
  return (
    main.engine === line.engine &&
    names.every((name) => name === "kind" || facts[name] === undefined || facts[name] === line.facts[name])
  );
}

function saysTheSame(one: RecognisedLine, other: RecognisedLine): boolean {
  return one.stage === other.stage && String(one.reasons) === String(other.reasons);
}

/** @param known what is told beside it, and need not be asked for */
export function lineReport(
  { lines, main, facts }: Told,
  lang: string,
  known: { readonly request: boolean; readonly answer: boolean } = { request: false, answer: false },
): Report {
  const { reasons, engine, old, warning, opaque } = main;
  const { catalog } = languageOf(lang);
  const section = (key: TellingKey, lines: readonly Line[]): Section => ({ key, heading: tell(key, {}, lang), lines });
  const titles = reasons.map((reason) =>
    tell("aside", { value: catalog.reasons[reason].title, evidence: reason }, lang),
  );
  const [first] = reasons;
  const meaning = first === undefined ? null : pageOf(first, lang)?.meaning;
  const said = warning === null ? (meaning ?? "") : tellWarning(warning, facts, lang);
  const blind = BLIND[engine];
  const isOpen = main.partial && isOfCors(first) && !(main.stage === "preflight" && facts.status !== undefined);
  const notes = [
    ...(main.quoted ? [tell("console-quoted", {}, lang)] : []),
    ...(reasons.length > 1 && !isOpen ? [tell("console-many", { names: titles }, lang)] : []),
    ...(old ? [tell("console-old", {}, lang)] : []),
  ];
  const sections = [
    section(
      "note",
      notes.map((words) => ({ text: words })),
    ),
    section("known", factLines(main, facts, lang)),
    section(
      "likely",
      [
        ...causesOfLine(main, facts).map((code) => catalog.causes[code]),
        ...reasons.flatMap((reason) => pageOf(reason, lang)?.happens ?? []),
      ].map((words) => ({ text: words })),
    ),
    section(
      "fix",
      [
        ...reasons.flatMap((reason) => pageOf(reason, lang)?.fix ?? []),
        ...(opaque === null ? [] : [tell(`opaque-${opaque}-fix`, {}, lang), tell("opaque-fix", {}, lang)]),
      ].map((words) => ({ text: words })),
    ),
    section("rules", isOpen ? [] : distinct(reasons.map((reason) => ruleLine(reason, lang)))),
    section(
      "ask",
      questions(main, facts)
        .filter((key) => !(known.answer && OF_ANSWER.has(key)) && !(known.request && OF_REQUEST.has(key)))
        .map((key) => ({ text: tell(key, { url: facts.url ?? "…" }, lang) })),
    ),
  ];
  return {
    label: [...new Set(lines.map(({ line }) => line))].join("\n"),
    title:
      opaque !== null
        ? tell(`opaque-${opaque}`, {}, lang)
        : isOpen
          ? tell("console-open", {}, lang)
          : (titles[0] ?? engine),
    outcome: null,
    outcomeText: "",
    sentence:
      opaque !== null
        ? tell(`opaque-${opaque}-why`, {}, lang)
        : sentenceOf(blind ?? (isOpen ? "console-silent" : null), engine, said, lang),
    before: sections.filter(({ lines: content }) => content.length > 0),
    sequence: null,
    sequenceHeading: "",
    after: [],
    isStopped: false,
    json: {
      lines: lines.map(({ line }) => line),
      engine,
      reasons,
      stage: main.stage,
      old,
      partial: main.partial,
      quoted: main.quoted,
      warning,
      ...(opaque !== null && { opaque }),
      facts,
    },
  };
}

/** Such a line comes with many failures; that no answer came is one by itself. */
function isOfCors(reason: ReasonCode | undefined): boolean {
  return reason !== undefined && REASONS[reason].row !== "network";
}

function sentenceOf(key: TellingKey | null, engine: string, said: string, lang: string): string {
  return key === null
    ? tell("console-rule", { member: engine, value: said }, lang)
    : tell(key, { member: engine }, lang);
}

/** What says nothing of the reason. */
const BLIND: Partial<Record<RecognisedLine["engine"], TellingKey>> = {
  "page code": "console-script",
  "a program that is no browser": "console-outside",
};

function pageOf(reason: ReasonCode, lang: string) {
  const page = referencePage(reason, lang);
  return page?.kind === "reason" ? page : null;
}

function tellWarning(code: NonNullable<RecognisedLine["warning"]>, facts: LineFacts, lang: string): string {
  const names = facts.header === undefined ? [] : [facts.header];
  const { catalog } = languageOf(lang);
  const text = catalog.warnings[code];
  const template = typeof text === "string" ? text : text[0]!.text;
  const words = typeof template === "string" ? template : template.other;
  return words
    .replace(/\{names\}/g, names.join(", "))
    .replace(/\{url\}/g, facts.url ?? "")
    .replace(/\{[a-z]+\}/gi, "");
}

const FACTS = [
  ["url", "console-url"],
  ["first", "console-first"],
  ["origin", "console-origin"],
  ["method", "console-method"],
  ["header", "console-header"],
  ["value", "console-value"],
  ["status", "console-status"],
  ["kind", "console-api"],
] as const;

const ERRORS: Readonly<Record<string, string>> = {
  CONNECTION_REFUSED: "connection-refused",
  CONNECTION_RESET: "connection-reset",
  EMPTY_RESPONSE: "connection-reset",
  CONNECTION_CLOSED: "connection-reset",
  NAME_NOT_RESOLVED: "dns",
  BLOCKED_BY_CLIENT: "blocked-by-client",
};

/** What the network log's error means, in words where there are some. */
function errorText(error: string, lang: string): string {
  const code = /^(?:CERT|SSL)_/.test(error) ? "tls" : ERRORS[error];
  return (code === undefined ? undefined : languageOf(lang).catalog.errors[code]) ?? `net::ERR_${error}`;
}

function factLines({ engine }: RecognisedLine, facts: LineFacts, lang: string): Line[] {
  const known = FACTS.flatMap(([name, key]): Line[] => {
    const value = facts[name];
    if (value === undefined || value === "") return [];
    // Some places are no numbers: a status that is not there is “(null)”.
    return [
      {
        text: tell(
          key,
          {
            value,
            url: value,
            first: value,
            origin: value,
            method: value,
            header: value,
            ...(name === "status" && { status: value as unknown as number }),
          },
          lang,
        ),
      },
    ];
  });
  const error = facts.error === undefined ? [] : [errorText(facts.error, lang)];
  return [
    ...known,
    ...error.map((value) => ({ text: tell("console-error", { value }, lang) })),
    ...(BLIND[engine] === undefined ? [{ text: tell("console-engine", { value: engine }, lang) }] : []),
  ];
}

/** What has to be known to say more. */
function questions({ engine, reasons, stage, opaque }: RecognisedLine, facts: LineFacts): TellingKey[] {
  if (opaque !== null) return ["ask-element"];
  if (BLIND[engine] === "console-script") return ["ask-console"];
  if (BLIND[engine] === "console-outside") return [];
  const rows = new Set(reasons.map((reason) => REASONS[reason].row));
  const keys: TellingKey[] = [];
  const isCheck = rows.has("cors-check") || rows.has("preflight");
  if (rows.has("network")) keys.push("ask-network");
  if (isCheck && stage !== "preflight") keys.push("ask-server");
  if (rows.has("preflight") || stage === "preflight") keys.push("ask-preflight");
  if (isCheck || rows.has("redirect")) keys.push("ask-snippet");
  if (facts.origin === undefined && isCheck) keys.push("ask-origin");
  if (isCheck && facts.url !== undefined) keys.push("ask-live");
  return keys;
}

const OF_REQUEST: ReadonlySet<TellingKey> = new Set(["ask-snippet", "ask-element"]);
const OF_ANSWER: ReadonlySet<TellingKey> = new Set(["ask-server", "ask-preflight", "ask-live"]);

const APIS: Readonly<Record<string, Api>> = {
  fetch: "fetch",
  "fetch api": "fetch",
  xmlhttprequest: "xhr",
  eventsource: "eventsource",
  image: "img",
  script: "script",
  font: "font",
  "css stylesheet": "stylesheet",
  video: "video",
  audio: "audio",
  manifest: "manifest",
};

/** The request that a line is about, as far as the line tells: enough to be judged with a server's answer. */
export function subjectBehind(
  { facts, main }: Told,
  page: { url: string; opaque: boolean } | null,
  lang: string,
): Subject | null {
  const origin = page?.url ?? (facts.origin !== undefined && URL.canParse(facts.origin) ? `${facts.origin}/` : null);
  const { url } = facts;
  if (url === undefined || !URL.canParse(url) || origin === null) return null;
  const api = APIS[(facts.kind ?? "").toLowerCase()] ?? "fetch";
  const needsCredentials = main.reasons.some((reason) => /credentials/.test(reason));
  const isScript = api === "fetch" || api === "xhr";
  const setup: Case["setup"] = {
    api,
    url,
    ...(facts.method ? { method: facts.method } : {}),
    ...(facts.header && isScript
      ? { headers: [[facts.header, facts.header === "content-type" ? "application/json" : "1"]] }
      : {}),
    ...(needsCredentials && api === "fetch" ? { credentials: "include" } : {}),
    ...(needsCredentials && api === "xhr" ? { withCredentials: true } : {}),
    ...(!isScript && api !== "eventsource" ? { crossorigin: needsCredentials ? "use-credentials" : "anonymous" } : {}),
  };
  // A preflight that the line does not explain further was for something: a method is the simplest.
  const isOpen = main.stage === "preflight" && setup.method === undefined && setup.headers === undefined && isScript;
  if (isOpen) setup.method = "PUT";
  return {
    what: facts.kind ?? api,
    at: null,
    given: { page: { url: origin, ...(page?.opaque && { opaque: true }) }, setup },
    hasServer: false,
    assumed: isOpen ? [tell("method-assumed", { method: "PUT" }, lang)] : [],
    notes: [],
  };
}

function distinct(lines: readonly Line[]): Line[] {
  return [...new Map(lines.map((line) => [JSON.stringify(line), line])).values()];
}
