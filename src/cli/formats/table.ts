import { clean } from "../text/clean.js";
import { padEnd, padStart, shorten } from "../text/layout.js";
import type { Theme } from "../text/theme.js";
import stringWidth from "../text/width.js";
import type { Words } from "../words/words.js";
import type { Item } from "./item.js";
import { SYMBOLS, wasWords } from "./words.js";

/** A request as a row; several profiles that agree share one. */
export interface Row {
  readonly index: string;
  readonly method: string;
  readonly url: string;
  readonly api: string;
  readonly outcome: Item["verdict"]["outcome"];
  readonly note: string;
  /** The note must not be overlooked. */
  readonly loud: boolean;
}

/** Columns that fit the rows seen so far into the width of the terminal. */
export interface Columns {
  readonly index: number;
  readonly method: number;
  readonly url: number;
  readonly api: number;
  readonly note: number;
}

const GAP = "  ";
const OUTCOME = 9;

export function rowOf(item: Item, profiles: string, words: Words): Row {
  const { verdict, asked, was } = item;
  const notes = [
    verdict.reason ?? preflightNote(item, words),
    was === undefined ? "" : wasWords(was, words),
    verdict.agrees === false
      ? words.say("not-as-recorded", { outcome: words.name("outcome", verdict.observed?.outcome ?? "") })
      : "",
    profiles,
  ];
  return {
    index: verdict.source === undefined ? clean(verdict.id) : String(verdict.source.entry),
    method: clean(asked.method),
    url: clean(asked.url),
    api: clean(asked.api),
    outcome: verdict.outcome,
    note: notes.filter((note) => note !== "").join(" "),
    loud: verdict.agrees === false,
  };
}

function preflightNote({ verdict: { preflight } }: Item, words: Words): string {
  if (!preflight.needed) return "";
  return words.say(preflight.fromCache ? "preflight-cached" : "preflight-note");
}

export function columnsFor(rows: readonly Row[], width: number): Columns {
  const widest = (cells: (row: Row) => string, least: number, most: number): number =>
    Math.min(most, Math.max(least, ...rows.map((row) => stringWidth(cells(row)))));
  const index = widest(({ index }) => index, 3, 24);
  const method = widest(({ method }) => method, 6, 10);
  const note = widest(({ note }) => note, 6, Math.max(20, Math.floor(width * 0.4)));
  const api = widest(({ api }) => api, 3, 13);
  const fixed = index + method + OUTCOME + note + GAP.length * 4;
  const room = width - fixed - api - GAP.length;
  const shown = room >= 24 ? api : 0;
  const url = Math.max(16, shown === 0 ? width - fixed : room);
  return {
    index,
    method,
    url: Math.min(
      url,
      widest(({ url }) => url, 3, url),
    ),
    api: shown,
    note,
  };
}

export function headLine(columns: Columns, theme: Theme, words: Words): string {
  const cells = [
    padStart("#", columns.index),
    padEnd(words.say("method"), columns.method),
    padEnd(words.say("url"), columns.url),
    ...(columns.api > 0 ? [padEnd(words.say("api"), columns.api)] : []),
    padEnd(words.say("outcome"), OUTCOME),
    words.say("reason"),
  ];
  return `${theme.label(cells.join(GAP))}\n`;
}

export function rowLine(row: Row, columns: Columns, theme: Theme, words: Words): string {
  const outcome = padEnd(`${SYMBOLS[row.outcome]} ${words.name("outcome", row.outcome)}`, OUTCOME);
  const note = shorten(row.note, Math.max(columns.note, row.loud ? stringWidth(row.note) : 0));
  const cells = [
    theme.quiet(padStart(shorten(row.index, columns.index), columns.index)),
    padEnd(shorten(row.method, columns.method), columns.method),
    padEnd(shortUrl(row.url, columns.url), columns.url),
    ...(columns.api > 0 ? [theme.quiet(padEnd(shorten(row.api, columns.api), columns.api))] : []),
    note === "" ? paintOf(row.outcome, theme)(outcome.trimEnd()) : paintOf(row.outcome, theme)(outcome),
    ...(note === "" ? [] : [row.loud ? theme.loud(note) : row.outcome === "allowed" ? theme.quiet(note) : note]),
  ];
  return `${cells.join(GAP)}\n`;
}

export function paintOf(outcome: Row["outcome"], theme: Theme): (text: string) => string {
  if (outcome === "allowed") return theme.good;
  return outcome === "blocked" || outcome === "failed" ? theme.bad : theme.odd;
}

/** Of a URL that does not fit, the usual scheme goes first. */
function shortUrl(url: string, width: number): string {
  return stringWidth(url) <= width ? url : shorten(url.replace(/^https:\/\//, ""), width);
}
