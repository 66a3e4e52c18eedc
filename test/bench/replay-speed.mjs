// Replay with all verdicts beside JSON.parse of the same text alone: CPU time, best of several rounds, each in a process of its own.
import { createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeLargeHar } from "./make-large-har.mjs";
import { cpuTime, inChild } from "./measure.mjs";
import { withReplay } from "./replay-bundle.mjs";

const ROUNDS = 8;
/** Times as fast as JSON.parse: three with bodies, and two thirds without. */
const GOALS = { bodies: 3, "no bodies": 1 / 1.5 };

/**
 * @param {{ bytes?: number }} size of the recordings; JSON.parse takes texts up to 512 MB
 * @returns {Promise<{ name: string, bytes: number, verdicts: number, parse: number, replay: number, ratio: number,
 *   goal: number, met: boolean }[]>} milliseconds of CPU; ratio: times as fast as JSON.parse
 */
export function replaySpeed({ bytes = 300e6 } = {}) {
  return withReplay(async (module, folder) => {
    const rows = [];
    for (const [name, goal] of Object.entries(GOALS)) {
      const file = join(folder, `${name.replace(" ", "-")}.har`);
      await writeLargeHar(createWriteStream(file), { bytes, bodies: name === "bodies" });
      const self = fileURLToPath(import.meta.url);
      const parse = await inChild(self, ["parse", file, module]);
      const { best: replay, verdicts } = await inChild(self, ["replay", file, module]);
      const measured = { parse: parse.best, replay, verdicts };
      const ratio = measured.parse / measured.replay;
      rows.push({ name, bytes, ...measured, ratio, goal, met: ratio >= goal });
    }
    return rows;
  });
}

/** Best of all rounds in this process: the first ones pay for warming up. */
async function best(measured) {
  let [least, verdicts] = [Number.POSITIVE_INFINITY, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const start = cpuTime();
    verdicts = await measured();
    least = Math.min(least, (cpuTime() - start) / 1000);
  }
  return { best: least, verdicts };
}

if (process.send !== undefined && process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , what, file, module] = process.argv;
  if (what === "parse") {
    const text = readFileSync(file, "utf8");
    process.send(await best(() => JSON.parse(text).log.entries.length));
  } else {
    const { replay } = await import(module);
    process.send(
      await best(async () => {
        let count = 0;
        for await (const _ of replay({ name: file, path: file }, { profiles: ["chromium"] })) count++;
        return count;
      }),
    );
  }
} else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.table(await replaySpeed());
}
