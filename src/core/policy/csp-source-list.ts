import { effectivePort, type UrlRecord } from "../infrastructure/url-record.js";

/**
 * Does url match source list in origin with redirect count? — https://w3c.github.io/webappsec-csp/#match-url-to-source-list
 * @param self where `'self'` is, and the scheme of sources that name none
 */
export function matchesSourceList(
  url: UrlRecord,
  sourceList: readonly string[],
  self: UrlRecord,
  redirectCount: number,
): boolean {
  // 2–3. NOTE: empty lists and `'none'` match nothing; beside others, `'none'` has no effect, as no URL is called so.
  // 4–5.
  for (const expression of sourceList) if (matchesExpression(url, expression, self, redirectCount)) return true;
  return false;
}

const SCHEME_SOURCE = /^[a-z][a-z0-9+.-]*:$/i;
/** Scheme, host, port, path. NON-SPEC: also IPv6 addresses, and a query or fragment, which engines leave off. */
const HOST_SOURCE =
  /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])(?::(\d+|\*))?(\/[^?#]*)?(?:[?#].*)?$/i;

/**
 * Does url match expression in origin with redirect count? — https://w3c.github.io/webappsec-csp/#match-url-to-source-expression
 */
function matchesExpression(url: UrlRecord, expression: string, self: UrlRecord, redirectCount: number): boolean {
  // 1. The wildcard means the network, and what the page itself came over.
  if (expression === "*") return url.isHttp || url.scheme === self.scheme;
  // 2.
  if (SCHEME_SOURCE.test(expression)) return matchesScheme(expression.slice(0, -1), url.scheme);
  // 4. Not `matchesHost`, whose grammar has no quotes.
  if (expression.startsWith("'")) return /^'self'$/i.test(expression) && matchesSelf(url, self);
  // 3. NOTE: after a redirect, a path would tell the page where it went.
  const source = HOST_SOURCE.exec(expression);
  if (source === null || url.hostname === "") return false;
  const [, scheme, host, port, path] = source;
  return (
    matchesScheme(scheme ?? self.scheme, url.scheme) &&
    matchesHost(host!.toLowerCase(), url.hostname) &&
    matchesPort(port ?? null, url) &&
    (path === undefined || redirectCount > 0 || matchesPath(path, url.path))
  );
}

function matchesSelf(url: UrlRecord, self: UrlRecord): boolean {
  if (url.origin !== "null" && url.origin === self.origin) return true;
  // An upgrade to a secure scheme is still the same place, on the same port or from default to default.
  if (url.hostname !== self.hostname || url.hostname === "") return false;
  if (url.port !== self.port && !(usesDefaultPort(url) && usesDefaultPort(self))) return false;
  return url.scheme === "https" || url.scheme === "wss" || (self.scheme === "http" && /^(?:http|ws)$/.test(url.scheme));
}

/** scheme-part matching — https://w3c.github.io/webappsec-csp/#match-schemes: secure is as good as insecure. */
function matchesScheme(pattern: string, scheme: string): boolean {
  const a = pattern.toLowerCase();
  if (a === scheme) return true;
  if (a === "http") return scheme === "https";
  if (a === "ws") return scheme === "wss" || scheme === "http" || scheme === "https";
  return a === "wss" && scheme === "https";
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

function usesDefaultPort(url: UrlRecord): boolean {
  return url.port === null;
}
