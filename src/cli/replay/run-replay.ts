import { mask } from "../../records/mask.js";
import type { Judged, ReplayOptions } from "../../records/options.js";
import { RecordError, replayEntries } from "../../records/replay.js";
import { InputError } from "../errors.js";
import type { Format } from "../formats/format.js";
import { REPLAY_FORMATS } from "../formats/formats.js";
import type { Item, Was } from "../formats/item.js";
import { askedOf } from "../formats/item.js";
import { summaryLines } from "../formats/summary.js";
import { Tally } from "../formats/tally.js";
import { sourceOf } from "../input/sources.js";
import { exitWith, type Io, type Writer } from "../io.js";
import { CONNECTION_NAMES, refuseWithout } from "../options/connection.js";
import { languageFor } from "../options/language.js";
import { Progress } from "../progress.js";
import { clean, toJson } from "../text/clean.js";
import { number } from "../text/counts.js";
import { VERSION } from "../version.js";
import { type Words, wordsOf } from "../words/words.js";
import type { Against } from "./against.js";
import { Baseline } from "./baseline.js";
import type { ReplayGiven } from "./options.js";

/** Judges the files one after the other; one that can't be used does not stop the others. */
export async function runReplay(io: Io, given: ReplayGiven, asked: ReplayOptions): Promise<void> {
  const options = { ...asked, lang: languageFor(io, given.lang, isForPeople(given)) };
  if (given.toCase === true || given.toCases !== undefined) {
    const { writeCases } = await import("./to-cases.js");
    return writeCases(io, given, options);
  }
  const run = await Run.start(io, given, options);
  try {
    for (const file of given.files) await run.file(file);
    await run.end();
  } finally {
    run.close();
  }
}

/** These formats tell the counts themselves, and speak the reader's language. */
function isForPeople({ format }: ReplayGiven): boolean {
  return format === "pretty" || format === "markdown";
}

/** Unusable entries that are named; the rest is counted. */
const MOST_NAMED = 20;

class Run {
  readonly #io: Io;
  readonly #given: ReplayGiven;
  readonly #options: ReplayOptions;
  readonly #format: Format;
  readonly #words: Words;
  readonly #baseline: Baseline | null;
  readonly #saved: Writer | null;
  readonly #against: Against | null;
  readonly #tally = new Tally();
  readonly #progress: Progress;
  #named = 0;

  private constructor(
    io: Io,
    given: ReplayGiven,
    options: ReplayOptions,
    format: Format,
    words: Words,
    baseline: Baseline | null,
    saved: Writer | null,
    against: Against | null,
  ) {
    this.#io = io;
    this.#given = given;
    this.#options = options;
    this.#format = format;
    this.#words = words;
    this.#baseline = baseline;
    this.#saved = saved;
    this.#against = against;
    this.#progress = new Progress(io);
  }

  static async start(io: Io, given: ReplayGiven, options: ReplayOptions): Promise<Run> {
    if (given.failOn === "changed" && given.baseline === undefined && given.against === undefined) {
      throw new InputError("--fail-on changed needs --baseline FILE", "Save a run with --save FILE first.");
    }
    if (given.against === undefined) {
      refuseWithout("--against URL", given, ["send", "withSecrets", ...CONNECTION_NAMES]);
    }
    const title = given.files.length === 1 ? (given.files[0] ?? "") : `${given.files.length} recordings`;
    const words = wordsOf(options.lang ?? "en");
    const makeFormat = REPLAY_FORMATS[given.format];
    const format = makeFormat({ width: io.width, colour: io.colour, title, version: VERSION, words });
    const { baseline, save } = given;
    const earlier = baseline === undefined ? null : await Baseline.read(io, baseline, options.profiles ?? []);
    const against =
      given.against === undefined
        ? null
        : await (await import("./against.js")).Against.start(io, given, options.lang ?? "en");
    const saved = save === undefined ? null : await io.files.open(save);
    return new Run(io, given, options, format, words, earlier, saved, against);
  }

  async file(name: string): Promise<void> {
    try {
      const source = await sourceOf(this.#io, name);
      const judged = replayEntries(source, {
        ...this.#options,
        onSkip: ({ file, entry, reason, kind, message }) => {
          this.#tally.skip(reason);
          if (kind === "unusable") this.#name({ file, entry: String(entry), message });
        },
        onProgress: ({ file, bytes, entries, pass }) => {
          const what = pass === 1 ? "read" : "read again";
          this.#progress.report(
            () => `${file}: ${number(Math.round(bytes / 1e6))} MB ${what}, ${number(entries)} entries`,
          );
        },
      });
      for await (const one of judged) await this.#judged(one, name);
    } catch (error) {
      if (!(error instanceof RecordError || error instanceof InputError)) throw error;
      this.#complain(error.message, "hint" in error ? error.hint : null);
    }
  }

  async end(): Promise<void> {
    if (this.#baseline !== null) this.#tally.gone = this.#baseline.left;
    this.#progress.clear();
    await this.#saved?.close();
    // An error that has been told is enough.
    const forPeople = isForPeople(this.#given);
    const nothing = this.#tally.requests === 0 && this.#tally.skipped.size === 0 && this.#io.exitCode === 2;
    if (!forPeople || !nothing) await this.#io.out(this.#format.end(this.#tally));
    if (this.#given.quiet || forPeople || nothing) return;
    for (const line of summaryLines(this.#tally, this.#words)) this.#io.err(`${line}\n`);
  }

  close(): void {
    this.#against?.close();
  }

  async #judged(recorded: Judged, name: string): Promise<void> {
    if (this.#against === null) return this.#tell(recorded, name);
    const now = await this.#against.ask(recorded);
    if (now === null) {
      this.#tally.skip("other-server");
      return;
    }
    const { isChanged } = await import("./against.js");
    const was = isChanged(recorded.verdict, now) ? recorded.verdict : undefined;
    if (was !== undefined) this.#tally.change(was, now);
    if (was !== undefined && this.#given.failOn === "changed") exitWith(this.#io, 1);
    await this.#tell({ ...recorded, verdict: now }, name, was);
  }

  async #tell(judged: Judged, name: string, was?: Was): Promise<void> {
    const verdict = this.#given.showSecrets ? judged.verdict : mask(judged.verdict);
    const item: Item = { verdict, asked: judged.made?.setup ?? askedOf(verdict), file: name.replace(/#\d+$/, "") };
    this.#tally.add(item);
    await this.#saved?.write(`${toJson(verdict)}\n`);
    if (this.#failsOn(item)) exitWith(this.#io, 1);
    if (this.#baseline === null) return this.#print(was === undefined ? item : { ...item, was });

    const before = this.#baseline.compare(verdict);
    if (before === undefined) return;
    if (before === null) this.#tally.added++;
    else this.#tally.change(before, verdict);
    if (this.#given.failOn === "changed") exitWith(this.#io, 1);
    await this.#print({ ...item, was: before });
  }

  async #print(item: Item): Promise<void> {
    const text = this.#format.item(item);
    if (text === "") return;
    this.#progress.clear();
    await this.#io.out(text);
  }

  #failsOn({ verdict }: Item): boolean {
    const { failOn } = this.#given;
    if (failOn === "blocked") return verdict.outcome === "blocked";
    if (failOn === "differs") return verdict.agrees === false;
    return failOn === "warning" && verdict.warnings.length > 0;
  }

  #name(left: { readonly file: string; readonly entry: string; readonly message: string }): void {
    this.#named++;
    if (this.#given.quiet || this.#named > MOST_NAMED) return;
    this.#progress.clear();
    const told = this.#words.say("entry-left-out", left);
    const message = this.#named === MOST_NAMED ? this.#words.say("further-ones", { message: told }) : told;
    this.#io.err(`${clean(message)}\n`);
  }

  #complain(message: string, hint: string | null): void {
    this.#progress.clear();
    this.#io.err(`whycors: ${clean(message)}\n${hint === null ? "" : `  ${hint}\n`}`);
    exitWith(this.#io, 2);
  }
}
