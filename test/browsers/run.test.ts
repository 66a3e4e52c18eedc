import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

function browsers(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [pathOf("run.mjs"), ...args], {
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return { code: status, out: stdout, err: stderr.trimEnd() };
}

test("--help has examples, and names every option", () => {
  const { code, out, err } = browsers(["--help"]);
  expect([code, err]).toEqual([0, ""]);
  for (const name of [
    "browser",
    "seed",
    "crossings",
    "cases",
    "out",
    "twice",
    "again",
    "compare",
    "shrink",
    "save",
    "log",
  ]) {
    expect(out).toContain(`--${name}`);
  }
  expect(out.match(/^ {2}npm run browsers -- /gm)?.length).toBeGreaterThan(3);
});

test.each([
  [["--brwser", "firefox"], "unknown option --brwser, did you mean --browser?; see --help"],
  [["--qqqqqqqqq"], "unknown option --qqqqqqqqq; see --help"],
  [["firefox"], "firefox: options only, see --help"],
  [["--browser", "chrome"], "no browser chrome, did you mean chromium?: one of chromium, firefox, webkit, all"],
  [["--browser", "firefox,webkti"], "no browser webkti, did you mean webkit?: one of chromium, firefox, webkit, all"],
  [["--count", "many"], "--count: expected a whole number from 1 on, got many"],
  [["--count"], "--count needs a value; see --help"],
  [["--twice=2"], "--twice takes no value; see --help"],
  [["--truth", "--compare"], "--truth needs --out DIR, where the recording is"],
  [["--spec-cases", "nowhere"], "--spec-cases nowhere: no such file in spec-cases/"],
  [["--spec-cases", "**", "--cases", "a.json"], "--cases and --spec-cases: one of them"],
  [["--again", "2"], "--again goes with --compare"],
])("%j: %s", (args, message) => {
  expect(browsers(args)).toEqual({ code: 2, out: "", err: message });
});

describe("--cases", () => {
  const folder = mkdtempSync(join(tmpdir(), "cases-"));
  const at = "http://page.test:8101/c/a/index.html";
  const setup = { url: "http://api.page.test:8102/c/a/data" };

  test.each([
    ["missing.json", null, ": there is no such file"],
    ["empty.json", "", ": there are no cases in it"],
    ["broken.json", '[{"id":', ": not JSON: "],
    ["broken.ndjson", '{"id":"a"\n', ":1: not JSON: "],
    [
      "typo.ndjson",
      JSON.stringify({ id: "a", page: { url: at }, setup: { ulr: "x" } }),
      ":1: case a: /setup/url: missing",
    ],
    ["nameless.json", JSON.stringify([{ page: { url: at }, setup }]), ": case number 1: /id: expected a name"],
    [
      "elsewhere.json",
      JSON.stringify([{ id: "a", page: { url: "https://app.example/" }, setup }]),
      ": case a: /page/url: ",
    ],
    [
      "another.json",
      JSON.stringify([{ id: "b", page: { url: at }, setup }]),
      `: case b: /page/url: ${at} is not where`,
    ],
  ])("%s", (name, text, message) => {
    const file = join(folder, name);
    if (text !== null) writeFileSync(file, text);
    const { code, err } = browsers(["--browser", "chromium", "--cases", file]);
    expect(code).toBe(2);
    expect(err).toContain(`${file}${message}`);
  });
});

test("--spec-cases: what the stage lacks is told by reason, and what was recorded is laid beside the expectations", () => {
  const out = mkdtempSync(join(tmpdir(), "recorded-"));
  const id = "cors-check-credentials-true";
  const seen = { settles: "rejects", outcome: "rejected", preflight: { needed: false }, exchanges: [], console: [] };
  writeFileSync(join(out, "chromium.ndjson"), `${JSON.stringify({ id, profile: "chromium", ...seen })}\n`);
  const {
    code,
    out: told,
    err,
  } = browsers([
    ...["--browser", "chromium", "--spec-cases", "concept-cors-check", "--only", `${id},cors-check-file-page`],
    ...["--truth", "--out", out, "--compare"],
  ]);
  expect(code).toBe(1);
  expect(err.split("\n")).toEqual([
    "2 spec cases: 1 staged, 1 not, for they need",
    "     1 a page of another scheme: cors-check-file-page",
  ]);
  expect(told).toContain("chromium: 1 verdicts with an expectation, 0 as expected\n");
  expect(told.trimEnd().split("\n").slice(-2)).toEqual([
    `${id}  spec-cases/concept-cors-check/credentials.json`,
    '  outcome: expected "allowed", got "rejected"',
  ]);
});

test("browsers that are not there are named, each with what to do", () => {
  const { code, err } = browsers(["--browser", "all", "--count", "1"], {
    PATH: "",
    CHROMIUM: "",
    FIREFOX: "/nowhere/firefox",
    MINIBROWSER: "/nowhere/MiniBrowser",
  });
  expect(code).toBe(2);
  expect(err.split("\n")).toEqual([
    "Chromium was not found: apt-get install chromium, or say in CHROMIUM where it is",
    "Firefox was not found: FIREFOX says /nowhere/firefox, which is no program",
    "WebKitGTK's MiniBrowser was not found: MINIBROWSER says /nowhere/MiniBrowser, which is no program",
  ]);
});

test("whoever stops it leaves no program and no folder", async () => {
  const script = `
    import { endOnSignals, startProgram, temporaryFolder } from ${JSON.stringify(pathOf("../drivers/processes.mjs"))};
    endOnSignals();
    const folder = temporaryFolder("test");
    const wait = "setInterval(() => {}, 1000)";
    startProgram(process.execPath, ["-e", wait], { stdio: ["ignore", "inherit", "ignore"] });
    setInterval(() => {}, 1000);
    console.log(folder);
  `;
  const running = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const text = await new Promise<string>((resolve) => running.stdout.once("data", (data) => resolve(String(data))));
  const folder = text.trim();
  expect(existsSync(folder)).toBe(true);
  // The program writes where its parent does: the end of that is the end of both.
  const code = new Promise((resolve) => running.once("close", resolve));
  running.kill("SIGINT");
  expect(await code).toBe(130);
  expect(existsSync(folder)).toBe(false);
});

interface Truth {
  readonly id: string;
  readonly settles?: string;
  readonly invalid?: string;
}
interface Recorder {
  record(cases: readonly object[]): Promise<readonly Truth[]>;
}

describe("what a browser does otherwise when it is asked again", async () => {
  const { leaveOutUnsteady, unsteadyOf } = (await import(new URL("steadiness.mjs", import.meta.url).href)) as {
    leaveOutUnsteady(
      name: string,
      recorder: Recorder,
      cases: readonly object[],
      first: readonly Truth[],
    ): Promise<Truth[]>;
    unsteadyOf(name: string, recorder: Recorder, bad: readonly object[], times: number): Promise<Set<string>>;
  };
  const response = { status: 200, statusText: "OK", url: "https://api.example/", headers: [] };
  const truth = (id: string, settles: string) => ({
    id,
    profile: "chromium",
    settles,
    outcome: null,
    console: [],
    ...(settles === "resolves" && { response }),
  });
  const performed: object[] = [];
  const answers = (...rounds: Truth[][]): Recorder => ({
    async record(cases) {
      performed.push(...cases);
      return rounds.shift() ?? [];
    },
  });
  const first = [truth("a", "resolves"), truth("b", "resolves"), truth("c", "rejects")];

  test("is left out", async () => {
    const second = [
      truth("a", "resolves"),
      truth("b", "rejects"),
      { id: "c", profile: "chromium", invalid: "no answer" },
    ];
    const kept = await leaveOutUnsteady("chromium", answers(second), [], first);
    expect(kept.map(({ id }) => id)).toEqual(["a"]);
  });

  test("is no disagreement, however late it shows", async () => {
    const bad = first.map((one) => ({ id: one.id, given: { id: one.id }, truth: one }));
    const same = [...first];
    const later = [truth("a", "resolves"), truth("b", "resolves"), truth("c", "resolves")];
    expect(await unsteadyOf("chromium", answers(same, same), bad, 2)).toEqual(new Set());
    expect(await unsteadyOf("chromium", answers(same, later), bad, 2)).toEqual(new Set(["c"]));
    // Each time under another name: the browser may have kept what the first brought.
    const url = "http://api.page.test:8102/c/d/data";
    performed.length = 0;
    const named = [{ id: "d", given: { id: "d", setup: { url } }, truth: truth("d", "resolves") }];
    await unsteadyOf("chromium", answers(), named, 2);
    expect(performed).toEqual(
      ["d.again1", "d.again2"].map((id) => ({ id, setup: { url: url.replace("/d/", `/${id}/`) } })),
    );
  });
});
