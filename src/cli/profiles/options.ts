import type { ArgumentsCamelCase, Argv } from "yargs";
import { PROFILES_FORMAT_NAMES } from "../formats/names.js";
import { formatOf, type OptionsOf } from "../options/shared.js";

export const options = (yargs: Argv) =>
  yargs
    .positional("name", { type: "string", describe: "A profile; none: all of them, in a line each" })
    .option("format", formatOf(PROFILES_FORMAT_NAMES))
    .example("$0 profiles", "Whose behaviour whycors knows, and of which version")
    .example("$0 profiles firefox", "What Firefox does otherwise than the standard, and how that is known")
    .example("$0 profiles webkit --format json", "For programs");

export type Options = OptionsOf<typeof options>;
export type ProfilesGiven = ArgumentsCamelCase<Options>;
