import { once } from "node:events";
import { codeOf } from "./errors.js";
import { filesFrom } from "./files.js";
import type { Io } from "./io.js";

/** The terminal, or whatever this process is connected to. */
export function processIo(): Io {
  const { stdin, stdout, stderr, env } = process;
  const io: Io = {
    stdin,
    async out(text) {
      if (!stdout.write(text)) await once(stdout, "drain");
    },
    err(text) {
      stderr.write(text);
    },
    colour: hasColour(stdout.isTTY, env),
    width: Math.max(40, stdout.columns || Number(env["COLUMNS"]) || 100),
    live: stderr.isTTY && env["TERM"] !== "dumb",
    files: filesFrom(process.cwd()),
    env,
    exitCode: 0,
  };
  // A reader that has seen enough (`| head`) is no error; there is nobody to tell when stderr is gone.
  stdout.on("error", (error) => {
    if (codeOf(error) !== "EPIPE") stderr.write(`whycors: can't write: ${error.message}\n`);
    process.exit(codeOf(error) === "EPIPE" ? io.exitCode : 2);
  });
  stderr.on("error", () => process.exit(io.exitCode));
  return io;
}

/** https://no-color.org and https://force-color.org */
function hasColour(isTTY: boolean, env: NodeJS.ProcessEnv): boolean {
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] !== "0" && env["FORCE_COLOR"] !== "false";
  return isTTY && env["TERM"] !== "dumb";
}
