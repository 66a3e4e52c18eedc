// Builds dist/: the library, the self-contained core and the bundled command line, then their declarations.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const at = (path) => `${root}${path}`;
rmSync(at("dist"), { recursive: true, force: true });

const shared = { bundle: true, format: "esm", target: "es2023", logLevel: "warning", absWorkingDir: root };
await build({ ...shared, entryPoints: ["src/core/index.ts"], outfile: "dist/core.js", platform: "neutral", mainFields: ["module", "main"] });
await build({ ...shared, entryPoints: ["src/index.ts"], outdir: "dist", platform: "node", packages: "external" });
if (existsSync(at("src/cli/cli.ts"))) {
  await build({
    ...shared,
    entryPoints: ["src/cli/cli.ts"],
    outdir: "dist",
    platform: "node",
    splitting: true,
    minify: true,
    chunkNames: "cli/[name]-[hash]",
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  });
  chmodSync(at("dist/cli.js"), 0o755);
}
execFileSync(process.execPath, [at("node_modules/typescript/bin/tsc"), "-p", at("test/tsconfig.types.json")], { stdio: "inherit", cwd: root });
