import type { Origin } from "../infrastructure/origin.js";
import { parseUrl, type UrlRecord } from "../infrastructure/url-record.js";

/** The registrable domain of a host, or the host itself. */
export type SiteOf = (hostname: string) => string;

/** Schemelessly same site — https://html.spec.whatwg.org/#schemelessly-same-site, of an origin and a URL. */
export function isSchemelesslySameSite(origin: Origin, url: UrlRecord, siteOf: SiteOf): boolean {
  if (origin.opaque || url.origin === "null") return false;
  if (origin.serialized === url.origin) return true;
  const own = parseUrl(origin.serialized);
  return own !== null && (own.hostname === url.hostname || siteOf(own.hostname) === siteOf(url.hostname));
}

/** Same site — https://html.spec.whatwg.org/#same-site: the scheme counts, the port does not. */
export function isSameSite(origin: Origin, url: UrlRecord, siteOf: SiteOf): boolean {
  return isSchemelesslySameSite(origin, url, siteOf) && schemeOf(origin) === url.scheme;
}

export function schemeOf(origin: Origin): string | null {
  return origin.opaque ? null : origin.serialized.slice(0, origin.serialized.indexOf(":"));
}
