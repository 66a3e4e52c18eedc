import type { Header } from "../../core/infrastructure/header-list.js";
import type { Scene } from "../scene.js";
import { refusedHeaders } from "./refused-header.js";

/**
 * The refused header that Chromium names: the first in its own order, that of the hash table which keeps a request's headers
 * — platform/wtf/hash_table.h; measured on the wire.
 */
export function firstRefused(scene: Scene): Header | null {
  const refused = refusedHeaders(scene);
  const request = scene.exchange?.sent.request;
  if (refused.length < 2 || request === undefined) return refused[0] ?? null;
  // fetch() hands over what Headers has sorted, XMLHttpRequest a table of its own.
  const given =
    scene.outcome.setup.api === "xhr"
      ? inTableOrder(request.headers, 0)
      : [...request.headers].sort((a, b) => (a.name < b.name ? -1 : 1));
  const ordered = inTableOrder(given, engineHeaders(request.urlList[0]?.scheme ?? ""));
  return ordered.find(({ name }) => refused.some((other) => other.name === name)) ?? null;
}

/** How many the engine adds, which take room: to a secure URL the three client hints of User-Agent as well. */
function engineHeaders(scheme: string): number {
  return scheme === "https" ? 4 : 1;
}

type Table = (Header | undefined)[];

function inTableOrder(headers: readonly Header[], others: number): readonly Header[] {
  let table: Table = new Array(8).fill(undefined);
  let size = others;
  for (const header of headers) {
    if (table.some((other) => other?.name === header.name)) continue;
    insert(table, header);
    // Half full, it is made twice as large.
    if (++size * 2 >= table.length) {
      const before = table;
      table = new Array(before.length * 2).fill(undefined);
      for (const other of before) if (other !== undefined) insert(table, other);
    }
  }
  return table.filter((header) => header !== undefined);
}

function insert(table: Table, header: Header): void {
  const mask = table.length - 1;
  let index = Number(rapidHash(header.name) & BigInt(mask));
  for (let probe = 1; table[index] !== undefined; probe++) index = (index + probe) & mask;
  table[index] = header;
}

const WORD = (1n << 64n) - 1n;
const SECRET = [0x2d358dccaa6c78a5n, 0x8bb84b93962eacc9n, 0x4b33a62ed433d4a3n] as const;

/** rapidhash 1 — https://github.com/Nicoshev/rapidhash, of the name in lower case, two bytes to a character. */
function rapidHash(name: string): bigint {
  const bytes = [...name.toLowerCase()].flatMap((char) => [char.charCodeAt(0) & 0xff, char.charCodeAt(0) >> 8]);
  const { length } = bytes;
  const read = (at: number, count: number) =>
    bytes.slice(at, at + count).reduceRight((word, byte) => (word << 8n) | BigInt(byte), 0n);
  const [first, second, third] = SECRET;
  let seed = 0xbdd89aa982704029n;
  seed ^= mix(seed ^ first, second) ^ BigInt(length);
  let a = 0n;
  let b = 0n;
  if (length >= 4 && length <= 16) {
    const last = length - 4;
    const delta = (length & 24) >> (length >> 3);
    a = (read(0, 4) << 32n) | read(last, 4);
    b = (read(delta, 4) << 32n) | read(last - delta, 4);
  } else if (length > 0 && length < 4) {
    // Two bytes are one character, and it alone is read — platform/wtf/text/case_folding_hash.h (ReadSmall).
    a = read(0, 2);
  } else if (length > 16) {
    let at = 0;
    let left = length;
    if (left > 48) {
      let seed1 = seed;
      let seed2 = seed;
      for (; left >= 48; left -= 48, at += 48) {
        seed = mix(read(at, 8) ^ first, read(at + 8, 8) ^ seed);
        seed1 = mix(read(at + 16, 8) ^ second, read(at + 24, 8) ^ seed1);
        seed2 = mix(read(at + 32, 8) ^ third, read(at + 40, 8) ^ seed2);
      }
      seed ^= seed1 ^ seed2;
    }
    if (left > 16) {
      seed = mix(read(at, 8) ^ third, read(at + 8, 8) ^ seed ^ second);
      if (left > 32) seed = mix(read(at + 16, 8) ^ third, read(at + 24, 8) ^ seed);
    }
    a = read(length - 16, 8);
    b = read(length - 8, 8);
  }
  const product = (a ^ second) * (b ^ seed);
  return mix((product & WORD) ^ first ^ BigInt(length), (product >> 64n) ^ second);
}

/** The two halves of a product. */
function mix(a: bigint, b: bigint): bigint {
  const product = a * b;
  return (product & WORD) ^ (product >> 64n);
}
