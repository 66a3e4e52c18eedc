/** A parsed URL, taken apart once. The parser is the platform's; results are kept, for the same few URLs come again. */
export interface UrlRecord {
  readonly href: string;
  /** Without the colon: `https`. */
  readonly scheme: string;
  readonly host: string;
  readonly hostname: string;
  /** `null` when it is the scheme's default or the scheme has none. */
  readonly port: number | null;
  readonly username: string;
  readonly password: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
  /** The origin serialised; `null` (the word) when opaque. */
  readonly origin: string;
  readonly isHttp: boolean;
  /** Without fragment and userinfo: what travels and what keys a cache. */
  readonly wire: string;
}

/** NON-SPEC: extension pages have tuple origins in every engine, where the platform's URL says `null`. */
const EXTENSION_SCHEME = /^(?:chrome|moz|safari-web|ms-browser|extension)-extension$/;

const MEMO_SIZE = 4096;
let memo = new Map<string, UrlRecord | null>();

/**
 * Parses as https://url.spec.whatwg.org/#concept-url-parser does.
 * @returns null on failure
 */
export function parseUrl(input: string, base?: UrlRecord): UrlRecord | null {
  const key = base === undefined || isAbsolute(input) ? input : `${base.href}\n${input}`;
  const known = memo.get(key);
  if (known !== undefined) return known;
  const record = parse(input, base);
  if (key.length < 8192) {
    if (memo.size >= MEMO_SIZE) memo = new Map();
    memo.set(key, record);
  }
  return record;
}

/** `http://` and `https://` in front mean that the base does not matter. */
function isAbsolute(input: string): boolean {
  return input.startsWith("https://") || input.startsWith("http://");
}

function parse(input: string, base: UrlRecord | undefined): UrlRecord | null {
  let url: URL;
  try {
    url = base === undefined ? new URL(input) : new URL(input, base.href);
  } catch {
    return null;
  }
  const scheme = url.protocol.slice(0, -1);
  const isHttp = scheme === "https" || scheme === "http";
  const origin = EXTENSION_SCHEME.test(scheme) ? `${scheme}://${url.host}` : url.origin;
  return {
    href: url.href,
    scheme,
    host: url.host,
    hostname: url.hostname,
    port: url.port === "" ? null : Number(url.port),
    username: url.username,
    password: url.password,
    path: url.pathname,
    query: url.search,
    fragment: url.hash,
    origin,
    isHttp,
    wire: withoutFragment(
      isHttp ? `${url.origin}${url.href.slice(url.href.indexOf("/", scheme.length + 3))}` : url.href,
    ),
  };
}

/** NOTE: a `?` with nothing behind it stays. */
export function withoutFragment(href: string): string {
  const at = href.indexOf("#");
  return at === -1 ? href : href.slice(0, at);
}

export function includesCredentials(url: UrlRecord): boolean {
  return url.username !== "" || url.password !== "";
}

/** The URL's effective port: explicit, or its scheme's default. */
export function effectivePort(url: UrlRecord): number | null {
  return url.port ?? (url.scheme === "https" ? 443 : url.scheme === "http" ? 80 : null);
}

export function withoutUserinfo(url: UrlRecord): UrlRecord {
  return url.isHttp && includesCredentials(url) ? (parseUrl(url.wire + url.fragment) ?? url) : url;
}

/**
 * NON-SPEC: the URL with hyphens for the spaces in its host, which one engine's parser lets pass, whatever way they are
 * written; null: spaces are not what keeps it from parsing.
 */
export function withoutHostSpaces(input: string, base: UrlRecord): string | null {
  const [, before, , after] = AUTHORITY.exec(input) ?? [];
  const host = hostWithSpaces(input);
  if (host === null || parseUrl(input, base) !== null) return null;
  const url = `${before}${host.replaceAll(" ", "-")}${after}`;
  return parseUrl(url, base) === null ? null : url;
}

/** NON-SPEC: that URL again, its spaces written as that engine does. */
export function withEncodedSpaces(url: UrlRecord, input: string): UrlRecord {
  const hostname = (hostWithSpaces(input) ?? url.hostname).toLowerCase().replace(/:\d*$/, "").replaceAll(" ", "%20");
  const host = url.port === null ? hostname : `${hostname}:${url.port}`;
  const named = (text: string) => text.replace(url.host, () => host);
  return { ...url, hostname, host, href: named(url.href), origin: named(url.origin), wire: named(url.wire) };
}

/** Host and port, with the spaces of the host; null: it has none. */
function hostWithSpaces(input: string): string | null {
  const [, , authority] = AUTHORITY.exec(input) ?? [];
  if (authority === undefined) return null;
  let host: string;
  try {
    host = decodeURIComponent(authority).normalize("NFKC");
  } catch {
    return null;
  }
  return host.includes(" ") && !/[/\\?#@%]/.test(host) ? host : null;
}
const AUTHORITY = /^(\s*(?:(?:https?|wss?|ftp):)?[/\\]{2,})([^/\\?#]*)(.*)$/is;

/** NON-SPEC: the URL with `|` percent-encoded in its path, as one engine writes it. */
export function encodePipe(url: UrlRecord): UrlRecord {
  if (!url.path.includes("|")) return url;
  const at = url.href.indexOf(url.path);
  const path = url.path.replaceAll("|", "%7C");
  return parseUrl(url.href.slice(0, at) + path + url.href.slice(at + url.path.length)) ?? url;
}
