/** What `npm run browsers` is told. */
import { parseArgs } from "node:util";
import { closestMatch } from "leven";

export const BROWSERS = ["chromium", "firefox", "webkit"];

export const HELP = `npm run browsers -- [options]

Performs cases in real browsers, and lays the model's verdicts beside what they did.

Which cases
  --seed S          generates them from this seed (1)
  --count N         how many of them (100)
  --from N          the first of them (0)
  --crossings       crosses each with another: parts of the one in the other, so that factors of two families meet
  --cases FILE      those of a file instead: JSON, or one per line
  --spec-cases GLOB those of spec-cases/ instead ("csp/*", "**" for all): brought to the stage, where it has what they need;
                    with --compare what they expect of that browser's profile is laid beside it too
  --only ID,ID      of these only some

Where
  --browser NAME    ${BROWSERS.join(", ")}, several with commas, or all (all)
  --truth           opens no browser: what is in --out was recorded
  --width N         how many cases side by side (8)

What of it
  --out DIR         writes cases.ndjson and a <browser>.ndjson of what each did; --gzip packs both
  --twice           performs each case twice; what answers differently is named, with what differed, and left out
  --compare         lays the model's verdicts beside it; exit 1 on a disagreement
  --again N         with --compare: disagreements are performed N times more; what answers differently among themselves is
                    named, and the table comes with and without it
  --verbose         with --compare: each disagreement, --max N of them (20)
  --field F,F       with --compare: only these fields
  --shrink ID,ID    makes disagreeing cases as small as they can be (all: one of each kind)
  --save ID,ID      and writes them into spec-cases/
  --log             tells what the browser prints and what can't be placed

A browser is looked for on PATH, or where CHROMIUM, FIREFOX or MINIBROWSER say. Exit code: 0, or 1 on a disagreement, or 2
when something could not be done.

Examples
  npm run browsers -- --browser chromium --count 300 --compare
  npm run browsers -- --browser firefox --cases my-cases.json --compare --verbose
  npm run browsers -- --browser webkit --spec-cases "concept-cors-check/*" --compare
  npm run browsers -- --browser firefox --crossings --seed monday --count 400 --compare --again 2
  npm run browsers -- --seed monday --count 1000 --twice --out recorded
  npm run browsers -- --truth --compare --out recorded --field console
  npm run browsers -- --browser webkit --seed monday --compare --again 3
  npm run browsers -- --browser chromium --seed monday --save smonday-17`;

const text = { type: "string" };
const flag = { type: "boolean", default: false };
const OPTIONS = {
  browser: { ...text, default: "all" },
  seed: { ...text, default: "1" },
  count: { ...text, default: "100" },
  from: { ...text, default: "0" },
  crossings: flag,
  cases: text,
  "spec-cases": text,
  only: text,
  out: text,
  gzip: flag,
  truth: flag,
  twice: flag,
  compare: flag,
  again: { ...text, default: "0" },
  verbose: flag,
  max: { ...text, default: "20" },
  field: text,
  shrink: text,
  save: text,
  width: { ...text, default: "8" },
  log: flag,
  help: { ...flag, short: "h" },
};
const NUMBERS = { count: 1, from: 0, again: 0, max: 0, width: 1 };
const LISTS = ["browser", "only", "field", "shrink", "save"];

/** @throws Error that says what is wrong, and what to do */
export function readOptions(args) {
  const { values, tokens } = parseArgs({ args, options: OPTIONS, strict: false, tokens: true });
  for (const { kind, name, rawName, value } of tokens) checkToken(kind, name, rawName ?? value, value);
  const options = { ...values };
  for (const [name, least] of Object.entries(NUMBERS)) options[name] = wholeNumber(name, values[name], least);
  for (const name of LISTS) options[name] = values[name]?.split(",");
  options.browser = values.browser === "all" ? BROWSERS : options.browser;
  const unknown = options.browser.find((name) => !BROWSERS.includes(name));
  if (unknown !== undefined) {
    throw new Error(`no browser ${unknown}${nearest(unknown, BROWSERS)}: one of ${BROWSERS.join(", ")}, all`);
  }
  if (options.cases !== undefined && options["spec-cases"] !== undefined) {
    throw new Error("--cases and --spec-cases: one of them");
  }
  if (options.truth && options.out === undefined) throw new Error("--truth needs --out DIR, where the recording is");
  if (options.truth && options.twice)
    throw new Error("--twice performs cases, and --truth opens no browser: one of them");
  if (options.again > 0 && !options.compare) throw new Error("--again goes with --compare");
  return options;
}

function checkToken(kind, name, written, value) {
  if (kind === "positional") throw new Error(`${written}: options only, see --help`);
  if (kind !== "option") return;
  const option = OPTIONS[name];
  if (option === undefined) {
    throw new Error(`unknown option ${written}${nearest(name, Object.keys(OPTIONS), "--")}; see --help`);
  }
  if (option.type === "string" && value === undefined) throw new Error(`${written} needs a value; see --help`);
  if (option.type === "boolean" && value !== undefined) throw new Error(`${written} takes no value; see --help`);
}

function wholeNumber(name, value, least) {
  if (!/^\d+$/.test(value) || Number(value) < least) {
    throw new Error(`--${name}: expected a whole number from ${least} on, got ${value}`);
  }
  return Number(value);
}

function nearest(word, known, prefix = "") {
  const found = closestMatch(word, known, { maxDistance: 3 });
  return found === undefined ? "" : `, did you mean ${prefix}${found}?`;
}

export function fail(message) {
  console.error(message);
  process.exitCode = 2;
}
