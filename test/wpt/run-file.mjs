// One file of the tests in a process of its own, for a fresh global. Told what to run by its parent, tells it each result.
import * as http from "node:http";
import * as https from "node:https";
import { runInThisContext } from "node:vm";
import { CLIENTS } from "./clients.mjs";
import { installWindow } from "./window.mjs";

const STATUS = ["PASS", "FAIL", "TIMEOUT", "NOTRUN", "PRECONDITION_FAILED"];
const HARNESS_STATUS = ["OK", "ERROR", "TIMEOUT", "PRECONDITION_FAILED"];

/** More than a title or a cookie. */
const LOOKS_AT_DOCUMENT =
  /\bdocument\s*\.\s*(?!title\b|location\b|domain\b|cookie\b|URL\b|documentURI\b|readyState\b|getElementsByTagName\(["']title)|\bXML(?:Serializer|Document)\b|\bDOMParser\b|\bresponseXML\b|["']document["']|\b(?:HTML\w*|Xml|XML)?(?:Document|Element)\b/;

const BASE = /<base\b|createElement\(["']base/i;
const FORMS = /<form\b|createElement\(["']form/i;

process.once("message", async (test) => {
  try {
    await run(test);
  } catch (error) {
    tell({ type: "done", status: "ERROR", message: `the runner: ${error.stack}` });
  }
});

function tell(message) {
  process.send(message);
}

async function run(test) {
  const html = test.kind === "document" ? await load(test.url) : documentAround(test);
  const scripts = test.kind === "document" ? await scriptsOf(html, test.url) : await scriptsNamed(test);
  const own = scripts.filter(({ url }) => url === test.url || !/\/resources\/testharness(?:report)?\.js$/.test(url));
  const uses = (pattern) => [html, ...own.map(({ text }) => text)].some((text) => pattern.test(text));
  const usesBase = uses(BASE);
  const needsDocument = usesBase || own.some(({ text }) => LOOKS_AT_DOCUMENT.test(text));
  const title =
    test.title || (/<title>([\s\S]*?)<\/title>/i.exec(html)?.[1] ?? "").replace(/&lt;/g, "<").replace(/&amp;/g, "&");
  const fire = installWindow(test.url);
  const close = await CLIENTS[test.client]({
    ...test,
    title,
    html,
    needsDocument,
    needsForm: uses(FORMS),
    usesBase,
    changesObjects: uses(/\bObject\.prototype\s*(?:\[|\.\w+\s*=[^=]|,)/),
  });
  process.on("uncaughtException", (error) => fire("error", { error, message: `${error?.message ?? error}` }));
  process.on("unhandledRejection", (reason, promise) => fire("unhandledrejection", { reason, promise }));
  for (const { text, url, line } of scripts) {
    try {
      runInThisContext(text, { filename: url, lineOffset: line });
    } catch (error) {
      fire("error", { error, message: `${error?.message ?? error}`, filename: url, lineno: 0, colno: 0 });
    }
    if (url.endsWith("/resources/testharness.js")) listen(close);
  }
  // The document is complete after its scripts.
  setTimeout(() => {
    globalThis.document.dispatchEvent(new (globalThis.document.defaultView?.Event ?? Event)("readystatechange"));
    setTimeout(() => fire("load"), 0);
  }, 0);
}

function listen(close) {
  if (globalThis.add_completion_callback === undefined) throw new Error("testharness.js did not run");
  globalThis.setup({ output: false });
  globalThis.add_result_callback(({ name, status, message }) =>
    tell({ type: "result", name, status: STATUS[status] ?? "FAIL", message: message ?? null }),
  );
  globalThis.add_completion_callback((_, { status, message }) => {
    tell({ type: "done", status: HARNESS_STATUS[status] ?? "ERROR", message: message ?? null });
    try {
      close();
    } finally {
      setTimeout(() => process.exit(0), 20);
    }
  });
}

/** What the checkout's server makes of a script: its title and how long it may take. */
function documentAround({ title, isLong }) {
  const patience = isLong ? '<meta name="timeout" content="long">' : "";
  const text = title.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  return `<!doctype html><meta charset="utf-8"><title>${text}</title>${patience}<div id="log"></div>`;
}

function scriptsNamed(test) {
  const own = `/${test.path}`;
  const names = ["/resources/testharness.js", ...test.scripts, own];
  return Promise.all(
    names.map(async (name) => {
      const url = new URL(name, test.url).href;
      return { url, text: await load(url), line: 0 };
    }),
  );
}

/** The scripts of a document in their order; where there is a type, it is that of JavaScript. */
function scriptsOf(html, base) {
  const without = html.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, " "));
  const found = [...without.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi)];
  return Promise.all(
    found
      .map(([, attributes, text], index) => ({
        src: attribute(attributes, "src"),
        type: attribute(attributes, "type"),
        text,
        index,
      }))
      .filter(({ type }) => type === null || /^(?:(?:text|application)\/(?:java|ecma)script)?(?:;.*)?$/i.test(type))
      .filter(({ src }) => src === null || !src.endsWith("/testharnessreport.js"))
      .map(async ({ src, text, index }) => {
        if (src === null) return { url: base, text, line: lineOf(without, found[index]) };
        const url = new URL(src, base).href;
        // One that can't be loaded is passed over.
        return { url, text: await load(url).catch(() => ""), line: 0 };
      }),
  );
}

function lineOf(html, { index }) {
  return html.slice(0, index).split("\n").length - 1;
}

function attribute(attributes, name) {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(attributes);
  const value = found?.[1] ?? found?.[2] ?? found?.[3] ?? null;
  return value?.replace(/&amp;/g, "&") ?? null;
}

/** Past the client under test, from this machine whatever the host is called. */
function load(url) {
  return new Promise((resolve, reject) => {
    const get = url.startsWith("https:") ? https.get : http.get;
    get(url, { rejectUnauthorized: false, agent: false }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => {
        if (response.statusCode === 200) resolve(Buffer.concat(chunks).toString("utf8"));
        else reject(new Error(`${url}: ${response.statusCode}`));
      });
      response.on("error", reject);
    }).on("error", reject);
  });
}
