import type { Verdict } from "../cases/verdict.js";
import type { Judged, ReplayOptions, ReplaySource } from "./options.js";
import { RecordError } from "./record-error.js";

export type { Judged, Only, Progress, ReplayOptions, ReplaySource, Skip } from "./options.js";
export { type Place, RecordError } from "./record-error.js";

/**
 * Judges each request of a recording as a browser would, in the order of its entries.
 * @throws {RecordError} when the input can't be used, after the verdicts on what came before
 */
export async function* replay(source: ReplaySource, options: ReplayOptions = {}): AsyncGenerator<Verdict> {
  for await (const { verdict } of replayEntries(source, options)) yield verdict;
}

/** The same, with what each verdict was made from; `toCase` turns that into a runnable case. */
export async function* replayEntries(source: ReplaySource, _options: ReplayOptions = {}): AsyncGenerator<Judged> {
  // FIXME: the reader is on its way
  yield* unreadable(source);
}

function unreadable(source: ReplaySource): Judged[] {
  throw new RecordError({ file: source.name }, "recordings can't be read yet");
}
