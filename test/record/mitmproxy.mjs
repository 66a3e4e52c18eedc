/**
 * Chromium through mitmproxy, which sees the wire and writes that. Versions from 10 write HAR
 * by themselves (`hardump`); older ones with their example script, given by HAR_DUMP.
 *
 *   apt-get install mitmproxy chromium
 *   HAR_DUMP=/path/to/har_dump.py node test/record/record.mjs --browser mitmproxy
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openTarget, startChromium, until } from "../drivers/chromium.mjs";

const PORT = 8182;

/** The names of the recordings are this machine for the proxy too, and stay names in its file. */
const RESOLVE = `
import socket
ask = socket.getaddrinfo
def answer(host, *rest, **more):
    return ask("127.0.0.1" if str(host).endswith(".test") else host, *rest, **more)
socket.getaddrinfo = answer
`;

export async function record({ pageUrl, log }) {
  const executable = process.env.MITMDUMP ?? "/usr/bin/mitmdump";
  const version = /Mitmproxy: (\S+)/.exec(execFileSync(executable, ["--version"], { encoding: "utf8" }))[1];
  const folder = mkdtempSync(join(tmpdir(), "record-mitmproxy-"));
  const file = join(folder, "recording.har");
  writeFileSync(join(folder, "resolve.py"), RESOLVE);
  const script = process.env.HAR_DUMP === undefined ? [] : ["-s", process.env.HAR_DUMP];
  const settings = [`confdir=${folder}`, `hardump=${file}`, "ssl_insecure=true", "connection_strategy=lazy"];
  const proxy = spawn(
    executable,
    ["-q", "-p", String(PORT), "-s", join(folder, "resolve.py"), ...script, ...settings.flatMap((s) => ["--set", s])],
    { stdio: ["ignore", "ignore", log ? "inherit" : "ignore"] },
  );
  const exited = new Promise((resolve) => proxy.on("exit", resolve));
  const browser = await startChromium({
    flags: [`--proxy-server=127.0.0.1:${PORT}`],
  });
  try {
    await until(
      () =>
        new Promise((resolve, reject) => {
          const attempt = connect(PORT, "127.0.0.1", () => resolve(attempt.destroy())).on("error", reject);
        }),
    );
    const page = await openTarget(browser, "about:blank");
    await page.send("Page.navigate", { url: pageUrl });
    const recorded = await until(() => page.evaluate("window.recorded ?? null"));
    await sleep(500);
    await browser.close();
    proxy.kill("SIGINT");
    await exited;
    const exporter = process.env.HAR_DUMP === undefined ? "hardump" : "har_dump.py";
    return {
      browser: browser.version,
      exporter: `mitmproxy ${version}, ${exporter}`,
      recorded,
      har: readFileSync(file),
    };
  } finally {
    proxy.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
