/**
 * Chromium, driven over its debugging pipe, with the DevTools front end of the same browser
 * attached to the tested page. The HAR text is what that front end's own exporter writes.
 *
 * The front end needs a WebSocket address to reach the page, so the browser listens on a
 * debugging port too; this script itself only uses the pipe (file descriptors 3 and 4).
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--ignore-certificate-errors",
  "--remote-debugging-pipe",
  "--remote-debugging-port=0",
  "--remote-allow-origins=devtools://devtools",
  "--host-resolver-rules=MAP *.test 127.0.0.1",
];

/** CDP over the pipe: one JSON message per NUL-terminated string. */
class Connection {
  #next = 1;
  #waiting = new Map();
  #listeners = new Set();

  constructor(output, input) {
    this.output = output;
    let rest = "";
    input.setEncoding("utf8");
    input.on("data", (chunk) => {
      const messages = (rest + chunk).split("\0");
      rest = messages.pop();
      for (const text of messages) this.#receive(JSON.parse(text));
    });
  }

  #receive(message) {
    const call = this.#waiting.get(message.id);
    if (call) {
      this.#waiting.delete(message.id);
      if (message.error) call.reject(new Error(`${call.method}: ${message.error.message}`));
      else call.resolve(message.result);
      return;
    }
    for (const listener of this.#listeners) listener(message);
  }

  send(method, params = {}, sessionId = undefined) {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, resolve, reject });
      this.output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  on(listener) {
    this.#listeners.add(listener);
  }
}

export async function startChromium({
  executable = "/usr/bin/chromium",
  flags = [],
  thirdPartyCookies = "allow",
  log = false,
} = {}) {
  const profile = mkdtempSync(join(tmpdir(), "record-chromium-"));
  // Chrome's default; Debian's build blocks third-party cookies.
  const preferences = { profile: { cookie_controls_mode: thirdPartyCookies === "block" ? 1 : 0 } };
  mkdirSync(join(profile, "Default"));
  writeFileSync(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
  const child = spawn(executable, [...FLAGS, ...flags, `--user-data-dir=${profile}`, "about:blank"], {
    stdio: ["ignore", "ignore", log ? "inherit" : "ignore", "pipe", "pipe"],
  });
  const exited = new Promise((resolve) => child.on("exit", resolve));
  const connection = new Connection(child.stdio[3], child.stdio[4]);
  const { product } = await connection.send("Browser.getVersion");
  const port = await debuggingPort(profile);

  return {
    version: product.replace("HeadlessChrome/", "Chromium ").replace("Chrome/", "Chromium "),
    connection,
    port,
    async close() {
      await connection.send("Browser.close").catch(() => {});
      await exited;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

async function debuggingPort(profile) {
  for (let tries = 0; tries < 100; tries++) {
    try {
      return Number(readFileSync(join(profile, "DevToolsActivePort"), "utf8").split("\n")[0]);
    } catch {
      await sleep(50);
    }
  }
  throw new Error("Chromium wrote no DevToolsActivePort");
}

/** A target with a session, and `evaluate` in it. */
export async function openTarget(browser, url) {
  const { connection } = browser;
  const { targetId } = await connection.send("Target.createTarget", { url });
  const { sessionId } = await connection.send("Target.attachToTarget", { targetId, flatten: true });
  const send = (method, params) => connection.send(method, params, sessionId);
  return {
    targetId,
    sessionId,
    send,
    async evaluate(expression) {
      const { result, exceptionDetails } = await send("Runtime.evaluate", {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) {
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      }
      return result.value;
    },
  };
}

/** One recording: a page with DevTools on it, and what DevTools export when the page is done. */
export async function record({ theme, pageUrl, log }) {
  const browser = await startChromium({
    executable: process.env.CHROMIUM,
    thirdPartyCookies: theme.thirdPartyCookies,
    log,
  });
  try {
    const page = await openTarget(browser, "about:blank");
    const address = `ws=127.0.0.1:${browser.port}/devtools/page/${page.targetId}`;
    const devtools = await openTarget(browser, `devtools://devtools/bundled/devtools_app.html?${address}`);
    await devtoolsAttached(devtools);
    await page.send("Page.bringToFront"); // timers and media of hidden pages are slowed down
    await page.send("Page.navigate", { url: pageUrl });
    const recorded = await until(() => page.evaluate("window.recorded ?? null")).catch(async (error) => {
      const done = await page.evaluate("(window.progress ?? []).map((step) => step.name).join()");
      throw new Error(`${error.message}; steps done: ${done}`);
    });
    await sleep(1500); // extra-info events come late
    const har = await devtools.evaluate(`(${exportHar})(${theme.sensitive !== true})`);
    return {
      browser: browser.version,
      exporter: "DevTools network panel, Export HAR",
      sanitized: theme.sensitive !== true,
      recorded,
      har,
    };
  } finally {
    await browser.close();
  }
}

export async function until(probe, seconds = 60) {
  for (let tries = 0; tries < seconds * 5; tries++) {
    const value = await probe().catch(() => null);
    if (value !== null) return value;
    await sleep(200);
  }
  throw new Error(`nothing after ${seconds} seconds`);
}

async function devtoolsAttached(devtools) {
  await until(() =>
    devtools.evaluate(`(async () => {
      const { TargetManager } = await import("./core/sdk/sdk.js");
      return TargetManager.TargetManager.instance().primaryPageTarget() ? true : null;
    })()`),
  );
  await sleep(500);
}

/** Runs in the front end: what the network panel's "Export HAR" does, but for the file dialog. */
async function exportHar(sanitize) {
  const [{ NetworkLogView }, { Writer }, { Progress }] = await Promise.all([
    import("./panels/network/network.js"),
    import("./models/har/har.js"),
    import("./core/common/common.js"),
  ]);
  const requests = NetworkLogView.NetworkLogView.prototype.harRequests.call({ applyFilter: () => true });
  let text = "";
  const stream = {
    async write(chunk) {
      text += chunk;
    },
  };
  await Writer.Writer.write(stream, requests, { sanitize }, new Progress.Progress());
  return text;
}
