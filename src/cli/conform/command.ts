import type { CommandModule } from "yargs";
import { InputError } from "../errors.js";
import type { Io } from "../io.js";
import { refuseWithout } from "../options/connection.js";
import { type Options, options, REACH_NAMES } from "./options.js";

export const conform = (io: Io): CommandModule<object, Options> => ({
  command: "conform [paths..]",
  describe: "Test another fetch or XMLHttpRequest by the cases, or a server by its policy",
  builder: options,
  async handler(given) {
    if (given.server !== undefined) {
      if (given.client !== undefined) throw new InputError("--client or --server: one of them");
      const { runConformServer } = await import("./run-server.js");
      return runConformServer(io, given, given.server);
    }
    if (given.client === undefined) {
      throw new InputError("nothing to test", "Name it: --client MODULE (or one of those in --help), or --server URL.");
    }
    refuseWithout("--server URL", given, ["policy", "origin", "failing", "send", ...REACH_NAMES]);
    const { runConformClient } = await import("./run-client.js");
    await runConformClient(io, given, given.client);
  },
});
