import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import type { Io } from "../io.js";
import { formatOf, lang } from "../options/shared.js";

const options = (yargs: Argv) =>
  yargs
    .positional("lesson", { type: "string", describe: "A number or name, a reason code or a header; none: the list" })
    .option("format", formatOf(["pretty", "json"] as const))
    .option("to-case", { type: "number", requiresArg: true, describe: "Print the lesson's example N as a case" })
    .option("lang", lang)
    .example("$0 lessons", "What tutorials say of CORS, and what is so")
    .example("$0 lessons 14", "One of them, with what browsers do about its examples")
    .example("$0 lessons preflight-status", "A reason code or a header: what it means and what mends it")
    .example("$0 lessons fonts --to-case 1 > fonts.json", "An example to change: whycors cases fonts.json");
type Options = ReturnType<typeof options> extends Argv<infer T> ? T : never;
export type LessonsGiven = ArgumentsCamelCase<Options>;

export const lessons = (io: Io): CommandModule<object, Options> => ({
  command: ["lessons [lesson]", "learn [lesson]"],
  describe: "Read what tutorials say of CORS, what is so, and see it happen",
  builder: options,
  async handler(given) {
    const { runLessons } = await import("./run-lessons.js");
    await runLessons(io, given);
  },
});
