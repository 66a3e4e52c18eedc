import type { CommandModule } from "yargs";
import type { Io } from "../io.js";
import { profilesOf } from "../options/shared.js";
import { type Options, options } from "./options.js";

export const explain = (io: Io): CommandModule<object, Options> => ({
  command: "explain <input>",
  describe: "Explain code, a curl command, a console line or a recorded request",
  builder: options,
  async handler(given) {
    const { runExplain } = await import("./run-explain.js");
    await runExplain(io, given, profilesOf(given.profile ?? ["chromium"]));
  },
});
