import type { Verdict } from "../../cases/verdict.js";
import { clean } from "../text/clean.js";
import { padEnd, wrap } from "../text/layout.js";
import type { Theme } from "../text/theme.js";
import type { Words } from "../words/words.js";
import type { Item } from "./item.js";
import { type Section, sectionsOf, type Telling } from "./sections.js";
import { paintOf } from "./table.js";
import { requestLine, SYMBOLS } from "./words.js";

const INDENT = "   ";
const LABEL = 12;

/** Tells requests from beginning to end: what happened, why, what to do. */
export class Storyteller {
  readonly #theme: Theme;
  readonly #width: number;
  readonly #telling: Telling;

  constructor(theme: Theme, width: number, words: Words, detailed: boolean) {
    this.#theme = theme;
    this.#width = Math.min(width, 100) - INDENT.length;
    this.#telling = { detailed, words, said: new Set() };
  }

  tell({ verdict, asked, timings = [] }: Item, heading: string): string {
    const { outcome, stage, explanation } = verdict;
    const title = `${heading}${SYMBOLS[outcome]} ${clean(requestLine(asked))}`;
    const parts = [
      `${this.#theme.title(title)} ${paintOf(outcome, this.#theme)(stageWords(outcome, stage, this.#telling.words))}`,
      ...wrap(clean(explanation), this.#width).map((line) => INDENT + line),
      ...this.#sectionLines({ label: "Asked", lines: timings.map((verbatim) => ({ verbatim })) }),
      ...sectionsOf(verdict, this.#telling).flatMap((section) => this.#sectionLines(section)),
    ];
    return `${parts.join("\n")}\n`;
  }

  /** Other requests with the same story. */
  same(others: readonly string[]): string {
    const lines = this.#sectionLines({
      label: this.#telling.words.say("the-same"),
      lines: others.map((verbatim) => ({ verbatim })),
    });
    return lines.map((line) => `${line}\n`).join("");
  }

  #sectionLines({ label, lines, loud, isCode }: Section): string[] {
    const theme = this.#theme;
    const paint = loud ? theme.loud : theme.label;
    return lines
      .flatMap((line) => {
        if (typeof line !== "string") return [isCode ? theme.code(clean(line.verbatim)) : clean(line.verbatim)];
        return wrap(clean(line), this.#width - LABEL).map((part) => (loud ? theme.loud(part) : part));
      })
      .map((line, index) => INDENT + (index === 0 ? paint(padEnd(label, LABEL)) : " ".repeat(LABEL)) + line);
  }
}

/** `blocked at the preflight` */
export function stageWords(code: Verdict["outcome"], stage: Verdict["stage"], words: Words): string {
  const outcome = words.name("outcome", code);
  if (stage === null) return outcome;
  if (stage === "setup") return words.say("at-setup", { outcome });
  if (stage === "network") return words.say("at-network", { outcome });
  return words.say("at-stage", { outcome, stage: words.name("stage", stage) });
}
