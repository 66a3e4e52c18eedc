import { isCorsSafelistedRequestHeader } from "../../core/http-extensions/cors-safelisted-request-header.js";
import type { Header, HeaderList } from "../../core/infrastructure/header-list.js";
import { PROFILES } from "../../core/profiles/profiles.js";
import { intern } from "../har/intern.js";

/** What browsers, and the proxies that record them, add of themselves. Names that start with `sec-` or `proxy-`, too. */
const ADDED = new Set(
  `accept-charset accept-encoding accept-language access-control-request-headers access-control-request-method
  access-control-request-private-network alt-used available-dictionary cache-control connection content-length cookie
  cookie2 date device-memory dictionary-id dnt downlink dpr ect expect forwarded host if-match if-modified-since
  if-none-match if-range if-unmodified-since intervention keep-alive last-event-id origin ping-from ping-to pragma
  priority purpose referer rtt save-data service-worker service-worker-navigation-preload te trailer transfer-encoding
  upgrade upgrade-insecure-requests user-agent via viewport-width width x-client-data x-forwarded-for x-forwarded-host
  x-forwarded-proto x-moz x-purpose`.split(/\s+/),
);

function isBrowsersOwn(name: string): boolean {
  return ADDED.has(name) || (name.charCodeAt(0) === 0x73 && name.startsWith("sec-")) || name.startsWith("proxy-");
}

/** Accept headers that browsers write themselves. */
const DEFAULT_ACCEPT = /^(?:\*\/\*|text\/event-stream|text\/css,\*\/\*;q=0\.1|image\/.*|text\/html,.*|font\/.*)$/;

export interface AuthorHeaders {
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Names that only the preflight shows. */
  readonly recovered: readonly string[];
}

const NONE: AuthorHeaders = { headers: [], recovered: [] };

/**
 * The headers that page code set: what was sent without the browser's own. Where a preflight was recorded, its
 * Access-Control-Request-Headers is the truth about all that need permission.
 * @param announced names in lower case; null: no preflight was recorded
 */
export function authorHeaders(sent: HeaderList | null, announced: readonly string[] | null): AuthorHeaders {
  if (sent === null && announced === null) return NONE;
  const headers: [string, string][] = [];
  for (const header of sent ?? []) {
    if (isAuthors(header, announced)) headers.push([header.spelling, header.value]);
  }
  if (announced === null) return { headers, recovered: [] };
  const recovered: string[] = [];
  for (const name of announced) {
    if (headers.some(([known]) => known.toLowerCase() === name)) continue;
    recovered.push(name);
    headers.push([name, unsafeValue(name)]);
  }
  return { headers, recovered };
}

function isAuthors({ name, value }: Header, announced: readonly string[] | null): boolean {
  if (announced?.includes(name) === true) return true;
  if (name === "accept") return !DEFAULT_ACCEPT.test(value);
  if (isBrowsersOwn(name)) return false;
  return announced === null || isCorsSafelistedRequestHeader(name, value, PROFILES.spec);
}

/** Names of the headers that would have to be announced, in lower case and sorted; joined, for they are few. */
export function announcedNames(sent: HeaderList | null): string {
  if (sent === null) return "";
  let names: string[] | null = null;
  for (const { name, value } of sent) {
    if (isBrowsersOwn(name) || isCorsSafelistedRequestHeader(name, value, PROFILES.spec)) continue;
    names ??= [];
    if (!names.includes(name)) names.push(name);
  }
  return names === null ? "" : intern(names.sort().join(","));
}

/** Names in an Access-Control-Request-Headers value. */
export function namesIn(value: string | null): readonly string[] {
  if (value === null) return [];
  return value
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
}

/** Any value of a header that was announced and not recorded; of safelisted names one that needs permission. */
function unsafeValue(name: string): string {
  if (name === "content-type") return "application/json";
  if (name === "range") return "bytes=-1";
  return name === "accept" || name.endsWith("-language") ? '"' : "***";
}
