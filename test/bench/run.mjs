// npm run bench: what whycors costs, with the goals beside the figures. A missed goal is a figure, not a failure.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ENGINE_ROUNDS, ENGINE_RUNS, engineTimes } from "./engine.mjs";
import { others } from "./others.mjs";
import { page, pageText } from "./page.mjs";
import { replayMemory } from "./replay-memory.mjs";
import { replaySpeed } from "./replay-speed.mjs";
import { startup } from "./startup.mjs";
import { figure, goalCells, metOrMissed, table } from "./table.mjs";

const HELP = `node test/bench/run.mjs [engine] [others] [page] [replay] [startup] [--json] [--large]

  engine    one decision: the model, its trace, the whole verdict, and a bare decision by hand
  others    200 setups by whycors, happy-dom and jsdom
  page      requests of the simulated page, against the mocks alone, mentoss, happy-dom and jsdom
  replay    a large HAR, against JSON.parse
  startup   the command line, against bare Node

All five unless named. Figures are CPU time (user and system), best of several rounds.
  --json    the figures as JSON, and nothing else on stdout
  --large   take the memory of a replay of 2 GB (written to the temporary folder and removed) instead of 200 MB
  --help    this
`;

const SECTIONS = {
  engine: { measure: engineTimes, print: engineText },
  others: { measure: others, print: othersText },
  page: { measure: page, print: pageText },
  replay: { measure: replay, print: replayText },
  startup: { measure: () => startup(), print: startupText },
};

function engineText(rows) {
  const both = rows.at(-1);
  const ways = ["engine", "traced", "verdict", "handWritten"];
  const micro = (row) => ways.map((way) => figure(row[way], 2));
  const text = table(
    ["µs per decision", "engine", "traced", "whole verdict", "by hand", "engine / by hand", "goal", ""],
    rows.map((row) => [row.name, ...micro(row), `${figure(row.ratio, 2)}×`, ...goalCells(row)]),
  );
  const perSecond = ways.map((way) => `${WAY_NAMES[way]} ${figure(1e6 / both[way])}`).join(", ");
  const runs = `${figure(ENGINE_RUNS.engine)} of each flow a round (whole verdicts: ${figure(ENGINE_RUNS.verdict)})`;
  return `Engine: five flows, from header pairs in; ${runs}, ${ENGINE_ROUNDS} rounds

${text}

All five, decisions per CPU-second: ${perSecond}`;
}
const WAY_NAMES = { engine: "engine", traced: "traced", verdict: "whole verdict", handWritten: "by hand" };

function othersText(rows) {
  const text = table(
    ["client", "setups per CPU-second", "whycors is", "outcomes right", "never settled", "readable headers right"],
    rows.map((row) => [
      row.name,
      figure(row.perSecond),
      row.faster === null ? "" : `${figure(row.faster, 1)}× as fast`,
      `${row.right} of ${row.of}`,
      String(row.unsettled),
      `${row.headersRight} of ${row.headersOf}`,
    ]),
  );
  const versions = ["happy-dom", "jsdom"].map((name) => `${name} ${versionOf(`node_modules/${name}/`)}`).join(", ");
  return `Others: the same 200 setups, whole verdicts by whycors, requests to a loopback server by ${versions};
right is what the model says with profile spec

${text}`;
}

function startupText(rows) {
  return `Start-up: whole processes

${table(
  ["command", "ms", "of node -e 0", "goal", ""],
  rows.map((row) => [row.name, figure(row.milliseconds), `${figure(row.ratio, 2)}×`, ...goalCells(row)]),
)}`;
}

async function replay({ large }) {
  return { speed: await replaySpeed(), memory: await replayMemory({ bytes: large ? 2e9 : 200e6 }) };
}

function replayText({ speed, memory }) {
  const goals = { bodies: "≥ 3×", "no bodies": "≥ 0.67× (1.5× its time)" };
  const times = table(
    ["recording", "MB", "verdicts", "JSON.parse ms", "replay ms", "as fast as JSON.parse", "goal", ""],
    speed.map((row) => [
      row.name === "bodies" ? "90 % bodies" : row.name,
      figure(row.bytes / 1e6),
      figure(row.verdicts),
      figure(row.parse),
      figure(row.replay),
      `${figure(row.ratio, 2)}×`,
      goals[row.name],
      metOrMissed(row),
    ]),
  );
  const { bytes, verdicts, seconds, start, peak, goal } = memory;
  const megabytes = [bytes, start, peak].map((each) => figure(each / 1e6));
  const peaks = table(
    ["recording", "MB", "verdicts", "CPU s", "RSS at the start, MB", "at its peak, MB", "goal", ""],
    [
      [
        "90 % bodies",
        megabytes[0],
        figure(verdicts),
        figure(seconds, 1),
        ...megabytes.slice(1),
        `< ${figure(goal / 1e6)} for 2 GB`,
        metOrMissed(memory),
      ],
    ],
  );
  return `Replay: all verdicts of a large HAR, against JSON.parse of its text alone\n\n${times}\n\n${peaks}`;
}

function headLine() {
  const processors = cpus();
  return {
    whycors: versionOf(""),
    node: process.versions.node,
    cpu: processors[0]?.model ?? "unknown",
    cores: processors.length,
  };
}

function versionOf(folder) {
  return JSON.parse(readFileSync(new URL(`../../${folder}package.json`, import.meta.url), "utf8")).version;
}

/** All that the measurements write goes into one folder, which goes away even when they are interrupted. */
function keepTemporaryFilesTogether() {
  const folder = mkdtempSync(join(tmpdir(), "whycors-bench-"));
  process.env.TMPDIR = folder;
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      large: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return console.log(HELP.trimEnd());
  const unknown = positionals.filter((name) => !Object.hasOwn(SECTIONS, name));
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(", ")}; one of ${Object.keys(SECTIONS).join(", ")}`);

  keepTemporaryFilesTogether();
  const on = headLine();
  if (!values.json)
    console.log(
      `whycors ${on.whycors}, Node ${on.node}, ${on.cpu}, ${on.cores} cores; CPU time, best of several rounds`,
    );
  const results = {};
  for (const [name, { measure, print }] of Object.entries(SECTIONS)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    if (process.stderr.isTTY) process.stderr.write(`\r… ${name}\x1b[K`);
    results[name] = await measure(values);
    if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
    if (!values.json) console.log(`\n${print(results[name])}`);
  }
  if (values.json) console.log(JSON.stringify({ ...on, ...results }, null, 2));
}

try {
  await main();
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 2;
}
