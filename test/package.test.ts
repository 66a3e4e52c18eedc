import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { afterAll, beforeAll, expect, test } from "vitest";
import { judgeCase } from "../src/cases/judge.js";
import { readTopic, TOPICS } from "./cases/spec-cases.js";

/** The package as others get it: packed, installed somewhere else, called there. */

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const directory = mkdtempSync(join(tmpdir(), "whycors-package-"));
const user = join(directory, "user");

const npm = (args: readonly string[], cwd: string): string =>
  execFileSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, npm_config_cache: process.env["npm_config_cache"] ?? join(directory, "cache") },
  });

const whycors = (args: readonly string[], input = ""): string =>
  execFileSync(join(user, "node_modules/.bin/whycors"), args, { cwd: user, encoding: "utf8", input });

beforeAll(() => {
  // A copy, so that the dist/ of this checkout stays as it is, and the program under test is the present one.
  const copy = join(directory, "copy");
  mkdirSync(copy);
  for (const name of ["package.json", "README.md", "LICENSE", "spec-cases", "fixtures"]) {
    if (existsSync(join(root, name))) cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  execFileSync(process.execPath, [join(root, "test/build.mjs"), join(copy, "dist")], { cwd: root });
  const [packed] = JSON.parse(npm(["pack", "--ignore-scripts", "--json", "--pack-destination", directory], copy));
  mkdirSync(user);
  writeFileSync(join(user, "package.json"), '{ "type": "module" }');
  npm(["install", "--prefer-offline", join(directory, packed.filename)], user);
}, 300_000);

afterAll(() => rmSync(directory, { recursive: true, force: true }));

test("the lock file has the packages of every platform, or npm ci refuses it", () => {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const missing = Object.entries<{ optionalDependencies?: Record<string, string> }>(packages).flatMap(([at, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) => packages[`node_modules/${name}`] === undefined && packages[`${at}/node_modules/${name}`] === undefined,
    ),
  );
  expect(missing).toEqual([]);
});

test("its types need nothing that the install does not bring", () => {
  const entries = ["whycors", "whycors/core", "whycors/server", "whycors/testing"];
  writeFileSync(
    join(user, "types.ts"),
    entries.map((entry, at) => `export * as entry${at} from "${entry}";`).join("\n"),
  );
  const tsc = [join(root, "node_modules/typescript/bin/tsc"), "--noEmit", "--strict", "--target", "es2023"];
  const settings = ["--module", "nodenext", "--types", "node", "--typeRoots", join(root, "node_modules/@types")];
  const given = [...tsc, ...settings, "--skipLibCheck", "false", "types.ts"];
  expect(() => execFileSync(process.execPath, given, { cwd: user, encoding: "utf8" })).not.toThrow();
});

test("it installs without the development dependencies", () => {
  expect(existsSync(join(user, "node_modules/whycors/dist/cli.js"))).toBe(true);
  expect(existsSync(join(user, "node_modules/yargs"))).toBe(false);
  // Compiled code is of use to the V8 that made it.
  expect(existsSync(join(user, "node_modules/whycors/dist/cli/start.cjs"))).toBe(true);
  expect(existsSync(join(user, "node_modules/whycors/dist/cli/start.cjs.compiled"))).toBe(false);
});

test("whycors --version", () => {
  expect(whycors(["--version"])).toBe(`${version}\n`);
});

test("whycors cases finds the bundled cases", () => {
  const out = whycors(["cases", "--filter", "wildcard", "--profile", "spec", "--format", "ndjson"]);
  expect(out.trim().split("\n").length).toBeGreaterThan(5);
});

test("whycors replay", () => {
  const out = whycors(["replay", "node_modules/whycors/fixtures/tour.har", "--format", "json", "--quiet"]);
  expect(JSON.parse(out).length).toBeGreaterThan(10);
});

test("the library and its core are importable", () => {
  const script = `
    import { REASONS } from "whycors";
    import * as core from "whycors/core";
    console.log(Object.keys(REASONS).length === Object.keys(core.REASONS).length);`;
  expect(execFileSync(process.execPath, ["--input-type=module", "-e", script], { cwd: user, encoding: "utf8" })).toBe(
    "true\n",
  );
});

test("the schemas hold for every spec case and for its verdicts", () => {
  const schema = (name: string) =>
    JSON.parse(readFileSync(join(user, `node_modules/whycors/dist/schema/${name}.json`), "utf8"));
  const ajv = new Ajv({ allErrors: true, strict: false });
  const isCase = ajv.compile(schema("case"));
  const isVerdict = ajv.compile(schema("verdict"));
  for (const topic of TOPICS) {
    for (const given of readTopic(topic)) {
      expect(isCase(given), `${given.id}: ${ajv.errorsText(isCase.errors)}`).toBe(true);
      for (const verdict of judgeCase(given, { profile: "chromium", trace: true })) {
        expect(
          isVerdict(JSON.parse(JSON.stringify(verdict))),
          `${verdict.id}: ${ajv.errorsText(isVerdict.errors)}`,
        ).toBe(true);
      }
    }
  }
  expect(isCase({ page: { url: "https://a.example/" }, setup: { url: "/" }, sever: [] })).toBe(false);
  expect(isVerdict({ id: "a" })).toBe(false);
});
