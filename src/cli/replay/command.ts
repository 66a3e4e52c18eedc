import type { CommandModule } from "yargs";
import type { ReplayOptions } from "../../records/options.js";
import type { Io } from "../io.js";
import { profilesOf } from "../options/shared.js";
import { DEFAULTS, type Options, options, type ReplayGiven } from "./options.js";

export const replay = (io: Io): CommandModule<object, Options> => ({
  command: "replay <files..>",
  describe: "Judge recorded HTTP exchanges as a browser would",
  builder: options,
  handler: (given) => run(io, given),
});

/** Without options there is nothing to parse, and yargs would take a quarter of the time of a small recording. */
export function replayPlainly(io: Io, files: string[]): Promise<void> {
  return run(io, { ...DEFAULTS, files });
}

async function run(io: Io, given: ReplayGiven): Promise<void> {
  const { runReplay } = await import("./run-replay.js");
  await runReplay(io, given, replayOptions(given));
}

function replayOptions({ profile, only, origin, api, credentials, steps }: ReplayGiven): ReplayOptions {
  return {
    profiles: profilesOf(profile ?? ["spec"]),
    only,
    trace: steps === true,
    ...(origin !== undefined && { origin }),
    ...(api !== undefined && { api }),
    ...(credentials !== undefined && { credentials }),
  };
}
