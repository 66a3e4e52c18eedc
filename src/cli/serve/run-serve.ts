import { codeOf, InputError } from "../errors.js";
import type { Io } from "../io.js";
import { builtPages } from "./built-pages.js";
import { openInBrowser } from "./open-in-browser.js";
import { startPlayground } from "./playground-server.js";

interface ServeOptions {
  readonly port: number;
  readonly open: boolean;
  readonly lab: boolean;
}

/** Serves until the process is told to stop. */
export async function runServe(io: Io, { port, open }: ServeOptions): Promise<void> {
  const pages = builtPages();
  const playground = await startPlayground(pages, { port }).catch((error: unknown) => {
    throw whyNot(error, port);
  });
  const { url } = playground;
  await io.out(`The playground is at ${url}\nCtrl-C ends it.\n`);
  if (open && !(await openInBrowser(url))) io.err(`whycors: no browser could be opened; go to ${url}\n`);
  await io.stopped();
  await playground.close();
}

function whyNot(error: unknown, port: number): unknown {
  switch (codeOf(error)) {
    case "EADDRINUSE":
      return new InputError(
        `port ${port} is taken by another program`,
        "Choose another with --port N, or a free one with --port 0.",
      );
    case "EACCES":
      return new InputError(`port ${port} may not be used by you`, "Choose one above 1023 with --port N.");
    default:
      return error;
  }
}
