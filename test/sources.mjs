/**
 * What the recorders share with `src/`, as the sources stand: bundled at start, since Node reads no TypeScript, so that a
 * measured difference is looked into with an edit and a second run.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

const ENTRY = `
  export { judgeAll } from "./src/cases/judge.ts";
  export { stripComments } from "./src/cases/jsonc.ts";
  export { CaseError, parseCase } from "./src/cases/read-cases.ts";
  export { differencesIn } from "./src/conform/compare.ts";
  export { FIELDS } from "./src/conform/fields.ts";
  export { startBrowser } from "./src/live/record/browser.ts";
`;

async function bundle() {
  // Inside the project, so that its dependencies are found.
  const folder = mkdtempSync(join(root, "node_modules/.sources-"));
  try {
    const outfile = join(folder, "sources.mjs");
    await build({
      stdin: { contents: ENTRY, resolveDir: root },
      bundle: true,
      format: "esm",
      platform: "node",
      packages: "external",
      outfile,
      logLevel: "error",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const { judgeAll, stripComments, CaseError, parseCase, differencesIn, FIELDS, startBrowser } = await bundle();
