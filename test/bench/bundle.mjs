import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

const MODEL = `
export { DEFAULT_SETUP, PreflightCache, TraceLog, headerList, httpResponse, perform, run } from "./src/core/index.ts";
export { newBrowser, pageOf } from "./src/cases/browser.ts";
export { judge } from "./src/cases/judge.ts";
export { verdictOf } from "./src/cases/verdict-of.ts";
`;

/**
 * The model as it stands in src/, in one module of a temporary folder.
 * @template T
 * @param {(url: string) => Promise<T>} use what to do with the module; it is gone afterwards
 * @returns {Promise<T>}
 */
export async function withModel(use) {
  const folder = mkdtempSync(join(tmpdir(), "whycors-bench-"));
  const outfile = join(folder, "model.mjs");
  try {
    await build({
      stdin: { contents: MODEL, resolveDir: root, loader: "ts" },
      bundle: true,
      format: "esm",
      platform: "node",
      target: "es2023",
      outfile,
      logLevel: "error",
      // Some dependencies are CommonJS and require Node's own modules.
      banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    });
    return await use(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
