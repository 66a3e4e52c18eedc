/** Two cases crossed: parts of the one in the other, where both are well-formed alone and so is what comes of it. */
import { fitForHttp2 } from "./facts.mjs";

/** Of a request, all but what it is for and where it goes. */
const OPTIONS = [
  "method",
  "body",
  "mode",
  "credentials",
  "redirect",
  "cache",
  "referrer",
  "referrerPolicy",
  "integrity",
  "keepalive",
  "duplex",
  "withCredentials",
  "uploadListeners",
  "responseType",
  "async",
  "crossorigin",
  "timeout",
  "abortAfter",
];
/** Seconds that any answer comes within, unless it is held back longer than this. */
const PATIENCE = 2.5;

/** By what is taken of the second case; each says whether there was something to take. */
const PARTS = {
  page(into, { page }) {
    into.page = structuredClone(page);
  },
  /** What is asked for, or also where. */
  setup(into, { setup }, random) {
    const url = random.chance(0.5) ? into.setup.url : setup.url;
    into.setup = { ...structuredClone(setup), url };
  },
  later(into, from) {
    if (from.then === undefined) return false;
    // biome-ignore lint/suspicious/noThenProperty: the public format names it so
    into.then = structuredClone(from.then);
  },
  headers(into, { setup }) {
    if (setup.headers === undefined) return false;
    into.setup.headers = [...(into.setup.headers ?? []), ...setup.headers];
  },
  options(into, { setup }) {
    const own = OPTIONS.filter((key) => key in setup);
    if (own.length === 0 || into.setup.api !== setup.api) return false;
    for (const key of own) into.setup[key] = structuredClone(setup[key]);
  },
  server(into, { server }) {
    into.server = structuredClone(server);
  },
  answer: (into, from) => takeAnswer(into, from, ({ when }) => !when?.preflight),
  "preflight's answer": (into, from) => takeAnswer(into, from, ({ when }) => when?.preflight),
};

/**
 * @param first of the same scheme as `second`, and of the same id
 * @param own the origins of both, by which an opaque page's answers are told from others
 */
export function cross(random, first, second, own) {
  const crossed = structuredClone(first);
  // One server speaks one version of HTTP.
  const isMixed = speaksHttp2(first) !== speaksHttp2(second);
  const names = Object.keys(PARTS).filter((name) => !isMixed || !["setup", "later", "server"].includes(name));
  const wanted = 1 + random.below(2);
  const taken = [];
  while (taken.length < wanted && names.length > 0) {
    const [name] = names.splice(random.below(names.length), 1);
    if (PARTS[name](crossed, second, random) !== false) taken.push(name);
  }
  for (const rule of crossed.server) makeWhole(rule, crossed, own);
  for (const step of [crossed.setup, ...(crossed.then ?? [])]) calm(step, crossed.server);
  crossed.title = `${first.title} × ${second.title}: ${taken.join(", ")}`;
  return crossed;
}

const speaksHttp2 = ({ server }) => server.some(({ http }) => http === "2");

/** The last answer of a kind gets the headers, status and body of the other's. */
function takeAnswer(into, from, isOf) {
  const [to, given] = [into, from].map(({ server }) => server.findLast(isOf)?.respond);
  if (!to?.headers || !given?.headers) return false;
  const names = new Set(given.headers.map(([name]) => name.toLowerCase()));
  to.headers = [...to.headers.filter(([name]) => !names.has(name.toLowerCase())), ...structuredClone(given.headers)];
  to.status = given.status;
  if (given.body === undefined) delete to.body;
  else to.body = given.body;
}

/** Lengths are those of the bodies, and who answered to the page's origin answers to what that has become. */
function makeWhole(rule, { page }, own) {
  const { respond } = rule;
  if (respond.headers === undefined) return;
  const [was, is] = page.opaque ? [own, "null"] : ["null", own];
  const length = String(Buffer.byteLength(respond.body ?? ""));
  const hasBody = respond.status !== 204 && respond.status !== 304;
  if (!hasBody) delete respond.body;
  respond.headers = respond.headers
    .filter(([name]) => !/^content-length$/i.test(name) || (hasBody && respond.body !== "(font)"))
    .map(([name, value]) => {
      if (/^content-length$/i.test(name)) return [name, length];
      return [name, /^access-control-allow-origin$/i.test(name) && value === was ? is : value];
    });
  if (rule.http === "2") fitForHttp2(respond);
}

/** Whoever has no patience meets an answer that is held back, or has some: else chance would decide. */
function calm(step, server) {
  if (server.some(({ respond }) => respond.delay > 0.5)) return;
  if (step.timeout > 0) step.timeout = PATIENCE * 1000;
  if (step.abortAfter > 0) step.abortAfter = PATIENCE;
}
