// Builds dist/ (or the folder given): the library, the self-contained core, the bundled command line, the playground, then declarations.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { build as buildWeb } from "vite";
import { writeSchemas } from "./schemas.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const at = (path) => `${root}${path}`;
const { version } = JSON.parse(readFileSync(at("package.json"), "utf8"));
const dist = resolve(process.argv[2] ?? at("dist"));
// Built beside and then moved: a program that runs meanwhile finds the old one or the new one.
mkdirSync(at(".tmp"), { recursive: true });
const out = mkdtempSync(at(".tmp/dist-"));
process.on("exit", () => rmSync(out, { recursive: true, force: true }));

const shared = { bundle: true, format: "esm", target: "es2023", logLevel: "warning", absWorkingDir: root };
const core = build({
  ...shared,
  entryPoints: ["src/core/index.ts"],
  outfile: `${out}/core.js`,
  platform: "neutral",
  mainFields: ["module", "main"],
});
// What the entry points share is there once: a verdict is found behind a Response of another entry point's page.
const adapters = readdirSync(at("src/adapters")).filter((file) => file.endsWith(".ts"));
const library = build({
  ...shared,
  entryPoints: [
    "src/index.ts",
    "src/server/cors-server.ts",
    "src/conform/host.ts",
    ...adapters.map((file) => `src/adapters/${file}`),
  ],
  outdir: out,
  outbase: "src",
  platform: "node",
  packages: "external",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
});
// Preloaded with --require, before anything else of the process.
const redirect = build({
  ...shared,
  entryPoints: ["src/conform/redirect.ts"],
  outfile: `${out}/conform/redirect.cjs`,
  platform: "node",
  format: "cjs",
});
// The command line brings its dependencies along: unbundled, yargs alone takes longer to load than Node.
const forCli = {
  ...shared,
  platform: "node",
  mainFields: ["module", "main"],
  minify: true,
  legalComments: "none",
  define: { WHYCORS_VERSION: JSON.stringify(version), "import.meta.url": "importMetaUrl" },
  // For yargs too: its help needs no grapheme clusters, and finding them costs 40 ms at start-up.
  alias: { "string-width": "./src/cli/text/width.ts" },
  plugins: [{ name: "startup", setup: replaceSlowImports }],
};
const bin = build({
  ...forCli,
  entryPoints: ["src/cli/cli.ts"],
  outdir: out,
  define: { WHYCORS_VERSION: JSON.stringify(version) },
});
// CommonJS in one file: what V8 makes of it can be kept, see load-start.ts.
const program = build({
  ...forCli,
  entryPoints: ["src/cli/start.ts"],
  outfile: `${out}/cli/start.cjs`,
  format: "cjs",
  charset: "ascii",
  metafile: true,
  banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
});
const web = buildWeb({ configFile: at("test/vite.config.mjs"), build: { outDir: `${out}/web` } });
await Promise.all([core, library, redirect, bin, program, web]);
chmodSync(`${out}/cli.js`, 0o755);
writeFileSync(`${out}/cli/start.cjs`, ascii(readFileSync(`${out}/cli/start.cjs`, "utf8")));
writeFileSync(`${out}/cli/LICENSES.txt`, licenses((await program).metafile));
execFileSync(
  process.execPath,
  [at("test/keep-compiled.cjs"), `${out}/cli/start.cjs`, "replay", at("fixtures/tour.har")],
  {
    stdio: ["ignore", "ignore", "inherit"],
  },
);

// `npm run check` checks the types.
const tsc = [at("node_modules/typescript/bin/tsc"), "-p", at("test/tsconfig.types.json"), "--noCheck"];
execFileSync(process.execPath, [...tsc, "--outDir", `${out}/types`], { stdio: "inherit", cwd: root });
await writeSchemas(root, out);
chmodSync(out, 0o755);
rmSync(dist, { recursive: true, force: true });
mkdirSync(dirname(dist), { recursive: true });
renameSync(out, dist);

function replaceSlowImports({ onResolve, onLoad }) {
  onResolve({ filter: /platform-shims\/esm\.mjs$/ }, () => ({ path: at("test/yargs-shim.mjs") }));
  // The module opens stdin, stdout and stderr; the global opens them when they are used.
  onResolve({ filter: /^node:process$/ }, () => ({ path: "process", namespace: "global" }));
  onLoad({ filter: /./, namespace: "global" }, () => ({ contents: "export default process;" }));
}

/** It is read as Latin-1 (load-start.ts); what `charset` leaves as it is stands in regular expressions. */
function ascii(code) {
  return code.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The licences of the packages whose code is in the bundle. */
function licenses({ inputs }) {
  const folders = Object.keys(inputs).map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(at(`${folder}/package.json`), "utf8"));
      const file = readdirSync(at(folder)).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
      const text =
        file !== undefined && existsSync(at(`${folder}/${file}`)) ? readFileSync(at(`${folder}/${file}`), "utf8") : "";
      return `${name} ${version} (${license})\n\n${text.trim()}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}
