import type { CommandModule } from "yargs";
import type { Io } from "../io.js";
import { type Options, options } from "./options.js";

export const record = (io: Io): CommandModule<object, Options> => ({
  command: "record <url>",
  describe: "Record a page in Chromium, with the engine's own reasons",
  builder: options,
  async handler(given) {
    const { runRecord } = await import("./run-record.js");
    await runRecord(io, given);
  },
});
