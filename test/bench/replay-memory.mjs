// Peak memory of a process that replays a recording of two gigabytes.
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeLargeHar } from "./make-large-har.mjs";
import { cpuTime, inChild } from "./measure.mjs";
import { withReplay } from "./replay-bundle.mjs";

const GOAL = 150e6;

/**
 * @param {{ bytes?: number }} size
 * @returns {Promise<{ bytes: number, verdicts: number, seconds: number, peak: number, start: number, goal: number, met: boolean }>}
 *   CPU seconds; bytes of resident memory at its highest, and with nothing read yet
 */
export function replayMemory({ bytes = 2e9 } = {}) {
  return withReplay(async (module, folder) => {
    const file = join(folder, "large.har");
    await writeLargeHar(createWriteStream(file), { bytes, bodies: true });
    const measured = await inChild(fileURLToPath(import.meta.url), [file, module]);
    return { bytes, ...measured, goal: GOAL, met: measured.peak <= GOAL };
  });
}

if (process.send !== undefined && process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , file, module] = process.argv;
  const { replay } = await import(module);
  const start = process.memoryUsage.rss();
  const before = cpuTime();
  let verdicts = 0;
  for await (const _ of replay({ name: file, path: file }, { profiles: ["chromium"] })) verdicts++;
  const peak = process.resourceUsage().maxRSS * 1024;
  process.send({ verdicts, seconds: (cpuTime() - before) / 1e6, peak, start });
} else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.table([await replayMemory()]);
}
