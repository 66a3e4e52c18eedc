import type { ReadCase } from "../../cases/case.js";
import { codeOf } from "../../cases/code-of.js";
import { judgeCase } from "../../cases/judge.js";
import { parseCase } from "../../cases/read-cases.js";
import type { Verdict } from "../../cases/verdict.js";
import type { ProfileName } from "../../core/profiles/profile.js";
import type { Example } from "../../explain/example.js";
import { clean } from "../text/clean.js";
import { padEnd, shorten, wrap } from "../text/layout.js";
import type { Theme } from "../text/theme.js";
import stringWidth from "../text/width.js";
import type { WordKey } from "../words/en.js";
import type { Words } from "../words/words.js";
import { stageWords } from "./story.js";
import { paintOf } from "./table.js";
import { SYMBOLS } from "./words.js";

const INDENT = "   ";
const LABEL = 12;
/** Longer code, such as a body of 64 KiB, is cut. */
const LONGEST = 300;

/** Prints what lessons, quiz and reference pages are made of: labelled lines, examples, verdicts. */
export class Teacher {
  readonly words: Words;
  readonly lang: string;
  readonly #theme: Theme;
  readonly #width: number;

  constructor(words: Words, lang: string, theme: Theme, width: number) {
    this.words = words;
    this.lang = lang;
    this.#theme = theme;
    this.#width = Math.min(width, 100) - INDENT.length;
  }

  heading(text: string): string[] {
    return wrap(clean(text), this.#width + INDENT.length).map((line) => this.#theme.title(line));
  }

  paragraph(text: string): string[] {
    return wrap(clean(text), this.#width).map((line) => INDENT + line);
  }

  /** A label and its text beside it. */
  labelled(key: WordKey, text: string): string[] {
    return this.#beside(this.words.say(key), wrap(clean(text), this.#width - LABEL));
  }

  /** The same for what is to be read letter by letter. */
  verbatim(key: WordKey, lines: readonly string[]): string[] {
    return this.#beside(
      this.words.say(key),
      lines.map((line) => this.#theme.code(shorten(clean(line), LONGEST))),
    );
  }

  /** Page, code and server of one request of an example. */
  setup(given: ReadCase, at: number): string[] {
    const setup = at === 0 ? given.setup : (given.then[at - 1] ?? given.setup);
    const server = given.server.flatMap((rule) => this.#ruleLines(rule));
    return [
      ...this.labelled("page", given.page.url),
      ...this.verbatim("code", codeOf(setup).trimEnd().split("\n")),
      ...this.verbatim("server", server.length === 0 ? [this.words.say("no-server")] : server),
    ];
  }

  /** What a browser does: outcome, what was on the wire, why, and what it prints. */
  verdict(verdict: Verdict, isExplained: boolean, hasConsole = false): string[] {
    const { profile, outcome, stage, reason, exchanges, explanation } = verdict;
    const paint = paintOf(outcome, this.#theme);
    const wire = exchanges.map(({ request, response }) => `${request.method} ${response?.status ?? "–"}`);
    const sent = wire.length === 0 ? this.words.say("nothing-on-wire") : wire.join(", ");
    const what = `${SYMBOLS[outcome]} ${stageWords(outcome, stage, this.words)}`;
    const line = reason === null ? paint(what) : `${paint(what)}  ${reason}`;
    const fits = stringWidth(line) + 2 + stringWidth(sent) <= this.#width - LABEL;
    const told = fits ? [`${line}  ${this.#theme.quiet(sent)}`] : [line, this.#theme.quiet(sent)];
    const printed = hasConsole ? verdict.console.map((each) => this.#theme.code(shorten(clean(each), LONGEST))) : [];
    const why = isExplained ? wrap(clean(explanation), this.#width - LABEL) : [];
    return this.#beside(profile, [...told, ...why, ...printed]);
  }

  #ruleLines({ when, respond, via, addressSpace }: ReadCase["server"][number]): string[] {
    const { say } = this.words;
    const to = when.preflight === true ? say("to-preflight") : (when.url ?? when.method ?? say("to-others"));
    const { status = 200, headers, error, delay } = respond;
    const answer = error === undefined ? String(status) : error;
    const more = [
      ...(via === "network" ? [] : [via]),
      ...(addressSpace === null ? [] : [addressSpace]),
      ...(delay === 0 ? [] : [`${delay} s`]),
    ];
    const lines = headers.map(([name, value]) => `${name}: ${value}`);
    const first = `${to} → ${[answer, ...more].join(" · ")}`;
    const whole = [first, ...lines].join(" · ");
    return stringWidth(whole) <= this.#width - LABEL ? [whole] : [first, ...lines.map((line) => `  ${line}`)];
  }

  #beside(label: string, lines: readonly string[]): string[] {
    return lines.map((line, index) => {
      const shown = index === 0 ? this.#theme.label(padEnd(label, LABEL)) : " ".repeat(LABEL);
      return INDENT + shown + line;
    });
  }
}

/** An example, read as a case. */
export function caseOf(given: Example, id: string): ReadCase {
  return parseCase({ id, ...given });
}

/** The verdict on one of an example's requests. */
export function verdictOn(given: ReadCase, profile: ProfileName, at: number, lang: string): Verdict {
  const verdicts = judgeCase(given, { profile, lang });
  return verdicts[at] ?? verdicts[0]!;
}
