import { parseCase } from "../../cases/read-cases.js";
import { caseOf } from "../../records/case-of.js";
import { mask } from "../../records/mask.js";
import type { Judged } from "../../records/options.js";
import { RecordError, type ReplayOptions, type ReplaySource, replayEntries } from "../../records/replay.js";
import { loadChinese } from "../model/chinese.js";
import { loadSiteList } from "../model/site-list.js";
import { chunksOf } from "./chunks.js";
import type { Order, Report, Row } from "./messages.js";

/** Judges a recording beside the page: a file of any size is read in pieces, and only rows come back. */

const AT_ONCE = 100;
/** Milliseconds between two reports on how far it is. */
const PACE = 100;

const report = (message: Report): void => postMessage(message);

addEventListener("message", ({ data }: MessageEvent<Order>) => {
  run(data).catch((error: unknown) => {
    if (!(error instanceof RecordError)) console.error(error);
    report({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  });
});

async function run({ file, profile, lang, entry }: Order): Promise<void> {
  await Promise.all([loadSiteList(), lang.startsWith("zh") ? loadChinese() : null]);
  const source: ReplaySource = { name: file.name, chunks: chunksOf(file), ...(entry !== null && { entry }) };
  let skipped = 0;
  let told = 0;
  const options: ReplayOptions = {
    profiles: [profile],
    lang,
    onSkip() {
      skipped++;
    },
    onProgress({ bytes, entries }) {
      const now = performance.now();
      if (now - told < PACE) return;
      told = now;
      report({ kind: "progress", bytes, entries });
    },
  };
  if (entry !== null) {
    for await (const judged of replayEntries(source, options)) reportCase(judged);
    return;
  }
  let rows: Row[] = [];
  for await (const { verdict, made } of replayEntries(source, options)) {
    const { outcome, reason, explanation, observed, agrees } = verdict;
    rows.push({
      entry: verdict.source?.entry ?? 0,
      method: made?.setup.method ?? "",
      url: made?.setup.url ?? verdict.id,
      outcome,
      reason,
      explanation,
      observed: observed?.outcome ?? null,
      agrees: agrees ?? null,
    });
    if (rows.length < AT_ONCE) continue;
    report({ kind: "rows", rows });
    rows = [];
  }
  report({ kind: "rows", rows });
  report({ kind: "done", skipped });
}

function reportCase(judged: Judged): void {
  const given = caseOf(judged, true);
  // As JSON, where what is not there is no key.
  if (given !== null) report({ kind: "case", given: parseCase(JSON.parse(JSON.stringify(mask(given)))) });
}
