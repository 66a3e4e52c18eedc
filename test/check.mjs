// npm run check: formatter and linter, types, unused code, and the package as others will install it. All run, each is named.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = (name) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));

// The package is packed once, as it is built; `npm pack` alone would build again.
if (!existsSync(`${root}dist/cli.js`)) await run([process.execPath, "test/build.mjs"]);
mkdirSync(`${root}.tmp`, { recursive: true });
const packed = mkdtempSync(`${root}.tmp/pack-`);
process.on("exit", () => rmSync(packed, { recursive: true, force: true }));
await run(["npm", "pack", "--ignore-scripts", "--pack-destination", packed]);
const tarball = `${packed}/${readdirSync(packed).find((name) => name.endsWith(".tgz"))}`;

const CHECKS = {
  biome: [bin("biome"), "ci", "--error-on-warnings", "--colors=off", "."],
  types: [bin("tsc"), "-p", "."],
  "types of core": [bin("tsc"), "-p", "src/core"],
  "types of web": [bin("tsc"), "-p", "src/web"],
  knip: [bin("knip"), "--no-progress"],
  publint: [bin("publint"), "--strict", "--pack", "false"],
  attw: [bin("attw"), tarball, "--profile", "esm-only", "--no-color"],
};

const failed = [];
for (const [name, command] of Object.entries(CHECKS)) {
  const { code, output } = await run(command);
  console.log(`${code === 0 ? "ok    " : "FAILED"} ${name}`);
  if (code === 0) continue;
  failed.push(name);
  console.log(output.trimEnd().replace(/^/gm, "       "));
}
console.log(failed.length === 0 ? "All checks pass." : `Failed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;

function run([file, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: root, env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined } });
    let output = "";
    child.stdout.on("data", (data) => {
      output += data;
    });
    child.stderr.on("data", (data) => {
      output += data;
    });
    child.on("error", (error) => resolve({ code: 1, output: String(error) }));
    child.on("close", (code) => resolve({ code, output }));
  });
}
