import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

/** The built program as a process: streams, signals, the shell's completion. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const directory = mkdtempSync(join(tmpdir(), "whycors-process-"));
const program = join(directory, "dist/cli.js");
const bash = (script: string, env: Readonly<Record<string, string>> = {}): string =>
  execFileSync("bash", ["-c", script], { cwd: directory, encoding: "utf8", env: { ...process.env, ...env } });

const many = Array.from({ length: 3000 }, (_, index) =>
  JSON.stringify({ id: `c${index}`, page: { url: "https://app.example/" }, setup: { url: "https://api.example/" } }),
).join("\n");

beforeAll(() => {
  execFileSync(process.execPath, [join(root, "test/build.mjs"), join(directory, "dist")], { cwd: root });
  writeFileSync(join(directory, "many.ndjson"), many);
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

test("compiled code is kept beside the program, and the program runs without it", () => {
  const kept = `${join(directory, "dist/cli/start.cjs")}.compiled`;
  const judge = `node ${program} cases many.ndjson --filter c2999 --format ndjson`;
  const before = bash(judge);
  renameSync(kept, `${kept}.away`);
  const without = bash(judge);
  writeFileSync(kept, "of another V8");
  expect([without, bash(judge)]).toEqual([before, before]);
  renameSync(`${kept}.away`, kept);
});

test("what is not ASCII survives the build, in regular expressions too", () => {
  const line = "(Reason: CORS header ‘Access-Control-Allow-Origin’ missing).";
  writeFileSync(
    join(directory, "line.txt"),
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example/data. ${line}`,
  );
  expect(bash(`node ${program} explain --format json - < line.txt`)).toContain("missing-allow-origin");
  const chinese = bash(`COLUMNS=60 node ${program} cases many.ndjson --filter c2999 --lang zh-CN`);
  expect(chinese).toMatch(/\p{Script=Han}/u);
  expect(chinese).not.toMatch(/^ *[，。：；）]/mu);
  expect(readFileSync(join(directory, "dist/cli/start.cjs"), "utf8")).not.toMatch(/[^\x00-\x7f]/);
});

test("a reader that stops early is no error", () => {
  const script = `set -o pipefail; node ${program} cases many.ndjson --format ndjson 2>err | head -n 1 | cut -c 1-12; cat err`;
  expect(bash(script)).toBe('{"id":"c0","\n');
});

test("Ctrl-C ends with 130", async () => {
  const child: ChildProcess = spawn(process.execPath, [program, "cases", "-"], { stdio: ["pipe", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal })));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  child.kill("SIGINT");
  // Before its handler is in place, the signal itself ends it: a shell says 130 for either.
  expect([
    { code: 130, signal: null },
    { code: null, signal: "SIGINT" },
  ]).toContainEqual(await ended);
});

test("NO_COLOR, FORCE_COLOR, --color and --no-color", () => {
  const judge = `node ${program} cases many.ndjson --filter c2999`;
  expect(bash(judge)).not.toContain("\x1b[");
  expect(bash(judge, { FORCE_COLOR: "1", NO_COLOR: "" })).toContain("\x1b[");
  expect(bash(judge, { FORCE_COLOR: "1", NO_COLOR: "1" })).not.toContain("\x1b[");
  expect(bash(`${judge} --color`)).toContain("\x1b[");
  expect(bash(`${judge} --no-color`, { FORCE_COLOR: "1", NO_COLOR: "" })).not.toContain("\x1b[");
});

test("what is unexpected is one message, with the stack on demand", async () => {
  // A stream that fails in a way that nobody foresees.
  const preload = join(directory, "broken.mjs");
  writeFileSync(
    preload,
    "Object.defineProperty(process.stdin, Symbol.asyncIterator, { value() { throw new Error('no such luck'); } });",
  );
  const args = ["--import", preload, program, "cases", "-"];
  const run = (env: Readonly<Record<string, string>>) =>
    promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env } }).catch((error) => error);
  expect(await run({})).toMatchObject({ code: 2, stdout: "" });
  expect((await run({})).stderr).toMatchInlineSnapshot(`
    "whycors: unexpected: no such luck
      This is a fault of whycors: please report it.
      WHYCORS_DEBUG=1 shows where it happened.
    "
  `);
  expect((await run({ WHYCORS_DEBUG: "1" })).stderr).toMatch(/^ +at /m);
});

test("bash completes commands, options and their values", () => {
  const complete = (...words: readonly string[]): string =>
    bash(`
      whycors() { node ${program} "$@"; }
      source <(whycors completion)
      COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}
      _whycors_yargs_completions
      printf '%s\\n' "\${COMPREPLY[@]}"`);
  expect(complete("whycors", "rep")).toBe("replay\n");
  expect(complete("whycors", "replay", "--form")).toBe("--format\n");
  expect(complete("whycors", "replay", "--fail-on", "b")).toBe("blocked\n");
});

test("zsh gets a script of its own", () => {
  expect(bash(`node ${program} completion`, { SHELL: "/bin/zsh" })).toContain("#compdef whycors");
});
