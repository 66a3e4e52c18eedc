import { clean } from "../text/clean.js";
import { padEnd, wrap } from "../text/layout.js";
import type { Theme } from "../text/theme.js";
import type { Item } from "./format.js";
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

  constructor(theme: Theme, width: number, detailed: boolean) {
    this.#theme = theme;
    this.#width = Math.min(width, 100) - INDENT.length;
    this.#telling = { detailed, said: new Set() };
  }

  tell({ verdict, asked, timings = [] }: Item, heading: string): string {
    const { outcome, stage, explanation } = verdict;
    const title = `${heading}${SYMBOLS[outcome]} ${clean(requestLine(asked))}`;
    const parts = [
      `${this.#theme.title(title)} ${paintOf(outcome, this.#theme)(`${outcome}${stageWords(stage)}`)}`,
      ...wrap(clean(explanation), this.#width).map((line) => INDENT + line),
      ...this.#sectionLines({ label: "Asked", lines: timings.map((verbatim) => ({ verbatim })) }),
      ...sectionsOf(verdict, this.#telling).flatMap((section) => this.#sectionLines(section)),
    ];
    return `${parts.join("\n")}\n`;
  }

  /** Other requests with the same story. */
  same(others: readonly string[]): string {
    const lines = this.#sectionLines({ label: "The same", lines: others.map((verbatim) => ({ verbatim })) });
    return lines.map((line) => `${line}\n`).join("");
  }

  #sectionLines({ label, lines, loud }: Section): string[] {
    const theme = this.#theme;
    const paint = loud ? theme.loud : theme.label;
    return lines
      .flatMap((line) => {
        if (typeof line !== "string")
          return [label === "Fix" ? theme.code(clean(line.verbatim)) : clean(line.verbatim)];
        return wrap(clean(line), this.#width - LABEL).map((part) => (loud ? theme.loud(part) : part));
      })
      .map((line, index) => INDENT + (index === 0 ? paint(padEnd(label, LABEL)) : " ".repeat(LABEL)) + line);
  }
}

function stageWords(stage: Item["verdict"]["stage"]): string {
  if (stage === null) return "";
  return stage === "setup" ? " before anything was sent" : stage === "network" ? " on the network" : ` at the ${stage}`;
}
