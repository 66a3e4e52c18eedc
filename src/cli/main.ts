import { InputError } from "./errors.js";
import { exitWith, type Io } from "./io.js";
import { replayPlainly } from "./replay/command.js";
import { clean } from "./text/clean.js";

/** Runs a command line. Never throws: what goes wrong is said on stderr and in the exit code. */
export async function main(args: readonly string[], io: Io): Promise<void> {
  try {
    const [command, ...rest] = args;
    if (command === "replay" && rest.length > 0 && rest.every(isFile)) {
      await replayPlainly(io, rest);
    } else {
      const { parseAndRun } = await import("./parse.js");
      await parseAndRun(args, io);
    }
  } catch (error) {
    complain(error, io);
  }
}

function isFile(arg: string): boolean {
  return arg === "-" || !arg.startsWith("-");
}

function complain(error: unknown, io: Io): void {
  exitWith(io, 2);
  if (error instanceof InputError) {
    io.err(`whycors: ${clean(error.message)}\n${error.hint === null ? "" : `  ${clean(error.hint)}\n`}`);
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  io.err(`whycors: unexpected: ${clean(message)}\n  This is a fault of whycors: please report it.\n`);
  if (io.env["WHYCORS_DEBUG"]) io.err(`${error instanceof Error ? error.stack : ""}\n`);
  else io.err("  WHYCORS_DEBUG=1 shows where it happened.\n");
}
