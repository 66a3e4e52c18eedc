import type { FetchOutcome } from "../../core/fetching/outcome.js";
import type { Page } from "../../core/infrastructure/browser-state.js";
import { getHeader } from "../../core/infrastructure/header-list.js";
import { parseUrl, type UrlRecord } from "../../core/infrastructure/url-record.js";
import { upgradesInsecureRequests } from "../../core/policy/content-security-policy.js";

export interface UpgradedUrl {
  readonly url: string;
  /** 0: as page code wrote it; else where a redirect led. */
  readonly hop: number;
}

const NONE: readonly UpgradedUrl[] = [];

/** Insecure URLs of images and media that a secure page's browser took to https by itself, not because the page's CSP says so. */
export function upgradedUrls(outcome: FetchOutcome, page: Page): readonly UpgradedUrl[] {
  const { api } = outcome.setup;
  if (api !== "img" && api !== "audio" && api !== "video") return NONE;
  if (page.url.scheme !== "https" || upgradesByPolicy(page)) return NONE;
  return [...upgradesOf(outcome, page), ...upgradedBeforeStop(outcome, page)];
}

/** What never left had its scheme changed too, an odd host written in the engine's way. */
function upgradedBeforeStop({ setup, exchanges, failure }: FetchOutcome, page: Page): readonly UpgradedUrl[] {
  const stopped = failure?.url;
  const last = exchanges.at(-1);
  const location = last?.received.ok ? getHeader("location", last.received.headers) : null;
  const asked = last === undefined ? setup.url : location;
  if (asked === null || !stopped?.startsWith("https:")) return NONE;
  const url = parseUrl(asked, last?.sent.url ?? page.baseUrl);
  const isUpgraded = url === null ? /^http:/i.test(asked) : stopped === url.href.replace(/^http:/, "https:");
  return isUpgraded && url?.scheme !== "https"
    ? [{ url: stopped.replace("https:", "http:"), hop: exchanges.length }]
    : NONE;
}

/** Such URLs where an engine tells of them whatever the CSP says; it does not see where redirects lead under such a CSP. */
export function upgradedUrlsOfAnyPage(outcome: FetchOutcome, page: Page): readonly UpgradedUrl[] {
  if (!upgradesByPolicy(page)) return upgradedUrls(outcome, page);
  return upgradedUrls(outcome, { ...page, csp: null }).filter(({ hop }) => hop === 0);
}

/** Insecure URLs that went to https because the page's CSP says so. */
export function upgradedByPolicy(outcome: FetchOutcome, page: Page): readonly string[] {
  return upgradesByPolicy(page) ? upgradesOf(outcome, page).map(({ url }) => url) : [];
}

/** Did the first request go to https, though page code named an insecure URL? */
export function wasUpgraded(outcome: FetchOutcome, page: Page): boolean {
  return upgradesByPolicy(page) || upgradedUrls(outcome, page)[0]?.hop === 0;
}

function upgradesByPolicy({ csp }: Page): boolean {
  return csp !== null && upgradesInsecureRequests(csp);
}

function upgradesOf({ setup, exchanges }: FetchOutcome, page: Page): readonly UpgradedUrl[] {
  const upgraded: UpgradedUrl[] = [];
  let asked: UrlRecord | null = parseUrl(setup.url, page.baseUrl);
  let hop = 0;
  for (const { sent, received } of exchanges) {
    if (asked?.scheme === "http" && sent.url.scheme === "https") upgraded.push({ url: asked.href, hop });
    asked = null;
    if (sent.kind === "preflight") continue;
    const location = received.ok ? getHeader("location", received.headers) : null;
    if (location !== null) asked = parseUrl(location, sent.url);
    hop++;
  }
  return upgraded;
}
