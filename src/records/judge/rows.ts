import type { ProfileName } from "../../core/profiles/profile.js";
import { type Collector, skipOf } from "../collect.js";
import type { RecordedExchange } from "../har/exchange.js";
import type { Recording } from "../har/recording.js";
import { NO_CORS, SAME_ORIGIN, type SkippedEntry, skipped, whySkipped } from "../har/skip.js";
import type { Judged, Only, ReplayOptions, ReplaySource } from "../options.js";
import { requestBehind } from "../reconstruct/orphan.js";
import { type Job, plan, rowsOf } from "../reconstruct/plan.js";
import { type Parts, type Reading, readingOf } from "../reconstruct/reading.js";
import type { Row } from "../reconstruct/row.js";
import { RecordError } from "../record-error.js";
import type { Attempt } from "./attempt.js";
import { type JudgeJobOptions, judgeParts } from "./job.js";

/** Judges collected entries in their order, as soon as all that belongs to each is at hand. */
export class JobQueue {
  readonly #source: ReplaySource;
  readonly #options: ReplayOptions;
  readonly #recording: Recording;
  readonly #jobs: readonly Job[];
  #next = 0;

  constructor(source: ReplaySource, options: ReplayOptions, collector: Collector) {
    this.#source = source;
    this.#options = options;
    this.#recording = collector.notes.finish();
    const { entry } = source;
    const jobs = plan(collector.rows);
    this.#jobs = entry === undefined ? jobs : jobs.filter((job) => concerns(job, entry));
    if (entry !== undefined && this.#jobs.length === 0) throw notThere(source, collector, options.lang);
    for (const job of this.#jobs) for (const row of rowsOf(job)) row.uses++;
  }

  get isDone(): boolean {
    return this.#next === this.#jobs.length;
  }

  /** Rows that have to be read again, in the order of the file. */
  toRead(): Row[] {
    const rows = new Set<Row>();
    for (const job of this.#jobs) for (const row of rowsOf(job)) if (row.exchange === null) rows.add(row);
    return [...rows].sort((one, other) => one.offset - other.offset);
  }

  /** Verdicts on the jobs whose turn has come and that have everything. */
  *ready(): Generator<Judged> {
    for (; this.#next < this.#jobs.length; this.#next++) {
      const job = this.#jobs[this.#next]!;
      if (!rowsOf(job).every((row) => row.exchange !== null)) return;
      yield* this.#judge(job);
      this.#release(job);
    }
  }

  *#judge(job: Job): Generator<Judged> {
    const parts = partsOf(job);
    const { origin, api, credentials, lang, trace, alternatives, profiles } = this.#options;
    const reading = readingOf(parts, this.#recording, { origin, api, credentials });
    const only = this.#source.entry === undefined ? (this.#options.only ?? "cross-origin") : "all";
    const refused = reading === null ? NO_PAGE : outOfRange(reading, only);
    if (refused !== null || reading === null) {
      this.#skip(job, refused ?? NO_PAGE);
      return;
    }
    const { name } = this.#source;
    let isShown = false;
    for (const profile of profiles ?? (["spec"] as const)) {
      const judged = this.#verdict(parts, reading, profile, {
        file: name,
        lang: lang ?? "en",
        trace: trace ?? false,
        alternatives: alternatives ?? false,
      });
      if (!isWanted(judged, only)) continue;
      isShown = true;
      yield judged;
    }
    if (!isShown) this.#skip(job, only === "blocked" ? NOT_BLOCKED : NOT_PREFLIGHTED);
  }

  #verdict(parts: Parts, reading: Reading, profile: ProfileName, options: JudgeJobOptions): Judged {
    const { verdict, chosen } = judgeParts(parts, reading, this.#recording, profile, options);
    const made = { page: reading.page, setup: chosen.setup, parts, isPermitted: isPermitted(chosen.assumed) };
    return { verdict, made };
  }

  #skip(job: Job, reason: SkippedEntry): void {
    const { entry, name } = this.#source;
    const { lang } = this.#options;
    if (entry !== undefined)
      throw new RecordError({ file: name, entry }, `gets no verdict: ${whySkipped(reason, lang)}`);
    this.#options.onSkip?.(skipOf(name, job.first.entry, reason, lang));
  }

  /** Lets go of what no later job needs. */
  #release(job: Job): void {
    for (const row of rowsOf(job)) if (--row.uses === 0) row.exchange = null;
  }
}

const NO_PAGE = skipped("no-page", "no-page", "/request/headers");
const NOT_BLOCKED = skipped("not-blocked", "not-blocked");
const NOT_PREFLIGHTED = skipped("not-preflighted", "not-preflighted");

function outOfRange({ isCrossOrigin, mode }: Reading, only: Only): SkippedEntry | null {
  if (only === "all" || only === "blocked") return null;
  if (!isCrossOrigin) return SAME_ORIGIN;
  return mode === "no-cors" ? NO_CORS : null;
}

function isWanted({ verdict }: Judged, only: Only): boolean {
  if (only === "blocked") return verdict.outcome === "blocked";
  return only !== "preflighted" || verdict.preflight.needed;
}

function isPermitted(assumed: Attempt["assumed"]): boolean {
  return assumed.some(({ field }) => field === "preflight");
}

function partsOf({ first, hops, preflights, earlier, stored }: Job): Parts {
  const read = (row: Row): RecordedExchange => row.exchange!;
  const all = hops.length === 0 ? [requestBehind(read(first))] : hops.map(read);
  const isUnfollowed = all.length > 1 && isPlaceholder(all.at(-1)!);
  return {
    hops: isUnfollowed ? all.slice(0, -1) : all,
    isUnfollowed,
    preflights: preflights.map((row) => (row === null ? null : read(row))),
    earlier: earlier.map(read),
    stored: stored === null ? null : read(stored),
    orphan: hops.length === 0 ? first.entry : null,
  };
}

/** DevTools shows the target of a redirect that was left to the page as a request that never began. */
function isPlaceholder({ status, error, resourceType }: RecordedExchange): boolean {
  return status === 0 && resourceType === "fetch" && error === "net::ERR_ABORTED";
}

function concerns({ first, hops, preflights }: Job, entry: number): boolean {
  return first.entry === entry || [...hops, ...preflights].some((row) => row !== null && row.entry === entry);
}

function notThere({ name, entry }: ReplaySource, { refusal, rows }: Collector, lang?: string): RecordError {
  const place = { file: name, entry: entry ?? 0 };
  if (refusal !== null) {
    const path = refusal.path === null ? {} : { path: refusal.path };
    return new RecordError({ ...place, ...path }, `gets no verdict: ${whySkipped(refusal, lang)}`);
  }
  const last = rows.at(-1)?.entry;
  return new RecordError(place, last === undefined ? "no such entry" : `no such entry; the last one is ${last}`);
}
