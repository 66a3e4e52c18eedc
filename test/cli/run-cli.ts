import { mkdtempSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import type { Io } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";
import { filesFrom } from "../../src/cli/process-files.js";

export interface Ran {
  readonly out: string;
  readonly err: string;
  readonly code: number;
  /** Where it ran. */
  readonly directory: string;
}

interface Surroundings {
  readonly stdin?: string | Uint8Array | Readable;
  /** What is in the directory, by path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** A directory of an earlier run. */
  readonly directory?: string;
  readonly colour?: boolean;
  readonly width?: number;
  readonly live?: boolean;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** When a command that goes on is to end; at once unless given. */
  readonly stopped?: Promise<void>;
}

/** Nobody presses Ctrl-C. */
export const NEVER = new Promise<void>(() => {});

/** Runs the command line in a directory of its own, with an Io that keeps what is printed. */
export async function runCli(args: readonly string[], surroundings: Surroundings = {}): Promise<Ran> {
  const directory = surroundings.directory ?? mkdtempSync(join(tmpdir(), "whycors-cli-"));
  for (const [path, content] of Object.entries(surroundings.files ?? {})) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
  const printed = { out: "", err: "" };
  const io: Io = {
    stdin:
      surroundings.stdin instanceof Readable
        ? surroundings.stdin
        : Readable.from([Buffer.from(surroundings.stdin ?? "")]),
    out: async (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
    colour: surroundings.colour ?? false,
    width: surroundings.width ?? 100,
    live: surroundings.live ?? false,
    files: filesFrom(directory),
    env: surroundings.env ?? {},
    exitCode: 0,
    stopped: () => surroundings.stopped ?? Promise.resolve(),
  };
  await main(args, io);
  return { ...printed, code: io.exitCode, directory };
}
