import yargs, { type Argv, type CommandModule } from "yargs";
import { audit } from "./audit/command.js";
import { cases } from "./cases/command.js";
import { check } from "./check/command.js";
import { conform } from "./conform/command.js";
import { InputError } from "./errors.js";
import { explain } from "./explain/command.js";
import type { Io } from "./io.js";
import { lessons } from "./lessons/command.js";
import { profiles } from "./profiles/command.js";
import { quiz } from "./quiz/command.js";
import { record } from "./record/command.js";
import { replay } from "./replay/command.js";
import { serve } from "./serve/command.js";
import { usageError } from "./usage-errors.js";
import { VERSION } from "./version.js";

/** Parses a command line and runs what it asks for. */
export async function parseAndRun(args: readonly string[], io: Io): Promise<void> {
  let printed = "";
  try {
    await parserFor(io).parseAsync(args.map(hideDash), {}, (_error, _given, output) => {
      printed = output;
    });
  } catch (thrown) {
    if (thrown instanceof Chosen) return thrown.run();
    if (thrown instanceof ParserFault) throw await usageError(thrown.message, args, parserFor(io));
    throw thrown;
  }
  if (printed !== "") await io.out(`${printed}\n`);
}

/** A command, ready to run. Thrown out of yargs, which would render the help after each command, for nothing. */
class Chosen {
  readonly run: () => void | Promise<void>;

  constructor(run: () => void | Promise<void>) {
    this.run = run;
  }
}

/** Something that yargs does not like about the command line. */
class ParserFault extends Error {}

function parserFor(io: Io): Argv {
  return yargs()
    .scriptName("whycors")
    .locale("en")
    .parserConfiguration({ "greedy-arrays": false, "parse-numbers": false, "parse-positional-numbers": false })
    .usage("Why CORS says no.\n\nUsage: $0 <command> [options]")
    .command(commandsFor(io))
    .completion("completion", "Print a script for bash or zsh: source <(whycors completion)")
    .option("color", { type: "boolean", describe: "Colour, also when piped; --no-color for none" })
    .middleware((given) => {
      if (given.color !== undefined) io.colour = given.color;
      showDash(given);
    })
    .demandCommand(1, "no command given")
    .strict()
    .check(eachOnce)
    .wrap(Math.min(io.width, 110))
    .version(VERSION)
    .alias("help", "h")
    .exitProcess(false)
    .fail((message, error) => {
      throw error === undefined || error?.name === "YError" ? new ParserFault(message ?? error.message) : error;
    });
}

/** yargs loses a lone `-` among positionals: it passes through under another name. */
const DASH = "\0-";

function hideDash(arg: string): string {
  return arg === "-" ? DASH : arg;
}

function showDash(given: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === DASH) given[name] = "-";
    else if (Array.isArray(value) && value.includes(DASH)) value.splice(value.indexOf(DASH), 1, "-");
  }
}

/** yargs wants modules of one kind of options; each checks its own. */
function commandsFor(io: Io): CommandModule[] {
  const commands = [
    explain(io),
    replay(io),
    cases(io),
    check(io),
    audit(io),
    record(io),
    conform(io),
    profiles(io),
    serve(io),
    lessons(io),
    quiz(io),
  ] as CommandModule[];
  return commands.map((command) => ({
    ...command,
    handler(given) {
      throw new Chosen(() => command.handler(given));
    },
  }));
}

/** What may be given more than once. */
const REPEATABLE = new Set([
  "_",
  "files",
  "paths",
  "profile",
  "client",
  "server",
  "header",
  "also",
  "against",
  "H",
  "resolve",
  "ask-method",
  "askMethod",
  "ask-header",
  "askHeader",
]);

function eachOnce(given: Readonly<Record<string, unknown>>): true {
  const twice = Object.keys(given).find((name) => Array.isArray(given[name]) && !REPEATABLE.has(name));
  if (twice !== undefined) throw new InputError(`--${twice} is given more than once`);
  return true;
}
