/**
 * Stands for tldts in the playground. The list of public suffixes is as large as the rest of the page, and names that are
 * reserved for examples are not on it: they get the list's default rule, and the list is loaded when another name is asked.
 */

/** Thrown once: the list is on its way. */
export class SiteListNeeded extends Error {
  override readonly name = "SiteListNeeded";
}

type GetDomain = (hostname: string, options?: { allowPrivateDomains?: boolean }) => string | null;

let full: GetDomain | null = null;

export async function loadSiteList(): Promise<void> {
  full ??= (await import("./public-suffixes.js")).getDomain;
}

/** https://www.rfc-editor.org/rfc/rfc2606 */
const RESERVED = /(?:^|\.)(?:example|test|invalid|localhost)$/;
const ADDRESS = /^(?:\d+\.\d+\.\d+\.\d+|\[.*\])$/;

export function getDomain(hostname: string, options?: { allowPrivateDomains?: boolean }): string | null {
  if (full !== null) return full(hostname, options);
  if (ADDRESS.test(hostname)) return null;
  if (!RESERVED.test(hostname)) throw new SiteListNeeded(hostname);
  const labels = hostname.split(".");
  return labels.length < 2 ? null : labels.slice(-2).join(".");
}
