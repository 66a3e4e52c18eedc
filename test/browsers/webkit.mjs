/**
 * WebKitGTK's MiniBrowser in a virtual display. It can't be told where to go, so the page asks; its
 * console is its standard output.
 */
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findExecutable, WEBKIT } from "../drivers/executables.mjs";
import { endProgram, removeFolder, startProgram, temporaryFolder } from "../drivers/processes.mjs";
import { HOSTS } from "./origins.mjs";

export const program = WEBKIT;
/** Few of its messages say where they come from: one step at a time. */
export const pace = { slots: 1 };

const NSS_WRAPPERS = ["x86_64", "aarch64"].map((machine) => `/usr/lib/${machine}-linux-gnu/libnss_wrapper.so`);

/** What else it needs; null: all is there. */
export function lacking() {
  if (!NSS_WRAPPERS.some((path) => existsSync(path))) return "the hosts of the cases need libnss_wrapper.so";
  return findExecutable({ commands: ["Xvfb"] }) === null ? "MiniBrowser needs a screen, and there is no Xvfb" : null;
}

/** @param onEntry is told each console message, with the texts that may name its case */
export async function start({ executable, thirdPartyCookies, onEntry, waitingRoom }) {
  const home = temporaryFolder("webkit");
  const hosts = join(home, "hosts");
  writeFileSync(hosts, `127.0.0.1 localhost ${HOSTS.join(" ")}\n`);
  const { screen, display } = await startScreen();
  const flags = [
    "--ignore-tls-errors",
    "--enable-write-console-messages-to-stdout=true",
    `--cookies-policy=${thirdPartyCookies === "block" ? "no-third-party" : "always"}`,
  ];
  const child = startProgram(executable, [...flags, waitingRoom], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      DISPLAY: display,
      HOME: home,
      XDG_CACHE_HOME: join(home, "cache"),
      XDG_DATA_HOME: join(home, "data"),
      XDG_CONFIG_HOME: join(home, "config"),
      LD_PRELOAD: NSS_WRAPPERS.find((path) => existsSync(path)),
      NSS_WRAPPER_HOSTS: hosts,
      WEBKIT_DISABLE_COMPOSITING_MODE: "1",
      LIBGL_ALWAYS_SOFTWARE: "1",
      NO_AT_BRIDGE: "1",
    },
  });
  let gone = false;
  child.gone.then(() => {
    gone = true;
  });
  for (const output of [child.stdout, child.stderr]) readConsole(output, onEntry);

  return {
    version: await versionOf(executable, display),
    dead: () => gone,
    async close() {
      await endProgram(child, { patience: 3000 });
      await endProgram(screen);
      removeFolder(home);
    },
  };
}

/** A display that nobody has: Xvfb chooses, and says which. */
function startScreen() {
  const screen = startProgram("Xvfb", ["-displayfd", "3", "-screen", "0", "800x600x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  return new Promise((resolve, reject) => {
    screen.stdio[3].once("data", (text) => resolve({ screen, display: `:${String(text).trim()}` }));
    screen.gone.then(() => reject(new Error("Xvfb did not start")));
  });
}

const SOURCE =
  /^(?:(?<place>\S+?)(?::\d+){1,2}: )?CONSOLE (?<source>[A-Z]+(?: [A-Z]+)*?) (?<level>LOG|WARN|ERROR|DEBUG|INFO) ?(?<text>.*)$/s;

/** `PLACE:LINE:COLUMN: CONSOLE SOURCE LEVEL TEXT`; the text may end with a line end of its own. */
function readConsole(output, onEntry) {
  let entry = null;
  const tell = () => {
    if (entry !== null) onEntry(entry);
    entry = null;
  };
  createInterface({ input: output }).on("line", (line) => {
    if (line === "" && entry !== null) entry.text += "\n";
    tell();
    const { place, source, level, text } = SOURCE.exec(line)?.groups ?? {};
    if (text === undefined) return;
    const places = [place, text];
    entry = { at: Date.now(), text, category: source.toLowerCase(), level: level.toLowerCase(), places };
    setTimeout(tell, 20);
  });
}

function versionOf(executable, display) {
  return new Promise((resolve) => {
    const child = spawn(executable, ["--version"], { env: { ...process.env, DISPLAY: display } });
    let text = "";
    child.stdout.on("data", (data) => {
      text += data;
    });
    child.on("close", () => resolve(text.trim()));
  });
}
