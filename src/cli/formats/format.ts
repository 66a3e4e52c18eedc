import type { Words } from "../words/words.js";
import type { Item } from "./item.js";
import type { Tally } from "./tally.js";

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
