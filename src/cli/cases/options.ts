import type { ArgumentsCamelCase, Argv } from "yargs";
import { CASES_FORMAT_NAMES } from "../formats/names.js";
import { filter, formatOf, lang, type OptionsOf, profile, quiet, showSecrets, steps } from "../options/shared.js";

export const options = (yargs: Argv) =>
  yargs
    .positional("paths", {
      type: "string",
      array: true,
      default: [] as string[],
      describe: "Case files (.json, .jsonc, .ndjson), directories or patterns; - is stdin; none: the bundled cases",
    })
    .option("format", formatOf(CASES_FORMAT_NAMES))
    .option("profile", {
      ...profile,
      describe:
        "Browser: spec, chromium, firefox, webkit, safari (derived from webkit), all, or an edition (default: all where something is expected)",
    })
    .option("filter", filter)
    .option("steps", steps)
    .option("init", { type: "string", requiresArg: true, describe: "Write a commented case to start from" })
    .option("show-secrets", showSecrets)
    .option("lang", lang)
    .option("quiet", quiet)
    .example("$0 cases --init my.jsonc", "Write a case to start from")
    .example("$0 cases my.jsonc", "What a browser would do")
    .example("$0 cases tests/cors --format junit", "In CI: exit 1 when a verdict is not as expected")
    .example("$0 cases many.ndjson --profile chromium --format ndjson", "For scripts: a verdict a line")
    .example("$0 cases --filter wildcard", "The bundled cases about wildcards");

export type Options = OptionsOf<typeof options>;
export type CasesGiven = ArgumentsCamelCase<Options>;
