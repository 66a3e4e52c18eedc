/** Firefox, over Marionette: length-prefixed JSON on a TCP port. Its console is read in the chrome context. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../record/chromium.mjs";

export const executables = ["FIREFOX", "firefox-esr", "firefox"];
export const installed = "apt-get install firefox-esr";

const PREFERENCES = {
  "marionette.port": 0,
  "network.dns.forceResolve": "127.0.0.1", // every name is this machine
  // A host that is looked up again loses its kept preflights.
  "network.dnsCacheExpiration": 86_400,
  "network.dns.upgrade_with_https_rr": false,
  "network.dns.use_https_rr_as_altsvc": false,
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
};

/** @param onEntry is told each console message, with the texts that may name its case */
export async function start({ executable, thirdPartyCookies, onEntry }) {
  const profile = mkdtempSync(join(tmpdir(), "browsers-firefox-"));
  const preferences = { ...PREFERENCES, "network.cookie.cookieBehavior": thirdPartyCookies === "block" ? 1 : 0 };
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`);
  writeFileSync(join(profile, "user.js"), lines.join(""));
  const flags = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", profile];
  const child = spawn(executable, [...flags, "about:blank"], {
    stdio: "ignore",
    env: { ...process.env, MOZ_HEADLESS: "1" },
  });
  let gone = false;
  const exited = new Promise((resolve) => child.on("exit", resolve)).then(() => {
    gone = true;
  });
  const port = await until(async () => Number(readFileSync(join(profile, "MarionetteActivePort"), "utf8")));
  const marionette = new Marionette(await until(() => connected(port)));
  const { capabilities } = await marionette.send("WebDriver:NewSession", {
    acceptInsecureCerts: true,
    pageLoadStrategy: "none",
  });
  await marionette.inChrome(LISTEN);

  return {
    version: `Firefox ${capabilities.browserVersion}`,
    async open(url) {
      await marionette.send("Marionette:SetContext", { value: "content" });
      await marionette.send("WebDriver:Navigate", { url });
    },
    /** Runs a function's body in the page that is open; a promise is waited for. */
    async evaluate(script) {
      await marionette.send("Marionette:SetContext", { value: "content" });
      const { value } = await marionette.send("WebDriver:ExecuteScript", { script, args: [] });
      return value;
    },
    clearCookies: () => marionette.inChrome("Services.cookies.removeAll(); return true;"),
    async flush() {
      for (const { text, category, source, at, warning } of await marionette.inChrome("return heard.splice(0);")) {
        onEntry({ at, text, category, level: warning ? "warning" : "error", places: [text, source] });
      }
    },
    dead: () => gone,
    async close() {
      marionette.send("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
      const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
      await exited;
      clearTimeout(timer);
      marionette.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

const LISTEN = `
  globalThis.heard = [];
  globalThis.listener = {
    observe(message) {
      if (!(message instanceof Ci.nsIScriptError)) return;
      const { errorMessage, category, sourceName, timeStamp, flags } = message;
      heard.push({ text: errorMessage.replace(/\\{[0-9a-f-]{36}\\}/, '{UUID}'), category, source: sourceName, at: timeStamp, warning: (flags & 1) !== 0 });
    },
  };
  Services.console.registerListener(globalThis.listener);
  return true;
`;

function connected(port) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket)).on("error", reject);
  });
}

class Marionette {
  #next = 1;
  #waiting = new Map();
  #socket;

  constructor(socket) {
    this.#socket = socket;
    let rest = Buffer.alloc(0);
    socket.on("error", () => {});
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
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  async inChrome(script) {
    await this.send("Marionette:SetContext", { value: "chrome" });
    const { value } = await this.send("WebDriver:ExecuteScript", {
      script,
      args: [],
      sandbox: "system",
      newSandbox: false,
    });
    return value;
  }

  close() {
    this.#socket.destroy();
  }
}
