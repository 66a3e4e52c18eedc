// npm run docs: writes the list of differences from doc comments and spec cases, and the table that is made of it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

const { listDifferences, listFile } = await load("test/docs/differences.ts");
const list = `${root}src/explain/differences/list.ts`;
writeFileSync(list, listFile(listDifferences(root)));
execFileSync(process.execPath, [`${root}node_modules/.bin/biome`, "check", "--write", list], { stdio: "ignore" });
const { differencesDocument } = await load("src/explain/differences/table.ts");
writeFileSync(`${root}docs/browser-differences.md`, differencesDocument());
console.log("written: src/explain/differences/list.ts, docs/browser-differences.md");

/** A file of the sources as it stands now. */
async function load(path) {
  // Inside the project, so that its dependencies are found.
  const folder = mkdtempSync(join(root, "node_modules/.docs-"));
  try {
    const outfile = join(folder, "module.mjs");
    const options = { bundle: true, format: "esm", platform: "node", packages: "external", logLevel: "error" };
    await build({ ...options, entryPoints: [join(root, path)], outfile });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
