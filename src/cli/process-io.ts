import { isatty } from "node:tty";
import { codeOf } from "./errors.js";
import type { Io } from "./io.js";
import { filesFrom } from "./process-files.js";

/** The terminal, or whatever this process is connected to. */
export function processIo(): Io {
  const { stdout, env } = process;
  const stderr = (): NodeJS.WriteStream => {
    if (process.stderr.listenerCount("error") === 0) process.stderr.on("error", () => process.exit(io.exitCode));
    return process.stderr;
  };
  const io: Io = {
    // stdin and stderr are opened when they are used.
    get stdin() {
      return process.stdin;
    },
    async out(text) {
      if (!stdout.write(text)) await new Promise((resolve) => stdout.once("drain", resolve));
    },
    err(text) {
      stderr().write(text);
    },
    colour: hasColour(stdout.isTTY, env),
    width: Math.max(40, stdout.columns || Number(env["COLUMNS"]) || 100),
    live: isatty(2) && env["TERM"] !== "dumb",
    files: filesFrom(process.cwd()),
    env,
    exitCode: 0,
    stopped() {
      const signals = ["SIGINT", "SIGTERM"] as const;
      // In the place of the listener that ends the process at once.
      for (const signal of signals) process.removeAllListeners(signal);
      return new Promise((resolve) => {
        for (const signal of signals) process.once(signal, () => resolve());
      });
    },
  };
  // A reader that has seen enough (`| head`) is no error; there is nobody to tell when stderr is gone.
  stdout.on("error", (error) => {
    if (codeOf(error) !== "EPIPE") stderr().write(`whycors: can't write: ${error.message}\n`);
    process.exit(codeOf(error) === "EPIPE" ? io.exitCode : 2);
  });
  return io;
}

/** https://no-color.org and https://force-color.org */
function hasColour(isTTY: boolean, env: NodeJS.ProcessEnv): boolean {
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] !== "0" && env["FORCE_COLOR"] !== "false";
  return isTTY && env["TERM"] !== "dumb";
}
