// What .ci/run does with real browsers: a fixed set of cases, in which model and browser must agree, and a fresh one that
// only tells. The last argument is where to write { passed, failed }.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { endOnSignals } from "../drivers/processes.mjs";
import { driverOf, openBrowser } from "./browser.mjs";
import { compareAll } from "./compare.mjs";
import { generate } from "./generate.mjs";
import { RECORDED, readKnown } from "./known.mjs";
import { BROWSERS } from "./options.mjs";
import { unsteadyOf } from "./steadiness.mjs";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    browser: { type: "string", default: BROWSERS.join() },
    /** Of the fixed set. */
    count: { type: "string", default: "300" },
    fresh: { type: "string", default: "100" },
    seed: { type: "string", default: new Date().toISOString().slice(0, 10) },
    /** Where disagreements of the fresh set go, as cases with what the browser did. */
    artefacts: { type: "string", default: ".tmp/browsers" },
    /** Minutes for one browser, after which the rest is left out. */
    patience: { type: "string", default: "12" },
  },
});
const [report = ".tmp/browsers-report.json"] = positionals;

const fixed = gunzipSync(readFileSync(new URL("cases.ndjson.gz", RECORDED)))
  .toString()
  .split("\n", Number(options.count))
  .map((line) => JSON.parse(line));
/** Verdicts on which model and browser are known to differ: `browser id`. */
const open = new Set(readKnown().map(({ browser, id }) => `${browser} ${id}`));

endOnSignals();
let passed = 0;
let failed = 0;
for (const name of options.browser.split(",")) {
  try {
    await check(name);
  } catch (error) {
    // A browser that is missing, or does not start.
    console.log(`${name}: ${error.message}`);
    failed++;
  }
}
mkdirSync(".tmp", { recursive: true });
writeFileSync(report, JSON.stringify({ passed, failed }));
console.log(`browsers: ${passed} verdicts agree, ${failed} do not`);
process.exit(failed === 0 ? 0 : 1);

async function check(name) {
  const { recorder } = await openBrowser(await driverOf(name));
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(reject, Number(options.patience) * 60_000, new Error(`not done after ${options.patience} min`));
  });
  try {
    await Promise.race([record(name, recorder), late]);
  } finally {
    clearTimeout(timer);
    await recorder.close();
  }
}

async function record(name, recorder) {
  const { total, differing, restless, left } = await steadyDifferences(name, recorder, fixed);
  const unknown = differing.filter(({ id }) => !open.has(`${name} ${id}`));
  console.log(
    `${name}, ${recorder.version}: ${total} verdicts of the fixed set; ${unknown.length} differ, ` +
      `${differing.length - unknown.length} differ as known${told("answered differently twice", restless)}${told("gave no answer", left)}`,
  );
  for (const one of unknown) print(one);
  passed += total - differing.length;
  failed += unknown.length;
  // Half of a set is no set.
  if (total < fixed.length / 2) throw new Error(`only ${total} verdicts came of ${fixed.length} cases`);

  const fresh = generate({ seed: options.seed, from: 0, count: Number(options.fresh) });
  const news = await steadyDifferences(name, recorder, fresh);
  console.log(`${name}: ${news.total} verdicts of fresh cases (seed ${options.seed}); ${news.differing.length} differ`);
  for (const one of news.differing) {
    print(one);
    save(name, one);
  }
}

/** What differs both times: a browser on a busy machine may do otherwise once, which says nothing of the model. */
async function steadyDifferences(name, recorder, cases) {
  const truths = await recorder.record(cases);
  const { total, bad } = compareAll({ profile: name, cases, truths });
  const restless = bad.length === 0 ? new Set() : await unsteadyOf(name, recorder, bad, 1);
  const differing = bad.filter(({ id }) => !restless.has(id));
  const left = truths.filter(({ invalid }) => invalid !== undefined).map(({ id }) => id);
  return { total: total - restless.size, differing, restless: [...restless], left };
}

function told(what, ids) {
  return ids.length === 0 ? "" : `; ${ids.length} ${what}: ${ids.slice(0, 12).join(" ")}`;
}

function print({ id, given, differences }) {
  console.log(`  ${id}  ${given.title ?? ""}`);
  for (const [field, seen, said] of differences)
    console.log(`    ${field}\n      browser ${seen}\n      model   ${said}`);
}

function save(name, { id, given, differences, truth }) {
  mkdirSync(options.artefacts, { recursive: true });
  const file = `${options.artefacts}/${name}-${id.replaceAll("/", "-")}.json`;
  writeFileSync(file, `${JSON.stringify({ case: given, differences, browser: truth }, null, 2)}\n`);
}
