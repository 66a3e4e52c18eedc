import type { Verdict } from "../../cases/verdict.js";
import type { Words } from "../words/words.js";
import type { Tally } from "./tally.js";

/** What was asked of the browser. */
export interface Asked {
  readonly api: string;
  readonly method: string;
  readonly url: string;
}

/** A verdict on its way to paper. */
export interface Item {
  readonly verdict: Verdict;
  readonly asked: Asked;
  /** The file that it came from, as the user named it. */
  readonly file: string;
  readonly title?: string | undefined;
  /** With a baseline: what it was. */
  readonly was?: Was | undefined;
  /** Of a real server: what was asked, and how long it took. */
  readonly timings?: readonly string[];
}

/** The earlier verdict of a request; null: there was none. */
export type Was = Pick<Verdict, "outcome" | "reason"> | null;

/** A case or an entry that can't be judged. */
export interface Broken {
  readonly id: string;
  readonly error: string;
}

/** A way to print a run. Each call returns the text to print, which may be nothing until the end. */
export interface Format {
  item(item: Item): string;
  broken(broken: Broken, file: string): string;
  end(tally: Tally): string;
}

export interface FormatContext {
  readonly width: number;
  readonly colour: boolean;
  /** Where the requests are from: the title of a report. */
  readonly title: string;
  readonly version: string;
  readonly words: Words;
}

export type MakeFormat = (context: FormatContext) => Format;
