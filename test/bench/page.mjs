// What a request of the simulated page costs, beside the mocks alone and the simulated browsers that do CORS.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { withServer } from "./loopback.mjs";
import { cpuTime, inChild } from "./measure.mjs";
import { caseOf, setups } from "./setups.mjs";
import { figure, metOrMissed, table } from "./table.mjs";

const ROUNDS = 8;
const ASKED = [
  "GET, allows the origin",
  "PUT of JSON, its preflight answered by 204",
  "GET with credentials, allows the origin",
  "GET, allows nothing",
];

/**
 * `passes`: how often a round goes through all of the setups; `open`: what performs them once, each pass in a new page,
 * so that no preflight is in a cache; `ofMock`, `ofHappyDom`: what its time should not exceed, what its speed should reach.
 */
const CLIENTS = {
  "page, driver": { passes: 1000, open: openDriver, ofMock: 1.5, ofHappyDom: 5 },
  "page, function": { passes: 1000, open: openFunction, ofMock: 1.5, ofHappyDom: 5 },
  "page, fetch-mock": { passes: 500, open: openPageOverFetchMock, ofMock: 1.5, ofHappyDom: 5 },
  "page, MSW": { passes: 250, open: openPageOverMsw },
  "fetch-mock alone": { passes: 500, open: openFetchMock },
  "MSW alone": { passes: 250, open: openMsw },
  mentoss: { passes: 250, open: openMentoss },
  "happy-dom, fetch": { passes: 25, open: openHappyDom },
  "jsdom, XMLHttpRequest": { passes: 25, open: openJsdom },
};

/**
 * @returns {Promise<{ name: string, perSecond: number, right: number, of: number, time: number, speed: number,
 *   goals: { time: number | null, speed: number | null }, met: { time: boolean | null, speed: boolean | null } }[]>}
 *   setups per second of the client's CPU time; its time in that of fetch-mock alone, its speed in that of happy-dom;
 *   outcomes as the model's with profile spec
 */
export function page() {
  return withPage((module) =>
    withServer(async (origins) => {
      const { judge } = await import(module);
      const expected = casesOf(origins).map((given) => judge(given, { profile: "spec" }).outcome);
      const measured = {};
      for (const name of Object.keys(CLIENTS)) {
        const args = [name, module, JSON.stringify(origins)];
        measured[name] = await inChild(fileURLToPath(import.meta.url), args);
      }
      return Object.entries(CLIENTS).map(([name, { ofMock = null, ofHappyDom = null }]) => {
        const { perSecond, outcomes } = measured[name];
        const time = measured["fetch-mock alone"].perSecond / perSecond;
        const speed = perSecond / measured["happy-dom, fetch"].perSecond;
        return {
          name,
          perSecond,
          right: outcomes.filter((outcome, index) => outcome === expected[index]).length,
          of: expected.length,
          time,
          speed,
          goals: { time: ofMock, speed: ofHappyDom },
          met: {
            time: ofMock === null ? null : time <= ofMock,
            speed: ofHappyDom === null ? null : speed >= ofHappyDom,
          },
        };
      });
    }),
  );
}

export function pageText(rows) {
  const cells = (goal, sign, met) => (goal === null ? ["", ""] : [`${sign} ${goal}×`, metOrMissed({ met })]);
  const text = table(
    [
      ...["client", "setups per CPU-second", "µs each", "outcomes right"],
      ...["time of fetch-mock alone", "goal", "", "as fast as happy-dom", "goal", ""],
    ],
    rows.map((row) => [
      row.name,
      figure(row.perSecond),
      figure(1e6 / row.perSecond, 1),
      `${row.right} of ${row.of}`,
      `${figure(row.time, 2)}×`,
      ...cells(row.goals.time, "≤", row.met.time),
      `${figure(row.speed, 1)}×`,
      ...cells(row.goals.speed, "≥", row.met.speed),
    ]),
  );
  return `Page: the same ${ASKED.length} setups, each time in a new page, ${ROUNDS} rounds
(${ASKED.join("; ")});
happy-dom and jsdom ask a loopback server; the mocks alone send no preflight, and let what is blocked pass:
a page asks its mock five times where the mock alone is asked four

${text}`;
}

/**
 * The page and the adapters as they stand in src/, in one module from which the packages are found.
 * @template T
 * @param {(url: string) => Promise<T>} use
 * @returns {Promise<T>}
 */
async function withPage(use) {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  mkdirSync(join(root, ".tmp"), { recursive: true });
  const folder = mkdtempSync(join(root, ".tmp/bench-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.on("exit", remove);
  try {
    const outfile = join(folder, "page.mjs");
    await build({
      stdin: { contents: PAGE, resolveDir: root, loader: "ts" },
      bundle: true,
      format: "esm",
      platform: "node",
      target: "es2023",
      packages: "external",
      outfile,
      logLevel: "error",
    });
    return await use(pathToFileURL(outfile).href);
  } finally {
    process.off("exit", remove);
    remove();
  }
}

const PAGE = `
export { fetchMockNetwork } from "./src/adapters/fetch-mock.ts";
export { mswNetwork } from "./src/adapters/msw.ts";
export { judge } from "./src/cases/judge.ts";
export { Payload } from "./src/page/body/payload.ts";
export { createPage } from "./src/page/create-page.ts";
`;

function casesOf(origins, api = "fetch") {
  const all = setups(origins);
  return ASKED.map((title) =>
    caseOf(
      all.find((setup) => setup.title === title),
      origins.page,
      api,
    ),
  );
}

/** What the server of a case says, as a mock wants to hear it: by method and URL. */
function answersOf(cases) {
  return cases.flatMap(({ setup, server }) =>
    server.map(({ when, respond: { status, headers, body } }) => ({
      method: when.preflight ? "OPTIONS" : setup.method,
      url: when.url,
      // No setup asked here has a header twice.
      answer: { status, headers: Object.fromEntries(headers), ...(body === "" ? {} : { body }) },
    })),
  );
}

function keyed(answers) {
  return new Map(answers.map(({ method, url, answer }) => [`${method} ${url}`, answer]));
}

/** What comes from the driver is what the page works with: nothing is converted or checked. */
async function openDriver({ origins, answers, createPage, Payload }) {
  const prepared = keyed(
    answers.map(({ answer: { status, headers, body = null }, ...asked }) => ({
      ...asked,
      answer: { ok: true, status, statusText: "", headers: Object.entries(headers), body },
    })),
  );
  const send = ({ method, url }) => {
    const answer = prepared.get(`${method} ${url}`);
    return { ...answer, body: answer.body === null ? null : new Payload(answer.body) };
  };
  return () => byFetch(createPage({ url: origins.page, network: { send } }).fetch);
}

async function openFunction({ origins, answers, createPage }) {
  const byKey = keyed(answers);
  const network = ({ method, url }) => byKey.get(`${method} ${url}`);
  return () => byFetch(createPage({ url: origins.page, network }).fetch);
}

async function openPageOverFetchMock({ origins, answers, createPage, fetchMockNetwork }) {
  const newMock = await fetchMocks(answers);
  return () => byFetch(createPage({ url: origins.page, network: fetchMockNetwork(newMock()) }).fetch);
}

async function openPageOverMsw({ origins, answers, createPage, mswNetwork }) {
  const handlers = await mswHandlers(answers);
  return () => byFetch(createPage({ url: origins.page, network: mswNetwork(handlers) }).fetch);
}

async function openFetchMock({ answers }) {
  const newMock = await fetchMocks(answers);
  return () => byFetch(newMock().fetchHandler);
}

async function fetchMocks(answers) {
  const { default: fetchMock } = await import("fetch-mock");
  return () => {
    const mock = fetchMock.createInstance();
    for (const { method, url, answer } of answers) mock.route({ method, url }, answer);
    return mock;
  };
}

async function openMsw({ answers }) {
  const { setupServer } = await import("msw/node");
  setupServer(...(await mswHandlers(answers))).listen({ onUnhandledRequest: "error" });
  return () => byFetch(globalThis.fetch);
}

async function mswHandlers(answers) {
  const { http, HttpResponse } = await import("msw");
  return answers.map(({ method, url, answer: { body, ...init } }) =>
    http[method.toLowerCase()](url, () => new HttpResponse(body, init)),
  );
}

/** Each of its routes answers once. */
async function openMentoss({ origins, answers }) {
  const { FetchMocker, MockServer } = await import("mentoss");
  return () => {
    const servers = [...new Set(answers.map(({ url }) => new URL(url).origin))].map((origin) => new MockServer(origin));
    for (const { method, url, answer } of answers) {
      const { origin, pathname } = new URL(url);
      servers.find(({ baseUrl }) => baseUrl === origin)[method.toLowerCase()](pathname, answer);
    }
    return byFetch(new FetchMocker({ servers, baseUrl: origins.page }).fetch);
  };
}

async function openHappyDom({ origins }) {
  const { Window } = await import("happy-dom");
  return () => {
    const window = new Window({ url: `${origins.page}/` });
    return byFetch((url, init) => window.fetch(url, init));
  };
}

async function openJsdom({ origins }) {
  const { JSDOM, VirtualConsole } = await import("jsdom");
  return () => byXhr(new JSDOM("", { url: `${origins.page}/`, virtualConsole: new VirtualConsole() }).window);
}

function byFetch(fetch) {
  return async ({ url, method, headers, credentials, body }) => {
    try {
      const response = await fetch(url, { method, headers, credentials, body: body?.value });
      await response.text();
      return "allowed";
    } catch {
      return "blocked";
    }
  };
}

function byXhr(window) {
  return ({ url, method, headers, withCredentials, body }) =>
    new Promise((resolve) => {
      const xhr = new window.XMLHttpRequest();
      xhr.onload = () => resolve("allowed");
      xhr.onerror = () => resolve("blocked");
      xhr.open(method, url);
      xhr.withCredentials = withCredentials;
      for (const [name, value] of headers) xhr.setRequestHeader(name, value);
      xhr.send(body?.value);
    });
}

/** Opening the pages does not count; collecting what a round leaves does. */
async function measure({ passes, open }, module, origins, api) {
  const cases = casesOf(origins, api);
  const newPage = await open({ ...(await import(module)), origins, answers: answersOf(cases) });
  let best = Number.POSITIVE_INFINITY;
  let outcomes = [];
  for (let round = 0; round < ROUNDS; round++) {
    const pages = Array.from({ length: passes }, newPage);
    const before = cpuTime();
    for (const perform of pages) {
      outcomes = [];
      for (const { setup } of cases) outcomes.push(await perform(setup));
    }
    best = Math.min(best, cpuTime() - before);
  }
  return { outcomes, perSecond: (cases.length * passes * 1e6) / best };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name, module, origins] = process.argv.slice(2);
  const api = name.endsWith("XMLHttpRequest") ? "xhr" : "fetch";
  const answer = await measure(CLIENTS[name], module, JSON.parse(origins), api);
  process.send(answer, () => process.exit());
}
