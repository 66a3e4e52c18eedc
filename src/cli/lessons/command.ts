import type { CommandModule } from "yargs";
import type { Io } from "../io.js";
import { type Options, options } from "./options.js";

export const lessons = (io: Io): CommandModule<object, Options> => ({
  command: ["lessons [lesson]", "learn [lesson]"],
  describe: "Read what tutorials say of CORS, what is so, and see it happen",
  builder: options,
  async handler(given) {
    const { runLessons } = await import("./run-lessons.js");
    await runLessons(io, given);
  },
});
