import type { CommandModule } from "yargs";
import type { Io } from "../io.js";
import { type Options, options } from "./options.js";

export const profiles = (io: Io): CommandModule<object, Options> => ({
  command: "profiles [name]",
  describe: "List the profiles, or what one of them does otherwise than the standard",
  builder: options,
  async handler(given) {
    const { runProfiles } = await import("./run-profiles.js");
    await runProfiles(io, given);
  },
});
