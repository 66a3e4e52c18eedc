import { isCorsSafelistedMethod } from "../../core/infrastructure/method.js";
import { BLUR, MOST_CANDIDATES, Timeline } from "./by-time.js";
import { chainRedirects, hopsOf } from "./chain-redirects.js";
import { pairPreflights } from "./pair-preflights.js";
import type { Row } from "./row.js";

/** One request as page code made it, with all entries that belong to it. */
export interface Job {
  /** The entry that the verdict is about; of an orphan the preflight. */
  readonly first: Row;
  /** The request and its redirects; empty for a preflight whose request was not recorded. */
  readonly hops: readonly Row[];
  /** The preflight of each hop; null: none was recorded. */
  readonly preflights: readonly (Row | null)[];
  /** Earlier preflights to the same URL, whose answers may have been kept; the latest first. */
  readonly earlier: readonly Row[];
  /** Of a 304: the entry that the browser had stored. */
  readonly stored: Row | null;
}

/** Answers are kept for a day at most in any engine. */
const LONGEST_KEPT = 86_400;
const MOST_EARLIER = 4;

/** Finds what belongs together. @returns jobs in the order of their entries */
export function plan(rows: readonly Row[]): Job[] {
  const pairs = pairPreflights(rows);
  const next = chainRedirects(rows);
  const further = new Set([...next.values()].map((row) => row.entry));
  const paired = new Set([...pairs.values()].map((row) => row.entry));
  const earlier = earlierPreflights(rows);
  const stored = storedAnswers(rows);

  const unreached = new Set(further);
  const jobs: Job[] = [];
  const add = (first: Row): void => {
    const hops = first.isPreflight ? NO_ROWS : next.has(first.entry) ? hopsOf(first, next) : [first];
    for (const hop of hops) unreached.delete(hop.entry);
    const preflights = first.isPreflight ? [first] : hops.map((hop) => pairs.get(hop.entry) ?? null);
    const kept = hops.flatMap((hop, index) => (preflights[index] === null ? earlier(hop) : NO_ROWS));
    const answer = stored(hops.at(-1) ?? first);
    jobs.push({ first, hops, preflights, earlier: kept.length === 0 ? NO_ROWS : kept, stored: answer });
  };
  for (const row of rows) {
    if (row.isPreflight ? !paired.has(row.entry) : !further.has(row.entry)) add(row);
  }
  // Hops that point at each other in a circle have no first one.
  for (const row of rows) if (unreached.has(row.entry)) add(row);
  return jobs.sort((one, other) => one.first.entry - other.first.entry);
}

const NO_ROWS: readonly Row[] = [];

/** All entries that a job's verdict is made from. */
export function rowsOf({ first, hops, preflights, earlier, stored }: Job): Row[] {
  const rows = [first, ...hops.slice(1), ...earlier];
  for (const preflight of preflights) if (preflight !== null && preflight !== first) rows.push(preflight);
  if (stored !== null) rows.push(stored);
  return rows;
}

function earlierPreflights(rows: readonly Row[]): (request: Row) => Row[] {
  const byUrl = new Map<string, Row[]>();
  for (const row of rows) {
    if (!row.isPreflight || row.status === 0) continue;
    const list = byUrl.get(row.url);
    if (list === undefined) byUrl.set(row.url, [row]);
    else list.push(row);
  }
  const timelines = new Map([...byUrl].map(([url, list]) => [url, new Timeline(list)]));
  return (request) => {
    const timeline = timelines.get(request.url);
    if (timeline === undefined || (isCorsSafelistedMethod(request.method) && request.asksHeaders === "")) return [];
    const { rows } = timeline;
    const found: Row[] = [];
    // The latest first; those that come after the request are looked at for the clocks' sake only.
    let index = timeline.since(request, 0);
    while (index < rows.length && !(rows[index]!.started > request.started + BLUR)) index++;
    const last = Math.max(0, index - MOST_CANDIDATES);
    for (index--; index >= last && found.length < MOST_EARLIER; index--) {
      if (mayStillHold(rows[index]!, request)) found.push(rows[index]!);
    }
    return found;
  };
}

function mayStillHold(preflight: Row, request: Row): boolean {
  if (preflight.origin !== null && request.origin !== null && preflight.origin !== request.origin) return false;
  const age = request.started - preflight.started;
  return Number.isNaN(age) ? preflight.entry < request.entry : age >= -BLUR && age <= LONGEST_KEPT;
}

function storedAnswers(rows: readonly Row[]): (row: Row) => Row | null {
  const revalidated = new Set(rows.filter((row) => row.status === 304).map((row) => row.url));
  const found = new Map<number, Row>();
  const latest = new Map<string, Row>();
  if (revalidated.size > 0) {
    for (const row of rows) {
      if (!revalidated.has(row.url) || row.method !== "GET") continue;
      const before = latest.get(row.url);
      if (row.status === 200) latest.set(row.url, row);
      else if (row.status === 304 && before !== undefined) found.set(row.entry, before);
    }
  }
  return (row) => found.get(row.entry) ?? null;
}
