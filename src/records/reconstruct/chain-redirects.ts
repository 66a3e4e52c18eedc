import { isRedirectStatus } from "../../core/infrastructure/status.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import { BLUR, byTime, MOST_APART, MOST_CANDIDATES, Timeline } from "./by-time.js";
import type { Row } from "./row.js";

/** The next hop begins within this many seconds of the redirect's end. */
const PATIENCE = 2;
/** What a chain may have of further hops. */
const LONGEST = 21;

/**
 * Which entries are further hops of the same request: by where the redirect points, by method, time and initiator.
 * @returns the next hop, by entry
 */
export function chainRedirects(rows: readonly Row[]): Map<number, Row> {
  const next = new Map<number, Row>();
  const redirects = rows.filter((row) => row.redirectsTo !== null && isRedirectStatus(row.status) && !row.isPreflight);
  if (redirects.length === 0) return next;
  const targets = new Map<string, Row[]>(redirects.map((row) => [row.redirectsTo!, []]));
  for (const row of rows) {
    if (row.isPreflight) continue;
    const list = targets.get(row.url) ?? targets.get(parseUrl(row.url)?.wire ?? "");
    list?.push(row);
  }
  const timelines = new Map([...targets].map(([url, list]) => [url, new Timeline(list)]));
  const taken = new Set<number>();
  for (const redirect of redirects.sort(byTime)) {
    let best: Row | null = null;
    let least = Number.POSITIVE_INFINITY;
    const timeline = timelines.get(redirect.redirectsTo!)!;
    const first = timeline.since(redirect, 0);
    for (let index = first; index < timeline.rows.length && index < first + MOST_CANDIDATES; index++) {
      const row = timeline.rows[index]!;
      // What follows is further away still.
      if (row.started > redirect.ended + PATIENCE) break;
      if (row.entry === redirect.entry || taken.has(row.entry)) continue;
      const apart = distance(redirect, row);
      if (apart === null || !methodFits(redirect, row)) continue;
      const cost = apart + (row.initiator === redirect.initiator ? 0 : 0.5);
      if (cost < least) [best, least] = [row, cost];
    }
    if (best === null) continue;
    next.set(redirect.entry, best);
    taken.add(best.entry);
  }
  return next;
}

/** All hops of a request, the first one first. */
export function hopsOf(first: Row, next: ReadonlyMap<number, Row>): Row[] {
  const hops = [first];
  const seen = new Set([first.entry]);
  for (let hop = next.get(first.entry); hop !== undefined && hops.length <= LONGEST; hop = next.get(hop.entry)) {
    if (seen.has(hop.entry)) break;
    seen.add(hop.entry);
    hops.push(hop);
  }
  return hops;
}

function distance(redirect: Row, row: Row): number | null {
  if (Number.isNaN(redirect.started) || Number.isNaN(row.started)) {
    const entries = row.entry - redirect.entry;
    return entries <= 0 || entries > MOST_APART ? null : entries / 100;
  }
  if (byTime(redirect, row) >= 0 || row.started > redirect.ended + PATIENCE) return null;
  const apart = Math.abs(row.started - redirect.ended);
  return row.entry > redirect.entry ? apart : apart + BLUR;
}

/** HTTP-redirect fetch, step 12: what the method may become. WebKit turns DELETE into GET, too. */
function methodFits({ method, status }: Row, next: Row): boolean {
  if (next.method === method) return true;
  if (next.method !== "GET") return false;
  return status === 303 || ((status === 301 || status === 302) && method === "POST") || method === "DELETE";
}
