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
  export { differencesFrom } from "./src/cases/expect.ts";
  export { RuleServer } from "./src/cases/server.ts";
  export { certificateFor } from "./src/conform/certificate.ts";
  export { differencesIn } from "./src/conform/compare.ts";
  export { FIELDS } from "./src/conform/fields.ts";
  export { Loopback } from "./src/conform/loopback.ts";
  export { hasNoBody, isPreflight, serveHttp1 } from "./src/conform/raw-http.ts";
  export { isBadPort } from "./src/core/infrastructure/port-blocking.ts";
  export { parseUrl } from "./src/core/infrastructure/url-record.ts";
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

export const {
  judgeAll,
  stripComments,
  CaseError,
  parseCase,
  RuleServer,
  certificateFor,
  differencesFrom,
  differencesIn,
  FIELDS,
  Loopback,
  hasNoBody,
  isPreflight,
  serveHttp1,
  isBadPort,
  parseUrl,
  startBrowser,
} = await bundle();

/** A script for a page, with what it imports, in one text. */
export async function pageScript(url) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(url)],
    bundle: true,
    format: "iife",
    target: "es2022",
    legalComments: "none",
    write: false,
    logLevel: "error",
  });
  return outputFiles[0].text;
}
