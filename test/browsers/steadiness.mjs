/** What a browser does otherwise when it is asked again says nothing of the model. */
import { differencesBetween, isSteady } from "./compare.mjs";

/**
 * Performs all once more.
 * @returns the truths that stayed as they were
 */
export async function leaveOutUnsteady(name, recorder, cases, first, progress) {
  const second = byId(await recorder.record(cases, progress));
  const restless = first.filter((truth) => !isSteady(truth, second.get(truth.id)));
  console.error(
    `${name}: ${restless.length} of ${first.length} verdicts were another the second time, and are left out`,
  );
  for (const truth of restless) tell(truth, second.get(truth.id));
  const left = new Set(restless.map(({ id }) => id));
  return first.filter(({ id }) => !left.has(id));
}

/**
 * Performs what disagrees some times more.
 * @returns the ids of verdicts that are not always the same
 */
export async function unsteadyOf(name, recorder, bad, times, progress) {
  const cases = [...new Set(bad.map(({ given }) => given))];
  const found = new Set();
  for (let time = 0; time < times; time++) {
    const again = byId(await recorder.record(cases, progress));
    for (const { id, truth } of bad) {
      if (truth === undefined || found.has(id) || isSteady(truth, again.get(id))) continue;
      found.add(id);
      tell(truth, again.get(id));
    }
  }
  console.error(`${name}: of ${bad.length} disagreements ${found.size} are not the same in ${times + 1} performances`);
  return found;
}

function tell(first, second) {
  const differences = differencesBetween(first, second);
  console.error(`  ${first.id}`);
  for (const [field, once, again] of differences)
    console.error(`    ${field}\n      once  ${once}\n      again ${again}`);
}

function byId(truths) {
  return new Map(truths.map((truth) => [truth.id, truth]));
}
