import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { type ProtocolEvent, ProtocolPipe } from "./pipe.js";

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "brave-browser",
];

/** Where the installers put them that change no PATH. */
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The browser's own program; null: none was found. `CHROMIUM` in the environment goes before all else. */
export function findChromium(env: Readonly<Record<string, string | undefined>>): string | null {
  const named = env["CHROMIUM"];
  if (named !== undefined && named !== "") return named;
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...PLACES];
  return candidates.find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A browser of its own: nothing of the person's profile, and nothing but what pages ask for on the network. */
const FLAGS = [
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--remote-debugging-pipe",
];

export interface BrowserOptions {
  readonly executable: string;
  readonly headless: boolean;
  readonly insecure: boolean;
  /** `HOST ADDRESS` pairs. */
  readonly resolve: readonly (readonly [host: string, address: string])[];
  readonly onEvent: (event: ProtocolEvent) => void;
  /** More of them, for its command line. */
  readonly flags?: readonly string[];
  /** Where it writes what goes with it; the system's folder for that. */
  readonly temporary?: string;
  /** It and its processes are a group of their own. */
  readonly detached?: boolean;
  /** Of its profile. */
  readonly preferences?: Readonly<Record<string, unknown>>;
}

export interface StartedBrowser {
  readonly pipe: ProtocolPipe;
  /** `Chromium 156.0.8078.73` */
  readonly version: string;
  readonly child: ChildProcess;
  /** The folder of its profile, which goes when it ends. */
  readonly profile: string;
  /** Resolves when it has ended, by whomever. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** @throws Error when it does not start */
export async function startBrowser(options: BrowserOptions): Promise<StartedBrowser> {
  const {
    executable,
    headless,
    insecure,
    resolve,
    onEvent,
    preferences,
    temporary = tmpdir(),
    detached = false,
  } = options;
  const profile = mkdtempSync(join(temporary, "whycors-record-"));
  if (preferences !== undefined) {
    mkdirSync(join(profile, "Default"));
    writeFileSync(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
  }
  const isRoot = process.getuid?.() === 0;
  const rules = resolve.map(([host, address]) => `MAP ${host} ${address}`).join(", ");
  const flags = [
    ...FLAGS,
    `--user-data-dir=${profile}`,
    ...(headless ? ["--headless", "--disable-gpu"] : []),
    ...(isRoot ? ["--no-sandbox"] : []),
    ...(insecure ? ["--ignore-certificate-errors"] : []),
    ...(rules === "" ? [] : [`--host-resolver-rules=${rules}`]),
    ...(options.flags ?? []),
  ];
  const child = spawn(executable, [...flags, "about:blank"], {
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
    env: { ...process.env, TMPDIR: temporary },
    detached,
  });
  const said = lastWords(child);
  const ended = new Promise<void>((done) => {
    child.once("exit", () => done());
    child.once("error", () => done());
  }).then(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  const pipe = new ProtocolPipe(child.stdio[3] as Writable, child.stdio[4] as Readable, onEvent);
  try {
    const { product } = await pipe.send("Browser.getVersion");
    const version = String(product)
      .replace(/^(?:Headless)?Chrome\//, "Chromium ")
      .replace("/", " ");
    return {
      pipe,
      version,
      child,
      profile,
      ended,
      async close() {
        const late = setTimeout(() => child.kill("SIGKILL"), 5000);
        await pipe.send("Browser.close").catch(() => {});
        await ended;
        clearTimeout(late);
      },
    };
  } catch {
    child.kill("SIGKILL");
    await ended;
    throw new Error(`${executable} did not start${said()}`);
  }
}

/** What it complained about. */
function lastWords(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-2000);
  });
  child.on("error", (error) => {
    text = error.message;
  });
  return () => (text.trim() === "" ? "" : `: ${text.trim().split("\n").at(-1)}`);
}
