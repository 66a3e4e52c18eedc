// What one decision costs: CPU time of the model, of its explanation and of a bare decision by hand, on the same five flows.
import { fileURLToPath } from "node:url";
import { withModel } from "./bundle.mjs";
import { FLOWS, PAGE } from "./flows.mjs";
import { decide } from "./hand-written.mjs";
import { cpuTime, inChild } from "./measure.mjs";

const GOAL = 3;
const TOGETHER = "all five in turn";
export const ENGINE_ROUNDS = 5;

/** Each gets the model and a flow, and gives what decides that flow once. */
const WAYS = {
  engine: { runs: 200_000, decision: engine },
  traced: { runs: 200_000, decision: (model, flow) => engine(model, flow, { newTrace: () => new model.TraceLog() }) },
  verdict: { runs: 50_000, decision: verdict },
  handWritten: {
    runs: 200_000,
    decision:
      (_model, { setup, answers }) =>
      () =>
        decide(PAGE.origin, setup, answers),
  },
};
export const ENGINE_RUNS = Object.fromEntries(Object.entries(WAYS).map(([way, { runs }]) => [way, runs]));

/**
 * @returns {Promise<{ name: string, engine: number, traced: number, verdict: number, handWritten: number,
 *   ratio: number, goal: number | null, met: boolean | null }[]>} microseconds per decision; the last row is for all five
 */
export function engineTimes() {
  return withModel(async (model) => {
    const measured = {};
    for (const way of Object.keys(WAYS)) measured[way] = await inChild(fileURLToPath(import.meta.url), [way, model]);
    return [...FLOWS.map(({ name }) => name), TOGETHER].map((name) => {
      const times = Object.fromEntries(Object.entries(measured).map(([way, of]) => [way, of[name]]));
      const ratio = times.engine / times.handWritten;
      const goal = name === TOGETHER ? GOAL : null;
      return { name, ...times, ratio, goal, met: goal === null ? null : ratio <= goal };
    });
  });
}

/** From header pairs to an outcome, with nothing remembered from one to the next. */
function engine(model, { setup: given, answers }, { profile = "spec", newTrace = () => null, finish = null } = {}) {
  const { DEFAULT_SETUP, PreflightCache, headerList, httpResponse, newBrowser, pageOf, perform, run } = model;
  const setup = { ...DEFAULT_SETUP, ...given };
  const browser = { ...newBrowser({ profile, page: pageOf({ url: PAGE.url }) }), cookies: null, httpCache: null };
  let index = 0;
  const send = () => {
    const [status, pairs] = answers[index++];
    return httpResponse(status, headerList(pairs));
  };
  return () => {
    index = 0;
    browser.preflightCache = new PreflightCache();
    const outcome = run(perform(setup, browser, newTrace()), send);
    return finish === null ? outcome : finish(outcome, browser);
  };
}

/** With explanation and console text; without the runs again that look for further problems and fixes. */
function verdict(model, flow) {
  const options = { id: "case-1", lang: "en", rerun: null };
  return engine(model, flow, {
    profile: "chromium",
    finish: (outcome, browser) => model.verdictOf(outcome, browser, options),
  });
}

/** Best of the rounds: each flow for itself, then all five in turn. */
function measure(decisions, runs) {
  const best = {};
  for (let round = 0; round < ENGINE_ROUNDS; round++) {
    for (const [name, several] of Object.entries(decisions)) {
      const before = cpuTime();
      for (let i = 0; i < runs; i++) for (const decision of several) if (decision() === null) throw new Error(name);
      const time = (cpuTime() - before) / runs / several.length;
      best[name] = Math.min(best[name] ?? Number.POSITIVE_INFINITY, time);
    }
  }
  return best;
}

/** Whether the page gets to read the response, in the words of each way. */
function isAllowed(result) {
  return "failure" in result ? result.failure === null : result.outcome === "allowed";
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [way, url] = process.argv.slice(2);
  const model = await import(url);
  const { decision, runs } = WAYS[way];
  const each = FLOWS.map((flow) => decision(model, flow));
  for (const [index, { name, setup, answers }] of FLOWS.entries()) {
    if (isAllowed(each[index]()) === isAllowed(decide(PAGE.origin, setup, answers))) continue;
    throw new Error(`${way} decides "${name}" otherwise than the decision by hand`);
  }
  const alone = Object.fromEntries(FLOWS.map(({ name }, index) => [name, [each[index]]]));
  process.send(measure({ ...alone, [TOGETHER]: each }, runs));
}
