import { hasHeader } from "../core/infrastructure/header-list.js";
import { isRedirectStatus } from "../core/infrastructure/status.js";
import { importEntry, noteDocument } from "./har/entry.js";
import type { RecordedExchange } from "./har/exchange.js";
import { type Glance, glanceAt } from "./har/glance.js";
import { RecordingNotes } from "./har/recording.js";
import { NO_CORS, SAME_ORIGIN, SKIP_REASONS, type SkippedEntry, whySkipped } from "./har/skip.js";
import type { ReplayOptions, ReplaySource, Skip } from "./options.js";
import { originOfUrl } from "./reconstruct/page.js";
import { type Row, rowOf } from "./reconstruct/row.js";

/** Exchanges are kept up to about this many bytes; the rest is read again when its turn comes. */
const MOST_KEPT = 48 * 2 ** 20;
const BYTES_OF_EXCHANGE = 1200;

/** Takes the entries of a recording as they come, and keeps of each as much as is needed to find what belongs together. */
export class Collector {
  readonly notes: RecordingNotes;
  readonly rows: Row[] = [];
  readonly #file: string;
  readonly #options: ReplayOptions;
  readonly #keepsAll: boolean;
  /** Entries that need no verdict by their own headers are not kept. */
  readonly #leavesOut: boolean;
  #kept = 0;
  /** Why the one entry that was asked for is not there. */
  refusal: SkippedEntry | null = null;
  readonly #only: number | undefined;

  /** @param keepsAll the recording is small: nothing is read twice */
  constructor(source: ReplaySource, options: ReplayOptions, keepsAll: boolean, notes = new RecordingNotes()) {
    this.#file = source.name;
    this.#only = source.entry;
    this.#options = options;
    this.#keepsAll = keepsAll;
    const { only, origin } = options;
    const isCorsAlone = only === undefined || only === "cross-origin" || only === "preflighted";
    this.#leavesOut = isCorsAlone && origin === undefined && source.entry === undefined;
    this.notes = notes;
  }

  /** One of `log.entries`, as JSON has it. */
  entry(given: unknown, index: number, offset = 0, length = 0): void {
    const imported = importEntry(given, index, this.notes.exporter);
    if ("reason" in imported && imported.reason === "navigation") noteDocument(given, this.notes);
    this.add(imported, index, offset, length);
  }

  add(imported: RecordedExchange | SkippedEntry, index: number, offset = 0, length = 0): void {
    if ("reason" in imported) {
      this.skip(index, imported);
      return;
    }
    const glance = glanceAt(imported.requestHeaders);
    if (!this.notes.showsCookies && (glance.hasSecrets || setsCookies(imported))) this.notes.showsCookies = true;
    const leftOut = this.#leavesOut ? surelyLeftOut(imported, glance) : null;
    if (leftOut !== null) {
      this.skip(index, leftOut);
      return;
    }
    const row = rowOf(imported, glance, offset, length);
    this.rows.push(row);
    if (this.#keepsAll) return;
    if (this.#kept > MOST_KEPT) row.exchange = null;
    else this.#kept += BYTES_OF_EXCHANGE + (imported.bodyStart?.length ?? 0) + imported.url.length;
  }

  skip(entry: number, skipped: SkippedEntry): void {
    if (this.#only !== undefined) {
      if (this.#only === entry) this.refusal = skipped;
      return;
    }
    this.#options.onSkip?.(skipOf(this.#file, entry, skipped, this.#options.lang));
  }
}

/**
 * Same-origin, or without CORS, by its own headers: no verdict, and no part of another's. What a redirect brought back
 * to the page's origin names the origin `null`, and another site.
 */
function surelyLeftOut({ status, url }: RecordedExchange, glance: Glance): SkippedEntry | null {
  if (isRedirectStatus(status) || glance.requestMethod !== null) return null;
  if (glance.mode === "no-cors") return NO_CORS;
  if (glance.site === "same-origin") return SAME_ORIGIN;
  const { origin } = glance;
  return origin !== null && url.startsWith(origin) && origin === originOfUrl(url) ? SAME_ORIGIN : null;
}

export function skipOf(file: string, entry: number, skipped: SkippedEntry, lang?: string): Skip {
  const { reason, path } = skipped;
  return { file, entry, reason, kind: SKIP_REASONS[reason], path, message: whySkipped(skipped, lang) };
}

function setsCookies({ responseHeaders }: RecordedExchange): boolean {
  return responseHeaders !== null && hasHeader("set-cookie", responseHeaders);
}
