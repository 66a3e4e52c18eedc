import type { SafelistDialect } from "../profiles/dialects/cors-safelisted-request-header.js";

/** Parse a single range header value — https://fetch.spec.whatwg.org/#simple-range-header-value, without whitespace. */
function parseRange(value: string, grammar: RegExp): SingleRange | null {
  // 2–15. Unit, start, hyphen, end, and nothing behind.
  const match = grammar.exec(value);
  if (match === null) return null;
  const start = decimal(match[1]);
  const end = decimal(match[2]);
  // 16–17. At least one number, and not backwards.
  if (start === null && end === null) return null;
  if (start !== null && end !== null && isGreater(start, end)) return null;
  // 18.
  return { start, end };
}

/** Numbers in decimal, of any length. */
interface SingleRange {
  readonly start: string | null;
  readonly end: string | null;
}

/** `bytes` in lower case, an equals sign, digits, a hyphen, digits. */
const RANGE = /^bytes=(\d*)-(\d*)$/;

/** The same with whitespace allowed, of a whole of so many bytes. @returns from the first byte to behind the last; null: none of it */
export function rangeWithin(value: string, size: number): readonly [start: number, end: number] | null {
  const range = parseRange(value, LOOSE_RANGE);
  if (range === null) return null;
  const last = range.end === null ? Number.POSITIVE_INFINITY : Number(range.end);
  if (range.start === null) return last === 0 ? null : [Math.max(0, size - last), size];
  const start = Number(range.start);
  return start >= size ? null : [start, Math.min(last + 1, size)];
}
const LOOSE_RANGE = /^bytes[\t ]*=[\t ]*(\d*)[\t ]*-[\t ]*(\d*)$/;

type RangeDialect = Pick<SafelistDialect, "rangeDialect" | "rangeMaximum">;

/** The `range` case of https://fetch.spec.whatwg.org/#cors-safelisted-request-header: one range that says where it starts. */
export function isSafelistedRange(value: string, dialect: RangeDialect): boolean {
  const range = parseRange(value, dialect.rangeDialect === "webkit" ? WEBKIT_RANGE : RANGE);
  if (range === null || range.start === null) return false;
  // PROFILE chromium, firefox, webkit: numbers that overflow 64 bits fail; measured with 2^64.
  const limit = dialect.rangeMaximum;
  if (limit === null) return true;
  return !isGreater(range.start, limit) && !(range.end !== null && isGreater(range.end, limit));
}

/**
 * PROFILE webkit: the unit in any case, and numbers may have a plus sign —
 * Source/WebCore/platform/network/HTTPParsers.cpp (parseRange); measured.
 */
const WEBKIT_RANGE = /^bytes=\+?(\d+)-(?:\+?(\d+))?$/i;

/**
 * PROFILE chromium: `Bytes = 00-10,` → `bytes=0-10`, the one range that it is, written anew; what is more than one, or none,
 * stays as it is — net/http/http_util.cc (ParseRangeHeader), http_byte_range.cc (IsValid).
 */
export function normalizedRange(value: string): string {
  const [, set] = /^[\t ]*bytes[\t ]*=(.*)$/i.exec(value) ?? [];
  const ranges = set?.split(",").filter((range) => /[^\t ]/.test(range)) ?? [];
  if (ranges.length !== 1) return value;
  const match = CHROMIUM_RANGE.exec(ranges[0]!);
  const start = decimal(match?.[1]);
  const end = decimal(match?.[2]);
  if (start === null ? end === null || end === "0" : end !== null && isGreater(start, end)) return value;
  if ([start, end].some((number) => number !== null && isGreater(number, MAX_INT64))) return value;
  return `bytes=${start ?? ""}-${end ?? ""}`;
}
const CHROMIUM_RANGE = /^[\t ]*(?:\+?(\d+))?[\t ]*-[\t ]*(?:\+?(\d+))?[\t ]*$/;
const MAX_INT64 = "9223372036854775807";

/** Without leading zeros; `null`: no digits. */
function decimal(digits: string | undefined): string | null {
  return digits === undefined || digits === "" ? null : digits.replace(/^0+(?=\d)/, "");
}

/** Of decimal numbers without leading zeros. */
function isGreater(a: string, b: string): boolean {
  return a.length === b.length ? a > b : a.length > b.length;
}
