import type { ReadCase } from "../../cases/case.js";
import { judgeCase } from "../../cases/judge.js";
import { type CaseError, readCases } from "../../cases/read-cases.js";
import type { Verdict } from "../../cases/verdict.js";
import { PROFILE_NAMES, type ProfileName } from "../../core/profiles/profile.js";
import { mask } from "../../records/mask.js";
import { InputError } from "../errors.js";
import type { Format } from "../formats/format.js";
import { CASES_FORMATS } from "../formats/formats.js";
import type { Asked } from "../formats/item.js";
import { Tally } from "../formats/tally.js";
import { bundledCases, type CaseFile, caseFiles } from "../input/case-files.js";
import { exitWith, type Io } from "../io.js";
import { languageFor } from "../options/language.js";
import { ENGINES } from "../options/shared.js";
import { Progress } from "../progress.js";
import { clean } from "../text/clean.js";
import { number } from "../text/counts.js";
import { VERSION } from "../version.js";
import { wordsOf } from "../words/words.js";
import type { CasesGiven } from "./options.js";

/** Judges each case of the files by each profile; a file or case that can't be read does not stop the others. */
export async function judgeCases(io: Io, given: CasesGiven, profiles: readonly ProfileName[] | null): Promise<void> {
  const lang = languageFor(io, given.lang, given.format === "pretty");
  const makeFormat = CASES_FORMATS[given.format];
  const format = makeFormat({
    width: io.width,
    colour: io.colour,
    title: "cases",
    version: VERSION,
    words: wordsOf(lang),
  });
  const run = new Run(io, { ...given, lang }, profiles, format);
  if (given.paths.length === 0) await run.files("", bundledCases(io));
  for (const path of given.paths) await run.files(path, caseFiles(io, path));
  await run.end();
}

class Run {
  readonly #io: Io;
  readonly #given: CasesGiven & { readonly lang: string };
  readonly #profiles: readonly ProfileName[] | null;
  readonly #format: Format;
  readonly #tally = new Tally();
  readonly #progress: Progress;

  constructor(
    io: Io,
    given: CasesGiven & { readonly lang: string },
    profiles: readonly ProfileName[] | null,
    format: Format,
  ) {
    this.#io = io;
    this.#given = given;
    this.#profiles = profiles;
    this.#format = format;
    this.#progress = new Progress(io);
  }

  async files(path: string, files: AsyncIterable<CaseFile>): Promise<void> {
    try {
      for await (const file of files) await this.#file(file);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.#progress.clear();
      this.#io.err(`whycors: ${clean(error.message)}\n${error.hint === null ? "" : `  ${clean(error.hint)}\n`}`);
      exitWith(this.#io, 2);
    }
    if (path === "-") this.#progress.clear();
  }

  async end(): Promise<void> {
    this.#progress.clear();
    const { verdicts, mismatched, broken } = this.#tally;
    const nothing = verdicts === 0 && broken === 0;
    if (nothing && this.#io.exitCode === 0 && this.#given.filter !== undefined) {
      this.#io.err(`whycors: no case has "${clean(this.#given.filter)}" in its id or title\n`);
    }
    if (!nothing || this.#given.format !== "pretty") await this.#io.out(this.#format.end(this.#tally));
    if (mismatched > 0) exitWith(this.#io, 1);
  }

  async #file({ label, name, text }: CaseFile): Promise<void> {
    for (const result of readCases(text, name)) {
      if (result.error !== undefined) await this.#broken(result.error, label);
      else if (this.#isWanted(result.case)) await this.#case(result.case, label);
      this.#progress.report(() => `${label}: ${number(this.#tally.requests)} setups`);
    }
  }

  #isWanted({ id, title }: ReadCase): boolean {
    const { filter } = this.#given;
    return filter === undefined || id?.includes(filter) === true || title?.includes(filter) === true;
  }

  async #broken(error: CaseError, label: string): Promise<void> {
    this.#tally.broken++;
    exitWith(this.#io, 2);
    const line = error.line === null ? "" : `:${error.line}`;
    await this.#print(
      this.#format.broken({ id: error.id ?? label, error: `${label}${line}: ${error.message}` }, label),
    );
  }

  async #case(given: ReadCase, file: string): Promise<void> {
    const asked = [given.setup, ...given.then].map(askedIn);
    const { title } = given;
    for (const profile of this.#profiles ?? profilesFor(given)) {
      const verdicts = judgeCase(given, { profile, trace: this.#given.steps === true, lang: this.#given.lang });
      for (const [index, found] of verdicts.entries()) {
        const verdict: Verdict = this.#given.showSecrets === true ? found : mask(found);
        const item = { verdict, asked: asked[index] ?? { api: "", method: "", url: "" }, file, title };
        this.#tally.add(item);
        await this.#print(this.#format.item(item));
      }
    }
  }

  async #print(text: string): Promise<void> {
    if (text === "") return;
    this.#progress.clear();
    await this.#io.out(text);
  }
}

function askedIn({ api, method, url }: ReadCase["setup"]): Asked {
  return { api, method: method ?? (api === "beacon" ? "POST" : "GET"), url };
}

/** Something expected is checked in every engine, and in the editions that it speaks of; the rest is judged by the standard. */
function profilesFor({ expect, then }: ReadCase): readonly ProfileName[] {
  const expectations = [expect, ...then.map((setup) => setup.expect)].filter((expected) => expected !== undefined);
  if (expectations.length === 0) return ["spec"];
  const named = PROFILE_NAMES.filter((name) => expectations.some((expected) => name in expected));
  return [...new Set([...ENGINES, ...named])];
}
