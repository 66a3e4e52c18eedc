import type { ArgumentsCamelCase, Argv } from "yargs";
import { lang, type OptionsOf } from "../options/shared.js";

export const options = (yargs: Argv) =>
  yargs
    .option("level", {
      choices: ["easy", "medium", "hard"] as const,
      requiresArg: true,
      describe: "Only questions of this level",
    })
    .option("answers", { type: "boolean", describe: "Print the questions with their answers, and ask nothing" })
    .option("lang", lang)
    .example("$0 quiz", "From easy to hard; answer with a number, q ends it")
    .example("$0 quiz --level hard", "For those who know")
    .example("$0 quiz --answers", "To read");

export type Options = OptionsOf<typeof options>;
export type QuizGiven = ArgumentsCamelCase<Options>;
