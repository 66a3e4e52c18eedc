import type { ArgumentsCamelCase, Argv } from "yargs";
import { formatOf, lang, type OptionsOf } from "../options/shared.js";

export const options = (yargs: Argv) =>
  yargs
    .positional("lesson", { type: "string", describe: "A number or name, a reason code or a header; none: the list" })
    .option("format", formatOf(["pretty", "json"] as const))
    .option("to-case", { type: "number", requiresArg: true, describe: "Print the lesson's example N as a case" })
    .option("lang", lang)
    .example("$0 lessons", "What tutorials say of CORS, and what is so")
    .example("$0 lessons 14", "One of them, with what browsers do about its examples")
    .example("$0 lessons preflight-status", "A reason code or a header: what it means and what mends it")
    .example("$0 lessons fonts --to-case 1 > fonts.json", "An example to change: whycors cases fonts.json");

export type Options = OptionsOf<typeof options>;
export type LessonsGiven = ArgumentsCamelCase<Options>;
