import type { PreflightCause } from "../fetching/outcome.js";
import type { Header, HeaderList } from "../infrastructure/header-list.js";
import { isForbiddenMethod } from "../infrastructure/method.js";
import type { SafelistDialect } from "../profiles/dialects/cors-safelisted-request-header.js";
import { decodeAndSplit } from "./get-decode-and-split.js";
import { parseMimeType } from "./mime-type.js";
import { isSafelistedRange } from "./range-header.js";

/** All names here are in lower case. */

type UnsafeCode = "header" | "header-value" | "header-size";

const VALUE_LIMIT = 128;
/** Of a string's UTF-16 code units, as UTF-8. */
const MAX_BYTES_PER_UNIT = 3;
const NO_NAMES: readonly string[] = [];
const NO_CAUSES: readonly PreflightCause[] = [];

/** CORS-safelisted request-header — https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
export function isCorsSafelistedRequestHeader(name: string, value: string, dialect: SafelistDialect): boolean {
  return whyUnsafe(name, value, dialect) === null;
}

/** Ours: which of the rules spoke. A long `X-Custom` is no matter of size. */
function whyUnsafe(name: string, value: string, dialect: SafelistDialect): UnsafeCode | null {
  if (dialect.safelistEdition !== "today") return whyUnsafeThen(name, value, dialect.safelistEdition);
  // 1. Long values can carry too much, whatever the name.
  if (value.length > VALUE_LIMIT / MAX_BYTES_PER_UNIT && byteLength(value) > VALUE_LIMIT) {
    return hasSafeValue(name, "", dialect) === null ? "header" : "header-size";
  }
  // 2–3.
  const safe = hasSafeValue(name, value, dialect);
  return safe === null ? "header" : safe ? null : "header-value";
}

/** EDITION: before August 2018 names decided, and of Content-Type the media type; no bytes, no lengths, no Range. */
function whyUnsafeThen(name: string, value: string, edition: "fetch-2018" | "w3c-2014"): UnsafeCode | null {
  if (name === "accept" || name === "accept-language" || name === "content-language") return null;
  if (name === "content-type") return isFormType(parseMimeType(value)?.essence) ? null : "header-value";
  if (edition === "w3c-2014" || !CLIENT_HINTS_2018.has(name)) return "header";
  return CLIENT_HINTS.get(name)?.test(value) ? null : "header-value";
}

/**
 * Step 2: one rule per name.
 * @returns null for a name that has none
 */
function hasSafeValue(name: string, value: string, dialect: SafelistDialect): boolean | null {
  switch (name) {
    case "accept":
      return !hasUnsafeByte(value, dialect);
    case "accept-language":
    case "content-language":
      return hasOnly(LANGUAGE_BYTE, value);
    case "content-type":
      return isSafelistedContentType(value, dialect);
    case "range":
      return isSafelistedRange(value, dialect);
    default:
      // PROFILE chromium: hints that it sends by itself — services/network/public/cpp/cors/cors.cc (IsCorsSafelistedHeader); measured.
      return dialect.clientHintsSafelisted ? (CLIENT_HINTS.get(name)?.test(value) ?? null) : null;
  }
}

/**
 * FIXME: the exceptions of https://fetch.spec.whatwg.org/#cors-protocol-exceptions (application/csp-report and three more)
 * are for reports that browsers send by themselves. No API of the model sends any; set by script they are unsafe.
 */
function isSafelistedContentType(value: string, dialect: SafelistDialect): boolean {
  if (hasUnsafeByte(value, dialect)) return false;
  if (dialect.contentTypeDialect === "firefox") return isFormType(firstWord(value)?.toLowerCase());
  // NOTE: parsed as one MIME type, not extracted: a server may read `application/json, text/plain` as JSON.
  return isFormType(parseMimeType(value)?.essence);
}

/**
 * PROFILE firefox: netwerk/base/nsURLHelper.cpp (net_ParseRequestContentType, net_ParseMediaType) takes what stands before the
 * first space or semicolon. Quotes do not get so far: they are unsafe bytes.
 */
function firstWord(value: string): string | undefined {
  const [, word, rest = ""] = /^[ \t]*([^ \t;]*)(.*)$/s.exec(value) ?? [];
  return value.includes(",") || !AFTER_FIRST_WORD.test(rest) ? undefined : word;
}

/** Spaces, one semicolon at the end, or parameters of which the last is not empty. */
const AFTER_FIRST_WORD = /^(?:[ \t]*|[^;]*;|.*;.*[^; \t][ \t]*)$/s;

/** What a form could send. */
function isFormType(essence: string | undefined): boolean {
  return (
    essence === "text/plain" || essence === "application/x-www-form-urlencoded" || essence === "multipart/form-data"
  );
}

/** Client hints as Chromium 156 lets them pass: decimal, integer, or a word. */
const DECIMAL = /^\d+(?:\.\d+)?$/;
const INTEGER = /^\d+$/;
const CLIENT_HINTS: ReadonlyMap<string, RegExp> = new Map([
  ["device-memory", DECIMAL],
  ["dpr", DECIMAL],
  ["downlink", DECIMAL],
  ["ect", /^(?:slow-2g|2g|3g|4g)$/],
  ["intervention", /^/],
  ["rtt", INTEGER],
  ["save-data", /^on$/i],
  ["viewport-width", INTEGER],
  ["width", INTEGER],
]);

/** The client hints of the standard from 2016 to 2019. */
const CLIENT_HINTS_2018 = new Set(["dpr", "downlink", "save-data", "viewport-width", "width"]);

const byteTable = (is: (byte: number) => boolean): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, byte) => (is(byte) ? 1 : 0));

/** CORS-unsafe request-header byte — https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte */
const UNSAFE_BYTE = byteTable(
  (byte) => (byte < 0x20 && byte !== 0x09) || byte === 0x7f || '"():<>?@[\\]{}'.includes(String.fromCharCode(byte)),
);
const LANGUAGE_BYTE = byteTable((byte) => /[0-9A-Za-z *,\-.;=]/.test(String.fromCharCode(byte)));

function hasUnsafeByte(value: string, dialect: SafelistDialect): boolean {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code < 0x80) {
      if (UNSAFE_BYTE[code] === 1) return true;
    }
    // PROFILE firefox: dom/base/nsContentUtils.cpp (IsCorsUnsafeRequestHeaderValue), as if bytes were signed; measured with Accept.
    else if (!dialect.acceptAllowsNonAscii) return true;
  }
  return false;
}

function hasOnly(table: Uint8Array, value: string): boolean {
  for (let i = 0; i < value.length; i++) if (table[value.charCodeAt(i)] !== 1) return false;
  return true;
}

/** Bytes on the wire: one per code point up to 255; NON-SPEC: what a header cannot carry counts as its UTF-8. */
export function byteLength(value: string): number {
  let length = value.length;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    // Each half of a surrogate pair stands for two of its four bytes.
    if (code > 0xff) length += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return length;
}

/**
 * CORS-unsafe request-header names — https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names
 * @returns in lower case, sorted, each once
 */
export function corsUnsafeRequestHeaderNames(headers: HeaderList, dialect: SafelistDialect): readonly string[] {
  if (headers.length === 0) return NO_NAMES;
  const list = judged(headers, dialect);

  // 1–4. Sum up the values of the others, which may yet turn out too much together.
  let unsafeNames: string[] | null = null;
  let safelistValueSize = 0;
  for (let i = 0; i < list.length; i++) {
    const { name, value } = list[i]!;
    if (whyUnsafe(name, value, dialect) === null) safelistValueSize += value.length;
    else if (unsafeNames === null) unsafeNames = [name];
    else insertSorted(name, unsafeNames, dialect.repeatsUnsafeNames);
  }

  // 5. Then none of them is safe any more. Bytes are counted where there may be enough: a code unit is at most three.
  const limit = dialect.safelistTotalLimit;
  if (safelistValueSize > limit / MAX_BYTES_PER_UNIT && totalSize(list, dialect) > limit) {
    unsafeNames = [];
    for (const { name } of list) insertSorted(name, unsafeNames, dialect.repeatsUnsafeNames);
  }

  // 6.
  return unsafeNames ?? NO_NAMES;
}

/**
 * Convert header names to a sorted-lowercase set — https://fetch.spec.whatwg.org/#convert-header-names-to-a-sorted-lowercase-set,
 * name by name: there are few.
 * @param repeats PROFILE firefox: fetch() announces `x-a,x-a` for a name given twice; measured.
 */
function insertSorted(name: string, names: string[], repeats: boolean): void {
  let at = names.length;
  while (at > 0 && names[at - 1]! > name) at--;
  if (repeats || names[at - 1] !== name) names.splice(at, 0, name);
}

/** NON-SPEC: the same decision as reasons for a person, in the order of the headers, each name once. */
export function unsafeHeaderCauses(headers: HeaderList, dialect: SafelistDialect): readonly PreflightCause[] {
  if (headers.length === 0) return NO_CAUSES;
  const list = judged(headers, dialect);
  const total = totalSize(list, dialect);
  const limit = dialect.safelistTotalLimit;
  const seen = new Set<string>();
  const causes: PreflightCause[] = [];
  for (const { name, value } of list) {
    if (seen.has(name)) continue;
    const code = whyUnsafe(name, value, dialect);
    if (code === null && total <= limit) continue;
    seen.add(name);
    if (code === null) causes.push({ code: "header-size", name, value, count: total, limit });
    else if (code !== "header-size") causes.push({ code, name, value });
    else causes.push({ code, name, value, count: byteLength(value), limit: VALUE_LIMIT });
  }
  return causes;
}

/** Bytes of all safelisted values together. */
function totalSize(list: HeaderList, dialect: SafelistDialect): number {
  let size = 0;
  for (const { name, value } of list) if (whyUnsafe(name, value, dialect) === null) size += byteLength(value);
  return size;
}

/** The fields as an engine judges them. */
function judged(headers: HeaderList, dialect: SafelistDialect): HeaderList {
  // PROFILE chromium, webkit: their header maps hold one combined value per name; measured.
  return dialect.combinesRepeatedHeaders && repeatsName(headers) ? combine(headers) : headers;
}

function repeatsName(headers: HeaderList): boolean {
  for (let i = 1; i < headers.length; i++) {
    for (let j = 0; j < i; j++) if (headers[i]!.name === headers[j]!.name) return true;
  }
  return false;
}

function combine(headers: HeaderList): HeaderList {
  const combined = new Map<string, Header>();
  for (const header of headers) {
    const first = combined.get(header.name);
    combined.set(header.name, first === undefined ? header : { ...first, value: `${first.value}, ${header.value}` });
  }
  return [...combined.values()];
}

/** No-CORS-safelisted request-header name — https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header-name */
export function isNoCorsSafelistedRequestHeaderName(name: string): boolean {
  return name === "accept" || name === "accept-language" || name === "content-language" || name === "content-type";
}

/** No-CORS-safelisted request-header — https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header */
export function isNoCorsSafelistedRequestHeader(name: string, value: string, dialect: SafelistDialect): boolean {
  return isNoCorsSafelistedRequestHeaderName(name) && isCorsSafelistedRequestHeader(name, value, dialect);
}

/** Privileged no-CORS request-header name — https://fetch.spec.whatwg.org/#privileged-no-cors-request-header-name */
export function isPrivilegedNoCorsRequestHeaderName(name: string): boolean {
  return name === "range";
}

/** CORS non-wildcard request-header name — https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name */
export function isCorsNonWildcardRequestHeaderName(name: string): boolean {
  return name === "authorization";
}

/** Request-body-header name — https://fetch.spec.whatwg.org/#request-body-header-name: gone when a redirect drops the body. */
export function isRequestBodyHeaderName(name: string): boolean {
  return REQUEST_BODY_HEADER_NAMES.includes(name);
}
export const REQUEST_BODY_HEADER_NAMES: readonly string[] = [
  "content-encoding",
  "content-language",
  "content-location",
  "content-type",
];

const FORBIDDEN = new Set([
  "accept-charset",
  "accept-encoding",
  "access-control-request-headers",
  "access-control-request-method",
  "connection",
  "content-length",
  "cookie",
  "cookie2",
  "date",
  "dnt",
  "expect",
  "host",
  "keep-alive",
  "origin",
  "referer",
  "set-cookie",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "via",
]);

/** Forbidden request-header — https://fetch.spec.whatwg.org/#forbidden-request-header */
export function isForbiddenRequestHeader(name: string, value: string, dialect: SafelistDialect): boolean {
  // 1–2. What only the browser may say.
  if (FORBIDDEN.has(name) || name.startsWith("proxy-") || name.startsWith("sec-")) return true;
  // 3. Ways around the forbidden methods. EDITION: since 2022.
  if (dialect.safelistEdition !== "today") return false;
  if (name === "x-http-method" || name === "x-http-method-override" || name === "x-method-override") {
    return decodeAndSplit(value).some(isForbiddenMethod);
  }
  // 4. PROFILE chromium: dropped in silence by fetch(), refused with a console line by XMLHttpRequest; measured.
  return dialect.userAgentForbidden && name === "user-agent";
}
