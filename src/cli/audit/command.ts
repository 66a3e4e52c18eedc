import type { CommandModule } from "yargs";
import type { Io } from "../io.js";
import { type Options, options } from "./options.js";

export const audit = (io: Io): CommandModule<object, Options> => ({
  command: "audit <url>",
  describe: "Ask a server what its CORS set-up allows, and whether that is wise",
  builder: options,
  async handler(given) {
    const { runAudit } = await import("./run-audit.js");
    await runAudit(io, given);
  },
});
