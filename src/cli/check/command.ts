import type { CommandModule } from "yargs";
import type { Io } from "../io.js";
import { type Options, options } from "./options.js";

export const check = (io: Io): CommandModule<object, Options> => ({
  command: "check [input]",
  describe: "Ask a real server what a browser would, and judge its answers",
  builder: options,
  async handler(given) {
    const { runCheck } = await import("./run-check.js");
    await runCheck(io, given);
  },
});
