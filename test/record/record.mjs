/**
 * Records the HAR fixtures: real browsers, local servers, the browsers' own exporters.
 *
 *   node test/record/record.mjs [--browser chromium|firefox|playwright|mitmproxy] [--only NAME] [--out FOLDER]
 *
 * Every recording is a theme (themes/*.mjs): a page and a list of steps, each of them a request
 * with what the server answers. The page performs the steps (page.js) and notes what script
 * could see. Two files come out of it:
 *
 *   BROWSER-NAME.har          as the browser's DevTools export it
 *   BROWSER-NAME.truth.json   what script saw for each step, and what reached the server
 *
 * (Chromium's tour is just tour.har.) Needs Node 20.19 or newer, openssl, and the
 * programs, found under these names or given by environment variables:
 *
 *   chromium     CHROMIUM=/usr/bin/chromium
 *   firefox      FIREFOX=/usr/bin/firefox-esr
 *   playwright   PLAYWRIGHT=/path/to/node_modules/playwright-core (npm install playwright-core, anywhere)
 *   mitmproxy    MITMDUMP=/usr/bin/mitmdump, for versions before 10 HAR_DUMP=/path/to/har_dump.py
 *
 * Ports 8180, 8543 and (mitmproxy) 8182 must be free, and 8181 unused. One recording takes a few seconds.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { origins, startServers } from "./servers.mjs";
import { THEMES } from "./themes/index.mjs";

const { values } = parseArgs({
  options: {
    browser: { type: "string", default: "chromium" },
    only: { type: "string" },
    out: { type: "string", default: fileURLToPath(new URL("../../fixtures/", import.meta.url)) },
    log: { type: "boolean", default: false },
  },
});

const { record, VARIANTS = [""] } = await import(`./${values.browser}.mjs`);
mkdirSync(values.out, { recursive: true });
for (const theme of THEMES) {
  if (values.only !== undefined && theme.name !== values.only) continue;
  if (!(theme.browsers ?? ["chromium", "firefox"]).includes(values.browser)) continue;
  for (const variant of VARIANTS) await recordOne(theme, variant);
}

async function recordOne(theme, variant) {
  const skipped = values.browser === "firefox" ? (theme.firefoxSkips ?? []) : [];
  const steps = theme.steps(origins(theme.scheme ?? "http")).filter(({ name }) => !skipped.includes(name));
  const servers = await startServers(theme, steps);
  try {
    const parts = [values.browser, theme.name, variant].filter(Boolean);
    const base = values.browser === "chromium" && theme.name === "tour" ? "tour" : parts.join("-");
    const result = await record({ theme, variant, pageUrl: servers.pageUrl, log: values.log });
    const har = `${base}.${result.extension ?? "har"}`;
    writeFileSync(join(values.out, har), result.har);
    const truth = truthOf({ theme, steps, result, har, pageUrl: servers.pageUrl, arrived: servers.log });
    writeFileSync(join(values.out, `${base}.truth.json`), truth);
    console.log(`${relative(".", join(values.out, har))}: ${result.browser}, ${steps.length} steps`);
  } finally {
    servers.close();
  }
}

function truthOf({ theme, steps, result, har, pageUrl, arrived }) {
  const requests = steps.map((step, index) => {
    const { name: _, during, ...seen } = result.recorded[index];
    const { name, url, method, api = "fetch", headers, mode, credentials, redirect, cache, context } = step;
    const { withCredentials, uploadListeners, crossorigin, body, bodyType, contentType, abortAfter } = step;
    return {
      name,
      url,
      method: method ?? (api === "beacon" ? "POST" : "GET"),
      api,
      ...{
        context,
        headers,
        body,
        bodyType,
        contentType,
        redirect,
        cache,
        withCredentials,
        uploadListeners,
        abortAfter,
      },
      ...(api === "fetch" && { mode: mode ?? "cors", credentials: credentials ?? "same-origin" }),
      ...(isElement(api) && { crossorigin: crossorigin ?? null }),
      ...seen,
      responseURL: seen.responseURL === url ? undefined : seen.responseURL,
      ...(!theme.parallel && { wire: wireOf({ step, during, arrived }) }),
    };
  });
  const { exporter, sanitized } = result;
  const head = JSON.stringify({ browser: result.browser, har, exporter, sanitized, page: pageUrl }, null, 2);
  const lines = requests.map((request) => `    ${JSON.stringify(request)}`);
  return `${head.slice(0, -2)},\n  "requests": [\n${lines.join(",\n")}\n  ]\n}\n`;
}

function isElement(api) {
  return ["img", "script", "module-script", "stylesheet", "audio", "video"].includes(api);
}

/** What reached the server because of this step: its paths, while it ran. */
function wireOf({ step, during, arrived }) {
  const paths = new Set([new URL(step.url).pathname, ...Object.keys(step.routes ?? {})]);
  return arrived
    .filter(({ url, at }) => {
      if (!paths.has(new URL(url).pathname)) return false;
      return at >= during[0] && at <= during[1];
    })
    .map(({ at, url, ...request }) => (url === step.url ? request : { ...request, url }));
}
