import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** `whycors conform --client`, the built program as a process: servers here, the client in a process of its own. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const directory = mkdtempSync(join(tmpdir(), "whycors-conform-"));
const elsewhere = mkdtempSync(join(tmpdir(), "whycors-elsewhere-"));

beforeAll(() => {
  execFileSync(process.execPath, [join(root, "test/build.mjs"), join(directory, "dist")], { cwd: root });
  mkdirSync(join(directory, "node_modules"));
  for (const name of readdirSync(join(root, "node_modules"))) {
    symlinkSync(join(root, "node_modules", name), join(directory, "node_modules", name));
  }
  cpSync(join(root, "package.json"), join(directory, "package.json"));
  for (const [name, text] of Object.entries(CLIENTS)) writeFileSync(join(elsewhere, `${name}.mjs`), text);
  writeFileSync(join(elsewhere, "cases.json"), JSON.stringify(CASES));
});

afterAll(() => {
  for (const folder of [directory, elsewhere]) rmSync(folder, { recursive: true, force: true });
});

function conform(...args: readonly string[]) {
  const program = join(directory, "dist/cli.js");
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, "conform", ...args], {
    cwd: elsewhere,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { stdout, stderr, status };
}

const page = { url: "https://app.example/" };
const granted = [["Access-Control-Allow-Origin", "https://app.example"]];
const CASES = [
  {
    id: "simple",
    page,
    setup: { url: "https://api.example/a" },
    server: [{ respond: { headers: granted, body: "{}" } }],
  },
  { id: "refused", page, setup: { url: "https://api.example/a" }, server: [{ respond: { body: "{}" } }] },
  {
    id: "preflighted",
    page,
    setup: { url: "http://localhost:3000/a", method: "PUT" },
    server: [{ respond: { headers: [...granted, ["Access-Control-Allow-Methods", "PUT"]] } }],
  },
  { id: "nobody", page, setup: { url: "https://nowhere.example/" } },
  { id: "xhr", page, setup: { api: "xhr", url: "https://api.example/a" } },
  { id: "beacon", page, setup: { api: "beacon", url: "https://api.example/a" } },
  { id: "csp", page: { ...page, csp: "connect-src 'none'" }, setup: { url: "https://api.example/a" } },
];

const CLIENTS = {
  // Says what it is asked by whom, and lets everything pass.
  lenient: `export const name = "lenient 1.0";
    export const createClient = ({ origin }) => ({
      fetch: (url, init) => fetch(url, { ...init, headers: [...(init.headers ?? []), ["Origin", origin]] }),
    });`,
  hanging: "export const fetch = () => new Promise(() => {});",
  stuck: "export const fetch = () => { for (;;); };",
  dying: "export const fetch = () => process.exit(3);",
  throwing: "export default { fetch() { throw new RangeError('no'); } };",
  empty: "export const something = 1;",
  broken: "import 'no-such-package'; export const fetch = 1;",
  pageless: "export default function (page) { throw new Error('no page today'); }",
};

test("what a client does, field by field", () => {
  const { stdout, stderr, status } = conform("cases.json", "--client", "./lenient.mjs");
  expect({ stderr, status }).toEqual({ stderr: "", status: 1 });
  expect(`\n${stdout}`).toMatchInlineSnapshot(`
    "
                       lenient 1.0
    outcome           3/4   75.0 %
    settles           3/4   75.0 %
    preflight.needed  3/4   75.0 %
    preflight ACRM    0/1    0.0 %
    preflight ACRH    0/1    0.0 %
    Origin            2/3   66.6 %
    wire              3/4   75.0 %
    cookies           2/3   66.6 %
    Accept            2/3   66.6 %
    request headers   0/3    0.0 %
    response.type     0/3    0.0 %
    status            2/3   66.6 %
    response.url      2/3   66.6 %
    redirected        2/3   66.6 %
    visible headers   0/3    0.0 %
    bodyReadable      2/3   66.6 %
    error             1/2   50.0 %
    in all fields     1/4   25.0 %

    lenient 1.0: 4 setups beside profile spec; 3 cases not applicable: API beacon 1, API xhr 1, page csp 1.
    "
  `);
});

test("what differs, and as a table for documents", () => {
  const shown = conform("cases.json", "--client", "./lenient.mjs", "--filter", "refused", "--show", "1").stdout;
  expect(shown.slice(shown.indexOf("lenient 1.0: refused"))).toMatchInlineSnapshot(`
    "lenient 1.0: refused
       outcome
          is       allowed
          expected rejected
       settles
          is       resolves
          expected rejects
       request headers
          is       [[["sec-fetch-mode","cors"]]]
          expected [[["referer","https://app.example/"],["sec-fetch-site","cross-site"],["sec-fetch-mode","cors"],["sec-fetch-dest","empty"]]]
       response.type
          is       basic
          expected none
       status
          is       200 OK
          expected none
       response.url
          is       https://api.example/a
          expected none
       redirected
          is       false
          expected none
       visible headers
          is       []
          expected none
       bodyReadable
          is       true
          expected none
       error
          is       none
          expected TypeError
    "
  `);
  expect(
    conform("cases.json", "--client", "./lenient.mjs,./throwing.mjs", "--filter", "simple", "--format", "markdown")
      .stdout,
  ).toMatchInlineSnapshot(`
    "| | lenient 1.0 | ./throwing.mjs |
    | --- | ---: | ---: |
    | outcome | 1/1 (100.0 %) | 0/1 (0.0 %) |
    | settles | 1/1 (100.0 %) | 0/1 (0.0 %) |
    | preflight.needed | 1/1 (100.0 %) | 1/1 (100.0 %) |
    | Origin | 1/1 (100.0 %) | – |
    | wire | 1/1 (100.0 %) | 0/1 (0.0 %) |
    | cookies | 1/1 (100.0 %) | – |
    | Accept | 1/1 (100.0 %) | – |
    | request headers | 0/1 (0.0 %) | – |
    | response.type | 0/1 (0.0 %) | – |
    | status | 1/1 (100.0 %) | – |
    | response.url | 1/1 (100.0 %) | – |
    | redirected | 1/1 (100.0 %) | – |
    | visible headers | 0/1 (0.0 %) | – |
    | bodyReadable | 1/1 (100.0 %) | – |
    | error | – | 0/1 (0.0 %) |
    | in all fields | 0/1 (0.0 %) | 0/1 (0.0 %) |

    lenient 1.0: 1 setup beside profile spec.

    ./throwing.mjs: 1 setup beside profile spec.
    "
  `);
});

test.each([
  ["hanging", "never"],
  ["stuck", "never"],
  ["dying", "crashes"],
  ["throwing", "rejects"],
])("a client that is %s does not stop the run", (name, settles) => {
  const given = ["--client", `./${name}.mjs`, "--timeout", "0.5", "--format", "json", "--jobs", "1"];
  const { stdout, status } = conform("cases.json", ...given);
  const [report] = JSON.parse(stdout);
  expect(status).toBe(1);
  expect(report).toMatchObject({
    profile: "spec",
    setups: 4,
    notApplicable: { "API beacon": 1, "API xhr": 1, "page csp": 1 },
  });
  const simple = report.disagreements.find(({ id }: { id: string }) => id === "simple");
  expect(simple.differences).toContainEqual({ field: "settles", seen: settles, expected: "resolves" });
});

test.each([
  ["./empty.mjs", /empty\.mjs exports something: expected fetch, XMLHttpRequest or createClient\(page\)\n$/],
  ["./broken.mjs", /^whycors: --client \.\/broken\.mjs: Error: Cannot find package 'no-such-package'/],
  ["./pageless.mjs", /^whycors: --client \.\/pageless\.mjs: Error: no page today\n$/],
  ["./missing.mjs", /^whycors: --client \.\/missing\.mjs: no such file, and none of node, /],
  ["nodes", /Did you mean node\?/],
])("a client that can't be had is named: %s", (client, message) => {
  const { stdout, stderr, status } = conform("cases.json", "--client", client);
  expect({ stdout, status }).toEqual({ stdout: "", status: 2 });
  expect(stderr).toMatch(message);
});

test.each([
  [["--timeout", "soon"], /--timeout/],
  [["--profile", "netscape"], /--profile: expected spec/],
  [["--filter", "zzz"], /no case has "zzz" in its id or title/],
  [["--jobs", "0"], /--jobs/],
])("what can't be used is named: %j", (args, message) => {
  const { stderr, status } = conform("cases.json", "--client", "node", ...args);
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
});

describe("the clients that are included", () => {
  test.each([
    ["spec", "concept-cors-check"],
    ["firefox", "concept-http-redirect-fetch/headers.json"],
    ["chromium", "xhr-events"],
  ])("whycors does over real sockets what the model says: %s, %s", (profile, cases) => {
    const path = join(root, "spec-cases", cases);
    const { stdout } = conform(path, "--client", "whycors", "--profile", profile, "--format", "json");
    const [report] = JSON.parse(stdout);
    expect(report.setups).toBeGreaterThan(4);
    expect(report.disagreements).toEqual([]);
  });

  test.each([
    ["node", /^Node\.js \d/, 4, "fetch"],
    ["happy-dom", /^happy-dom \d/, 5, "fetch"],
    ["jsdom", /^jsdom \d/, 1, "xhr"],
    ["mentoss", /^mentoss \d/, 4, "fetch"],
  ])("%s", (client, name, setups, api) => {
    const { stdout } = conform("cases.json", "--client", client, "--format", "json");
    const [report] = JSON.parse(stdout);
    expect(report.client).toMatch(name);
    expect(report.setups).toBeGreaterThanOrEqual(setups);
    expect(report.notApplicable).not.toHaveProperty(`API ${api}`);
    expect(report.fields.outcome.agree).toBeGreaterThan(0);
  });

  test("a library that is not installed is asked for", () => {
    rmSync(join(directory, "node_modules/jsdom"));
    const { stderr, status } = conform("cases.json", "--client", "jsdom");
    expect({ stderr, status }).toEqual({
      stderr: "whycors: --client jsdom: jsdom is not installed: npm install --save-dev jsdom\n",
      status: 2,
    });
  });
});
