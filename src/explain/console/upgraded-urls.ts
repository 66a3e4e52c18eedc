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
export function upgradedUrls({ setup, exchanges }: FetchOutcome, page: Page): readonly UpgradedUrl[] {
  if (setup.api !== "img" && setup.api !== "audio" && setup.api !== "video") return NONE;
  if (page.url.scheme !== "https" || (page.csp !== null && upgradesInsecureRequests(page.csp))) return NONE;
  const upgraded: UpgradedUrl[] = [];
  let asked: UrlRecord | null = parseUrl(setup.url, page.url);
  for (const [hop, { sent, received }] of exchanges.entries()) {
    if (asked?.scheme === "http" && sent.url.scheme === "https") upgraded.push({ url: asked.href, hop });
    const location = received.ok ? getHeader("location", received.headers) : null;
    asked = location === null ? null : parseUrl(location, sent.url);
  }
  return upgraded;
}
