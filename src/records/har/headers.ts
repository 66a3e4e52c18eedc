import { EMPTY_HEADERS, type Header, type HeaderList, normalizeValue } from "../../core/infrastructure/header-list.js";

/** A header that was read from a recording before, and needs no second look. */
class KnownHeader implements Header {
  readonly name: string;
  readonly spelling: string;
  readonly value: string;

  constructor(name: string, spelling: string, value: string) {
    this.name = name;
    this.spelling = spelling;
    this.value = value;
  }
}

/** Makes `{name, value}` the header that it nearly always is; anything else stays what it is. */
export function simpleHeader(item: unknown): unknown {
  const { name, value } = item as { readonly name?: unknown; readonly value?: unknown };
  if (typeof name !== "string" || typeof value !== "string") return item;
  if (name.charCodeAt(0) === COLON) return PSEUDO;
  const lower = lowerCaseName(name);
  return lower !== null && PLAIN.test(value) ? new KnownHeader(lower, name, normalizeValue(value)) : item;
}

const MOST_NAMES = 2000;
let names = new Map<string, string | null>();

/** Names are few: each is looked at once. @returns null when it is none */
function lowerCaseName(spelling: string): string | null {
  const known = names.get(spelling);
  if (known !== undefined) return known;
  if (names.size >= MOST_NAMES) names = new Map();
  const name = SIMPLE_NAME.test(spelling) ? spelling.toLowerCase() : null;
  names.set(spelling, name);
  return name;
}
const COLON = 0x3a;
/** What HTTP/2 says in the request line's place. */
const PSEUDO = Symbol("pseudo-header");
const SIMPLE_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const PLAIN = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Where a header list could not be read. */
export interface HeaderFault {
  /** JSON path inside of the list. */
  readonly path: string;
  readonly found: string;
}

/**
 * Headers in any of the shapes that exporters give them: `{name, value}` objects, `[name, value]` pairs, an object of
 * values. Pseudo-headers are left out, values that hold several lines are several headers.
 * @returns null when there are none at all in the recording
 */
export function headersOf(given: unknown): HeaderList | HeaderFault | null {
  if (given === undefined || given === null) return null;
  if (Array.isArray(given)) return headersOfArray(given);
  if (typeof given === "object") return headersOfObject(given);
  return { path: "", found: typeof given };
}

/** Whether the headers name the request's target: Host, or what HTTP/2 has in its place. */
export function nameTarget(given: unknown): boolean {
  if (!Array.isArray(given)) return true;
  return given.some((item) => {
    if (item === PSEUDO) return true;
    if (item instanceof KnownHeader) return item.name === "host";
    const name = nameAndValue(item)[0];
    return typeof name === "string" && /^(?:host|:authority)$/i.test(name);
  });
}

export function isHeaderFault(headers: HeaderList | HeaderFault | null): headers is HeaderFault {
  return headers !== null && !Array.isArray(headers);
}

function headersOfArray(given: readonly unknown[]): HeaderList | HeaderFault {
  const { length } = given;
  if (length === 0) return EMPTY_HEADERS;
  let known = 0;
  for (let i = 0; i < length; i++) {
    const item: unknown = given[i];
    if (item instanceof KnownHeader) known++;
    else if (item !== PSEUDO) return headersInTurn(given);
  }
  // As long as it needs to be, for it may be kept.
  const list = new Array<Header>(known);
  for (let i = 0, at = 0; i < length; i++) {
    const item: unknown = given[i];
    if (item instanceof KnownHeader) list[at++] = item;
  }
  return list;
}

function headersInTurn(given: readonly unknown[]): HeaderList | HeaderFault {
  const list: Header[] = [];
  for (const [i, item] of given.entries()) {
    if (item instanceof KnownHeader) list.push(item);
    else if (item !== PSEUDO) {
      const [name, value] = nameAndValue(item);
      if (!add(list, name, value)) return { path: `/${i}`, found: kindOf(item) };
    }
  }
  return list;
}

function headersOfObject(given: object): HeaderList | HeaderFault {
  const list: Header[] = [];
  for (const [name, value] of Object.entries(given)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const one of values) if (!add(list, name, one)) return { path: `/${name}`, found: kindOf(one) };
  }
  return list;
}

function nameAndValue(item: unknown): readonly unknown[] {
  if (Array.isArray(item)) return item;
  if (typeof item !== "object" || item === null) return [];
  const { name, value } = item as { readonly name?: unknown; readonly value?: unknown };
  return [name, value];
}

/** @returns false when this is no header */
function add(list: Header[], name: unknown, value: unknown): boolean {
  if (typeof name !== "string") return false;
  const text = textOf(value);
  if (text === null) return false;
  const spelling = name.trim();
  // Pseudo-headers, status lines among the headers, empty names: no headers, but no harm either.
  const lower = lowerCaseName(spelling);
  if (lower === null) return true;
  for (const line of text.replace(/\r?\n[\t ]+/g, " ").split(/\r?\n/)) {
    list.push(new KnownHeader(lower, spelling, normalizeValue(bytesOf(line))));
  }
  return true;
}

function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value === undefined || value === null ? "" : null;
}

/**
 * A value as one character per byte. Exporters in Python write a byte that is not UTF-8 as a lone surrogate; others
 * decode UTF-8.
 */
function bytesOf(value: string): string {
  if (PLAIN.test(value)) return value;
  const isUtf8 = /[^\0-\xff\udc80-\udcff]/u.test(value);
  let bytes = "";
  for (const char of value) {
    const code = char.codePointAt(0)!;
    if (code >= 0xdc80 && code <= 0xdcff) bytes += String.fromCharCode(code - 0xdc00);
    else if (code <= 0x7f || !isUtf8) bytes += char;
    else for (const byte of encoder.encode(char)) bytes += String.fromCharCode(byte);
  }
  return bytes;
}
const encoder = new TextEncoder();

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : typeof value;
}
