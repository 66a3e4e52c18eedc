import { namesIn } from "./author-headers.js";
import { BLUR, byTime, MOST_APART, MOST_CANDIDATES, Timeline } from "./by-time.js";
import type { Row } from "./row.js";

/** A preflight may be told this many seconds before or after the request that it belongs to, beyond the request's time. */
const PATIENCE = 10;

/**
 * Which preflight belongs to which request: same URL, the method and the headers asked for, nearest in time, before or
 * after it, one to one.
 * @returns preflights by the request's entry
 */
export function pairPreflights(rows: readonly Row[]): Map<number, Row> {
  const preflights = rows.filter((row) => row.isPreflight);
  const pairs = new Map<number, Row>();
  if (preflights.length === 0) return pairs;
  const byUrl = new Map<string, Row[]>(preflights.map((row) => [row.url, []]));
  for (const row of rows) if (!row.isPreflight) byUrl.get(row.url)?.push(row);
  const requests = new Map([...byUrl].map(([url, list]) => [url, new Timeline(list)]));
  for (const preflight of preflights.sort(byTime)) {
    const timeline = requests.get(preflight.url)!;
    const best = bestOf(preflight, timeline);
    if (best === -1) continue;
    pairs.set(timeline.rows[best]!.entry, preflight);
    timeline.rows.splice(best, 1);
  }
  return pairs;
}

/** Index of the request that fits best; -1: none does. */
function bestOf(preflight: Row, timeline: Timeline): number {
  const { rows } = timeline;
  const announced = namesIn(preflight.asksHeaders);
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  const first = timeline.since(preflight, PATIENCE);
  for (let index = first; index < rows.length && index < first + MOST_CANDIDATES; index++) {
    const request = rows[index]!;
    // What follows is further away still.
    if (request.started > preflight.ended + PATIENCE) break;
    if (request.method !== preflight.asksMethod) continue;
    const apart = distance(preflight, request);
    if (apart === null || !mayShareOrigin(preflight, request)) continue;
    const cost = apart + 100 * mismatch(announced, request);
    if (cost < least) [best, least] = [index, cost];
  }
  return best;
}

/** Seconds that lie between them; 0 when the preflight happened within the request's time; null: too far apart. */
function distance(preflight: Row, request: Row): number | null {
  if (Number.isNaN(preflight.started) || Number.isNaN(request.started)) {
    const entries = Math.abs(preflight.entry - request.entry);
    return entries > MOST_APART ? null : entries / 10;
  }
  const within = preflight.started >= request.started - BLUR && preflight.started <= request.ended + BLUR;
  if (within) return 0;
  const apart = Math.max(request.started - preflight.ended, preflight.started - request.ended, 0);
  return apart > PATIENCE ? null : apart + BLUR;
}

function mayShareOrigin(preflight: Row, request: Row): boolean {
  return preflight.origin === null || request.origin === null || preflight.origin === request.origin;
}

/** Headers that one has and the other has not; those that exporters remove or browsers add count little. */
function mismatch(announced: readonly string[], request: Row): number {
  const sent = namesIn(request.asksHeaders);
  let count = 0;
  for (const name of announced) if (!sent.includes(name)) count += name === "authorization" ? 0.01 : 1;
  for (const name of sent) if (!announced.includes(name)) count += name === "authorization" ? 0.1 : 2;
  return count;
}
