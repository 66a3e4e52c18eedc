import type { Case } from "../../cases/case.js";
import { type CaseError, readCases } from "../../cases/read-cases.js";
import type { ProfileName } from "../../core/profiles/profile.js";
import { caseOf } from "../../records/case-of.js";
import type { Judged } from "../../records/options.js";
import { RecordError, replayEntries } from "../../records/replay.js";
import { readSnippet } from "../../records/snippets/read-snippet.js";
import { SNIPPET_KINDS, type SnippetCall, SnippetError, type SnippetKind } from "../../records/snippets/snippet.js";
import { InputError } from "../errors.js";
import { sourceOf } from "../input/sources.js";
import type { Io } from "../io.js";
import { ENGINES } from "../options/shared.js";
import { callSubject, type PageGiven, pageUrlOf, SOME_PAGE } from "./call-subject.js";
import type { Subject } from "./explain-call.js";
import type { Input } from "./input.js";

/** The requests that an input is about. */
export async function subjectsOf(io: Io, input: Input, given: PageGiven, profile: ProfileName): Promise<Subject[]> {
  switch (input.kind) {
    case "case":
      return caseSubjects(input, given);
    case "har":
    case "http":
      return recordedSubjects(io, input, given, profile);
    default:
      return snippetSubjects(input, given);
  }
}

function snippetSubjects(input: Input, given: PageGiven): Subject[] {
  const kind = SNIPPET_KINDS.find((known) => known === input.kind) as SnippetKind;
  const pageUrl = pageUrlOf(given);
  const origin = pageUrl === null || pageUrl.opaque ? null : new URL(pageUrl.url).origin;
  let calls: readonly SnippetCall[];
  try {
    calls = readSnippet(isUrl(input.text) ? `fetch(${JSON.stringify(input.text.trim())})` : input.text, {
      kind,
      pageOrigin: origin ?? new URL(SOME_PAGE).origin,
    }).calls;
  } catch (error) {
    if (!(error instanceof SnippetError)) throw error;
    const name = input.file ?? "";
    throw new InputError(`${name === "" ? "" : `${name}: `}${error.message}`, error.hint);
  }
  return calls.map((call) => callSubject(call, pageUrl, given.lang));
}

function isUrl(text: string): boolean {
  return /^\s*https?:\/\/[^\s(){}'"]+\s*$/i.test(text);
}

function caseSubjects(input: Input, given: PageGiven): Subject[] {
  const name = input.file ?? "case.json";
  const cases: Case[] = [];
  let first: CaseError | undefined;
  for (const { case: read, error } of readCases(input.text, /\.(?:nd)?jsonc?$/i.test(name) ? name : "case.jsonc")) {
    if (error !== undefined) first ??= error;
    else if (read !== undefined) cases.push(read);
  }
  if (first !== undefined && cases.length === 0)
    throw new InputError(`${name}: ${first.message}`, "whycors cases --init FILE writes a case to start from.");
  const chosen = input.entry === null ? cases : cases.slice(input.entry, input.entry + 1);
  if (chosen.length === 0)
    throw new InputError(`${name}: there is no case ${input.entry ?? ""}`.trimEnd(), `It has ${cases.length}.`);
  const page = pageUrlOf(given);
  return chosen.map((each, index) => {
    const { then: _later, expect: _expected, ...rest } = each;
    return {
      what: each.id ?? `case-${index + 1}`,
      at: null,
      given: page === null ? rest : { ...rest, page: { ...rest.page, url: page.url, opaque: page.opaque } },
      hasServer: (each.server ?? []).length > 0,
      assumed: [],
      notes: [],
    };
  });
}

/** Requests of one recording that are told without being asked for by number. */
const FEW = 3;

async function recordedSubjects(io: Io, input: Input, given: PageGiven, profile: ProfileName): Promise<Subject[]> {
  const name = input.file === null ? "stdin" : `${input.file}${input.entry === null ? "" : `#${input.entry}`}`;
  const source = input.file === null ? { name, chunks: () => chunksOf(input.text) } : await sourceOf(io, name);
  const profiles = [...new Set([profile, ...ENGINES])];
  const groups = new Map<string, Judged[]>();
  try {
    const options = {
      profiles,
      lang: given.lang,
      trace: true,
      alternatives: true,
      only: input.entry === null ? ("cross-origin" as const) : ("all" as const),
      ...(given.origin !== undefined && { origin: given.origin }),
    };
    for await (const judged of replayEntries(source, options)) {
      const key = String(judged.verdict.source?.entry ?? judged.verdict.id);
      groups.set(key, [...(groups.get(key) ?? []), judged]);
    }
  } catch (error) {
    if (error instanceof RecordError)
      throw new InputError(error.message, "whycors replay FILE says more of a recording.");
    throw error;
  }
  if (groups.size === 0) {
    throw new InputError(
      `${name}: no request of another origin is in it`,
      "whycors replay --only all shows every request.",
    );
  }
  if (groups.size > FEW) {
    const shown = [...groups.keys()].slice(0, 5).map((key) => `${name}#${key}`);
    throw new InputError(
      `${name}: ${groups.size} requests are in it; which one?`,
      `Name it, such as ${shown.join(", ")}; whycors replay ${name} lists them.`,
    );
  }
  return [...groups.values()].map((group) => recordedSubject(group, name));
}

function recordedSubject(group: readonly Judged[], name: string): Subject {
  const [first] = group;
  const made = caseOf(first!, true);
  const { verdict } = first!;
  const place = verdict.source === undefined || name.includes("#") ? name : `${name}#${verdict.source.entry}`;
  const given = made ?? { page: { url: SOME_PAGE }, setup: { url: verdict.exchanges[0]?.request.url ?? "" } };
  return {
    what: place,
    at: null,
    given,
    hasServer: true,
    assumed: verdict.assumed
      .filter(({ confidence }) => confidence !== "high")
      .map(
        ({ field, value, because }) =>
          `${field} ${typeof value === "string" ? value : JSON.stringify(value)}: ${because}`,
      ),
    notes: [],
    verdicts: group.map(({ verdict }) => verdict),
  };
}

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
