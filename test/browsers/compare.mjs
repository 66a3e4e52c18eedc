/** The model's verdicts beside what a browser did, field by field. */

import { differencesIn, judgeAll } from "../sources.mjs";
import { consoleOf, FIELDS } from "./fields.mjs";

/** What differs between a truth and a verdict: `[field, truth, verdict]` each. */
export function differencesOf(truth, verdict, setup, fields = Object.keys(FIELDS), count = () => {}) {
  const chosen = Object.fromEntries(fields.map((name) => [name, FIELDS[name]]));
  const { fields: shown, differences } = differencesIn(truth, verdict, setup, chosen);
  for (const name of shown) count(name, !differences.some(({ field }) => field === name));
  return differences.map(({ field, seen, expected }) => [field, seen, expected]);
}

/** What differs between two recordings of one case: `[field, first, second]` each. */
export function differencesBetween(first, second) {
  if (first.invalid !== undefined || second?.invalid !== undefined || second === undefined) {
    const [once, again] = [first, second].map((truth) => (truth === undefined ? "no answer" : truth.invalid));
    return once === again ? [] : [["(answer)", once ?? "one", again ?? "one"]];
  }
  const told = { ...second, console: consoleOf(second) };
  const fields = Object.keys(FIELDS).filter((field) => field !== "reason" && field !== "stage");
  return differencesOf(first, told, {}, fields);
}

export function isSteady(first, second) {
  return differencesBetween(first, second).length === 0;
}

/** @returns per field how many agree, and each verdict that does not */
export function compareAll({ profile, cases, truths, fields = Object.keys(FIELDS) }) {
  const unknown = fields.find((field) => !(field in FIELDS));
  if (unknown !== undefined) throw new TypeError(`no field ${unknown}: one of ${Object.keys(FIELDS).join(", ")}`);
  const byId = new Map(truths.map((truth) => [truth.id, truth]));
  const counts = new Map(fields.map((field) => [field, { agree: 0, total: 0 }]));
  const bad = [];
  let total = 0;
  for (const given of cases) {
    const { expect: _expect, ...asked } = asWaited(given, byId);
    let verdicts;
    try {
      verdicts = judgeAll(asked, { profile });
    } catch (error) {
      bad.push({ id: given.id, given, differences: [["(model)", "", String(error)]] });
      continue;
    }
    const setups = [given.setup, ...(given.then ?? [])];
    for (const [index, verdict] of verdicts.entries()) {
      const truth = byId.get(verdict.id);
      if (truth === undefined || truth.invalid !== undefined) continue;
      total++;
      const differences = differencesOf(truth, verdict, setups[index], fields, (field, equal) => {
        const count = counts.get(field);
        count.total++;
        if (equal) count.agree++;
      });
      if (differences.length > 0) bad.push({ id: verdict.id, given, differences, truth, verdict });
    }
  }
  return { profile, total, counts, bad };
}

/** The case with the waiting that there really was: a busy machine waits longer. */
export function asWaited(given, truths) {
  if (given.then === undefined) return given;
  const copy = structuredClone(given);
  for (const [index, step] of copy.then.entries())
    step.after = truths.get(`${given.id}/${index + 1}`)?.after ?? step.after;
  return copy;
}
