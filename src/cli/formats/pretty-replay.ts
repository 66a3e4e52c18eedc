import { clean } from "../text/clean.js";
import { wrap } from "../text/layout.js";
import { type Theme, themeOf } from "../text/theme.js";
import type { Words } from "../words/words.js";
import type { FormatContext, MakeFormat } from "./format.js";
import type { Item } from "./item.js";
import { Storyteller } from "./story.js";
import { summaryLines } from "./summary.js";
import { type Columns, columnsFor, headLine, type Row, rowLine, rowOf } from "./table.js";
import { isStopped, requestLine } from "./words.js";

/** Rows held back to find the widths of the columns; from then on rows are printed as they come. */
const MEASURED = 200;
/** Nobody reads more; the rest is counted. */
const MOST_STORIES = 40;
const MOST_NAMED = 5;

/** For people at a terminal: a table of all requests, the story of each that CORS decided, a summary. */
export const prettyReplay: MakeFormat = (context) => {
  const theme = themeOf(context.colour);
  const { words } = context;
  const table = new StreamedTable(theme, context);
  const stories = new Stories(theme, context);
  let group: Item[] = [];

  const flush = (): string => {
    const parts = alike(group);
    const several = group.length > 1 && parts.length > 1;
    let text = "";
    for (const items of parts) {
      const [item] = items;
      if (item === undefined) continue;
      const profiles = several ? `[${items.map(({ verdict }) => verdict.profile).join(", ")}]` : "";
      text += table.add(item.file, rowOf(item, profiles, words));
      stories.add(item, profiles);
    }
    group = [];
    return text;
  };

  return {
    item(item) {
      const text = group.length > 0 && !isSameRequest(group[0], item) ? flush() : "";
      group.push(item);
      return text;
    },
    broken: () => "",
    end(tally) {
      const rows = flush() + table.end();
      const told = stories.end();
      const more = stories.example(context.title);
      const lines = summaryLines(tally, words).map((line) => wrap(clean(line), context.width));
      const loud = tally.disagreed > 0 ? lines.pop() : undefined;
      const summary = [...lines.flat(), ...(loud ?? []).map((line) => theme.loud(line))].join("\n");
      return [rows, told, `${summary}\n${more === null ? "" : `${theme.quiet(more)}\n`}`]
        .filter((part) => part !== "")
        .join("\n");
    },
  };
};

function isSameRequest(a: Item | undefined, b: Item): boolean {
  return a?.file === b.file && a.verdict.id === b.verdict.id && a.verdict.source?.entry === b.verdict.source?.entry;
}

/** Profiles that say the same are told once. */
function alike(items: readonly Item[]): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const { outcome, reason, agrees } = item.verdict;
    const key = `${outcome} ${reason} ${agrees === false}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}

class StreamedTable {
  readonly #theme: Theme;
  readonly #width: number;
  readonly #words: Words;
  #held: { readonly file: string; readonly row: Row }[] = [];
  #columns: Columns | null = null;
  #file: string | null = null;

  constructor(theme: Theme, { width, words }: FormatContext) {
    this.#theme = theme;
    this.#width = width;
    this.#words = words;
  }

  add(file: string, row: Row): string {
    this.#held.push({ file, row });
    return this.#columns !== null || this.#held.length >= MEASURED ? this.#print() : "";
  }

  end(): string {
    return this.#held.length > 0 ? this.#print() : "";
  }

  #print(): string {
    let text = "";
    if (this.#columns === null) {
      const rows = this.#held.map(({ row }) => row);
      this.#columns = columnsFor(rows, this.#width);
      text += headLine(this.#columns, this.#theme, this.#words);
    }
    for (const { file, row } of this.#held) {
      if (this.#file !== null && this.#file !== file) text += `${this.#theme.title(clean(file))}\n`;
      this.#file = file;
      text += rowLine(row, this.#columns, this.#theme, this.#words);
    }
    this.#held = [];
    return text;
  }
}

interface Story {
  readonly item: Item;
  readonly heading: string;
  /** Entries with the same story, as they are named in the table. */
  readonly others: string[];
}

/** Requests that were stopped alike share a story. */
class Stories {
  readonly #theme: Theme;
  readonly #width: number;
  readonly #words: Words;
  readonly #stories = new Map<string, Story>();
  #untold = 0;
  #only: Story | null = null;
  #count = 0;

  constructor(theme: Theme, { width, words }: FormatContext) {
    this.#theme = theme;
    this.#width = width;
    this.#words = words;
  }

  add(item: Item, profiles: string): void {
    this.#count++;
    const story = { item, heading: heading(item, profiles), others: [] };
    this.#only = story;
    if (!isWorthTelling(item)) return;
    const key = `${storyKey(item)}${profiles}`;
    const told = this.#stories.get(key);
    if (told !== undefined) told.others.push(`${heading(item, "")}${requestLine(item.asked)}`);
    else if (this.#stories.size < MOST_STORIES) this.#stories.set(key, story);
    else this.#untold++;
  }

  end(): string {
    // Someone who asks for one request wants to hear all of it.
    const alone = this.#count === 1 && this.#only !== null;
    const teller = new Storyteller(this.#theme, this.#width, this.#words, alone);
    const stories = alone && this.#only !== null ? [this.#only] : [...this.#stories.values()];
    const told = stories.map(({ item, heading, others }) => {
      const rest = others.length - MOST_NAMED;
      const named = rest > 0 ? [...others.slice(0, MOST_NAMED), this.#words.say("and-more", { count: rest })] : others;
      return teller.tell(item, heading) + teller.same(named);
    });
    if (this.#untold > 0) told.push(`${this.#words.say("not-told", { count: this.#untold })}\n`);
    return told.join("\n");
  }

  /** How to hear all of one. */
  example(file: string): string | null {
    const [first] = [...this.#stories.values()].filter(({ item }) => isStopped(item.verdict));
    const { source } = first?.item.verdict ?? {};
    if (source === undefined || this.#count < 2 || first?.item.file !== file) return null;
    return this.#words.say("tell-one", { file: clean(file), entry: String(source.entry) });
  }
}

function heading({ verdict }: Item, profiles: string): string {
  const index = verdict.source === undefined ? verdict.id : `#${verdict.source.entry}`;
  return `${clean(index)} ${profiles === "" ? "" : `${profiles} `}`;
}

function isWorthTelling({ verdict, was }: Item): boolean {
  if (was !== undefined || isStopped(verdict) || verdict.outcome === "unknown" || verdict.agrees === false) return true;
  return verdict.preflight.needed || verdict.warnings.length > 0;
}

/** Everything that the sentence and the fix depend on, but the path of the URL. */
function storyKey({ verdict, asked }: Item): string {
  const { outcome, reason, stage, detail, agrees, preflight, warnings, fixes } = verdict;
  const { url: _, location: __, ...facts } = detail;
  const origin = URL.canParse(asked.url) ? new URL(asked.url).origin : asked.url;
  const causes = preflight.because.map(({ code, name }) => `${code} ${name ?? ""}`);
  const advice = fixes.map(({ on, header, value }) => `${on} ${header} ${value}`);
  const codes = warnings.map(({ code }) => code);
  return JSON.stringify([outcome, reason, stage, facts, agrees, origin, causes, preflight.fromCache, advice, codes]);
}
