/** The spec cases, brought to the stage, and what browsers do that they do not expect. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { globSync } from "tinyglobby";
import { stripComments } from "../sources.mjs";
import { contradictionsIn } from "./expectations.mjs";
import { NotStaged } from "./stage-places.mjs";
import { stage } from "./staging.mjs";

const FOLDER = fileURLToPath(new URL("../../spec-cases/", import.meta.url));
/** So many ids are named of each reason, unless all are asked for. */
const FEW = 4;

/** @returns what there is on the stage, and what is not, with the reason */
export function stageSpecCases(pattern) {
  const files = globSync(pattern, { cwd: FOLDER })
    .filter((file) => file.endsWith(".json"))
    .sort();
  if (files.length === 0) throw new Error(`--spec-cases ${pattern}: no such file in spec-cases/`);
  const scenes = [];
  const left = [];
  for (const file of files) {
    for (const original of [JSON.parse(stripComments(readFileSync(`${FOLDER}${file}`, "utf8")))].flat()) {
      try {
        scenes.push({ file, original, ...stage(original) });
      } catch (error) {
        if (!(error instanceof NotStaged)) throw error;
        left.push({ id: original.id, why: error.message });
      }
    }
  }
  return { scenes, left };
}

/** What the stage does not have, by reason; `all`: with each case. */
export function tellLeft(left, staged, all = false) {
  const reasons = new Map();
  for (const { id, why } of left) reasons.set(why, [...(reasons.get(why) ?? []), id]);
  console.error(`${staged + left.length} spec cases: ${staged} staged, ${left.length} not, for they need`);
  for (const [why, ids] of [...reasons].sort(([, a], [, b]) => b.length - a.length)) {
    const some = all ? ids : ids.slice(0, FEW);
    console.error(
      `  ${String(ids.length).padStart(4)} ${why}: ${some.join(" ")}${some.length < ids.length ? " …" : ""}`,
    );
  }
}

/** What the browser did beside what the cases expect of it. @returns the contradictions */
export function compareWithExpectations(given) {
  const { total, bad, otherwise, unanswered } = contradictionsIn(given);
  console.log(`${given.profile}: ${total} verdicts with an expectation, ${total - bad.length} as expected`);
  const list = (what, ids) => ids.length > 0 && console.log(`  ${what}: ${ids.join(" ")}`);
  list(
    `${otherwise.length} mean something else on the stage`,
    otherwise.map(({ id, why }) => `${id} (${why})`),
  );
  list(`${unanswered.length} without an answer`, unanswered);
  for (const { id, file, differences } of bad) {
    console.log(`\n${id}  spec-cases/${file}`);
    for (const line of differences) console.log(`  ${line}`);
  }
  return bad;
}
