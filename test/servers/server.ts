import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Configuration, ConfigurationPolicy } from "../../src/explain/configurations/configurations.js";

/** A real server that can be told a configuration. */
export interface Server {
  readonly target: string;
  /** What it and its packages are; null: not all of it is installed. */
  readonly version: () => string | null;
  /** The snippet in a whole program: files by name, and what to run. */
  readonly program: (given: Given) => Program;
}

export interface Given {
  readonly configuration: Configuration;
  readonly policy: ConfigurationPolicy;
  /** Response headers of the application. */
  readonly headers: readonly (readonly [string, string])[];
  readonly port: number;
  /** Where the application listens, for servers that stand before one. */
  readonly upstream: number;
  readonly folder: string;
}

export interface Program {
  readonly files: Readonly<Record<string, string>>;
  /** Run before, to its end. */
  readonly build?: readonly string[];
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Running {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

export function start(server: Server, given: Omit<Given, "port" | "folder">): Promise<Running> {
  return launch(server.target, (place) => server.program({ ...given, ...place }));
}

/** Writes a program, builds and runs it, and waits until it listens. */
export async function launch(
  name: string,
  program: (place: Pick<Given, "port" | "folder">) => Program,
): Promise<Running> {
  // Below the checkout, where Node finds the packages.
  mkdirSync(join(root, ".tmp"), { recursive: true });
  const folder = mkdtempSync(join(root, ".tmp", `${name}-`));
  const port = await freePort();
  const { files, build, command, env = {} } = program({ port, folder });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const options = { cwd: folder, env: { ...process.env, ...env } } as const;
  if (build !== undefined) execFileSync(build[0]!, build.slice(1), { ...options, stdio: "pipe" });
  const child = spawn(command[0]!, command.slice(1), { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  const stop = async () => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await listening(port, child);
  } catch (error) {
    await stop();
    throw new Error(`${name}: ${(error as Error).message}\n${said}\n${Object.values(files).join("\n")}`);
  }
  return { origin: `http://127.0.0.1:${port}`, stop };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 3000);
  await gone;
  clearTimeout(late);
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}`);
    if (await answers(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("does not listen");
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(socket.destroy() !== null));
    socket.once("error", () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** What a command prints, as far as this matches; null: there is no such command. */
export function printed(command: readonly string[], pattern: RegExp): string | null {
  try {
    const text = execFileSync("/bin/sh", ["-c", `${command.join(" ")} 2>&1`], { encoding: "utf8", stdio: "pipe" });
    return pattern.exec(text)?.[1] ?? null;
  } catch {
    return null;
  }
}
