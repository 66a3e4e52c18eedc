// npm run wpt: files of a web-platform-tests checkout on the simulated page, and on other clients for comparison.
import { fork } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { DIRECTORIES, findTests, urlOf } from "./files.mjs";
import { readExcluded, readFailed, shownName } from "./lists.mjs";
import { startServer } from "./server.mjs";

const CLIENTS = ["whycors", "jsdom", "happy-dom", "node", "chromium"];
const HELP = `npm run wpt -- --wpt DIR [FILTER…] [options]

  --wpt DIR         a checkout of web-platform-tests, or WPT of the environment; its own server serves it
  FILTER            only files whose path contains one of these
  --client NAME     ${CLIENTS.join(", ")} (whycors)
  --profile NAME    whose behaviour the page has (chromium)
  --json FILE       writes every subtest's result
  --of FILE         counts only subtests that passed in this JSON, or in one of several such options
  --timeout S       seconds for a file beyond the test harness's own 10, or 60 for a long one (10)
  --parallel N      files at the same time (2)
  --list            names the files that would run, and those that would not with the reason
  --verbose         names each subtest that fails, not only those without a reason in failed.txt
  --log             what the server says

Exit code 1: a subtest failed that has no reason in test/wpt/failed.txt.`;

const { values: options, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: {
    wpt: { type: "string", default: process.env.WPT },
    client: { type: "string", default: "whycors" },
    profile: { type: "string", default: "chromium" },
    json: { type: "string" },
    of: { type: "string", multiple: true },
    timeout: { type: "string", default: "10" },
    parallel: { type: "string", default: "2" },
    list: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
    log: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

/** What of the source the processes need. */
const PARTS = [
  ["createPage", "page/create-page.ts"],
  ["LiveNetwork", "page/network/live-network.ts"],
];

const root = fileURLToPath(new URL("../..", import.meta.url));
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
try {
  process.exit(await main());
} catch (error) {
  console.error(options.log ? error.stack : error.message);
  process.exit(2);
}

async function main() {
  if (!CLIENTS.includes(options.client)) throw new Error(`no client ${options.client}: one of ${CLIENTS.join(", ")}`);
  if (options.wpt === undefined) throw new Error("where is web-platform-tests? --wpt DIR");
  const checkout = resolve(options.wpt);
  if (!existsSync(join(checkout, "resources/testharness.js"))) {
    throw new Error(`${checkout} is no checkout of web-platform-tests: there is no resources/testharness.js`);
  }
  const reasonAgainst = readExcluded();
  const { tests: found, others } = findTests(checkout, filters);
  const tests = found.filter(({ path }) => reasonAgainst(path) === null);
  const excluded = [...new Set(found.map(({ path }) => path))].filter((path) => reasonAgainst(path) !== null);
  if (options.list) {
    for (const { path, variant } of tests) console.log(`run       ${path}${variant}`);
    for (const path of excluded) console.log(`excluded  ${path} | ${reasonAgainst(path)}`);
    for (const [kind, paths] of Object.entries(others))
      for (const path of paths) console.log(`${kind.padEnd(16)}  ${path}`);
    return 0;
  }
  if (tests.length === 0) throw new Error(`no file to run: ${filters.join(", ")}`);
  const files = await runAll(checkout, tests);
  if (options.json !== undefined) writeFileSync(options.json, jsonOf(files));
  console.log(`${tests.length} files run, ${excluded.length} excluded${listed(others)}.`);
  return report(files);
}

function listed(others) {
  return Object.entries(others)
    .map(([kind, paths]) => `, ${paths.length} ${kind}`)
    .join("");
}

async function runAll(checkout, tests) {
  const ports = await startServer(checkout, { log: options.log });
  const runner = options.client === "chromium" ? await openChromium(ports) : await prepareProcesses(ports);
  const files = new Array(tests.length);
  let next = 0;
  let done = 0;
  const worker = async () => {
    while (next < tests.length) {
      const index = next++;
      const test = tests[index];
      const file = await runner.run(test);
      for (const subtest of file.subtests) subtest.name = withoutPorts(subtest.name, ports);
      files[index] = { path: test.path, variant: test.variant, directory: test.directory, ...file };
      done++;
      const passed = file.subtests.filter(({ status }) => status === "PASS").length;
      const note = file.status === "OK" ? "" : ` ${file.status}`;
      process.stderr.write(
        `${done}/${tests.length} ${passed}/${file.subtests.length}${note} ${test.path}${test.variant}\n`,
      );
    }
  };
  try {
    await Promise.all(Array.from({ length: Number(options.parallel) }, worker));
  } finally {
    await runner.close();
    ports.stop();
  }
  return files;
}

/** Names of subtests tell of ports, which differ from run to run. */
function withoutPorts(name, ports) {
  return ["http", "http2", "https", "https2"].reduce(
    (text, port) => text.replaceAll(`:${ports[port]}`, `:{${port}}`),
    name,
  );
}

async function openChromium(ports) {
  const { openBrowser } = await import("./chromium.mjs");
  return openBrowser((test) => urlOf(test, ports), limitOf);
}

/** The page is bundled once for all processes, inside the project, so that its dependencies are found. */
async function prepareProcesses(ports) {
  const folder = mkdtempSync(join(root, "node_modules/.wpt-"));
  const close = () => rmSync(folder, { recursive: true, force: true });
  process.on("exit", close);
  const bundle = join(folder, "page.mjs");
  await build({
    stdin: {
      contents: PARTS.map(([name, file]) => `export { ${name} } from "./src/${file}";`).join("\n"),
      resolveDir: root,
    },
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    outfile: bundle,
    logLevel: "error",
  });
  const { client, profile } = options;
  return { close, run: (test) => runProcess({ ...test, url: urlOf(test, ports), bundle, client, profile }) };
}

function limitOf({ isLong }) {
  return ((isLong ? 60 : 10) + Number(options.timeout)) * 1000;
}

function runProcess(test) {
  return new Promise((settle) => {
    const subtests = [];
    let last = null;
    let stderr = "";
    const hosts = fileURLToPath(new URL("hosts.cjs", import.meta.url));
    const child = fork(fileURLToPath(new URL("run-file.mjs", import.meta.url)), {
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      // For the processes too that a client starts.
      env: {
        ...process.env,
        NODE_OPTIONS: `--require ${JSON.stringify(hosts)}`,
        NODE_TLS_REJECT_UNAUTHORIZED: "0",
        NODE_NO_WARNINGS: "1",
      },
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr = (stderr + text).slice(-2000);
    });
    const timer = setTimeout(() => {
      last ??= { status: "TIMEOUT", message: "the process was ended" };
      child.kill("SIGKILL");
    }, limitOf(test));
    child.on("message", ({ type, ...message }) => {
      if (type === "done") last = message;
      else subtests.push(message);
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      settle({ ...(last ?? { status: "CRASH", message: `exit code ${code}\n${stderr}` }), subtests });
    });
    child.send(test);
  });
}

function jsonOf(files) {
  const { client, profile } = options;
  return `${JSON.stringify({ client, ...(client === "whycors" ? { profile } : {}), files }, null, 1)}\n`;
}

/** Prints passed/total per directory and what failed. @returns the exit code */
function report(files) {
  const asked = options.of === undefined ? null : passedIn(options.of, files);
  const reasonFor = options.client === "whycors" ? readFailed() : () => null;
  const rows = DIRECTORIES.map((directory) => {
    const own = files.filter((file) => file.directory === directory);
    const total =
      asked === null ? own.flatMap(idsOf) : asked.filter(({ file }) => own.includes(file)).map(({ id }) => id);
    const passed = new Set(
      own.flatMap((file) => idsOf(file).filter((_, index) => file.subtests[index].status === "PASS")),
    );
    return { name: directory, total: total.length, passed: total.filter((id) => passed.has(id)).length };
  }).filter(({ total }) => total > 0);
  const failures = files.flatMap((file) => failuresOf(file, reasonFor));
  const unexplained = failures.filter(({ reason }) => reason === null);
  const shown = options.verbose ? failures : unexplained;
  for (const { path, name, status, message, reason } of shown) {
    console.log(`${status.padEnd(7)} ${path} | ${shownName(name)}${reason === null ? "" : ` | ${reason}`}`);
    if (message) console.log(`        ${message.split("\n")[0].slice(0, 300)}`);
  }
  const all = { name: "all", total: sum(rows, "total"), passed: sum(rows, "passed") };
  console.log();
  for (const { name, passed, total } of [...rows, all])
    console.log(`${name.padEnd(24)} ${`${passed}/${total}`.padStart(11)}`);
  console.log(`\n${failures.length} fail, ${unexplained.length} of them without a reason in test/wpt/failed.txt.`);
  return options.client === "whycors" && unexplained.length > 0 ? 1 : 0;
}

/** Names of subtests are unique in most files only: what comes twice is numbered. */
function idsOf({ path, variant, subtests }) {
  const seen = new Map();
  return subtests.map(({ name }) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return `${path}${variant} | ${name}${count === 1 ? "" : ` #${count}`}`;
  });
}

function failuresOf(file, reasonFor) {
  const { path, subtests, status, message } = file;
  const failed = subtests
    .filter((subtest) => subtest.status !== "PASS")
    .map((subtest) => ({ path, ...subtest, reason: reasonFor(path, shownName(subtest.name)) }));
  // A file without subtests has failed as a whole.
  if (subtests.length === 0 || status === "ERROR" || status === "CRASH") {
    failed.push({ path, name: "(the file)", status, message, reason: reasonFor(path, "(the file)") });
  }
  return failed;
}

/** Subtests that passed in one of these JSON files. */
function passedIn(names, files) {
  const byPath = new Map(files.map((file) => [`${file.path}${file.variant}`, file]));
  const passed = new Map();
  for (const name of names) {
    for (const other of JSON.parse(readFileSync(name, "utf8")).files) {
      const file = byPath.get(`${other.path}${other.variant}`);
      if (file === undefined) continue;
      const ids = idsOf(other);
      for (const [index, { status }] of other.subtests.entries()) if (status === "PASS") passed.set(ids[index], file);
    }
  }
  return [...passed].map(([id, file]) => ({ id, file }));
}

function sum(rows, field) {
  return rows.reduce((total, row) => total + row[field], 0);
}
