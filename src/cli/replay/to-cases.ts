import type { Case } from "../../cases/case.js";
import { judgeAll } from "../../cases/judge.js";
import type { Verdict } from "../../cases/verdict.js";
import { caseOf, expectationOf } from "../../records/case-of.js";
import { mask } from "../../records/mask.js";
import type { Judged, ReplayOptions } from "../../records/options.js";
import { RecordError, replayEntries } from "../../records/replay.js";
import { InputError } from "../errors.js";
import { sourceOf } from "../input/sources.js";
import { exitWith, type Io } from "../io.js";
import { ENGINES } from "../options/shared.js";
import { clean } from "../text/clean.js";
import { counted } from "../text/counts.js";
import type { ReplayGiven } from "./options.js";

/** Turns recorded requests into cases: printed (`--to-case`), or a file each (`--to-cases DIR`). */
export async function writeCases(io: Io, given: ReplayGiven, options: ReplayOptions): Promise<void> {
  const { files, toCase, toCases } = given;
  if (toCase === true && (files.length !== 1 || !/#\d+$/.test(files[0] ?? ""))) {
    throw new InputError("--to-case needs one entry: FILE#N", "whycors replay FILE shows the numbers.");
  }
  if (toCases !== undefined) await io.files.makeDirectory(toCases);
  const count = { written: 0, kept: 0, left: 0 };
  // A case is run by every engine, so it has to say what each of them does.
  const profiles = given.profile === undefined ? ENGINES : (options.profiles ?? ENGINES);
  for (const file of files) {
    try {
      const entries = replayEntries(await sourceOf(io, file), { ...options, profiles });
      for await (const judged of sideBySide(entries)) await write(judged);
    } catch (error) {
      if (!(error instanceof RecordError || error instanceof InputError)) throw error;
      io.err(`whycors: ${clean(error.message)}\n`);
      exitWith(io, 2);
    }
  }
  if (toCases !== undefined && given.quiet !== true) {
    const kept = count.kept > 0 ? `; ${counted(count.kept, "file")} were there already and stay as they are` : "";
    const left = count.left > 0 ? `; ${counted(count.left, "request")} can't be told as a case` : "";
    io.err(`${counted(count.written, "case")} written to ${clean(toCases)}${kept}${left}.\n`);
  }

  async function write(judged: readonly Judged[]): Promise<void> {
    const made = runnableCase(judged);
    if (made === null) {
      count.left++;
      const [first] = judged;
      if (toCase === true && first !== undefined) {
        throw new InputError(`${first.verdict.id} can't be told as a case: ${whyNot(first)}`);
      }
      return;
    }
    const text = `${pretty(given.showSecrets === true ? made : mask(made))}\n`;
    if (toCases === undefined) return io.out(text);
    if (await io.files.create(`${toCases}/${made.id}.json`, text)) count.written++;
    else count.kept++;
  }
}

/** Indented, a header a line. */
function pretty(made: Case): string {
  return JSON.stringify(made, null, 2).replace(/\[\s+("(?:[^"\\]|\\.)*"),\s+("(?:[^"\\]|\\.)*")\s+\]/g, "[$1, $2]");
}

/** The verdicts of all profiles on one entry. */
async function* sideBySide(entries: AsyncIterable<Judged>): AsyncGenerator<readonly Judged[]> {
  let group: Judged[] = [];
  for await (const judged of entries) {
    const [first] = group;
    if (first !== undefined && first.verdict.id !== judged.verdict.id) {
      yield group;
      group = [];
    }
    group.push(judged);
  }
  if (group.length > 0) yield group;
}

/** A case that gives the same verdicts; null when what decided is not in the recording. */
function runnableCase(judged: readonly Judged[]): Case | null {
  const [first] = judged;
  if (first === undefined || judged.some(({ verdict }) => verdict.outcome === "unknown")) return null;
  for (const withBodies of [false, true]) {
    const made = caseOf(first, withBodies);
    if (made === null) return null;
    const verdicts = judged.map(({ verdict }) => verdict);
    if (verdicts.every((verdict) => isSame(verdict, judgeAll(made, { profile: verdict.profile })[0]))) {
      return { ...made, expect: expectationOf(verdicts) };
    }
  }
  return null;
}

function isSame(a: Verdict, b: Verdict | undefined): boolean {
  return a.outcome === b?.outcome && a.reason === b.reason && a.stage === b.stage;
}

function whyNot({ verdict, made }: Judged): string {
  if (made === null) return "it is one already";
  if (verdict.missing !== undefined) return `the recording lacks ${verdict.missing.join(", ")}`;
  return "what decided is not in the recording";
}
