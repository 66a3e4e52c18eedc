import type { ReadCase } from "../cases/case.js";
import { judgeCase } from "../cases/judge.js";
import { CaseError, parseCase } from "../cases/read-cases.js";
import { Collector } from "./collect.js";
import { skipped } from "./har/skip.js";
import { JobQueue } from "./judge/rows.js";
import type { Judged, ReplayOptions, ReplaySource } from "./options.js";
import { RecordError } from "./record-error.js";
import { decodeUtf8, joinBytes, quickBytes } from "./scan/bytes.js";
import type { ByteSource } from "./source/byte-source.js";

const LONGEST_LINE = 64 * 2 ** 20;

/** Cases or bare HAR entries, one a line; or a single one over several lines, or a list of cases. */
export async function* replayLines(
  source: ReplaySource,
  bytes: ByteSource,
  options: ReplayOptions,
): AsyncGenerator<Judged> {
  const collector = new Collector(source, options, true);
  const cases: [index: number, given: ReadCase][] = [];
  let index = 0;
  const take = (value: unknown, line: number): void => {
    if (isCase(value)) addCase(value, line);
    else collector.entry(value, index);
    index++;
  };
  const addCase = (value: unknown, line: number): void => {
    try {
      const read = parseCase(value, { file: source.name, id: `case-${index + 1}`, line });
      if (source.entry === undefined || source.entry === index) cases.push([index, read]);
    } catch (error) {
      if (!(error instanceof CaseError)) throw error;
      collector.skip(index, skipped("bad-case", { code: "bad-case", error: error.message }, error.path));
    }
  };

  let hasMany = false;
  for await (const [text, line] of linesOf(source.name, bytes)) {
    if (text.trim() === "") continue;
    const value = parsed(text);
    if (value === NOT_JSON) {
      if (line === 1 || index === 0) break;
      collector.skip(index++, skipped("not-json", { code: "line-not-json", count: line }, ""));
      continue;
    }
    hasMany = true;
    take(value, line);
  }
  if (!hasMany) for (const value of await oneDocument(source, bytes)) take(value, 1);
  yield* inOrder(source, options, collector, cases);
}

/** Cases and entries may stand in one file; the verdicts come in its order. */
function* inOrder(
  source: ReplaySource,
  options: ReplayOptions,
  collector: Collector,
  cases: readonly (readonly [index: number, given: ReadCase])[],
): Generator<Judged> {
  let next = 0;
  const isCaseAlone = source.entry !== undefined && cases.length > 0;
  if (!isCaseAlone && (cases.length === 0 || collector.rows.length > 0)) {
    for (const judged of new JobQueue(source, options, collector).ready()) {
      const entry = judged.verdict.source?.entry ?? 0;
      for (; next < cases.length && cases[next]![0] < entry; next++) yield* judgeOne(source, cases[next]!, options);
      yield judged;
    }
  }
  for (; next < cases.length; next++) yield* judgeOne(source, cases[next]!, options);
}

function* judgeOne(
  { name }: ReplaySource,
  [entry, given]: readonly [index: number, given: ReadCase],
  { profiles, lang, trace, alternatives }: ReplayOptions,
): Generator<Judged> {
  for (const profile of profiles ?? (["spec"] as const)) {
    const verdicts = judgeCase(given, {
      profile,
      ...(lang !== undefined && { lang }),
      trace: trace ?? false,
      alternatives: alternatives ?? false,
    });
    for (const verdict of verdicts) {
      yield { verdict: { ...verdict, source: { file: name, entry }, observed: null, agrees: null }, made: null };
    }
  }
}

const NOT_JSON = Symbol("not JSON");

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return NOT_JSON;
  }
}

function isCase(value: unknown): boolean {
  return typeof value === "object" && value !== null && !("request" in value) && ("page" in value || "setup" in value);
}

/** A text that is no NDJSON, but JSON as a whole. */
async function oneDocument(source: ReplaySource, bytes: ByteSource): Promise<readonly unknown[]> {
  let text = "";
  for await (const [line] of linesOf(source.name, bytes)) {
    text += `${line}\n`;
    if (text.length > LONGEST_LINE) throw tooLong(source.name, 1);
  }
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [value];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new RecordError({ file: source.name, line: 1 }, "is neither JSON nor one JSON object a line", {
      cause: error,
    });
  }
}

async function* linesOf(name: string, source: ByteSource): AsyncGenerator<readonly [text: string, line: number]> {
  let rest: Uint8Array | null = null;
  let line = 1;
  for await (const chunk of source.chunks()) {
    const bytes: Uint8Array = rest === null ? quickBytes(chunk) : joinBytes(rest, chunk);
    let start = 0;
    for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, start)) {
      yield [decodeUtf8(bytes, start, end).replace(/^\ufeff/, ""), line++];
      start = end + 1;
    }
    rest = joinBytes(bytes.subarray(start));
    if (rest.length > LONGEST_LINE) throw tooLong(name, line);
  }
  if (rest !== null && rest.length > 0) yield [decodeUtf8(rest, 0, rest.length).replace(/^\ufeff/, ""), line];
}

function tooLong(file: string, line: number): RecordError {
  return new RecordError({ file, line }, `a line is longer than ${LONGEST_LINE / 2 ** 20} MB`);
}
