import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What of the tests is about requests across origins and what carries them. */
export const DIRECTORIES = [
  "fetch/api/cors",
  "cors",
  "fetch/api/basic",
  "fetch/api/headers",
  "fetch/api/redirect",
  "fetch/api/credentials",
  "fetch/range",
  "xhr",
];

/** Folders of what tests load. */
const BESIDE = /(?:^|\/)(?:resources|support|common)\//;

/**
 * The files below these directories, as tests.
 * @returns tests: what can run in a window; others: files that are not that, by kind
 */
export function findTests(checkout, filters) {
  const tests = [];
  const others = {};
  const other = (kind, path) => {
    others[kind] ??= [];
    others[kind].push(path);
  };
  for (const directory of DIRECTORIES) {
    for (const path of filesBelow(checkout, directory)) {
      if (filters.length > 0 && !filters.some((filter) => path.includes(filter))) continue;
      const kind = kindOf(path);
      if (kind !== "script" && kind !== "document") {
        other(kind, path);
        continue;
      }
      const source = readFileSync(join(checkout, path), "utf8");
      const test = kind === "script" ? scriptTest(path, source) : documentTest(path, source);
      if (typeof test === "string") other(test, path);
      else for (const variant of test.variants) tests.push({ ...test, directory, path, variant });
    }
  }
  return { tests, others };
}

function filesBelow(checkout, directory) {
  const folder = join(checkout, directory);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(checkout.length + 1))
    .sort();
}

function kindOf(path) {
  if (BESIDE.test(path)) return "loaded by tests";
  if (/\.(?:any|window)\.js$/.test(path)) return "script";
  if (/\.(?:worker|serviceworker|sharedworker)\.js$/.test(path)) return "for workers";
  return /\.html?$/.test(path) ? "document" : "no test";
}

/** META lines — https://web-platform-tests.org/writing-tests/testharness.html */
function scriptTest(path, source) {
  const meta = [...source.matchAll(/^\/\/ META: *([a-z-]+)=(.*)$/gm)].map(([, key, value]) => [key, value.trim()]);
  const all = (key) => meta.filter(([name]) => name === key).map(([, value]) => value);
  const [scopes] = all("global");
  if (path.endsWith(".any.js") && scopes !== undefined && !/(?:^|,)\s*!?(?:window|default)\b/.test(scopes))
    return "for workers";
  return {
    kind: "script",
    urlPath: path.replace(/\.js$/, ".html"),
    isLong: all("timeout").includes("long"),
    scripts: all("script"),
    title: all("title")[0] ?? "",
    variants: all("variant").length > 0 ? all("variant") : [""],
  };
}

function documentTest(path, source) {
  if (!source.includes("testharness.js")) return "no test";
  const variants = [...source.matchAll(/<meta\s+name=["']?variant["']?\s+content=["']([^"']*)["']/gi)].map(
    ([, value]) => value,
  );
  return {
    kind: "document",
    urlPath: path,
    isLong: /<meta\s[^>]*name=["']?timeout["']?[^>]*content=["']?long/i.test(source),
    scripts: [],
    title: "",
    variants: variants.length > 0 ? variants : [""],
  };
}

/** The URL of a test: its name says by which scheme it is loaded. */
export function urlOf({ urlPath, variant }, ports) {
  const secure = /\.(?:https|serviceworker)\./.test(urlPath);
  return `${secure ? "https" : "http"}://web-platform.test:${secure ? ports.https : ports.http}/${urlPath}${variant}`;
}
