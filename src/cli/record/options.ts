import type { ArgumentsCamelCase, Argv } from "yargs";
import { insecure, resolve } from "../options/live.js";
import { type OptionsOf, quiet, showSecrets } from "../options/shared.js";

export const options = (yargs: Argv) =>
  yargs
    .positional("url", { type: "string", demandOption: true, describe: "The page to open" })
    .option("output", {
      type: "string",
      alias: "o",
      requiresArg: true,
      describe: "The HAR file to write; - is stdout (HOST-TIME.har)",
    })
    .option("headless", { type: "boolean", describe: "Without a window; needs --run" })
    .option("run", {
      type: "string",
      requiresArg: true,
      describe: "A file of JavaScript to run in the page; the recording ends when it has, awaits included",
    })
    .option("timeout", { type: "string", default: "60", requiresArg: true, describe: "Seconds that --run may take" })
    .option("insecure", insecure)
    .option("resolve", resolve)
    .option("show-secrets", { ...showSecrets, describe: "Write the values of Authorization, Cookie and Set-Cookie" })
    .option("quiet", quiet)
    .example("$0 record https://app.example/", "Use the page, close the window, then: whycors replay FILE")
    .example("$0 record http://localhost:3000/ --headless --run login.js -o ci.har", "In CI")
    .epilogue("Chromium, Chrome or Edge is looked for on PATH, or where CHROMIUM in the environment says.");

export type Options = OptionsOf<typeof options>;
export type RecordGiven = ArgumentsCamelCase<Options>;
