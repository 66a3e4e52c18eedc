import { parseUrl, type UrlRecord } from "../infrastructure/url-record.js";

/** Is url potentially trustworthy — https://w3c.github.io/webappsec-secure-contexts/#potentially-trustworthy-url */
export function isPotentiallyTrustworthyUrl(url: UrlRecord): boolean {
  switch (url.scheme) {
    case "https":
    case "wss":
    case "data":
    case "file":
      return true;
    case "http":
    case "ws":
      return isLoopbackHost(url.hostname);
    case "about":
      return url.path === "blank" || url.path === "srcdoc";
    case "blob": {
      const origin = parseUrl(url.origin);
      return origin !== null && isPotentiallyTrustworthyUrl(origin);
    }
    default:
      // NON-SPEC: authenticated by the browser itself, as an extension's pages are.
      return url.scheme.endsWith("-extension");
  }
}

/** Step 3–4 of https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy: never leaves the machine. */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname === "[::1]" ||
    (hostname.startsWith("127.") && LOOPBACK_IPV4.test(hostname)) ||
    /(?:^|\.)localhost\.?$/.test(hostname)
  );
}
const LOOPBACK_IPV4 = /^127\.\d+\.\d+\.\d+$/;
