import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";

/** Each example is a test that a mock alone lets pass: it fails, and says why. */

const examples = fileURLToPath(new URL("../examples/", import.meta.url));
const config = fileURLToPath(new URL("jsdom-and-happy-dom-examples.mjs", import.meta.url));
const vitest = join(createRequire(import.meta.url).resolve("vitest/package.json"), "../vitest.mjs");

function run(example: string): string {
  const args = [vitest, "run", "--root", join(examples, example), "--config", config, "--no-color"];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(status, stdout + stderr).toBe(1);
  return stripVTControlCharacters(stdout + stderr);
}

test("happy-dom: a listener for progress makes a preflight, which the mock does not answer", () => {
  const output = run("happy-dom");
  expect(output).toContain("POST https://pictures.example/new: blocked at the preflight");
  expect(output).toContain("progress");
  expect(output).toContain("Fix (server, preflight)");
});

test("jsdom: a script of the document sends cookies to a server that lets everyone in", () => {
  const output = run("jsdom");
  expect(output).toContain("GET https://accounts.example/me: blocked at the response (wildcard-with-credentials)");
  expect(output).toContain("Fix (server, response): Access-Control-Allow-Origin: https://app.example");
});
