// Start-up of the built command line against bare Node: CPU time (user and system) of whole processes.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const COMMANDS = {
  "node -e 0": ["-e", "0"],
  "whycors --version": [at("dist/cli.js"), "--version"],
  "whycors --help": [at("dist/cli.js"), "--help"],
  "whycors replay tutorial.http (6 entries)": [at("dist/cli.js"), "replay", at("fixtures/tutorial.http")],
  "whycors replay tour.har (24 entries)": [at("dist/cli.js"), "replay", at("fixtures/tour.har")],
};
const GOALS = {
  "whycors --version": 1.5,
  "whycors replay tutorial.http (6 entries)": 2,
  "whycors replay tour.har (24 entries)": 2,
};

/**
 * @param rounds how often each command runs, one after the other in turn
 * @returns {{ name: string, milliseconds: number, ratio: number, goal: number | null, met: boolean | null }[]}
 */
export function startup(rounds = 30) {
  if (!existsSync(at("dist/cli.js"))) throw new Error("dist/ is missing: npm run build");
  const best = Object.fromEntries(Object.keys(COMMANDS).map((name) => [name, Number.POSITIVE_INFINITY]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, args] of Object.entries(COMMANDS)) {
      const { status, milliseconds, stderr } = cpuTimeOf(args);
      if (status !== 0) throw new Error(`${name} exited with ${status}: ${stderr}`);
      best[name] = Math.min(best[name], milliseconds);
    }
  }
  return Object.entries(best).map(([name, milliseconds]) => {
    const ratio = milliseconds / best["node -e 0"];
    const goal = GOALS[name] ?? null;
    return { name, milliseconds, ratio, goal, met: goal === null ? null : ratio <= goal };
  });
}

/** Of a whole process, as bash measures it: Node does not tell what its children used. */
function cpuTimeOf(args) {
  const script = 'TIMEFORMAT="%3U %3S"; time "$0" "$@" >/dev/null 2>&1';
  const { status, stderr } = spawnSync("bash", ["-c", script, process.execPath, ...args], { encoding: "utf8" });
  const [user, system] = (stderr.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
  return { status, stderr, milliseconds: (user + system) * 1000 };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(startup());
