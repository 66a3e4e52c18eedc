import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The replay as it stands in src/, bundled as the command line is, in a temporary folder with room for recordings.
 * @template T
 * @param {(url: string, folder: string) => Promise<T>} use all is gone afterwards
 * @returns {Promise<T>}
 */
export async function withReplay(use) {
  const folder = mkdtempSync(join(tmpdir(), "whycors-bench-"));
  try {
    await build({
      entryPoints: [join(root, "src/records/replay.ts")],
      bundle: true,
      minify: true,
      splitting: true,
      format: "esm",
      platform: "node",
      target: "es2023",
      outdir: folder,
      outExtension: { ".js": ".mjs" },
      logLevel: "error",
      banner: {
        js: 'import { createRequire as __require } from "node:module"; const require = __require(import.meta.url);',
      },
    });
    return await use(pathToFileURL(join(folder, "replay.mjs")).href, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
