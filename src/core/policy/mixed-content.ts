import type { Request } from "../infrastructure/request.js";
import { parseUrl, type UrlRecord } from "../infrastructure/url-record.js";
import type { MixedContentDialect } from "../profiles/dialects/mixed-content.js";
import { isPotentiallyTrustworthyUrl } from "./potentially-trustworthy.js";

/**
 * Upgrade a mixed content request, and Should fetching request be blocked as mixed content? —
 * https://w3c.github.io/webappsec-mixed-content/#upgrade-algorithm, https://w3c.github.io/webappsec-mixed-content/#should-block-fetch
 * Ours: one answer for both.
 */
export function mixedContent(
  page: { readonly url: UrlRecord },
  request: Pick<Request, "url" | "destination">,
  dialect: MixedContentDialect,
): "allowed" | "blocked" | "upgrade" {
  const { url, destination } = request;
  // should-block-fetch 1.1–1.2. A page that is not secure loses nothing; a URL that is, harms nothing.
  if (!prohibitsMixedContent(page.url, dialect) || isPotentiallyTrustworthyUrl(url)) return "allowed";
  // 1.4. Navigation of a whole tab, as of a form.
  if (destination === "document") return "allowed";
  // PROFILE firefox: dom/security/nsMixedContentBlocker.cpp (ShouldLoad) has text tracks among what is displayed; measured.
  if (destination === "track" && dialect.tracksAreDisplayContent) return "allowed";
  // upgrade 1.2, 1.4. Images, audio and video move to https; an address has no certificate.
  const isMedia = destination === "image" || destination === "audio" || destination === "video";
  // FIXME: upgrade 1.5. Images of `srcset` and `picture` are not told apart from others.
  if (isMedia && url.scheme === "http" && !isIpAddress(url.hostname)) return "upgrade";
  // 2.
  return "blocked";
}

/** Does settings prohibit mixed security contexts? — https://w3c.github.io/webappsec-mixed-content/#categorize-settings-object */
function prohibitsMixedContent(page: UrlRecord, dialect: MixedContentDialect): boolean {
  if (page.scheme === "https") return true;
  return dialect.loopbackPagesProhibitMixedContent && page.scheme === "http" && isPotentiallyTrustworthyUrl(page);
}

/**
 * Upgrade request to a potentially trustworthy URL — https://w3c.github.io/webappsec-upgrade-insecure-requests/#upgrade-request,
 * and step 2 of https://w3c.github.io/webappsec-mixed-content/#upgrade-algorithm
 * @returns the URL itself when there is nothing to upgrade
 */
export function upgradeUrl(url: UrlRecord): UrlRecord {
  // 1.
  if (url.scheme !== "http" || isPotentiallyTrustworthyUrl(url)) return url;
  // 4. The default port follows the scheme, any other stays.
  return parseUrl(`https${url.href.slice("http".length)}`) ?? url;
}

export function isIpAddress(hostname: string): boolean {
  return hostname.startsWith("[") || /^\d+\.\d+\.\d+\.\d+$/.test(hostname);
}
