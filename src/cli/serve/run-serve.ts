import { codeOf, InputError } from "../errors.js";
import type { Io } from "../io.js";
import { builtPages, type Pages } from "./built-pages.js";
import { Lab } from "./lab.js";
import { openInBrowser } from "./open-in-browser.js";
import { startPlayground } from "./playground-server.js";

interface ServeOptions {
  readonly port: number;
  readonly open: boolean;
  readonly lab: boolean;
}

/** Serves until the process is told to stop. */
export async function runServe(io: Io, { port, open, lab: withLab }: ServeOptions): Promise<void> {
  const pages = builtPages();
  const lab = withLab ? await startLab(pages, port) : null;
  try {
    const playground = await startPlayground(pages, { port, lab }).catch((error: unknown) => {
      throw whyNot(error, port);
    });
    const { url } = playground;
    const labs = lab === null ? "" : `Its lab has the ports ${lab.ports.join(", ")} of this machine.\n`;
    await io.out(`The playground is at ${url}\n${labs}Ctrl-C ends it.\n`);
    if (open && !(await openInBrowser(url))) io.err(`whycors: no browser could be opened; go to ${url}\n`);
    await io.stopped();
    await playground.close();
  } finally {
    lab?.close();
  }
}

/** On the ports after the playground's, where they are free. */
function startLab(pages: Pages, port: number): Promise<Lab> {
  const script = pages.get("/lab-frame.js");
  if (script === undefined) throw new InputError("the lab is missing from this installation", "Use --no-lab.");
  const wanted = [1, 2, 3].map((step) => (port === 0 || port + step > 65535 ? 0 : port + step));
  return Lab.start(wanted, script.bytes.toString("utf8"));
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
