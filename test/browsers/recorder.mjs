/**
 * Performs cases in a browser and gathers what it did. A browser is a driver with
 * `open(url)`, `clearCookies()` and `close()`, that passes on what appears in the console.
 */
import { pageScript, parseCase } from "../sources.mjs";
import { caseOf, originsOf } from "./origins.mjs";
import { startServers } from "./servers.mjs";

const FRAME = await pageScript(new URL("frame.js", import.meta.url));
const CONDUCTOR = await pageScript(new URL("conductor.js", import.meta.url));
const BATCH = 60;
/** Milliseconds that a browser may take to start, and to do what it is told. */
/** Milliseconds between lines that were told in one breath. */
const TOGETHER = 20;
const START_PATIENCE = 120_000;
const PATIENCE = 30_000;
/** A browser that fails so often, and performs nothing in between, is given up. */
const MOST_FAILURES = 10;
const RUN = /https?:\/\/[\w.]+(?::\d+)?\/~\/run\/\d+/g;

const WAIT = `fetch("/~/next", { method: "POST" }).then((answer) => answer.json()).then(({ url }) => location.replace(url))`;

const html = (text, headers = []) => ({
  status: 200,
  headers: [["Content-Type", "text/html; charset=utf-8"], ["Cache-Control", "no-store"], ...headers],
  body: `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${text}`,
});
const json = (value) => ({
  status: 200,
  headers: [
    ["Content-Type", "application/json"],
    ["Cache-Control", "no-store"],
  ],
  body: JSON.stringify(value),
});
const WARM = {
  status: 200,
  headers: [
    ["Access-Control-Allow-Origin", "*"],
    ["Access-Control-Allow-Methods", "PUT"],
    ["Content-Length", "0"],
  ],
};
const script = (text) => `<body><script>${text}</script>`;

/**
 * @param driver of a browser: see `chromium.mjs`; `tellsTwice`: the same line of the same moment is one line
 * @param options width: cases at a time; patience: ms for a case; quiet: ms to wait for stragglers
 */
export async function openRecorder(
  driver,
  { width = 8, slots = width, patience = 10_000, quiet = 120, log = () => {} } = {},
) {
  let batch = null;
  let batches = 0;

  const servers = await startServers({
    /** A case's own document. */
    document(given, { method, url }) {
      if (method !== "GET" || url !== given.page.url.replace(/#.*/s, "")) return null;
      const headers = [];
      if (given.page.csp) headers.push(["Content-Security-Policy", given.page.csp]);
      if (given.page.coep) headers.push(["Cross-Origin-Embedder-Policy", given.page.coep]);
      if (given.page.referrerPolicy) headers.push(["Referrer-Policy", given.page.referrerPolicy]);
      const answer = html("", headers);
      return { ...answer, body: `<!doctype html><meta charset="utf-8"><title>${given.id}</title>${script(FRAME)}` };
    },
    /** What belongs to the recording itself. */
    async control({ url, body }) {
      const { pathname } = new URL(url);
      if (pathname === "/favicon.ico") return { status: 404, headers: [["Content-Length", "0"]] };
      if (!pathname.startsWith("/~/")) return null;
      const [, , what, number] = pathname.split("/");
      if (what === "warm") return WARM;
      if (what === "wait") return html(script(WAIT));
      if (what === "next") return json({ url: await whereNext() });
      if (batch === null || (number !== undefined && Number(number) !== batch.number)) return html("over");
      const text = body.toString();
      const data = text === "" ? null : JSON.parse(text);
      switch (what) {
        case "run":
          return html(script(CONDUCTOR));
        case "cases":
          return json({ cases: batch.cases.map(orderOf), hosts: batch.hosts, width, slots, patience, quiet });
        case "jar":
          return jarPage(batch, Number(pathname.split("/")[4]));
        case "step":
          batch.stepped(data);
          return json({});
        case "result":
          batch.finished(data);
          return json({});
        default:
          return { status: 404, headers: [["Content-Length", "0"]] };
      }
    },
  });

  /** A browser that can't be told where to go asks. */
  let asking = null;
  let onward = null;
  function whereNext() {
    if (browser?.open) return "about:blank";
    return new Promise((resolve) => {
      asking = resolve;
      if (onward !== null) go(onward);
    });
  }
  async function go(url) {
    if (browser.open) return browser.open(url);
    onward = url;
    if (asking === null) return;
    asking(url);
    asking = onward = null;
  }

  let browser = null;
  let browserFor = null;
  const seen = new Map(); // console entries by case
  let unplaced = [];

  let heard = 0;
  function onEntry(given) {
    const entry = { ...given, order: heard++ };
    const id = entry.places.map((text) => caseOf(text ?? "")).find((found) => found !== null) ?? null;
    if (id === null) unplaced.push(entry);
    else place(id, entry);
  }

  function place(id, entry) {
    if (!seen.has(id)) seen.set(id, []);
    const list = seen.get(id);
    if (
      driver.tellsTwice &&
      entry.text !== undefined &&
      list.some(({ at, text }) => at === entry.at && text === entry.text)
    )
      return;
    list.push(entry);
  }

  /** Where the line that came right after it belongs: a busy machine reads late. */
  function placeAfter({ order, at }) {
    const placed = [...seen].flatMap(([id, list]) => list.map((entry) => ({ id, ...entry })));
    const [next] = placed.filter((entry) => entry.order > order).sort((a, b) => a.order - b.order);
    return next !== undefined && next.at - at < quiet ? next.id : null;
  }

  /** Of lines of one kind that come together, one may name its case alone. */
  function placeBeside({ order, at, category }) {
    for (const [id, list] of seen) {
      const isNeighbour = (entry) =>
        Math.abs(entry.order - order) === 1 && entry.category === category && Math.abs(entry.at - at) < TOGETHER;
      if (list.some(isNeighbour)) return id;
    }
    return null;
  }

  async function ready(thirdPartyCookies) {
    if (browser !== null && browserFor === thirdPartyCookies) return;
    await browser?.close();
    browser = null;
    asking = onward = null;
    const waitingRoom = `${originsOf("http").page}/~/wait`;
    for (let tries = 1; browser === null; tries++) {
      try {
        browser = await inTime(driver.start({ thirdPartyCookies, onEntry, waitingRoom }), START_PATIENCE);
      } catch (error) {
        if (tries === 3) throw error;
        log(`${driver.name}: ${error.message}; once more`);
      }
    }
    browserFor = thirdPartyCookies;
  }

  /** Performs cases of one page origin; those that a hanging or dying browser keeps from being done come back. */
  async function performBatch(cases, progress) {
    const thirdParty = cases[0].page.thirdPartyCookies ?? "allow";
    await ready(thirdParty);
    const number = ++batches;
    const jar = jarOf(cases);
    const origin = new URL(cases[0].page.url).origin;
    const run = `${origin}/~/run/${number}`;
    for (const given of cases) {
      servers.forget(given.id);
      servers.add(given);
      seen.delete(given.id);
    }
    const intervals = [];
    unplaced = [];
    const results = new Map(cases.map(({ id }) => [id, []]));
    const left = new Set(cases.map(({ id }) => id));
    const counts = new Map(cases.map(({ id }) => [id, [0]]));
    let lastSign = Date.now();
    let watch = null;
    let giveUp;
    const done = new Promise((resolve) => {
      giveUp = (error) => resolve(error.message);
      batch = {
        number,
        cases,
        hosts: Object.values(originsOf(new URL(origin).protocol.slice(0, -1))).filter(
          (host) => !host.includes("down."),
        ),
        jar,
        run,
        stepped({ id, step }) {
          lastSign = Date.now();
          counts.get(id)[step] = servers.exchangesOf(id).length;
        },
        finished({ id, step, start, end, result }) {
          lastSign = Date.now();
          const list = results.get(id);
          if (list === undefined) return;
          list[step] = { start, result };
          intervals.push({ id, start, end });
          const given = cases.find((each) => each.id === id);
          if (result.failed !== undefined || step === (given.then?.length ?? 0)) left.delete(id);
          progress(cases.length - left.size);
          if (left.size === 0) resolve("done");
        },
      };
      watch = setInterval(() => {
        if (browser.dead?.()) resolve("the browser is gone");
        else if (Date.now() - lastSign > patience * 2.5 + 10_000) resolve("the browser is silent");
      }, 500);
    });
    const first = jar.length > 0 ? `${jar[0].origin}/~/jar/${number}/0` : run;
    inTime(browser.clearCookies?.())
      .then(() => inTime(go(first)))
      .catch(giveUp);
    let how = await done;
    clearInterval(watch);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await inTime(browser.flush?.()).catch(({ message }) => {
      // What the console said of them is lost.
      how = message;
      for (const { id } of cases) left.add(id);
    });
    if (how !== "done") {
      log(`${driver.name}: ${how}; ${left.size} of ${cases.length} cases left`);
      await inTime(browser.close()).catch(() => {});
      browser = null;
    }
    batch = null;
    for (const entry of unplaced) {
      const during = intervals.find(({ start, end }) => entry.at >= start && entry.at <= end);
      const alone = slots === 1 ? (during?.id ?? placeAfter(entry)) : null;
      const id = alone ?? (entry.category === "Sub-resource Integrity" ? placeBeside(entry) : null);
      if (id !== null) place(id, entry);
      else log(`unplaced: ${JSON.stringify(entry)}`);
    }
    const truths = [];
    for (const given of cases) {
      if (left.has(given.id)) continue;
      truths.push(
        ...truthsOf(
          driver.name,
          given,
          results.get(given.id),
          counts.get(given.id),
          servers.exchangesOf(given.id),
          seen.get(given.id) ?? [],
        ),
      );
    }
    for (const { id } of cases) {
      servers.forget(id);
      seen.delete(id);
    }
    return { truths, left: cases.filter(({ id }) => left.has(id)), how };
  }

  return {
    get version() {
      return browser?.version ?? null;
    },
    async record(cases, progress = () => {}) {
      const truths = [];
      const waiting = batchesOf(cases);
      let doneCases = 0;
      let failures = 0;
      while (waiting.length > 0) {
        const next = waiting.shift();
        const told = (done) => progress(doneCases + done, cases.length);
        const { truths: found, left, how } = await performBatch(next, told);
        truths.push(...found);
        doneCases += next.length - left.length;
        failures = left.length === next.length ? failures + 1 : 0;
        // Alone, what hangs hangs alone.
        const given = failures === MOST_FAILURES ? [left, ...waiting.splice(0)].flat() : next.length === 1 ? left : [];
        if (given.length > 0) {
          truths.push(...given.map(({ id }) => ({ id, profile: driver.name, invalid: `no answer, ${how}` })));
          doneCases += given.length;
        } else {
          const size = Math.max(1, Math.floor(left.length / 4));
          for (let at = 0; at < left.length; at += size) waiting.unshift(left.slice(at, at + size));
        }
        progress(doneCases, cases.length);
      }
      return truths;
    },
    async close() {
      await browser?.close().catch(() => {});
      servers.close();
    },
  };
}

/** @throws when it takes too long */
function inTime(promise, milliseconds = PATIENCE) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(reject, milliseconds, new Error("the browser does not answer"));
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** What the conductor needs of a case: with its defaults. */
function orderOf(given) {
  const { page, setup, then } = parseCase(given);
  const steps = [setup, ...then].map(({ expect, ...step }) => step);
  return { id: given.id, page: { url: page.url, opaque: page.opaque }, steps };
}

function batchesOf(cases) {
  const groups = new Map();
  for (const given of cases) {
    const key = `${new URL(given.page.url).origin} ${given.page.thirdPartyCookies ?? "allow"}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(given);
  }
  const batches = [];
  for (const group of groups.values()) {
    for (let at = 0; at < group.length; at += BATCH) batches.push(group.slice(at, at + BATCH));
  }
  return batches;
}

/** The cookies of a batch, by the origin that sets them; each is kept to its case by its path. */
function jarOf(cases) {
  const byOrigin = new Map();
  for (const { id, page } of cases) {
    for (const [origin, lines] of Object.entries(page.cookies ?? {})) {
      if (!byOrigin.has(origin)) byOrigin.set(origin, []);
      for (const line of [lines].flat()) {
        byOrigin.get(origin).push(/;\s*path\s*=/i.test(line) ? line : `${line}; Path=/c/${id}`);
      }
    }
  }
  return [...byOrigin].map(([origin, lines]) => ({ origin, lines }));
}

function jarPage({ number, jar, run }, index) {
  const next = jar[index + 1];
  const url = next === undefined ? run : `${next.origin}/~/jar/${number}/${index + 1}`;
  return html(
    script(`location.replace(${JSON.stringify(url)})`),
    jar[index].lines.map((line) => ["Set-Cookie", line]),
  );
}

/** One truth for each setup of a case: the fields of a verdict, as far as the browser shows them. */
function truthsOf(profile, given, results, counts, exchanges, entries) {
  return results.map(({ start, result }, step) => {
    const id = step === 0 ? given.id : `${given.id}/${step}`;
    if (result.failed !== undefined) return { id, profile, invalid: result.failed };
    if (result.settles === "never") return { id, profile, invalid: "never settles" };
    const until = results[step + 1]?.start ?? Number.POSITIVE_INFINITY;
    const own = [...entries]
      .sort((a, b) => a.order - b.order)
      .filter(({ at }) => (step === 0 || at >= start) && at < until);
    const sent = exchanges.slice(counts[step] ?? 0, counts[step + 1]);
    const lines = own.filter(({ text }) => text !== undefined);
    const facts = {};
    for (const { facts: some } of own) {
      for (const [key, value] of Object.entries(some ?? {})) {
        facts[key] ??= [];
        facts[key].push(value);
      }
    }
    return {
      id,
      profile,
      ...result,
      ...(step > 0 ? { after: (start - results[step - 1].start) / 1000 } : {}),
      preflight: { needed: sent.some(({ kind }) => kind === "preflight") },
      exchanges: sent,
      // The page that holds the frame is named where a case's own page would be.
      console: lines.map(({ text, category, level }) => ({
        text: text.replaceAll(RUN, given.page.url),
        ...(category ? { category } : {}),
        level,
      })),
      ...facts,
    };
  });
}
