/** What a browser does otherwise when it is asked again says nothing of the model. */
import { differencesBetween, isSteady } from "./compare.mjs";
import { renamed } from "./origins.mjs";

/**
 * Performs all once more.
 * @returns the truths that stayed as they were
 */
export async function leaveOutUnsteady(name, recorder, cases, first, progress) {
  const second = await performAgain(recorder, cases, 1, progress);
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
  for (let time = 1; time <= times; time++) {
    const again = await performAgain(recorder, cases, time, progress);
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

/** Under other names, so that the browser has kept nothing of the time before. @returns the truths by the names they had */
async function performAgain(recorder, cases, time, progress) {
  const mark = `.again${time}`;
  const truths = await recorder.record(
    cases.map((given) => renamed(given, given.id + mark)),
    progress,
  );
  const unmarked = truths.map((truth) => JSON.parse(JSON.stringify(truth).replaceAll(mark, "")));
  return new Map(unmarked.map((truth) => [truth.id, truth]));
}
