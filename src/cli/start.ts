import { main } from "./main.js";
import { processIo } from "./process-io.js";

/** Runs the command line in this process: its arguments, streams, signals and exit code. */
export async function start(): Promise<void> {
  const io = processIo();
  process.once("SIGINT", () => process.exit(130));
  await main(process.argv.slice(2), io);
  process.exitCode = io.exitCode;
}
