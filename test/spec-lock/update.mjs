// Which algorithms of the standards have changed since the model followed them.
//
//   node test/spec-lock/update.mjs --fetch fetch.bs --xhr xhr.bs           lists what changed, exits 1 if anything did
//   node test/spec-lock/update.mjs --fetch fetch.bs --xhr xhr.bs --write   takes these sources as followed
//
// The sources are those of the standards' repositories (whatwg/fetch, whatwg/xhr); --commit NAME=HASH says which.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const LOCK = fileURLToPath(new URL("lock.json", import.meta.url));
const CORE = fileURLToPath(new URL("../../src/core/", import.meta.url));

/** Anchors of a standard that the model's comments name. */
export function anchorsOf(standard) {
  const pattern = new RegExp(`https://${standard}\\.spec\\.whatwg\\.org/#([^\\s"\`,;]+)`, "g");
  const anchors = new Set();
  for (const file of readdirSync(CORE, { recursive: true })) {
    if (!file.endsWith(".ts")) continue;
    for (const [, anchor] of readFileSync(`${CORE}${file}`, "utf8").matchAll(pattern))
      anchors.add(anchor.replace(/[.:]+$/, ""));
  }
  return [...anchors].sort();
}

/** The text of the algorithm or definition behind an anchor, without markup; null: the source has none. */
export function textOf(anchor, source) {
  const at = positionOf(anchor, source);
  if (at === -1) return null;
  const start = source.lastIndexOf("\n\n", at) + 2;
  const algorithm = source.lastIndexOf("<div algorithm", at);
  const closed = source.lastIndexOf("</div>", at);
  const end = algorithm > closed ? source.indexOf("</div>", at) : source.indexOf("\n\n", at);
  return source
    .slice(algorithm > closed ? algorithm : start, end)
    .replace(/<!--.*?-->|<[^>]*>/gs, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** By its id, or by the words from which the id is made. */
function positionOf(anchor, source) {
  const escaped = anchor.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const byId = source.search(new RegExp(`\\bid=(["']?)${escaped}\\1[\\s>]`));
  if (byId !== -1) return byId;
  for (const match of source.matchAll(/<dfn\b([^>]*)>(.*?)<\/dfn>/gs)) {
    const words = [match[2], ...(/\blt="([^"]*)"/.exec(match[1])?.[1].split("|") ?? [])];
    const scope = slugOf(/\bfor=(?:"([^"]*)"|([^\s>]+))/.exec(match[1])?.slice(1).join("") ?? "");
    for (const word of words) {
      const slug = slugOf(word);
      if (slug === anchor || `${scope}-${slug}` === anchor) return match.index;
    }
  }
  return -1;
}

const slugOf = (words) =>
  words
    .replace(/<[^>]*>|`/g, "")
    .trim()
    .toLowerCase()
    .replace(/[^\w()?-]+/g, "-")
    .replace(/^-+|-+$/g, "");

const hashOf = (text) => createHash("sha256").update(text).digest("hex").slice(0, 16);

function main() {
  const { values } = parseArgs({
    options: {
      fetch: { type: "string" },
      xhr: { type: "string" },
      commit: { type: "string", multiple: true },
      write: { type: "boolean" },
    },
  });
  const lock = JSON.parse(readFileSync(LOCK, "utf8"));
  let changed = 0;
  for (const standard of ["fetch", "xhr"]) {
    if (values[standard] === undefined) continue;
    const source = readFileSync(values[standard], "utf8");
    const known = lock[standard]?.algorithms ?? {};
    const now = {};
    for (const anchor of anchorsOf(standard)) {
      const text = textOf(anchor, source);
      if (text === null) console.log(`${standard} #${anchor}: not in this source`);
      else now[anchor] = hashOf(text);
      if (now[anchor] === known[anchor]) continue;
      changed++;
      console.log(`${standard} #${anchor}: ${known[anchor] === undefined ? "new" : "changed"}`);
    }
    const commit = values.commit?.find((each) => each.startsWith(`${standard}=`))?.slice(standard.length + 1);
    lock[standard] = { commit: commit ?? lock[standard]?.commit ?? null, algorithms: now };
  }
  if (values.write) writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
  else if (changed > 0) process.exitCode = 1;
  console.log(changed === 0 ? "nothing changed" : `${changed} to look at`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
