import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { endOnSignals } from "../drivers/processes.mjs";
import { driverOf, openBrowser } from "./browser.mjs";
import { readCaseFile, readLines, writeLines } from "./case-files.mjs";
import { compareAll } from "./compare.mjs";
import { clustersOf, printComparison } from "./comparison-table.mjs";
import { generate } from "./generate.mjs";
import { fail } from "./options.mjs";
import { saveCase } from "./save-case.mjs";
import { shrinkAll } from "./shrink.mjs";
import { compareWithExpectations, stageSpecCases, tellLeft } from "./spec-cases.mjs";
import { leaveOutUnsteady, unsteadyOf } from "./steadiness.mjs";

/** Does what the options say; what could not be done it says, and goes on. */
export async function main(options) {
  endOnSignals();
  const { cases, scenes } = asked(options);
  const shrinks = options.shrink ?? options.save;
  const needsBrowser = !options.truth || shrinks !== undefined || options.again > 0;
  const drivers = [];
  for (const name of options.browser) {
    try {
      drivers.push(needsBrowser ? await driverOf(name) : { name });
    } catch (error) {
      fail(error.message);
    }
  }
  if (drivers.length > 0 && drivers.length < options.browser.length) {
    console.error(`going on with ${drivers.map(({ name }) => name).join(" and ")}`);
  }
  if (options.out !== undefined && drivers.length > 0) {
    mkdirSync(options.out, { recursive: true });
    if (!options.truth) writeLines(join(options.out, "cases.ndjson"), cases, options);
  }
  for (const driver of drivers) {
    try {
      const browser = needsBrowser ? await openBrowser(driver, options) : { name: driver.name };
      try {
        await perform(browser, cases, options, scenes);
      } finally {
        await browser.recorder?.close();
      }
    } catch (error) {
      // The others are performed all the same.
      fail(`${driver.name}: ${options.log ? error.stack : error.message}`);
    }
  }
}

/** The cases; scenes: what they are where they come from spec-cases/. */
function asked(options) {
  const { "spec-cases": pattern, only, verbose } = options;
  if (pattern === undefined) return { cases: chosen(casesAsked(options), only), scenes: null };
  const { scenes, left } = stageSpecCases(pattern);
  const known = [...scenes.map(({ original }) => original), ...left];
  const ids = new Set(chosen(known, only).map(({ id }) => id));
  const some = scenes.filter(({ given }) => ids.has(given.id));
  tellLeft(
    left.filter(({ id }) => ids.has(id)),
    some.length,
    verbose,
  );
  return { cases: some.map(({ given }) => given), scenes: some };
}

function casesAsked({ cases: file, truth, out, seed, from, count, crossings }) {
  if (file !== undefined) return readCaseFile(file);
  return truth ? readLines(join(out, "cases.ndjson")) : generate({ seed, from, count, crossings });
}

function chosen(all, only) {
  if (only === undefined) return all;
  const ids = new Set(only.map((id) => id.split("/")[0]));
  const found = all.filter(({ id }) => ids.delete(id));
  if (ids.size > 0) throw new Error(`--only: there is no case ${[...ids].join(", ")}`);
  return found;
}

/** In one browser; or what was recorded of it. */
async function perform(browser, cases, options, scenes) {
  const { name, recorder } = browser;
  const truths = options.truth ? readLines(join(options.out, `${name}.ndjson`)) : await record(browser, cases, options);
  const shrinks = options.shrink ?? options.save;
  if (!options.compare && shrinks === undefined) return;
  const compared = { profile: name, cases, truths, fields: options.field };
  let comparison = compareAll(compared);
  if (options.compare) printComparison(comparison, options);
  let unsteady = new Set();
  if (options.again > 0 && comparison.bad.length > 0) {
    unsteady = await unsteadyOf(name, recorder, comparison.bad, options.again, progressOf(name));
    if (unsteady.size > 0) {
      comparison = compareAll({ ...compared, truths: truths.filter(({ id }) => !unsteady.has(id)) });
      console.log(`\nwithout the ${unsteady.size} that are not always the same:`);
      printComparison(comparison, options);
    }
  }
  if (scenes !== null && options.compare) compareWithExpectations({ profile: name, scenes, truths, unsteady });
  if (comparison.bad.length > 0) process.exitCode ??= 1;
  if (shrinks !== undefined) await shrink(comparison, browser, shrinks, options.save !== undefined);
}

async function record({ name, recorder }, cases, { out, twice, gzip }) {
  const begun = Date.now();
  let truths = await recorder.record(cases, progressOf(name));
  if (twice) truths = await leaveOutUnsteady(name, recorder, cases, truths, progressOf(name));
  const seconds = Math.round((Date.now() - begun) / 1000);
  console.error(`${name}: ${cases.length} cases, ${truths.length} verdicts in ${seconds} s, ${recorder.version}`);
  const invalid = truths.filter((truth) => truth.invalid !== undefined);
  if (invalid.length > 0) {
    console.error(`${name}: nothing of ${invalid.map(({ id, invalid: why }) => `${id} (${why})`).join(", ")}`);
  }
  if (out !== undefined) writeLines(join(out, `${name}.ndjson`), truths, { gzip });
  return truths;
}

/** On a terminal a line that changes, elsewhere one now and then. */
function progressOf(name) {
  const every = process.stderr.isTTY ? 200 : 15_000;
  let told = Date.now();
  return (done, all) => {
    const isOver = done === all && process.stderr.isTTY;
    if (!isOver && Date.now() - told < every) return;
    told = Date.now();
    const text = `${name}: ${done} of ${all}`;
    process.stderr.write(process.stderr.isTTY ? `\r${text}${isOver ? "\n" : ""}` : `${text}\n`);
  };
}

/** Smallest cases of some disagreements (of all kinds: `all`, one of each), printed, and saved if asked for. */
async function shrink(comparison, { name, recorder }, shrinks, isSaved) {
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
  if (isSaved) for (const { given } of small) saveCase(given, truths, name);
}
