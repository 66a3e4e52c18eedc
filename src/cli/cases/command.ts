import type { CommandModule } from "yargs";
import type { Io } from "../io.js";
import { profilesOf } from "../options/shared.js";
import { type Options, options } from "./options.js";
import { writeStarterCase } from "./starter-case.js";

export const cases = (io: Io): CommandModule<object, Options> => ({
  command: "cases [paths..]",
  describe: "Judge cases: what a page does and how the server answers",
  builder: options,
  async handler(given) {
    if (given.init !== undefined) return writeStarterCase(io, given.init);
    const { judgeCases } = await import("./run-cases.js");
    await judgeCases(io, given, given.profile === undefined ? null : profilesOf(given.profile));
  },
});
