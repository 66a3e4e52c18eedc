import type { Argv, CommandModule } from "yargs";
import { InputError } from "../errors.js";
import type { Io } from "../io.js";
import type { OptionsOf } from "../options/shared.js";

const options = (yargs: Argv) =>
  yargs
    .option("port", {
      type: "string",
      default: "4680",
      requiresArg: true,
      describe: "Port on 127.0.0.1; 0 takes a free one",
    })
    .option("open", { type: "boolean", describe: "Open it in the browser" })
    .option("lab", {
      type: "boolean",
      default: true,
      describe: "Servers on further ports, to run requests in your own browser; --no-lab for none",
    })
    .example("$0 serve --open", "Change one header and see what the browser does")
    .example("$0 serve --port 0 --no-lab", "The pages alone, on any free port");

type Options = OptionsOf<typeof options>;

export const serve = (io: Io): CommandModule<object, Options> => ({
  command: "serve",
  describe: "Open the playground, lessons and lab on this machine",
  builder: options,
  async handler({ port, open, lab }) {
    const { runServe } = await import("./run-serve.js");
    await runServe(io, { port: portOf(port), open: open === true, lab });
  },
});

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new InputError(`--port: expected a number from 0 to 65535, got ${JSON.stringify(text)}`);
}
