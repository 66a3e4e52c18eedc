/**
 * Firefox, driven over Marionette: length-prefixed JSON on a TCP port. In its chrome context the
 * developer tools of the same browser are opened on the tab, with the network monitor, and asked
 * for the HAR that "Save All As HAR" would write.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "./chromium.mjs";

const PREFERENCES = {
  "marionette.port": 0,
  "network.dns.forceResolve": "127.0.0.1", // every name is this machine
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "network.proxy.type": 0,
  "network.trr.mode": 5,
  "app.update.enabled": false,
  "app.normandy.enabled": false,
  "browser.safebrowsing.downloads.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "browser.startup.page": 0,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.enabled": false,
  "extensions.update.enabled": false,
  "services.settings.server": "data:,#remote-settings-dummy/v1",
  "dom.serviceWorkers.testing.enabled": true,
  "devtools.netmonitor.har.includeResponseBodies": true,
};

class Marionette {
  #next = 1;
  #waiting = new Map();

  constructor(socket) {
    this.socket = socket;
    let rest = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      for (;;) {
        const colon = rest.indexOf(":");
        const length = Number(rest.subarray(0, colon));
        if (colon === -1 || rest.length < colon + 1 + length) return;
        const message = JSON.parse(rest.subarray(colon + 1, colon + 1 + length));
        rest = rest.subarray(colon + 1 + length);
        if (Array.isArray(message)) this.#receive(message);
      }
    });
  }

  #receive([, id, error, result]) {
    const call = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) call?.reject(new Error(`${call.name}: ${error.error} ${error.message}`));
    else call?.resolve(result);
  }

  send(name, parameters = {}) {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { name, resolve, reject });
      const text = JSON.stringify([0, id, name, parameters]);
      this.socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  async evaluate(script) {
    const { value } = await this.send("WebDriver:ExecuteAsyncScript", {
      script: `const done = arguments[arguments.length - 1]; (async () => { ${script} })().then((value) => done({ value }), (error) => done({ error: String(error) + error.stack }));`,
      args: [],
      sandbox: "system",
      newSandbox: false,
    });
    if (value.error) throw new Error(value.error);
    return value.value;
  }
}

async function startFirefox({ executable = "/usr/bin/firefox-esr", log = false } = {}) {
  const profile = mkdtempSync(join(tmpdir(), "record-firefox-"));
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`);
  writeFileSync(join(profile, "user.js"), lines.join(""));
  const flags = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", profile];
  const child = spawn(executable, [...flags, "about:blank"], {
    stdio: ["ignore", "ignore", log ? "inherit" : "ignore"],
    env: { ...process.env, MOZ_HEADLESS: "1" },
  });
  const exited = new Promise((resolve) => child.on("exit", resolve));
  const port = await until(async () => Number(readFileSync(join(profile, "MarionetteActivePort"), "utf8")));
  const socket = await until(
    () =>
      new Promise((resolve, reject) => {
        const attempt = connect(port, "127.0.0.1", () => resolve(attempt)).on("error", reject);
      }),
  );
  const marionette = new Marionette(socket);
  const { capabilities } = await marionette.send("WebDriver:NewSession", {
    acceptInsecureCerts: true,
    pageLoadStrategy: "none",
  });
  await marionette.send("WebDriver:SetTimeouts", { script: 60_000 });
  return {
    version: `Firefox ${capabilities.browserVersion}`,
    marionette,
    async close() {
      await marionette.send("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
      socket.destroy();
      const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await exited;
      clearTimeout(timer);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

export async function record({ pageUrl, log }) {
  const browser = await startFirefox({ executable: process.env.FIREFOX, log });
  const { marionette } = browser;
  try {
    await marionette.send("Marionette:SetContext", { value: "chrome" });
    await marionette.evaluate(OPEN_NETWORK_MONITOR);
    await marionette.send("Marionette:SetContext", { value: "content" });
    await marionette.send("WebDriver:Navigate", { url: pageUrl });
    const inPage = (expression) =>
      marionette
        .send("WebDriver:ExecuteScript", { script: `return JSON.stringify(${expression})`, args: [], sandbox: null })
        .then(({ value }) => JSON.parse(value));
    const recorded = await until(() => inPage("window.wrappedJSObject?.recorded ?? window.recorded ?? null")).catch(
      async (error) => {
        const done = await inPage("(window.progress ?? []).map((step) => step.name)");
        throw new Error(`${error.message}; steps done: ${done}`);
      },
    );
    await sleep(1500);
    await marionette.send("Marionette:SetContext", { value: "chrome" });
    const har = await marionette.evaluate(EXPORT_HAR);
    return { browser: browser.version, exporter: "DevTools network monitor, HAR exporter", recorded, har };
  } finally {
    await browser.close();
  }
}

const OPEN_NETWORK_MONITOR = `
  const { require } = ChromeUtils.importESModule("resource://devtools/shared/loader/Loader.sys.mjs");
  const { gDevTools } = require("devtools/client/framework/devtools");
  const window = Services.wm.getMostRecentWindow("navigator:browser");
  globalThis.toolbox = await gDevTools.showToolboxForTab(window.gBrowser.selectedTab, { toolId: "netmonitor" });
  return true;
`;

/** What "Save All As HAR" does, but for the file dialog. */
const EXPORT_HAR = `
  const { store, connector, windowRequire } = globalThis.toolbox.getPanel("netmonitor").panelWin;
  const { HarExporter } = windowRequire("devtools/client/netmonitor/src/har/har-exporter");
  const { getDisplayedRequests } = windowRequire("devtools/client/netmonitor/src/selectors/index");
  return HarExporter.fetchHarData({ connector, items: getDisplayedRequests(store.getState()) });
`;
