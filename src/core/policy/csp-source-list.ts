import { effectivePort, type UrlRecord } from "../infrastructure/url-record.js";
import type { CspDialect } from "../profiles/dialects/csp-source-list.js";

/**
 * Does url match source list in origin with redirect count? — https://w3c.github.io/webappsec-csp/#match-url-to-source-list
 * @param self where `'self'` is, and the scheme of sources that name none
 */
export function matchesSourceList(
  url: UrlRecord,
  sourceList: readonly string[],
  self: UrlRecord,
  redirectCount: number,
  dialect: CspDialect,
): boolean {
  // 2–3. NOTE: empty lists and `'none'` match nothing; beside others, `'none'` has no effect, as no URL is called so.
  // 4–5.
  for (const expression of sourceList)
    if (matchesExpression(url, expression, self, redirectCount, dialect)) return true;
  return false;
}

/** Source expression — https://w3c.github.io/webappsec-csp/#source-expression, taken apart once. */
type Source =
  | { readonly kind: "wildcard" | "self" | "other" }
  | { readonly kind: "scheme"; readonly scheme: string }
  | {
      readonly kind: "host";
      readonly scheme: string | null;
      readonly host: string;
      readonly port: string | null;
      readonly path: string | null;
    };

const SCHEME_SOURCE = /^[a-z][a-z0-9+.-]*:$/i;
/** Scheme, host, port, path. NON-SPEC: also IPv6 addresses, and a query or fragment, which engines leave off. */
const HOST_SOURCE =
  /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])(?::(\d+|\*))?(\/[^?#]*)?(?:[?#].*)?$/i;

const MEMO_SIZE = 1024;
let memo = new Map<string, Source>();

function sourceOf(expression: string): Source {
  const known = memo.get(expression);
  if (known !== undefined) return known;
  const source = parseSource(expression);
  if (memo.size >= MEMO_SIZE) memo = new Map();
  memo.set(expression, source);
  return source;
}

function parseSource(expression: string): Source {
  if (expression === "*") return { kind: "wildcard" };
  if (/^'self'$/i.test(expression)) return { kind: "self" };
  if (SCHEME_SOURCE.test(expression)) return { kind: "scheme", scheme: expression.slice(0, -1).toLowerCase() };
  const parts = HOST_SOURCE.exec(expression);
  if (parts === null) return { kind: "other" };
  const [, scheme, host, port, path] = parts;
  return {
    kind: "host",
    scheme: scheme?.toLowerCase() ?? null,
    host: host!.toLowerCase(),
    port: port ?? null,
    path: path ?? null,
  };
}

/**
 * Does url match expression in origin with redirect count? — https://w3c.github.io/webappsec-csp/#match-url-to-source-expression
 */
function matchesExpression(
  url: UrlRecord,
  expression: string,
  self: UrlRecord,
  redirectCount: number,
  dialect: CspDialect,
): boolean {
  const source = sourceOf(expression);
  switch (source.kind) {
    case "wildcard":
      // 1. It means the network, and what the page itself came over.
      return url.isHttp || url.scheme === self.scheme;
    case "scheme":
      // 2.
      return matchesScheme(source.scheme, url.scheme, dialect.webSocketSources === "all");
    case "host":
      // 3. NOTE: after a redirect, a path would tell the page where it went.
      return (
        url.hostname !== "" &&
        matchesScheme(source.scheme ?? self.scheme, url.scheme, dialect.webSocketSources !== "none") &&
        matchesHost(source.host, url.hostname) &&
        matchesPort(source.port, url) &&
        !refusesUpgrade(source.scheme ?? self.scheme, source.port, url, dialect) &&
        (source.path === null || redirectCount > 0 || matchesPath(source.path, url.path))
      );
    case "self":
      // 4.
      return matchesSelf(url, self);
    case "other":
      // 5. Nonces, hashes and other keywords name no URL.
      return false;
  }
}

function matchesSelf(url: UrlRecord, self: UrlRecord): boolean {
  if (url.origin !== "null" && url.origin === self.origin) return true;
  // An upgrade to a secure scheme is still the same place, on the same port or from default to default.
  if (url.hostname !== self.hostname || url.hostname === "") return false;
  // NOTE: a default port is null, and so equal to another scheme's.
  if (url.port !== self.port) return false;
  return (
    url.scheme === "https" ||
    url.scheme === "wss" ||
    (self.scheme === "http" && (url.scheme === "http" || url.scheme === "ws"))
  );
}

/** scheme-part matching — https://w3c.github.io/webappsec-csp/#match-schemes: secure is as good as insecure. */
function matchesScheme(pattern: string, scheme: string, webSocketIsHttp: boolean): boolean {
  if (pattern === scheme) return true;
  if (pattern === "http") return scheme === "https";
  if (pattern === "ws" && scheme === "wss") return true;
  // PROFILE chromium, firefox: measured.
  if (!webSocketIsHttp) return false;
  return (pattern === "ws" && scheme === "http") || ((pattern === "ws" || pattern === "wss") && scheme === "https");
}

/**
 * host-part matching — https://w3c.github.io/webappsec-csp/#match-hosts
 * NON-SPEC: an address matches itself, as in every engine; the standard knows domains only.
 */
function matchesHost(pattern: string, host: string): boolean {
  if (pattern === "*") return true;
  return pattern.startsWith("*.") ? host.endsWith(pattern.slice(1)) : pattern === host;
}

/** port-part matching — https://w3c.github.io/webappsec-csp/#match-ports */
function matchesPort(pattern: string | null, url: UrlRecord): boolean {
  if (pattern === "*") return true;
  if (pattern === null) return url.port === null;
  return Number(pattern) === (url.port ?? effectivePort(url));
}

/** PROFILE chromium: services/network/public/cpp/content_security_policy/csp_source.cc (CheckCSPSource, CanUpgrade); measured. */
function refusesUpgrade(scheme: string, port: string | null, url: UrlRecord, dialect: CspDialect): boolean {
  if (!dialect.upgradedSourceNeedsWildcardPort || scheme === url.scheme) return false;
  return port !== null && port !== "*" && !(port === "80" && effectivePort(url) === 443);
}

/** path-part matching — https://w3c.github.io/webappsec-csp/#match-paths: all below a trailing slash, else exactly. */
function matchesPath(pattern: string, path: string): boolean {
  // 1–2.
  if (pattern === "" || (pattern === "/" && path === "")) return true;
  // 3–7.
  const exact = !pattern.endsWith("/");
  const pieces = pattern.split("/");
  const given = path.split("/");
  if (pieces.length > given.length || (exact && pieces.length !== given.length)) return false;
  if (!exact) pieces.pop();
  // 8–9.
  return pieces.every((piece, i) => percentDecode(piece) === percentDecode(given[i]!));
}

/** NON-SPEC: as text where the bytes are UTF-8, else as written; both sides alike. */
function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
