import type { UrlRecord } from "../infrastructure/url-record.js";

/**
 * NON-SPEC: a page of an extension skips CORS on hosts that it has permission for —
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Match_patterns
 */
export function extensionMayAccess(
  page: { readonly extensionPermissions: readonly string[] },
  url: UrlRecord,
): boolean {
  for (const pattern of page.extensionPermissions) if (matchesPattern(pattern, url)) return true;
  return false;
}

/** Does url match a WebExtension match pattern? No path means any; an invalid pattern matches nothing. */
export function matchesPattern(pattern: string, url: UrlRecord): boolean {
  if (pattern === "<all_urls>")
    return url.isHttp || url.scheme === "ws" || url.scheme === "wss" || url.scheme === "file";
  const parts = PATTERN.exec(pattern);
  if (parts === null) return false;
  const [, scheme, host, port, path] = parts;
  return (
    (scheme === "*"
      ? url.isHttp || url.scheme === "ws" || url.scheme === "wss"
      : scheme!.toLowerCase() === url.scheme) &&
    matchesHost(host!.toLowerCase(), url.hostname) &&
    matchesPort(port, url) &&
    (path === undefined || matchesGlob(path, url.path + url.query))
  );
}
/** Scheme, host (`*`, `*.host`, a host, an IPv6 address, or none), port, path. */
const PATTERN = /^([a-z][a-z0-9+.-]*|\*):\/\/(\*|(?:\*\.)?[^*/:[\]]*|\[[0-9a-f:.]+\])(?::(\d+|\*))?(\/.*)?$/i;

function matchesHost(host: string, hostname: string): boolean {
  if (host === "*" || host === hostname) return true;
  return host.startsWith("*.") && (hostname === host.slice(2) || hostname.endsWith(host.slice(1)));
}

/** Chromium allows a port; without one, any port matches. */
function matchesPort(port: string | undefined, url: UrlRecord): boolean {
  if (port === undefined || port === "*") return true;
  return Number(port) === (url.port ?? (url.scheme === "https" || url.scheme === "wss" ? 443 : 80));
}

/** `*` is any text. Without regular expressions, which long patterns make slow. */
function matchesGlob(glob: string, text: string): boolean {
  const parts = glob.split("*");
  const last = parts.length - 1;
  if (last === 0) return glob === text;
  let at = parts[0]!.length;
  if (!text.startsWith(parts[0]!)) return false;
  for (let i = 1; i < last; i++) {
    const found = text.indexOf(parts[i]!, at);
    if (found === -1) return false;
    at = found + parts[i]!.length;
  }
  return text.length - parts[last]!.length >= at && text.endsWith(parts[last]!);
}
