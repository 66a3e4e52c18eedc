// The same two hundred setups by whycors and by the simulated browsers that do CORS: how fast, and how often right.
import { fileURLToPath } from "node:url";
import { withModel } from "./bundle.mjs";
import { withServer } from "./loopback.mjs";
import { cpuTime, inChild } from "./measure.mjs";
import { caseOf, setups } from "./setups.mjs";

const TIMEOUT = 2000;
const ROUNDS = 8;

/** `api`: what makes the setup; `repeat`: how often a round goes through all of them. */
const CLIENTS = {
  "whycors, fetch": { api: "fetch", repeat: 20, open: openModel },
  "whycors, XMLHttpRequest": { api: "xhr", repeat: 20, open: openModel },
  "happy-dom, fetch": { api: "fetch", repeat: 1, open: openHappyDom },
  "happy-dom, XMLHttpRequest": { api: "xhr", repeat: 1, open: openHappyDom },
  "jsdom, XMLHttpRequest": { api: "xhr", repeat: 1, open: openJsdom },
};

/**
 * @returns {Promise<{ name: string, perSecond: number, faster: number | null, right: number, of: number, unsettled: number,
 *   headersRight: number, headersOf: number }[]>} setups per second of the client's CPU time; how many times as fast
 *   whycors is; outcomes as the model's with profile spec; of what both allow, how often script can read the same headers
 */
export function others() {
  return withModel((model) =>
    withServer(async (origins) => {
      const rows = [];
      /** By API: the first client of each is the model. */
      const ours = {};
      for (const [name, { api }] of Object.entries(CLIENTS)) {
        const args = [name, model, JSON.stringify(origins)];
        const { results, perSecond } = await inChild(fileURLToPath(import.meta.url), args);
        ours[api] ??= { name, results, perSecond };
        const faster = ours[api].name === name ? null : ours[api].perSecond / perSecond;
        rows.push({ name, perSecond, faster, ...comparison(ours[api].results, results) });
      }
      return rows;
    }),
  );
}

function comparison(expected, results) {
  const sameOutcome = results.filter(({ outcome }, index) => outcome === expected[index].outcome);
  const bothAllow = results.flatMap(({ outcome, headers }, index) =>
    outcome === "allowed" && expected[index].outcome === "allowed" ? [[headers, expected[index].headers]] : [],
  );
  return {
    right: sameOutcome.length,
    of: results.length,
    unsettled: results.filter(({ outcome }) => outcome === "nothing").length,
    headersRight: bothAllow.filter(([some, others]) => some.join() === others.join()).length,
    headersOf: bothAllow.length,
  };
}

/** Names that the connection adds are nobody's business here. */
const CONNECTION = new Set(["connection", "content-length", "keep-alive", "transfer-encoding"]);

function allowed(names) {
  const headers = names.map((name) => name.toLowerCase()).filter((name) => !CONNECTION.has(name));
  return { outcome: "allowed", headers: headers.sort() };
}
const BLOCKED = { outcome: "blocked" };

/** From the case to the whole verdict: read, decided, explained, with its fixes. */
async function openModel(_page, model) {
  const { judge } = await import(model);
  return (given) => {
    const { outcome, response } = judge(given, { profile: "spec" });
    return outcome === "blocked" ? BLOCKED : allowed(response.headers.map(([name]) => name));
  };
}

async function openHappyDom(page) {
  const { Window } = await import("happy-dom");
  return inWindow(new Window({ url: `${page}/` }));
}

async function openJsdom(page) {
  const { JSDOM, VirtualConsole } = await import("jsdom");
  return inWindow(new JSDOM("", { url: `${page}/`, virtualConsole: new VirtualConsole() }).window);
}

function inWindow(window) {
  return ({ setup }) => (setup.api === "fetch" ? byFetch(window, setup) : byXhr(window, setup));
}

async function byFetch(window, { url, method, headers, credentials, body }) {
  const controller = new window.AbortController();
  const init = { method, headers, credentials, body: body?.value, signal: controller.signal };
  const settled = (async () => {
    try {
      const response = await window.fetch(url, init);
      const names = [...response.headers.keys()];
      await response.text();
      return allowed(names);
    } catch {
      return BLOCKED;
    }
  })();
  return orNothing(settled, () => controller.abort());
}

async function byXhr(window, { url, method, headers, withCredentials, body }) {
  const xhr = new window.XMLHttpRequest();
  const settled = new Promise((resolve) => {
    xhr.onerror = () => resolve(BLOCKED);
    xhr.onload = () => {
      const lines = xhr.getAllResponseHeaders().split("\r\n");
      resolve(allowed(lines.flatMap((line) => (line === "" ? [] : [line.slice(0, line.indexOf(":"))]))));
    };
    try {
      xhr.open(method, url);
      xhr.withCredentials = withCredentials;
      for (const [name, value] of headers) xhr.setRequestHeader(name, value);
      xhr.send(body?.value);
    } catch {
      resolve(BLOCKED);
    }
  });
  return orNothing(settled, () => xhr.abort());
}

/** What never settles: because it takes too long, or because the simulated browser threw where nobody could catch it. */
async function orNothing(settled, abort) {
  const nothing = new Promise((resolve) => {
    giveUp = () => resolve({ outcome: "nothing" });
  });
  const timer = setTimeout(giveUp, TIMEOUT);
  const result = await Promise.race([settled, nothing]);
  clearTimeout(timer);
  if (result.outcome === "nothing") abort();
  return result;
}
let giveUp = null;

function onUncaught(error) {
  if (giveUp !== null) return giveUp();
  console.error(error);
  process.exit(1);
}

/** Each round in a new page; opening it does not count. */
async function measure({ api, repeat, open }, model, origins) {
  const cases = setups(origins).map((setup) => caseOf(setup, origins.page, api));
  let best = Number.POSITIVE_INFINITY;
  let results = [];
  for (let round = 0; round < ROUNDS; round++) {
    const perform = await open(origins.page, model);
    const before = cpuTime();
    for (let i = 0; i < repeat; i++) {
      results = [];
      for (const given of cases) results.push(await perform(given));
    }
    best = Math.min(best, cpuTime() - before);
  }
  return { results, perSecond: (cases.length * repeat * 1e6) / best };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name, model, origins] = process.argv.slice(2);
  process.on("uncaughtException", onUncaught);
  const answer = await measure(CLIENTS[name], model, JSON.parse(origins));
  process.send(answer, () => process.exit());
}
