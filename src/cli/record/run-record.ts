import { dirname } from "node:path";
import process from "node:process";
import { findChromium } from "../../live/record/browser.js";
import { type Recorded, record } from "../../live/record/record.js";
import { maskHeader } from "../../records/mask.js";
import { InputError } from "../errors.js";
import { exitWith, type Io } from "../io.js";
import { amount, resolvedHosts, targetOf } from "../options/live.js";
import { Progress } from "../progress.js";
import { clean } from "../text/clean.js";
import { counted } from "../text/counts.js";
import { VERSION } from "../version.js";
import type { RecordGiven } from "./options.js";

/** Bytes of a body that a recording keeps. */
const MOST_BODY = 1_000_000;

/** Opens a browser, and writes down what it did when it is closed. */
export async function runRecord(io: Io, given: RecordGiven): Promise<void> {
  const { href, hostname } = targetOf(given.url);
  if (given.headless && given.run === undefined) {
    throw new InputError(
      "--headless needs --run SCRIPT.js",
      "Nobody sees a browser without a window to end the recording.",
    );
  }
  const script = given.run === undefined ? null : await io.files.read(given.run);
  const timeout = amount("timeout", given.timeout) * 1000;
  const executable = findChromium(io.env);
  if (executable === null) {
    throw new InputError(
      "no Chromium, Chrome or Edge was found",
      "Install one, or say where it is: CHROMIUM=/path/to/chrome whycors record …",
    );
  }
  const output = given.output ?? `${hostname.replace(/[^\w.-]/g, "_")}-${stamp(new Date())}.har`;
  if (output !== "-" && (await io.files.kind(output)) !== null) {
    throw new InputError(`${output}: is there already`, "Name another file with --output.");
  }
  // Before anything is recorded that could not be kept.
  if (output !== "-" && (await io.files.kind(dirname(io.files.resolve(output)))) !== "directory") {
    throw new InputError(`${output}: there is no such folder`, "Make it, or name another file with --output.");
  }
  if (!given.headless && process.platform === "linux" && !io.env["DISPLAY"] && !io.env["WAYLAND_DISPLAY"]) {
    throw new InputError("there is no display to open a window on", "Record with --headless --run SCRIPT.js.");
  }

  if (script === null && !given.quiet) io.err("Recording. Close the window or press Ctrl-C to end.\n");
  const stop = new AbortController();
  // What has been recorded so far is kept.
  void io.stopped().then(() => stop.abort());
  const progress = new Progress(io);
  let recorded: Recorded;
  try {
    recorded = await record({
      url: href,
      script,
      executable,
      timeout,
      headless: given.headless === true,
      insecure: given.insecure === true,
      resolve: resolvedHosts(given.resolve),
      mostBody: MOST_BODY,
      stop: stop.signal,
      onProgress: (requests) => progress.report(() => `${counted(requests, "request")} recorded`),
    });
  } catch (error) {
    throw new InputError(clean(error instanceof Error ? error.message : String(error)));
  } finally {
    progress.clear();
  }
  await write(io, recorded, output, given);
  if (recorded.scriptError !== null) {
    const lines = recorded.scriptError.split("\n").map(clean);
    io.err(`whycors: ${clean(given.run ?? "")}: ${lines.join("\n")}\n`);
    exitWith(io, 1);
  }
}

async function write(io: Io, { log, browser }: Recorded, output: string, given: RecordGiven): Promise<void> {
  const mask = given.showSecrets ? (_name: string, value: string) => value : maskHeader;
  const text = `${JSON.stringify(log.toHar({ name: "whycors", version: VERSION }, browser, mask), null, 2)}\n`;
  if (output === "-") {
    await io.out(text);
    return;
  }
  const file = await io.files.open(output);
  await file.write(text);
  await file.close();
  if (given.quiet) return;
  const open = log.unfinished > 0 ? `, ${log.unfinished} of them without an answer so far` : "";
  io.err(
    `${counted(log.count, "request")} of ${browser}${open}: ${output}\nNext: whycors replay ${output} --profile chromium\n`,
  );
}

/** `20261120-141503` */
function stamp(date: Date): string {
  return date
    .toISOString()
    .replace(/[-:]|\..*$/g, "")
    .replace("T", "-");
}
