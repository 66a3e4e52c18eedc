import type { ArgumentsCamelCase, Argv } from "yargs";
import { APIS } from "../../core/infrastructure/request.js";
import type { Only } from "../../records/options.js";
import { REPLAY_FORMAT_NAMES } from "../formats/names.js";
import { connectionWith } from "../options/connection.js";
import { formatOf, lang, type OptionsOf, profile, quiet, showSecrets, steps } from "../options/shared.js";

const ONLY = ["cross-origin", "all", "blocked", "preflighted"] as const satisfies readonly Only[];
const FAIL_ON = ["never", "blocked", "changed", "differs", "warning"] as const;

/** What is meant where an option is not given. */
export const DEFAULTS = { format: "pretty", only: "cross-origin", failOn: "never" } as const;

export const options = (yargs: Argv) =>
  yargs
    .positional("files", {
      type: "string",
      array: true,
      demandOption: true,
      describe: "HAR, NDJSON or .http files, plain, gzip or zip; FILE#N is one entry of a file, - is stdin",
    })
    .option("format", formatOf(REPLAY_FORMAT_NAMES))
    .option("profile", {
      ...profile,
      describe: "Browser: spec (default), chromium, firefox, webkit, safari (derived from webkit), all, or an edition",
    })
    .option("only", {
      choices: ONLY,
      default: DEFAULTS.only,
      requiresArg: true,
      describe: "Which requests to judge",
    })
    .option("steps", steps)
    .option("origin", { type: "string", requiresArg: true, describe: "The page's origin, whatever the recording says" })
    .option("api", { choices: APIS, requiresArg: true, describe: "What the page called, whatever the recording says" })
    .option("credentials", {
      choices: ["omit", "same-origin", "include"] as const,
      requiresArg: true,
      describe: "Credentials mode; no recording says it",
    })
    .option("fail-on", { choices: FAIL_ON, default: DEFAULTS.failOn, requiresArg: true, describe: "When to exit 1" })
    .option("baseline", {
      type: "string",
      requiresArg: true,
      describe: "Print only what changed since the run saved in FILE",
    })
    .option("save", { type: "string", requiresArg: true, describe: "Save this run in FILE, for --baseline" })
    .option("against", {
      type: "string",
      array: true,
      requiresArg: true,
      describe: "Send the requests to the server at [HOST=]URL, and say what changes",
    })
    .option("send", { type: "boolean", describe: "With --against: methods that may change something too" })
    .option("with-secrets", { type: "boolean", describe: "With --against: the recorded Authorization too" })
    .options(connectionWith("--against"))
    .option("to-cases", {
      type: "string",
      requiresArg: true,
      describe: "Write a runnable case for each request into a directory",
    })
    .option("to-case", { type: "boolean", describe: "Print the case for FILE#N instead of a verdict" })
    .option("show-secrets", showSecrets)
    .option("lang", lang)
    .option("quiet", quiet)
    .example("$0 replay session.har", "Which requests CORS decided, and why")
    .example("$0 replay session.har#12", "The story of one entry")
    .example("$0 replay *.har --profile all --only blocked", "What any engine would block")
    .example("$0 replay new.har --baseline old.ndjson --fail-on changed", "In CI: fail when a verdict changes")
    .example("$0 replay session.har --against http://localhost:8080", "What the server at hand would say to it")
    .example("$0 replay session.har#12 --to-case > case.json", "Turn a bug into a regression case")
    .example("gunzip -c big.har.gz | $0 replay - --format ndjson", "For scripts");

export type Options = OptionsOf<typeof options>;
type Parsed = ArgumentsCamelCase<Options>;
export type ReplayGiven = Partial<Parsed> & Pick<Parsed, "files" | keyof typeof DEFAULTS>;
