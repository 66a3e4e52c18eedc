// npm run browsers: performs cases in real browsers and lays the model's verdicts beside what they did.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import { BROWSERS, openBrowser } from "./browser.mjs";
import { compareAll, unsteady } from "./compare.mjs";
import { clustersOf, printComparison } from "./comparison-table.mjs";
import { consoleOf } from "./fields.mjs";
import { generate } from "./generate.mjs";
import { shrinkAll } from "./shrink.mjs";

const HELP = `npm run browsers -- [options]

  --browser NAME    ${BROWSERS.join(", ")} or all (all)
  --seed S          generates cases from this seed (1)
  --count N         how many of them (100)
  --from N          the first of them (0)
  --cases FILE      performs the cases of a file instead: JSON or one per line
  --only ID,ID      of these only some
  --out DIR         writes cases.ndjson and a <browser>.ndjson of what each did
  --gzip            packs both
  --truth           takes what is in --out for recorded, and opens no browser
  --twice           performs each case twice; those that answer differently are named and left out
  --compare         lays the model's verdicts beside it; exit 1 on a disagreement
  --verbose         with --compare: each disagreement, --max N of them (20); --field F,F only these fields
  --shrink ID,ID    makes disagreeing cases as small as they can be (all: one of each kind)
  --save ID,ID      and writes them into spec-cases/
  --log             tells what the browser prints and what can't be placed

A browser is looked for on PATH, or where CHROMIUM, FIREFOX or MINIBROWSER say.`;

const { values: options } = parseArgs({
  options: {
    browser: { type: "string", default: "all" },
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "100" },
    from: { type: "string", default: "0" },
    cases: { type: "string" },
    only: { type: "string" },
    out: { type: "string" },
    gzip: { type: "boolean", default: false },
    truth: { type: "boolean", default: false },
    twice: { type: "boolean", default: false },
    compare: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
    max: { type: "string", default: "20" },
    field: { type: "string" },
    shrink: { type: "string" },
    save: { type: "string" },
    width: { type: "string", default: "8" },
    log: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (options.help) {
  console.log(HELP);
} else {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.exitCode = fail(options.log ? error.stack : error.message);
  }
}
process.exit();

async function main() {
  const wanted = options.browser === "all" ? BROWSERS : options.browser.split(",");
  const unknown = wanted.find((name) => !BROWSERS.includes(name));
  if (unknown !== undefined) return fail(`no browser ${unknown}: one of ${BROWSERS.join(", ")}, all`);
  let cases = casesAsked();
  if (options.only !== undefined) {
    const ids = new Set(options.only.split(",").map((id) => id.split("/")[0]));
    cases = cases.filter(({ id }) => ids.has(id));
  }
  if (options.out !== undefined) {
    mkdirSync(options.out, { recursive: true });
    if (!options.truth) writeLines(join(options.out, "cases.ndjson"), cases);
  }
  const shrinks = (options.shrink ?? options.save)?.split(",");
  let agreed = true;
  for (const name of wanted) {
    const file = options.out && join(options.out, `${name}.ndjson`);
    const browser = options.truth && shrinks === undefined ? null : await openBrowser(name, options);
    try {
      const truths = options.truth ? readLines(file) : await record(browser, cases, file);
      if (!options.compare && shrinks === undefined) continue;
      const fields = options.field?.split(",");
      const comparison = compareAll({ profile: name, cases, truths, fields });
      if (options.compare) printComparison(comparison, { verbose: options.verbose, max: Number(options.max) });
      agreed &&= comparison.bad.length === 0;
      if (shrinks !== undefined) await shrink(comparison, { browser, shrinks });
    } finally {
      await browser?.recorder.close();
    }
  }
  return agreed ? 0 : 1;
}

function casesAsked() {
  if (options.cases !== undefined) return readLines(options.cases);
  if (options.truth) return readLines(join(options.out, "cases.ndjson"));
  return generate({ seed: options.seed, from: Number(options.from), count: Number(options.count) });
}

async function record({ name, recorder }, cases, file) {
  const begun = Date.now();
  let truths = await recorder.record(cases, (done, all) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${name}: ${done} of ${all}`);
  });
  if (options.twice) truths = await leaveOutUnsteady(recorder, cases, truths);
  const seconds = Math.round((Date.now() - begun) / 1000);
  console.error(`${name}: ${cases.length} cases, ${truths.length} verdicts in ${seconds} s, ${recorder.version}`);
  const invalid = truths.filter((truth) => truth.invalid !== undefined);
  if (invalid.length > 0) {
    console.error(`${name}: nothing of ${invalid.map(({ id, invalid: why }) => `${id} (${why})`).join(", ")}`);
  }
  if (file) writeLines(file, truths);
  return truths;
}

/** Smallest cases of some disagreements (of all kinds: `all`, one of each), printed, and saved if asked for. */
async function shrink(comparison, { browser: { name, recorder }, shrinks }) {
  const ids = new Set(shrinks[0] === "all" ? clustersOf(comparison.bad).map(({ members }) => members[0]) : shrinks);
  const wrong = comparison.bad.filter(({ id, truth }) => truth !== undefined && ids.has(id));
  for (const id of ids) if (!wrong.some((each) => each.id === id)) console.error(`no disagreement on ${id}`);
  const log = (line) => console.error(line);
  const small = await shrinkAll(wrong, { profile: name, record: (cases) => recorder.record(cases), log });
  const truths = await recorder.record(small.map(({ given }) => given));
  for (const { id, field, given } of small) {
    const [bad] = compareAll({ profile: name, cases: [given], truths }).bad;
    console.log(`\n${id}: ${field}\n${JSON.stringify(given)}`);
    for (const [what, seen, told] of bad?.differences ?? [])
      console.log(`  ${what}\n    browser ${seen}\n    model   ${told}`);
  }
  if (options.save !== undefined) for (const { given } of small) save(given, truths, name);
}

/** Into spec-cases/, with what the browser did as what is expected of its profile. */
function save(given, truths, profile) {
  const folder = fileURLToPath(new URL("../../spec-cases/engine-differences/", import.meta.url));
  const expected = (id) => {
    const truth = truths.find((each) => each.id === id);
    const { outcome, settles, response, error } = truth;
    const told = outcome === "rejected" || outcome === null ? {} : { outcome };
    const seen = { ...(response ? { response } : {}), ...(error ? { error } : {}) };
    return { [profile]: { ...told, settles, ...seen, console: consoleOf(truth) } };
  };
  const written = { ...given, expect: expected(given.id) };
  for (const [index, step] of (written.then ?? []).entries()) {
    written.then[index] = { ...step, expect: expected(`${given.id}/${index + 1}`) };
  }
  const file = join(folder, `${given.id}.json`);
  writeFileSync(file, `${JSON.stringify([written], null, 2)}\n`);
  console.log(`written: ${file}`);
}

async function leaveOutUnsteady(recorder, cases, first) {
  const second = new Map((await recorder.record(cases)).map((truth) => [truth.id, truth]));
  const differing = first.filter((truth) => unsteady(truth, second.get(truth.id)));
  if (differing.length > 0) console.error(`answered differently twice: ${differing.map(({ id }) => id).join(", ")}`);
  const left = new Set(differing.map(({ id }) => id));
  return first.filter(({ id }) => !left.has(id));
}

function readLines(file) {
  const bytes = readFileSync(existsSync(file) ? file : `${file}.gz`);
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString();
  if (text.trimStart().startsWith("[")) return JSON.parse(text);
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function writeLines(file, values) {
  const text = values.map((value) => `${JSON.stringify(value)}\n`).join("");
  if (options.gzip) writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }));
  else writeFileSync(file, text);
}

function fail(message) {
  console.error(message);
  return 2;
}
