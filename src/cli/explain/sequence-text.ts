import type { Message, Sequence, ShownHeader } from "../../explain/sequence/sequence.js";
import { clean } from "../text/clean.js";
import { shorten, wrap } from "../text/layout.js";
import type { Theme } from "../text/theme.js";
import stringWidth from "../text/width.js";

/** Columns between two lifelines, at least and at most for the page's own. */
const NARROWEST = 22;
const PAGE_WIDEST = 32;
const PAGE_USUAL = 46;
const SERVER_USUAL = 46;

/** The sequence picture in a terminal: a column for each participant, or a list where there is no room for columns. */
export function sequenceText(sequence: Sequence, width: number, theme: Theme): string[] {
  const gaps = sequence.participants.length - 1;
  const columns = columnsOf(sequence, width);
  return columns === null || gaps === 0 ? listed(sequence, width, theme) : drawn(sequence, columns, width, theme);
}

/** Where each lifeline stands; null: there is no room. */
function columnsOf({ participants, messages }: Sequence, width: number): number[] | null {
  const gaps = participants.length - 1;
  const needed = participants.slice(1).map((participant, index) => {
    const origin = stringWidth(participants[index]?.origin ?? "") + 2;
    const own = index === gaps - 1 ? stringWidth(participant.origin ?? "") : 0;
    return Math.max(NARROWEST, Math.min(origin, PAGE_WIDEST), own > 0 ? 0 : NARROWEST);
  });
  const tail = Math.min(stringWidth(participants.at(-1)?.origin ?? ""), NARROWEST);
  const room = width - 2 - needed.reduce((sum, gap) => sum + gap, 0) - tail;
  if (room < 0) return null;
  // What is left goes to where the headers are: between browser and servers, then to the page.
  const wanted = participants.slice(1).map((_, index) => {
    const texts = messages
      .filter(({ from, to }) => Math.min(from, to) <= index && Math.max(from, to) === index + 1)
      .flatMap(({ text, headers, note }) => [
        text,
        note ?? "",
        ...headers.map((header) => `${signOf(header)}${header.text}`),
      ]);
    return Math.max(0, ...texts.map((text) => stringWidth(text) + 5));
  });
  let left = room;
  const give = (index: number, most: number): void => {
    const before = needed[index] ?? 0;
    const more = Math.max(0, Math.min(left, Math.min(most, wanted[index] ?? 0) - before));
    needed[index] = before + more;
    left -= more;
  };
  // First what usual headers and a usual call take, then the rest.
  for (let index = gaps - 1; index > 0; index--) give(index, SERVER_USUAL);
  give(0, PAGE_USUAL);
  for (let index = gaps - 1; index >= 0; index--) give(index, Number.POSITIVE_INFINITY);
  const columns = [1];
  for (const gap of needed) columns.push((columns.at(-1) ?? 0) + gap);
  return columns;
}

interface Words {
  readonly text: string;
  readonly paint: (text: string) => string;
}

function drawn(sequence: Sequence, columns: readonly number[], width: number, theme: Theme): string[] {
  const { participants, messages } = sequence;
  const heads = new Row();
  const origins = new Row();
  for (const [index, { label, origin }] of participants.entries()) {
    const at = (columns[index] ?? 0) - 1;
    const room = (columns[index + 1] ?? width + 2) - at - 3;
    heads.put(at, shorten(clean(label), room), theme.title);
    if (origin !== null) origins.put(at, shorten(clean(origin), room), theme.quiet);
  }
  const lines = [heads.toString(), origins.toString()];
  const lifelines = (): Row => {
    const row = new Row();
    for (const column of columns) row.put(column, "│", theme.quiet);
    return row;
  };
  for (const message of messages) {
    lines.push(lifelines().toString());
    const left = columns[Math.min(message.from, message.to)] ?? 0;
    const right = columns[Math.max(message.from, message.to)] ?? 0;
    for (const { text, paint } of wordsOf(message, right - left - 4, theme)) {
      const row = lifelines();
      row.put(left + 2, text, paint);
      lines.push(row.toString());
    }
    const row = lifelines();
    const { text, paint } = arrowOf(message, right - left - 1, theme);
    row.put(left + 1, text, paint);
    lines.push(row.toString());
  }
  lines.push(lifelines().toString());
  return lines;
}

function wordsOf(message: Message, width: number, theme: Theme): Words[] {
  const { headers, note, mark } = message;
  const stopped = isStopped(message);
  const title = wrap(clean(message.text), width).map((line) => shorten(line, width));
  return [
    ...title.map((text) => ({ text, paint: mark === "never-sent" ? theme.quiet : theme.title })),
    ...headers.flatMap((header) => headerLines(header, width, theme)),
    ...(note === null
      ? []
      : wrap(`${stopped ? "✗ " : ""}${clean(note)}`, width).map((line) => ({
          text: shorten(line, width),
          paint: stopped ? theme.bad : theme.quiet,
        }))),
  ];
}

/** A value that does not fit beside its name stands under it. */
function headerLines(header: ShownHeader, width: number, theme: Theme): Words[] {
  const { name, value, fault, text } = header;
  const paint = fault ? theme.bad : theme.code;
  const sign = signOf(header);
  const whole = sign + clean(text);
  if (value === null || stringWidth(whole) <= width) return [{ text: shorten(whole, width), paint }];
  return [
    { text: shorten(`${sign}${clean(name)}:`, width), paint },
    { text: `  ${shorten(clean(value), width - 2)}`, paint },
  ];
}

function signOf({ fault }: ShownHeader): string {
  return fault ? "✗ " : "";
}

function arrowOf({ from, to, mark }: Message, length: number, theme: Theme): Words {
  const rightwards = from < to;
  if (mark === "never-sent") {
    const start = `${"╌".repeat(Math.min(12, length - 2))}✗`;
    return { text: rightwards ? start : start.padStart(length), paint: theme.bad };
  }
  if (mark === "blocked" || mark === "unanswered") {
    const dash = mark === "blocked" ? "─" : "╌";
    return { text: rightwards ? `${dash.repeat(length - 1)}✗` : `✗${dash.repeat(length - 1)}`, paint: theme.bad };
  }
  const line = "─".repeat(length - 1);
  return { text: rightwards ? `${line}►` : `◄${line}`, paint: theme.quiet };
}

function isStopped({ mark }: Message): boolean {
  return mark === "blocked" || mark === "never-sent" || mark === "unanswered";
}

/** For narrow terminals: who to whom, and what under it. */
function listed(sequence: Sequence, width: number, theme: Theme): string[] {
  const name = (index: number): string => {
    const { label, origin } = sequence.participants[index] ?? { label: "", origin: null };
    return origin === null ? label : `${label} ${origin}`;
  };
  return sequence.messages.flatMap((message) => [
    theme.label(shorten(clean(`${name(message.from)} → ${name(message.to)}`), width)),
    ...wordsOf(message, width - 2, theme).map(({ text, paint }) => `  ${paint(text)}`),
  ]);
}

/** A line put together from pieces at columns; what comes later covers what was there. */
class Row {
  readonly #pieces: { readonly at: number; readonly text: string; readonly paint: (text: string) => string }[] = [];

  put(at: number, text: string, paint: (text: string) => string): void {
    const end = at + stringWidth(text);
    for (let i = this.#pieces.length - 1; i >= 0; i--) {
      const piece = this.#pieces[i];
      if (piece !== undefined && piece.at >= at && piece.at < end) this.#pieces.splice(i, 1);
    }
    this.#pieces.push({ at, text, paint });
  }

  toString(): string {
    let line = "";
    let used = 0;
    for (const { at, text, paint } of this.#pieces.toSorted((a, b) => a.at - b.at)) {
      line += " ".repeat(Math.max(0, at - used)) + paint(text);
      used = Math.max(used, at) + stringWidth(text);
    }
    return line;
  }
}
