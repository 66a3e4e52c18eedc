import type { CommandModule } from "yargs";
import type { Io } from "../io.js";
import { type Options, options } from "./options.js";

export const quiz = (io: Io): CommandModule<object, Options> => ({
  command: "quiz",
  describe: "Say what a browser would do, and see whether you are right",
  builder: options,
  async handler(given) {
    const { runQuiz } = await import("./run-quiz.js");
    await runQuiz(io, given);
  },
});
