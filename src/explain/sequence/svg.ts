import { eastAsianWidth } from "get-east-asian-width";
import type { Message, Participant, Sequence } from "./sequence.js";

export interface SvgOptions {
  /** Brings its own colours, light and dark, for a file that stands alone; else they are the page's. */
  readonly standalone?: boolean;
  /** Makes ids unlike those of other pictures in the page. */
  readonly id?: string;
  /** Pixels that there are. Where they are few, what is said stands over its arrow and is wrapped. */
  readonly room?: number;
}

/** Pixels. */
const FONT = 13;
const NARROW = FONT * 0.602;
const LINE = 18;
const MARGIN = 16;
const HEAD = 44;
const PADDING = 14;
/** Longer texts are cut in the middle. */
const MOST_COLUMNS = 64;
/** A wider room shows the wide picture, made smaller if need be. */
const SMALL_ROOM = 600;

/**
 * The sequence as SVG: no script and no style of its own unless it stands alone. Colours are `currentColor` and the
 * variables `--sequence-quiet`, `--sequence-bad`, `--sequence-line`, `--sequence-box`.
 */
export function sequenceSvg(sequence: Sequence, options: SvgOptions = {}): string {
  const { standalone = false, id = "sequence", room = Number.POSITIVE_INFINITY } = options;
  const wide = wideLayout(sequence);
  const { columns, lines, heads, indent, width } =
    room < Math.min(SMALL_ROOM, wide.width) ? narrowLayout(sequence, room) : wide;
  let top = MARGIN + HEAD + LINE;
  const rows = sequence.messages.map((message, index) => {
    const row = { message, lines: lines[index]!, top };
    top += (row.lines.length + 1) * LINE + 10;
    return row;
  });
  const height = top + MARGIN;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="${FONT}" fill="currentColor"${standalone ? ' class="standalone"' : ""}>`,
    `<title id="${id}-title">${escaped(sequence.title)}</title>`,
    `<desc id="${id}-desc">${escaped(sequence.description)}</desc>`,
    ...(standalone ? [STYLE, `<rect width="100%" height="100%" fill="var(--sequence-paper)"/>`] : []),
    ...heads.map((head, index) => headOf(head, columns[index]!, height - MARGIN)),
    ...rows.map(({ message, lines, top }) => messageOf(message, lines, { columns, indent, top })),
    "</svg>",
  ];
  return `${parts.join("\n")}\n`;
}

interface Head {
  readonly label: string;
  readonly origin: string | null;
  readonly width: number;
}

interface Layout {
  /** Where each participant stands. */
  readonly columns: readonly number[];
  readonly heads: readonly Head[];
  /** What is said, by message. */
  readonly lines: readonly (readonly Line[])[];
  /** Where a text begins; null: beside the participant on its left. */
  readonly indent: number | null;
  readonly width: number;
}

function wideLayout(sequence: Sequence): Layout {
  const lines = sequence.messages.map(linesOf);
  const columns = columnsOf(sequence, lines);
  const heads = sequence.participants.map((participant): Head => {
    const { label, origin } = participant;
    return { label, origin: origin === null ? null : cut(origin), width: headWidth(participant) };
  });
  const width = Math.ceil((columns.at(-1) ?? 0) + (heads.at(-1)?.width ?? 0) / 2 + MARGIN);
  return { columns, heads, lines, indent: null, width };
}

/** As wide as the room: participants as near as need be, and texts over the whole width. */
function narrowLayout({ participants, messages }: Sequence, room: number): Layout {
  const lane = (room - 2 * EDGE) / participants.length;
  const columns = participants.map((_, index) => Math.round(EDGE + lane * (index + 0.5)));
  const width = lane - EDGE;
  const fitting = (words: string) => cut(words, Math.floor((width - EDGE) / NARROW));
  const heads = participants.map(({ label, origin }): Head => {
    const host = origin?.replace(/^https?:\/\//, "") ?? null;
    return { label: fitting(label), origin: host === null ? null : fitting(host), width };
  });
  const most = room - 2 * EDGE;
  const lines = messages.map((message) =>
    linesOf(message).flatMap((line) => wrapped(line.text, most).map((words) => ({ ...line, text: words }))),
  );
  return { columns, heads, lines, indent: EDGE, width: room };
}
/** Pixels beside and between what stands close together. */
const EDGE = 6;

/** Broken after a space or a segment of a path where there is one, else where it is full. */
function wrapped(words: string, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  const add = (part: string): boolean => {
    if (widthOf((line + part).trimEnd()) > most) return false;
    line += part;
    return true;
  };
  const begin = (part: string): void => {
    lines.push(line.trimEnd());
    line = part;
  };
  for (const part of words.split(/(?<=[ ,;]|[^:/]\/)/)) {
    if (add(part)) continue;
    if (widthOf(part.trimEnd()) <= most) begin(part);
    else for (const character of part) if (!add(character)) begin(character);
  }
  return [...lines, line];
}

const STYLE = `<style>.standalone{color:#1c1e21;--sequence-paper:#fff;--sequence-quiet:#5b616b;--sequence-bad:#b3261e;--sequence-line:#c4c9d1;--sequence-box:#f3f5f8}@media (prefers-color-scheme:dark){.standalone{color:#e8eaed;--sequence-paper:#16181c;--sequence-quiet:#a2a9b4;--sequence-bad:#ff8a80;--sequence-line:#464c56;--sequence-box:#22262c}}</style>`;

interface Line {
  readonly text: string;
  readonly tone: "plain" | "quiet" | "bad";
  readonly bold: boolean;
}

function linesOf(message: Message): Line[] {
  const stopped = message.mark === "blocked" || message.mark === "unanswered" || message.mark === "never-sent";
  const title: Line = { text: cut(message.text), tone: message.mark === "never-sent" ? "quiet" : "plain", bold: true };
  const headers = message.headers.map(({ text, fault }): Line => {
    return { text: cut(text), tone: fault ? "bad" : "quiet", bold: fault };
  });
  const note: Line[] =
    message.note === null ? [] : [{ text: cut(noteText(message)), tone: stopped ? "bad" : "quiet", bold: false }];
  return [title, ...headers, ...note];
}

function noteText({ note, mark }: Message): string {
  return mark === "blocked" || mark === "never-sent" || mark === "unanswered" ? `✗ ${note}` : `${note}`;
}

/** Where each participant stands: as far apart as what is said between them needs. */
function columnsOf({ participants, messages }: Sequence, lines: readonly (readonly Line[])[]): number[] {
  const gaps = participants.slice(1).map((participant, index) => {
    return (headWidth(participants[index]!) + headWidth(participant)) / 2 + 24;
  });
  for (const [index, { from, to }] of messages.entries()) {
    const [left, right] = from < to ? [from, to] : [to, from];
    const needed = Math.max(...lines[index]!.map(({ text }) => widthOf(text))) + 2 * PADDING;
    const there = gaps.slice(left, right).reduce((sum, gap) => sum + gap, 0);
    if (needed > there) gaps[right - 1]! += needed - there;
  }
  const columns = [MARGIN + headWidth(participants[0]!) / 2];
  for (const gap of gaps) columns.push(Math.ceil(columns.at(-1)! + gap));
  return columns;
}

function headWidth({ label, origin }: Participant): number {
  return Math.max(widthOf(label), widthOf(cut(origin ?? ""))) + 2 * PADDING;
}

function headOf({ label, origin, width }: Head, x: number, bottom: number): string {
  const box = `<rect x="${x - width / 2}" y="${MARGIN}" width="${width}" height="${HEAD}" rx="6" fill="var(--sequence-box, none)" stroke="var(--sequence-line, currentColor)"/>`;
  const middle = origin === null ? MARGIN + 27 : MARGIN + 19;
  const name = text(label, x, middle, { tone: "plain", bold: true, anchor: "middle" });
  const where = origin === null ? "" : text(origin, x, MARGIN + 36, { tone: "quiet", bold: false, anchor: "middle" });
  const line = `<line x1="${x}" y1="${MARGIN + HEAD}" x2="${x}" y2="${bottom}" stroke="var(--sequence-line, currentColor)"/>`;
  return `<g>${line}${box}${name}${where}</g>`;
}

function messageOf(
  message: Message,
  lines: readonly Line[],
  { columns, indent, top }: Pick<Layout, "columns" | "indent"> & { readonly top: number },
): string {
  const from = columns[message.from]!;
  const to = columns[message.to]!;
  const left = indent ?? Math.min(from, to) + PADDING;
  // Lifelines pass behind what stands across them.
  const halo = indent === null ? "" : HALO;
  const words = lines.map(({ text: words, ...style }, index) => {
    return text(words, left, top + index * LINE, { ...style, anchor: "start", halo });
  });
  return `<g data-kind="${message.kind}"${message.mark === null ? "" : ` data-mark="${message.mark}"`}>${words.join("")}${arrow(message, from, to, top + lines.length * LINE - 8)}</g>`;
}
const HALO = ' stroke="var(--sequence-paper, Canvas)" stroke-width="6" stroke-linejoin="round" paint-order="stroke"';

/** A broken line is what did not happen; a cross is where it ended. */
function arrow({ mark }: Message, from: number, to: number, y: number): string {
  const way = to > from ? 1 : -1;
  const isStopped = mark === "blocked" || mark === "never-sent" || mark === "unanswered";
  const colour = isStopped ? "var(--sequence-bad, currentColor)" : "currentColor";
  const dashes = mark === "never-sent" || mark === "unanswered" ? ' stroke-dasharray="5 4"' : "";
  const end = mark === "never-sent" ? from + way * 40 : to - way * (mark === "blocked" ? 16 : 1);
  const line = `<line x1="${from}" y1="${y}" x2="${end}" y2="${y}" stroke="${colour}" stroke-width="1.5"${dashes}/>`;
  const tip = isStopped
    ? `<path d="M${end - 5} ${y - 5}L${end + 5} ${y + 5}M${end - 5} ${y + 5}L${end + 5} ${y - 5}" stroke="${colour}" stroke-width="2" fill="none"/>`
    : `<path d="M${end - way * 9} ${y - 5}L${end} ${y}L${end - way * 9} ${y + 5}Z" fill="${colour}"/>`;
  return line + tip;
}

interface TextStyle extends Omit<Line, "text"> {
  readonly anchor: "start" | "middle";
  /** Attributes that keep what is behind it off. */
  readonly halo?: string;
}

const TONES: Readonly<Record<Line["tone"], string>> = {
  plain: "currentColor",
  quiet: "var(--sequence-quiet, currentColor)",
  bad: "var(--sequence-bad, currentColor)",
};

function text(words: string, x: number, y: number, { tone, bold, anchor, halo = "" }: TextStyle): string {
  const weight = bold ? ' font-weight="600"' : "";
  const align = anchor === "middle" ? ' text-anchor="middle"' : "";
  return `<text x="${x}" y="${y}" fill="${TONES[tone]}"${weight}${align}${halo}>${escaped(words)}</text>`;
}

function widthOf(words: string): number {
  let width = 0;
  for (const character of words) width += eastAsianWidth(character.codePointAt(0)!) === 2 ? FONT : NARROW;
  return width;
}

function cut(words: string, most = MOST_COLUMNS): string {
  const characters = [...words];
  if (characters.length <= most) return words;
  const half = Math.max(1, Math.floor((most - 1) / 2));
  return `${characters.slice(0, half).join("")}…${characters.slice(-half).join("")}`;
}

/** For text and attributes; what XML can't hold at all becomes a replacement character. */
function escaped(words: string): string {
  return words
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd")
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
