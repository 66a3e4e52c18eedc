/** Firefox, driven over Marionette. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "./chromium.mjs";
import { executableOf, FIREFOX } from "./executables.mjs";
import { connected } from "./marionette.mjs";
import { endProgram, removeFolder, startProgram, temporaryFolder } from "./processes.mjs";

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
};
const FLAGS = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access"];

/** @param preferences more of them, or others */
export async function startFirefox({ executable = executableOf(FIREFOX), preferences = {}, log = false }) {
  const profile = temporaryFolder("firefox");
  const lines = Object.entries({ ...PREFERENCES, ...preferences }).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, "user.js"), lines.join(""));
  const child = startProgram(executable, [...FLAGS, "--profile", profile, "about:blank"], {
    stdio: ["ignore", "ignore", log ? "inherit" : "ignore"],
    env: { ...process.env, MOZ_HEADLESS: "1" },
  });
  let hasEnded = false;
  child.gone.then(() => {
    hasEnded = true;
  });
  const ended = () => hasEnded;
  try {
    const portFile = join(profile, "MarionetteActivePort");
    const port = await until(async () => Number(readFileSync(portFile, "utf8")), { ended });
    const marionette = await until(() => connected(port), { ended });
    const session = { acceptInsecureCerts: true, pageLoadStrategy: "none" };
    const { capabilities } = await marionette.send("WebDriver:NewSession", session);
    return {
      version: `Firefox ${capabilities.browserVersion}`,
      marionette,
      ended,
      async close() {
        const ask = () => marionette.send("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
        await endProgram(child, { ask });
        marionette.close();
        removeFolder(profile);
      },
    };
  } catch (error) {
    await endProgram(child, { patience: 0 });
    removeFolder(profile);
    throw new Error(`${executable} did not start: ${error.message}`);
  }
}
