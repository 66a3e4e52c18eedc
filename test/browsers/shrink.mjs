/** Makes disagreeing cases as small as they can be: leaves out one thing after the other, in browser and model alike. */

import { judgeAll } from "../sources.mjs";
import { differencesOf } from "./compare.mjs";
import { renamed } from "./origins.mjs";

/**
 * @param wrong the disagreements, as `compareAll` finds them
 * @param record performs cases in the browser
 * @returns the smallest case found for each
 */
export async function shrinkAll(wrong, { profile, record, log = () => {} }) {
  const jobs = wrong.map(({ given, differences }) => {
    const { expect: _expect, title: _title, ...rest } = given;
    return { id: given.id, given: rest, field: mainField(differences), done: false };
  });
  for (let round = 1; ; round++) {
    const open = jobs.filter(({ done }) => !done);
    if (open.length === 0) break;
    const tries = open.flatMap((job) =>
      smaller(job.given).map((given, index) => ({ job, given: renamed(given, `${job.id}.${round}.${index}`) })),
    );
    const found = await failing(tries, { profile, record });
    const unions = [];
    for (const job of open) {
      const good = found.filter((each) => each.job === job).map(({ given }) => given);
      job.good = good;
      if (good.length === 0) job.done = true;
      else if (good.length === 1) job.given = good[0];
      else unions.push(...merges(job, round));
    }
    const merged = await failing(unions, { profile, record });
    for (const job of open.filter(({ good }) => good.length > 1)) {
      const best = merged.filter((each) => each.job === job).map(({ given }) => given);
      job.given = [...best, ...job.good].reduce((a, b) => (sizeOf(b) < sizeOf(a) ? b : a));
    }
    log(`round ${round}: ${tries.length} tries, ${open.filter(({ done }) => done).length} done of ${open.length}`);
  }
  return jobs.map(({ id, field, given }) => ({ id, field: field.name, given: renamed(given, id) }));
}

const ORDER = ["outcome", "preflight.needed", "preflight ACRH", "wire", "Origin", "cookies", "settles", "events"];

function mainField(differences) {
  const [name, seen, told] =
    ORDER.map((wanted) => differences.find(([field]) => field === wanted)).find(Boolean) ?? differences[0];
  const scalar = !/^[[{]/.test(String(seen));
  const fields = new Set(differences.map(([field]) => field));
  return {
    name,
    fields,
    lengths: longer(seen, told),
    seen: scalar ? nameless(seen) : null,
    told: scalar ? nameless(told) : null,
  };
}

const nameless = (value) => String(value).replaceAll(/\/c\/[\w.-]+\//g, "/c/ID/");

/** Which of two lists is the longer one; 0 when neither is, or they are no lists. */
function longer(seen, told) {
  try {
    return Math.sign(JSON.parse(seen).length - JSON.parse(told).length) || 0;
  } catch {
    return 0;
  }
}

async function failing(tries, { profile, record }) {
  if (tries.length === 0) return [];
  const truths = new Map((await record(tries.map(({ given }) => given))).map((truth) => [truth.id, truth]));
  return tries.filter(({ job, given }) => {
    let verdicts;
    try {
      verdicts = judgeAll(given, { profile });
    } catch {
      return false;
    }
    return verdicts.some((verdict, index) => {
      const truth = truths.get(verdict.id);
      if (truth === undefined || truth.invalid !== undefined) return false;
      const setup = [given.setup, ...(given.then ?? [])][index];
      const { name, fields, lengths, seen, told } = job.field;
      const differences = differencesOf(truth, verdict, setup);
      const [, itsSeen, itsTold] = differences.find(([field]) => field === name) ?? [];
      // The same disagreement, not another that a smaller case happens to show.
      if (itsSeen === undefined || !differences.every(([field]) => fields.has(field))) return false;
      if (seen !== null) return nameless(itsSeen) === seen && nameless(itsTold) === told;
      return longer(itsSeen, itsTold) === lengths;
    });
  });
}

const sizeOf = (given) => JSON.stringify(given).length;

/** All reductions that work alone, as many at once as still parse: all, and the two halves. */
function merges(job, round) {
  const base = job.given;
  const all = job.good;
  const half = Math.ceil(all.length / 2);
  return [all, all.slice(0, half), all.slice(half)].map((some, index) => ({
    job,
    given: renamed(
      some.reduce((sum, each) => intersect(sum, renamed(each, base.id), base), base),
      `${job.id}.${round}.m${index}`,
    ),
  }));
}

/** What both left of the base: reductions only take away or replace. */
function intersect(a, b, base) {
  if (JSON.stringify(a) === JSON.stringify(base)) return b;
  if (JSON.stringify(b) === JSON.stringify(base)) return a;
  if (Array.isArray(base) && Array.isArray(a) && Array.isArray(b)) {
    const text = (list) => list.map((each) => JSON.stringify(each));
    if (a.length === base.length && b.length === base.length)
      return base.map((each, index) => intersect(a[index], b[index], each));
    const [inA, inB] = [text(a), text(b)];
    const kept = base.filter((each) => inA.includes(JSON.stringify(each)) && inB.includes(JSON.stringify(each)));
    // One shortened the list, the other changed an element: the shorter list decides.
    return kept.length > 0 || base.length < 2 ? kept : a.length < b.length ? a : b;
  }
  if (isObject(base) && isObject(a) && isObject(b)) {
    const keys = Object.keys(base).filter((key) => key in a && key in b);
    return Object.fromEntries(keys.map((key) => [key, intersect(a[key], b[key], base[key])]));
  }
  return a;
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Every case that has one thing less. */
function smaller(given) {
  const list = [];
  const add = (change) => {
    const copy = structuredClone(given);
    if (change(copy) !== false && JSON.stringify(copy) !== JSON.stringify(given)) list.push(copy);
  };
  for (const key of Object.keys(given.page)) if (key !== "url") add(({ page }) => delete page[key]);
  for (const index of (given.then ?? []).keys()) {
    add((copy) => {
      copy.then.splice(index, 1);
      if (copy.then.length === 0) delete copy.then;
    });
  }
  if (given.then?.length > 0) {
    add((copy) => {
      const [{ after: _after, ...first }, ...rest] = copy.then;
      copy.setup = first;
      copy.then.splice(0, copy.then.length, ...rest);
      if (rest.length === 0) delete copy.then;
    });
  }
  const steps = [(copy) => copy.setup, ...(given.then ?? []).map((_step, index) => (copy) => copy.then[index])];
  for (const step of steps) {
    const setup = step(given);
    for (const key of Object.keys(setup)) if (!["api", "url"].includes(key)) add((copy) => delete step(copy)[key]);
    for (const index of (setup.headers ?? []).keys()) add((copy) => step(copy).headers.splice(index, 1));
    for (const index of (setup.uploadListeners ?? []).keys())
      add((copy) => step(copy).uploadListeners.splice(index, 1));
    if (setup.body && setup.body.type !== "text") {
      add((copy) => {
        step(copy).body = { type: "text", value: "hi" };
      });
    }
    if (setup.api === "xhr") {
      add((copy) => {
        step(copy).api = "fetch";
      });
    }
  }
  if (given.page.url.startsWith("https:")) {
    const text = JSON.stringify(given).replaceAll("https://", "http://");
    if (!text.includes("h2.page.test")) list.push(JSON.parse(text));
  }
  for (const [index, { when, respond }] of (given.server ?? []).entries()) {
    add(({ server }) => server.splice(index, 1));
    for (const key of Object.keys(when ?? {})) add(({ server }) => delete server[index].when[key]);
    if (when !== undefined && Object.keys(when).length === 0) add(({ server }) => delete server[index].when);
    for (const key of ["statusText", "body", "delay", "status", "headers"]) {
      if (respond[key] !== undefined) add(({ server }) => delete server[index].respond[key]);
    }
    if (given.server[index].times !== undefined) add(({ server }) => delete server[index].times);
    for (const at of (respond.headers ?? []).keys()) add(({ server }) => server[index].respond.headers.splice(at, 1));
  }
  return list;
}
