/** The model's verdicts beside what a browser did, field by field, and what the disagreements have in common. */
import { reasonsOf, stagesOf } from "./reasons.mjs";

const list = JSON.stringify;
const exchangesOf = ({ exchanges = [] }) => exchanges;
const preflightsOf = (side) => exchangesOf(side).filter(({ kind }) => kind === "preflight");
const fieldOf = ({ request }, wanted) =>
  request.headers
    .filter(([name]) => name.toLowerCase() === wanted)
    .map(([, value]) => value)
    .join(", ");
const has = ({ request }, wanted) => request.headers.some(([name]) => name.toLowerCase() === wanted);
const header = (exchange, name) => (has(exchange, name) ? fieldOf(exchange, name) : null);
const bare = (url) =>
  String(url)
    .replace(/#.*$/s, "")
    .replace(/^([a-z]+:\/\/)[^/@]*@/, "$1");
const sorted = (response) =>
  list(
    (response?.headers ?? [])
      .map(([name, value]) => [name.toLowerCase(), value])
      .sort(([a, x], [b, y]) => (`${a}\0${x}` < `${b}\0${y}` ? -1 : 1)),
  );

/** Lines of the console that a verdict leaves out: the formats' "the engine's own lines about the decision". */
const NOISE = {
  chromium:
    /^Failed to load resource|^Slow network is detected|is not a valid enum value|^The Content-Security-Policy directive|^Ignoring duplicate Content-Security-Policy|^Uncaught |^Error: probe|^\[DOM\]|net::ERR_/,
  firefox:
    /^Error: probe|^downloadable font: |^Script error|^uncaught exception|^The character encoding|^XML Parsing Error|was loaded even though its MIME type|^This page is in (?:Almost|Quirks)|^Loading failed for the|^The script from|^(?!Attempt to set).*[Cc]ookie|has been rejected|^Synchronous XMLHttpRequest|source URI is not allowed|can’t establish a connection to the server|^Referrer Policy: |^An unbalanced tree/,
  webkit:
    /^Error: probe|^SyntaxError: |^Unable to get image data|is not a valid value for|^Script error|^Failed to load resource|^<link rel=/,
};

/** A truth's lines about the decision. */
export const consoleOf = (truth) =>
  truth.console.map(({ text }) => text).filter((text) => !NOISE[truth.profile].test(text));

/** Request headers of which a verdict tells whatever the engine adds; Accept has a field of its own. */
const TOLD = [
  "content-type",
  "referer",
  "cache-control",
  "pragma",
  "sec-fetch-site",
  "sec-fetch-mode",
  "sec-fetch-dest",
  "range",
  "authorization",
];
const ELSEWHERE = new Set([...TOLD, "accept", "origin", "cookie", "content-length", "host", "connection"]);

function requestHeaders(side, authored) {
  const told = exchangesOf(side).map((exchange) => {
    // An engine's own Accept-Language and User-Agent are not told, and on a preflight they are always its own.
    const names = exchange.kind === "preflight" ? TOLD : [...TOLD, ...authored];
    return names.map((name) => [name, header(exchange, name)]).filter(([, value]) => value !== null);
  });
  return list(told).replaceAll(/boundary=[^\s"\\]+/g, "boundary=BOUNDARY");
}

/** Each: truth and verdict (and setup) to a pair that is to be equal; a third value decides instead; null: nothing to see. */
const FIELDS = {
  outcome: (truth, verdict) =>
    truth.outcome === null
      ? null
      : [truth.outcome, ["blocked", "failed"].includes(verdict.outcome) ? "rejected" : verdict.outcome],
  settles: (truth, verdict) => [truth.settles, verdict.settles],
  thrownBy: (truth, verdict) => (truth.thrownBy || verdict.thrownBy ? [truth.thrownBy, verdict.thrownBy] : null),
  "preflight.needed": (truth, verdict) => [truth.preflight.needed, preflightsOf(verdict).length > 0],
  "preflight ACRM": ofPreflights("access-control-request-method"),
  "preflight ACRH": ofPreflights("access-control-request-headers"),
  Origin: ofExchanges("origin"),
  wire: (truth, verdict) =>
    [truth, verdict].map((side) =>
      list(exchangesOf(side).map(({ request }) => `${request.method} ${bare(request.url)}`)),
    ),
  cookies: ofExchanges("cookie"),
  Accept: ofExchanges("accept"),
  "request headers": (truth, verdict, { headers = [] }) => {
    const authored = [...new Set(headers.map(([name]) => name.toLowerCase()))].filter((name) => !ELSEWHERE.has(name));
    if (!exchangesOf(verdict).some((exchange) => has(exchange, "user-agent")))
      authored.splice(0, authored.length, ...authored.filter((name) => name !== "user-agent"));
    // A field that was dropped leaves the engine's own in its place.
    if (!exchangesOf(verdict).some((exchange) => has(exchange, "accept-language")))
      authored.splice(0, authored.length, ...authored.filter((name) => name !== "accept-language"));
    return exchangesOf(truth).length === 0
      ? null
      : [requestHeaders(truth, authored), requestHeaders(verdict, authored)];
  },
  "response.type": (truth, verdict) => (truth.response?.type ? [truth.response.type, verdict.response?.type] : null),
  status: (truth, verdict) => ofResponse(truth, verdict, ({ status, statusText }) => `${status} ${statusText}`),
  "response.url": (truth, verdict) => ofResponse(truth, verdict, ({ url }) => url),
  redirected: (truth, verdict) =>
    truth.response?.redirected === undefined ? null : ofResponse(truth, verdict, ({ redirected }) => redirected),
  "visible headers": (truth, verdict) => ofResponse(truth, verdict, sorted),
  bodyReadable: (truth, verdict) =>
    truth.response?.bodyReadable === undefined ? null : [truth.response.bodyReadable, verdict.response?.bodyReadable],
  events: (truth, verdict) =>
    truth.events === undefined || truth.settles === "throws" ? null : [list(truth.events), list(verdict.events)],
  "xhr view": (truth, verdict) => (truth.xhr === undefined ? null : [viewOf(truth.xhr), viewOf(verdict.xhr)]),
  getAllResponseHeaders: (truth, verdict) =>
    truth.xhr === undefined ? null : [truth.xhr.getAllResponseHeaders, verdict.xhr?.getAllResponseHeaders ?? ""],
  element: (truth, verdict) => (truth.element === undefined ? null : elementOf(truth.element, verdict.element)),
  error: (truth, verdict) => (truth.error || verdict.error ? [errorOf(truth), errorOf(verdict)] : null),
  console: (truth, verdict) => {
    const sides = [consoleOf(truth), [...verdict.console]];
    // Two processes of Firefox write; which comes first is chance.
    return sides.map((lines) => list(truth.profile === "firefox" ? lines.sort() : lines));
  },
  reason: (truth, verdict) => ofSeveral(reasonsOf(truth), verdict.reason),
  stage: (truth, verdict) => ofSeveral(stagesOf(truth), verdict.stage),
};

function ofPreflights(name) {
  return (truth, verdict) => {
    const sides = [truth, verdict].map(preflightsOf);
    return sides.every((each) => each.length === 0)
      ? null
      : sides.map((each) => list(each.map((one) => header(one, name))));
  };
}

function ofExchanges(name) {
  return (truth, verdict) =>
    exchangesOf(truth).length === 0
      ? null
      : [truth, verdict].map((side) => list(exchangesOf(side).map((one) => header(one, name))));
}

function ofResponse(truth, verdict, get) {
  return truth.response ? [get(truth.response), verdict.response ? get(verdict.response) : undefined] : null;
}

function ofSeveral(allowed, given) {
  return allowed === null ? null : [allowed.join(" | "), given, allowed.includes(given)];
}

/** A script that threw nothing tells nothing of muting. */
function elementOf(seen, told = {}) {
  const { errors, ...rest } = told;
  return [list(seen), list(seen.errors === undefined ? rest : told)];
}

const viewOf = (view) => view && list([view.readyState, view.status, view.statusText, view.responseURL]);
const errorOf = ({ error }) => (error ? `${error.name}: ${error.message}` : undefined);

/** What differs between a truth and a verdict: `[field, truth, verdict]` each. */
export function differencesOf(truth, verdict, setup, fields = Object.keys(FIELDS), count = () => {}) {
  const differences = [];
  for (const field of fields) {
    const pair = FIELDS[field](truth, verdict, setup);
    if (pair === null) continue;
    const [seen, told, equal = seen === told] = pair;
    count(field, equal);
    if (!equal) differences.push([field, seen, told]);
  }
  return differences;
}

/** Do two recordings of one case differ in what is compared? */
export function unsteady(first, second) {
  if (second === undefined || first.invalid !== second.invalid) return true;
  if (first.invalid !== undefined) return false;
  const told = { ...second, console: consoleOf(second) };
  const fields = Object.keys(FIELDS).filter((field) => field !== "reason" && field !== "stage");
  return differencesOf(first, told, {}, fields).length > 0;
}

/** @returns per field how many agree, and each verdict that does not */
export function compareAll({ profile, cases, truths, model, fields = Object.keys(FIELDS) }) {
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
      verdicts = model.judgeAll(asked, { profile });
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
function asWaited(given, truths) {
  if (given.then === undefined) return given;
  const copy = structuredClone(given);
  for (const [index, step] of copy.then.entries())
    step.after = truths.get(`${given.id}/${index + 1}`)?.after ?? step.after;
  return copy;
}

export function printComparison({ profile, total, counts, bad }, { verbose, max }) {
  console.log(`${profile}: ${total} verdicts`);
  const line = (name, agree, all) =>
    console.log(
      `  ${name.padEnd(22)} ${`${agree}/${all}`.padStart(13)}  ${((100 * agree) / (all || 1)).toFixed(2).padStart(6)} %`,
    );
  for (const [field, { agree, total: all }] of counts) if (all > 0) line(field, agree, all);
  line("in all fields", total - bad.length, total);
  const clusters = clustersOf(bad);
  if (clusters.length > 0) console.log(`\n${clusters.length} kinds of disagreement`);
  for (const { fields, shape, members, factors } of clusters) {
    console.log(
      `\n${members.length} × ${fields}   ${members.slice(0, 6).join(" ")}${factors ? `\n    common: ${factors}` : ""}`,
    );
    console.log(shape.map((text) => `    ${text}`).join("\n"));
  }
  if (!verbose) return;
  for (const { id, given, differences } of bad.slice(0, max)) {
    console.log(`\n${id}  ${given.title ?? ""}`);
    for (const [field, seen, told] of differences) console.log(`  ${field}\n    browser ${seen}\n    model   ${told}`);
  }
}

/** Disagreements of the same fields, with the same difference once names and numbers are taken out. */
export function clustersOf(bad) {
  const clusters = new Map();
  for (const { id, given, differences } of bad) {
    const fields = differences.map(([field]) => field).join(", ");
    const [field, seen, told] = differences[0];
    const shape = [`${field}:`, `browser ${shapeOf(seen)}`, `model   ${shapeOf(told)}`];
    const key = `${fields}\n${shape.join("\n")}`;
    if (!clusters.has(key)) clusters.set(key, { fields, shape, members: [], titles: [] });
    const cluster = clusters.get(key);
    cluster.members.push(id);
    cluster.titles.push(new Set((given.title ?? "").split("; ")));
  }
  return [...clusters.values()]
    .map(({ titles, ...cluster }) => ({
      ...cluster,
      factors: [...titles[0]].filter((factor) => titles.every((each) => each.has(factor))).join("; "),
    }))
    .sort((a, b) => b.members.length - a.members.length);
}

function shapeOf(value) {
  return String(value)
    .replaceAll(/\/c\/[\w.-]+\//g, "/c/ID/")
    .replaceAll(/https?:\/\/(?:(\w+)\.)?(page|far)\.test:\d+/g, (_all, sub, host) => `<${sub ?? host}>`)
    .slice(0, 600);
}
