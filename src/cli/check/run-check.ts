import { watch } from "node:fs";
import { basename, dirname } from "node:path";
import type { Case } from "../../cases/case.js";
import { CaseError } from "../../cases/read-cases.js";
import type { Verdict } from "../../cases/verdict.js";
import type { HttpRequest } from "../../core/fetching/outcome.js";
import type { ProfileName } from "../../core/profiles/profile.js";
import { tell } from "../../explain/telling/telling.js";
import { check } from "../../live/check/check.js";
import { expectationDifferences } from "../../live/check/expectations.js";
import { LiveServer, type Withheld } from "../../live/check/live-server.js";
import type { Routes } from "../../live/routes.js";
import { mask } from "../../records/mask.js";
import { InputError } from "../errors.js";
import { explainSubject } from "../explain/explain-call.js";
import { prettyOf } from "../explain/pretty.js";
import { reportOf } from "../explain/report.js";
import type { Section } from "../explain/sections.js";
import { CHECK_FORMATS } from "../formats/formats.js";
import type { Item } from "../formats/item.js";
import { prettyReplay } from "../formats/pretty-replay.js";
import { Tally } from "../formats/tally.js";
import { requestLine } from "../formats/words.js";
import { exitWith, type Io } from "../io.js";
import { type Connection, connect } from "../options/connect.js";
import { languageFor } from "../options/language.js";
import { trouble } from "../options/live.js";
import { profilesOf } from "../options/shared.js";
import { Progress } from "../progress.js";
import { clean } from "../text/clean.js";
import { VERSION } from "../version.js";
import { wordsOf } from "../words/words.js";
import type { CheckGiven } from "./options.js";
import { expectedSubjects, givenSubjects, type Subject, USUAL_ORIGIN } from "./subjects.js";

/** Asks once, or again and again with `--watch`. */
export async function runCheck(io: Io, given: CheckGiven): Promise<void> {
  const lang = languageFor(io, given.lang, given.format === "pretty" || given.format === "markdown");
  if ((given.input === undefined) === (given.config === undefined)) {
    throw new InputError(
      given.input === undefined ? "no URL given" : "a URL and --config: give one of them",
      "whycors check --help shows examples.",
    );
  }
  if (given.watch && given.toCase) throw new InputError("--watch and --to-case: give one of them");
  const run = await CheckRun.start(io, { ...given, lang });
  try {
    await run.once();
    if (given.watch) await again(io, given, run);
  } finally {
    run.close();
  }
}

class CheckRun {
  readonly #io: Io;
  readonly #given: CheckGiven;
  readonly #profiles: readonly ProfileName[];
  readonly #routes: Routes;
  readonly #server: LiveServer;
  readonly #progress: Progress;
  /** What was on the wire since the last verdict. */
  #timings: string[] = [];
  #target: URL | null = null;

  private constructor(io: Io, given: CheckGiven, { routes, options, clientCertificate }: Connection) {
    this.#io = io;
    this.#given = given;
    this.#profiles = profilesOf(given.profile ?? ["chromium"]);
    this.#progress = new Progress(io);
    this.#routes = routes;
    this.#server = new LiveServer({
      ...options,
      withhold: (request) => this.#withhold(request),
      onAsked: ({ method, url }, answer, milliseconds) => {
        const end = answer.ok ? answer.status : answer.error;
        this.#timings.push(`${method} ${url.wire} ${end} in ${Math.round(milliseconds)} ms`);
        this.#progress.report(() => `${method} ${url.wire}`);
      },
      clientCertificate: (url) => (this.#mayHave(url) ? clientCertificate : null),
    });
  }

  static async start(io: Io, given: CheckGiven): Promise<CheckRun> {
    return new CheckRun(io, given, await connect(io, given));
  }

  async once(): Promise<void> {
    const { config, base, format: name, quiet, lang = "en" } = this.#given;
    const subjects = config === undefined ? givenSubjects(this.#given) : await expectedSubjects(this.#io, config, base);
    if (
      subjects.some(({ subject }) => subject.page.url === `${USUAL_ORIGIN}/`) &&
      this.#given.origin === undefined &&
      config === undefined &&
      !quiet
    ) {
      this.#io.err(`The page's origin is taken to be ${USUAL_ORIGIN}; --origin ORIGIN says another.\n`);
    }
    this.#server.forget();
    const { width, colour } = this.#io;
    // Several engines that agree are told as one.
    const makeFormat =
      name === "pretty" && config === undefined && this.#profiles.length > 1 ? prettyReplay : CHECK_FORMATS[name];
    const format = makeFormat({
      width,
      colour,
      title: config ?? this.#given.input ?? "",
      version: VERSION,
      words: wordsOf(lang),
    });
    const tally = new Tally();
    for (const subject of subjects) {
      for (const line of quiet ? [] : (subject.assumed ?? [])) this.#io.err(`Assumed ${clean(line)}\n`);
      for (const profile of this.#profiles) {
        const checked = await this.#check(subject, profile);
        if (checked === null) continue;
        tally.add(checked.item);
        const isTold = makeFormat === CHECK_FORMATS.pretty && config === undefined && isKnown(checked.item);
        await this.#print(isTold ? this.#told(checked, subject, subjects.length > 1) : format.item(checked.item));
      }
    }
    if (this.#given.toCase) return;
    if (makeFormat !== CHECK_FORMATS.pretty || config !== undefined) await this.#print(format.end(tally));
    if (tally.mismatched > 0) exitWith(this.#io, 1);
  }

  close(): void {
    this.#server.close();
    this.#routes.close();
  }

  async #check(given: Subject, profile: ProfileName): Promise<{ item: Item; made: Case } | null> {
    const { subject, expect } = given;
    const { lang = "en", steps, toCase, failOn, showSecrets } = this.#given;
    this.#target = new URL(subject.setup.url);
    this.#timings = [];
    try {
      const { verdict: found, made } = await check(subject, this.#server, { profile, lang, trace: steps === true });
      if (toCase) {
        const { id: _id, ...rest } = made;
        await this.#print(`${JSON.stringify(showSecrets ? rest : mask(rest), null, 2)}\n`);
        return null;
      }
      if (expect === null && isOf(found, "blocked", "failed") && failOn === "blocked") exitWith(this.#io, 1);
      this.#sayTrouble(found);
      const shown = showSecrets ? found : mask(found);
      const differences =
        expect === null ? null : expectationDifferences(given as Subject & { expect: typeof expect }, shown);
      const verdict: Verdict =
        differences === null
          ? shown
          : { ...shown, matches: differences.length === 0, ...(differences.length > 0 && { differences }) };
      const { api = "fetch", method = "GET", url } = subject.setup;
      const file = this.#given.config ?? url;
      const item = { verdict, asked: { api, method, url }, file, title: subject.title, timings: this.#timings };
      return { item, made };
    } catch (error) {
      if (error instanceof CaseError) throw new InputError(error.message);
      throw error;
    }
  }

  /** As `explain` tells it, with what was asked. */
  #told({ item, made }: { item: Item; made: Case }, { subject }: Subject, hasOthers: boolean): string {
    const { lang = "en", steps, showSecrets } = this.#given;
    const context = { profile: item.verdict.profile, lang, trace: steps === true, showSecrets: showSecrets === true };
    const what = subject.id === "check" ? requestLine(item.asked) : (subject.id ?? "");
    const told = { what, at: null, given: made, hasServer: true, assumed: [], notes: [] };
    const report = reportOf(explainSubject(told, context), {
      lang,
      withSteps: steps === true,
      namesEngine: true,
      config: null,
    });
    const asked: Section = {
      key: "asked",
      heading: tell("asked", {}, lang),
      lines: (item.timings ?? []).map((text) => ({ text })),
    };
    const { width, colour } = this.#io;
    return `${prettyOf({ ...report, before: [asked, ...report.before] }, hasOthers, { width, colour, lang })}\n`;
  }

  /** What kept the answer from coming is the first thing to know. */
  #sayTrouble({ reason, detail, profile }: Verdict): void {
    if (reason !== "network-error" || this.#given.quiet || profile !== this.#profiles[0] || this.#target === null)
      return;
    const { message, hint } = trouble(detail.error ?? "", this.#target, this.#routes.trouble);
    this.#progress.clear();
    this.#io.err(`whycors: ${clean(message)}\n${hint === null ? "" : `  ${hint}\n`}`);
  }

  #withhold({ kind, method, url, headers, body }: HttpRequest): Withheld | null {
    if (kind === "preflight") return null;
    if (this.#given.preflightOnly) return "preflight-only";
    if (!this.#given.send && !/^(?:GET|HEAD|OPTIONS)$/.test(method)) return "unsafe";
    const carries = body !== null || headers.some(({ name }) => this.#isSecret(name));
    return carries && !this.#mayHave(url) ? "other-origin" : null;
  }

  /** What was given is for the server that was named, and for those of `--also`. */
  #mayHave({ origin, hostname }: { readonly origin: string; readonly hostname: string }): boolean {
    return origin === this.#target?.origin || (this.#given.also ?? []).includes(hostname);
  }

  /** Whatever was given on the command line, and cookies. */
  #isSecret(name: string): boolean {
    if (name === "cookie" || name === "authorization") return true;
    return (this.#given.header ?? []).some((line) => line.toLowerCase().startsWith(`${name}:`));
  }

  async #print(text: string): Promise<void> {
    this.#progress.clear();
    if (text !== "") await this.#io.out(text);
  }
}

/** It ended: nothing was kept back, and what is told is what happened. */
function isKnown({ verdict }: Item): boolean {
  return verdict.outcome !== "unknown";
}

function isOf({ outcome }: Verdict, ...outcomes: readonly Verdict["outcome"][]): boolean {
  return outcomes.includes(outcome);
}

/** On Enter, and when the file of expectations is written; until q, end of input or Ctrl-C. */
async function again(io: Io, given: CheckGiven, run: CheckRun): Promise<void> {
  const { stdin } = io;
  const say = () => io.err("\nEnter asks again, q ends.\n");
  say();
  await new Promise<void>((resolve, reject) => {
    let running = false;
    const repeat = async () => {
      if (running) return;
      running = true;
      io.exitCode = 0;
      try {
        await run.once();
      } catch (error) {
        if (!(error instanceof InputError)) return end(error);
        io.err(`whycors: ${clean(error.message)}\n`);
      }
      say();
      running = false;
    };
    const file = given.config === undefined ? null : io.files.resolve(given.config);
    // Many an editor puts a new file in the place of the old: the folder tells of both.
    const watcher =
      file === null ? null : watch(dirname(file), (_event, name) => (name === basename(file) ? soon() : undefined));
    let timer: NodeJS.Timeout | undefined;
    // An editor writes a file in several steps.
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void repeat(), 100);
    };
    const onData = (chunk: Buffer | string) => {
      if (/^q/i.test(String(chunk).trim())) end();
      else void repeat();
    };
    const onEnd = () => end();
    const end = (error?: unknown) => {
      clearTimeout(timer);
      watcher?.close();
      stdin.off("data", onData);
      stdin.off("end", onEnd);
      stdin.pause();
      if (error === undefined) resolve();
      else reject(error);
    };
    stdin.on("data", onData);
    stdin.on("end", onEnd);
    void io.stopped().then(onEnd);
  });
}
