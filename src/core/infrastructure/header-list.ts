/** A header: its name byte-lowercased once, the name as written beside it. */
export interface Header {
  readonly name: string;
  readonly spelling: string;
  readonly value: string;
}

/** Header list — https://fetch.spec.whatwg.org/#concept-header-list. Never changed in place. */
export type HeaderList = readonly Header[];

export type HeaderPairs = readonly (readonly [name: string, value: string])[];

export const EMPTY_HEADERS: HeaderList = [];

/** The header list of name–value pairs as they stand in a case, a recording or on the wire. */
export function headerList(pairs: HeaderPairs): HeaderList {
  const { length } = pairs;
  if (length === 0) return EMPTY_HEADERS;
  const list = new Array<Header>(length);
  for (let i = 0; i < length; i++) {
    const [spelling, value] = pairs[i]!;
    list[i] = header(spelling, normalizeValue(value));
  }
  return list;
}

/** A header as it is spelled. */
export function header(spelling: string, value: string): Header {
  return { name: byteLowercase(spelling), spelling, value };
}

const MEMO_SIZE = 1024;
let memo = new Map<string, string>();

/** Byte-lowercase — https://infra.spec.whatwg.org/#byte-lowercase, of a name: the same few come again and again. */
function byteLowercase(name: string): string {
  let lower = memo.get(name);
  if (lower === undefined) {
    lower = name.toLowerCase();
    if (memo.size >= MEMO_SIZE) memo = new Map();
    memo.set(name, lower);
  }
  return lower;
}

export function headerPairs(list: HeaderList): [string, string][] {
  return list.map((header) => [header.spelling, header.value]);
}

/** Get — https://fetch.spec.whatwg.org/#concept-header-list-get. `name` in lower case; values combined with `, `. */
export function getHeader(name: string, list: HeaderList): string | null {
  let value: string | null = null;
  for (let i = 0; i < list.length; i++) {
    const header = list[i]!;
    if (header.name === name) value = value === null ? header.value : `${value}, ${header.value}`;
  }
  return value;
}

export function hasHeader(name: string, list: HeaderList): boolean {
  for (let i = 0; i < list.length; i++) if (list[i]!.name === name) return true;
  return false;
}

/** How many lines carry this name. */
export function countHeader(name: string, list: HeaderList): number {
  let count = 0;
  for (let i = 0; i < list.length; i++) if (list[i]!.name === name) count++;
  return count;
}

export function withoutHeaders(list: HeaderList, names: (name: string) => boolean): HeaderList {
  return list.some((header) => names(header.name)) ? list.filter((header) => !names(header.name)) : list;
}

/** Set — https://fetch.spec.whatwg.org/#concept-header-list-set: replaces the first, drops the others, or appends. */
export function withHeader(list: HeaderList, spelling: string, value: string): HeaderList {
  const name = spelling.toLowerCase();
  const header: Header = { name, spelling, value };
  const at = list.findIndex((other) => other.name === name);
  if (at === -1) return [...list, header];
  return [...list.slice(0, at), header, ...list.slice(at + 1).filter((other) => other.name !== name)];
}

/** Normalize — https://fetch.spec.whatwg.org/#concept-header-value-normalize: HTTP whitespace off both ends. */
export function normalizeValue(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && isHttpWhitespace(value.charCodeAt(start))) start++;
  while (end > start && isHttpWhitespace(value.charCodeAt(end - 1))) end--;
  return start === 0 && end === value.length ? value : value.slice(start, end);
}

function isHttpWhitespace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}
