import { getHeader, type HeaderList } from "../infrastructure/header-list.js";
import { isToken } from "../infrastructure/method.js";
import type { MaxAgeDialect } from "../profiles/dialects/cors-header-grammar.js";

/** A list header that is no list of tokens. */
export interface MalformedList {
  readonly ok: false;
  readonly header: string;
  /** All its fields, combined. */
  readonly value: string;
  /** The first member that is no token. */
  readonly token: string;
}

const EMPTY_LIST: readonly string[] = [];
const WILDCARD: readonly string[] = ["*"];

/**
 * Extract header list values — https://fetch.spec.whatwg.org/#extract-header-list-values, of a header that is a list of tokens:
 * Access-Control-Allow-Methods, -Allow-Headers, -Expose-Headers.
 * @param name in lower case
 * @returns the members as written; `null` when the header is absent
 */
export function extractHeaderListValues(name: string, headers: HeaderList): readonly string[] | null | MalformedList {
  // 1. Absent and empty are two things.
  const value = getHeader(name, headers);
  if (value === null) return null;

  // 2–5. Several fields are one list; empty members don't count.
  if (value === "*") return WILDCARD;
  if (value === "") return EMPTY_LIST;
  let list = memo.get(value);
  if (list === undefined) {
    list = parseList(name, value);
    if (memo.size >= MEMO_SIZE) memo.clear();
    memo.set(value, list);
  }
  return "token" in list && list.header !== name ? { ...list, header: name } : list;
}

/** The same few lists come again with every answer of a server. */
const memo = new Map<string, readonly string[] | MalformedList>();
const MEMO_SIZE = 1024;

function parseList(name: string, value: string): readonly string[] | MalformedList {
  if (!value.includes(",")) return isToken(value) ? [value] : malformed(name, value, value);
  const values: string[] = [];
  for (let start = 0; start <= value.length; ) {
    const comma = value.indexOf(",", start);
    const end = comma === -1 ? value.length : comma;
    const member = trimmed(value, start, end);
    if (member !== "") {
      if (!isToken(member)) return malformed(name, value, member);
      values.push(member);
    }
    start = end + 1;
  }
  return values;
}

export function isMalformedList(values: readonly string[] | null | MalformedList): values is MalformedList {
  return values !== null && "ok" in values;
}

function malformed(header: string, value: string, token: string): MalformedList {
  return { ok: false, header, value, token };
}

/** Without the spaces and tabs that may stand around a member. */
function trimmed(value: string, from: number, to: number): string {
  let start = from;
  let end = to;
  while (start < end && isTabOrSpace(value.charCodeAt(start))) start++;
  while (end > start && isTabOrSpace(value.charCodeAt(end - 1))) end--;
  return value.slice(start, end);
}

function isTabOrSpace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** Seconds without Access-Control-Max-Age: step 7.9 of https://fetch.spec.whatwg.org/#cors-preflight-fetch-0 */
const DEFAULT_MAX_AGE = 5;

const INT64_MAX = 2 ** 63;

/**
 * Extract header list values of Access-Control-Max-Age — https://fetch.spec.whatwg.org/#http-access-control-max-age:
 * delta-seconds, once.
 * @returns `null` when it is absent
 */
export function extractMaxAge(headers: HeaderList, dialect: MaxAgeDialect): { seconds: number } | "malformed" | null {
  // NOTE: two fields are combined to `600, 600`, which is no number.
  const value = getHeader("access-control-max-age", headers);
  if (value === null) return null;
  // PROFILE chromium, webkit: `+600` and `-1` are numbers — services/network/public/cpp/cors/preflight_result.cc
  // (ParseAccessControlMaxAge); measured.
  if (!(dialect.maxAgeSigned ? INTEGER : DIGITS).test(value)) return "malformed";
  const seconds = Number(value);
  if (dialect.maxAgeOverflows && Math.abs(seconds) >= INT64_MAX) return "malformed";
  return { seconds: Math.max(0, seconds) };
}
const DIGITS = /^\d+$/;
const INTEGER = /^[+-]?\d+$/;

/** How long the answer is kept: steps 7.8–7.10 of https://fetch.spec.whatwg.org/#cors-preflight-fetch-0 */
export function preflightMaxAge(headers: HeaderList, dialect: MaxAgeDialect): number {
  // 8–9. Absent, malformed or empty: the default.
  const maxAge = extractMaxAge(headers, dialect);
  if (maxAge === null) return DEFAULT_MAX_AGE;
  if (maxAge === "malformed") {
    // PROFILE firefox: nothing is kept, unless the value is empty — netwerk/protocol/http/nsCORSListenerProxy.cpp
    // (AddResultToCache); measured.
    return getHeader("access-control-max-age", headers) === "" ? DEFAULT_MAX_AGE : dialect.maxAgeMalformed;
  }
  // 10. Chromium 7200, Firefox 86400, WebKit 600.
  return Math.min(maxAge.seconds, dialect.maxAgeCap);
}
