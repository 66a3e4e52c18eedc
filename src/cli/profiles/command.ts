import type { ArgumentsCamelCase, Argv, CommandModule } from "yargs";
import { PROFILES_FORMAT_NAMES } from "../formats/names.js";
import type { Io } from "../io.js";
import { formatOf } from "../options/shared.js";

const options = (yargs: Argv) =>
  yargs
    .positional("name", { type: "string", describe: "A profile; none: all of them, in a line each" })
    .option("format", formatOf(PROFILES_FORMAT_NAMES))
    .example("$0 profiles", "Whose behaviour whycors knows, and of which version")
    .example("$0 profiles firefox", "What Firefox does otherwise than the standard, and how that is known")
    .example("$0 profiles webkit --format json", "For programs");
type Options = ReturnType<typeof options> extends Argv<infer T> ? T : never;
export type ProfilesGiven = ArgumentsCamelCase<Options>;

export const profiles = (io: Io): CommandModule<object, Options> => ({
  command: "profiles [name]",
  describe: "List the profiles, or what one of them does otherwise than the standard",
  builder: options,
  async handler(given) {
    const { runProfiles } = await import("./run-profiles.js");
    await runProfiles(io, given);
  },
});
