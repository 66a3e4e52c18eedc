/**
 * WebKitGTK's MiniBrowser in a virtual display. It can't be told where to go, so the page asks; its
 * console is its standard output.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { HOSTS } from "./origins.mjs";

export const executables = ["MINIBROWSER", "MiniBrowser"];
export const places = ["x86_64", "aarch64"].map((machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1`);
/** Few of its messages say where they come from: one step at a time. */
export const pace = { slots: 1 };
export const installed = "apt-get install webkit2gtk-driver xvfb libnss-wrapper";

const NSS_WRAPPERS = ["x86_64", "aarch64"].map((machine) => `/usr/lib/${machine}-linux-gnu/libnss_wrapper.so`);
let displays = 90;

/** @param onEntry is told each console message, with the texts that may name its case */
export async function start({ executable, thirdPartyCookies, onEntry, waitingRoom }) {
  const wrapper = NSS_WRAPPERS.find((path) => existsSync(path));
  if (wrapper === undefined) throw new Error(`the hosts of the cases need libnss_wrapper.so: ${installed}`);
  const home = mkdtempSync(join(tmpdir(), "browsers-webkit-"));
  const hosts = join(home, "hosts");
  writeFileSync(hosts, `127.0.0.1 localhost ${HOSTS.join(" ")}\n`);
  const display = `:${displays++}`;
  const screen = spawn("Xvfb", [display, "-screen", "0", "800x600x24", "-nolisten", "tcp"], { stdio: "ignore" });
  await new Promise((resolve) => setTimeout(resolve, 700));
  const flags = [
    "--ignore-tls-errors",
    "--enable-write-console-messages-to-stdout=true",
    `--cookies-policy=${thirdPartyCookies === "block" ? "no-third-party" : "always"}`,
  ];
  const child = spawn(executable, [...flags, waitingRoom], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      DISPLAY: display,
      HOME: home,
      XDG_CACHE_HOME: join(home, "cache"),
      XDG_DATA_HOME: join(home, "data"),
      XDG_CONFIG_HOME: join(home, "config"),
      LD_PRELOAD: wrapper,
      NSS_WRAPPER_HOSTS: hosts,
      WEBKIT_DISABLE_COMPOSITING_MODE: "1",
      LIBGL_ALWAYS_SOFTWARE: "1",
      NO_AT_BRIDGE: "1",
    },
  });
  let gone = false;
  const exited = new Promise((resolve) => child.on("exit", resolve)).then(() => {
    gone = true;
  });
  for (const output of [child.stdout, child.stderr]) readConsole(output, onEntry);

  return {
    version: await versionOf(executable, display),
    dead: () => gone,
    async close() {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), 3000);
      await exited;
      clearTimeout(timer);
      screen.kill("SIGTERM");
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
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
