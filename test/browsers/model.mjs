/** The model as its source stands, bundled at start: a measured difference is looked into with an edit and a second run. */
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** @returns `judgeAll` of the source */
export async function loadModel() {
  // Inside the project, so that its dependencies are found.
  const folder = mkdtempSync(join(root, "node_modules/.browsers-"));
  try {
    const outfile = join(folder, "judge.mjs");
    await build({
      entryPoints: [join(root, "src/cases/judge.ts")],
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
