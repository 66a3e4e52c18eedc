/** What cases expect of a profile beside what its browser did on the stage. */
import { differencesFrom, judgeAll } from "../sources.mjs";
import { asWaited, differencesOf } from "./compare.mjs";
import { consoleOf } from "./fields.mjs";
import { reasonsOf, stagesOf } from "./reasons.mjs";

/**
 * @param scenes staged cases: `original`, `given` on the stage, and `told` back
 * @returns total: how many expectations were put to the test; bad: those that the browser contradicts; otherwise: those
 *   that the model already does not fulfil on the stage, where a case means something else then; unanswered
 */
export function contradictionsIn({ profile, scenes, truths, unsteady = new Set() }) {
  const byId = new Map(truths.map((truth) => [truth.id, truth]));
  const found = { total: 0, bad: [], otherwise: [], unanswered: [] };
  for (const { file, original, given, told } of scenes) {
    const expectations = [original.expect, ...(original.then ?? []).map((step) => step.expect)];
    const setups = [given.setup, ...(given.then ?? [])];
    const { expect: _expect, ...asked } = asWaited(given, byId);
    for (const [index, verdict] of judgeAll(asked, { profile }).entries()) {
      const expect = expectations[index];
      const { id } = verdict;
      if (expect === undefined || unsteady.has(id)) continue;
      const [why] = differencesFrom(expect, told(verdict));
      const truth = byId.get(id);
      if (why !== undefined) found.otherwise.push({ id, why });
      else if (truth === undefined || truth.invalid !== undefined) found.unanswered.push(id);
      else {
        found.total++;
        const differences = differencesFrom(expect, told(asSeen(truth, verdict, setups[index])));
        if (differences.length > 0) found.bad.push({ id, file, differences });
      }
    }
  }
  return found;
}

const ON_THE_WIRE = (truth, { preflight }) => {
  const first = truth.exchanges.find(({ kind }) => kind === "preflight");
  return {
    exchanges: truth.exchanges,
    preflight: { ...preflight, needed: truth.preflight.needed, request: first?.request ?? null },
  };
};
const AS_ANSWER = ({ response }, verdict) => ({ response: { ...verdict.response, ...response } });
const AS_XHR = ({ xhr }) => ({ xhr });
const ALIKE = (name) => (truth) => ({ [name]: truth[name] });

/** By field in which a browser does otherwise: the parts of a verdict that it shows. */
const SHOWN = {
  outcome: ALIKE("outcome"),
  settles: ALIKE("settles"),
  thrownBy: ALIKE("thrownBy"),
  error: ALIKE("error"),
  events: ALIKE("events"),
  element: ALIKE("element"),
  "preflight.needed": ON_THE_WIRE,
  "preflight ACRM": ON_THE_WIRE,
  "preflight ACRH": ON_THE_WIRE,
  Origin: ON_THE_WIRE,
  wire: ON_THE_WIRE,
  cookies: ON_THE_WIRE,
  Accept: ON_THE_WIRE,
  "request headers": ON_THE_WIRE,
  "response.type": AS_ANSWER,
  status: AS_ANSWER,
  "response.url": AS_ANSWER,
  redirected: AS_ANSWER,
  "visible headers": AS_ANSWER,
  bodyReadable: AS_ANSWER,
  "xhr view": AS_XHR,
  getAllResponseHeaders: AS_XHR,
  console: (truth) => ({ console: consoleOf(truth) }),
  reason: (truth) => ({ reason: reasonsOf(truth).join(" or ") }),
  stage: (truth) => ({ stage: stagesOf(truth).join(" or ") }),
};

/** The verdict, with what the browser did where that is something else. */
function asSeen(truth, verdict, setup) {
  const fields = differencesOf(truth, verdict, setup).map(([field]) => field);
  return Object.assign({}, verdict, ...fields.map((field) => SHOWN[field](truth, verdict)));
}
