import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import type { Io } from "../io.js";
import { lang } from "../options/shared.js";

const options = (yargs: Argv) =>
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
type Options = ReturnType<typeof options> extends Argv<infer T> ? T : never;
export type QuizGiven = ArgumentsCamelCase<Options>;

export const quiz = (io: Io): CommandModule<object, Options> => ({
  command: "quiz",
  describe: "Say what a browser would do, and see whether you are right",
  builder: options,
  async handler(given) {
    const { runQuiz } = await import("./run-quiz.js");
    await runQuiz(io, given);
  },
});
