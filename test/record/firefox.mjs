/**
 * The developer tools of Firefox are opened on the tab, with the network monitor, and asked for the HAR that "Save All As
 * HAR" would write.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "../drivers/chromium.mjs";
import { startFirefox } from "../drivers/firefox.mjs";

const PREFERENCES = {
  "dom.serviceWorkers.testing.enabled": true,
  "devtools.netmonitor.har.includeResponseBodies": true,
};

export async function record({ pageUrl, log }) {
  const browser = await startFirefox({ preferences: PREFERENCES, log });
  const { marionette } = browser;
  await marionette.send("WebDriver:SetTimeouts", { script: 60_000 });
  try {
    await evaluate(marionette, OPEN_NETWORK_MONITOR);
    await marionette.inContext("content");
    await marionette.send("WebDriver:Navigate", { url: pageUrl });
    const inPage = (expression) =>
      marionette.execute(`return JSON.stringify(${expression})`, { sandbox: null }).then(JSON.parse);
    const recorded = await until(() => inPage("window.wrappedJSObject?.recorded ?? window.recorded ?? null")).catch(
      async (error) => {
        const done = await inPage("(window.progress ?? []).map((step) => step.name)");
        throw new Error(`${error.message}; steps done: ${done}`);
      },
    );
    await sleep(1500);
    const har = await evaluate(marionette, EXPORT_HAR);
    return { browser: browser.version, exporter: "DevTools network monitor, HAR exporter", recorded, har };
  } finally {
    await browser.close();
  }
}

/** Runs in the chrome context; what is awaited there may fail. */
async function evaluate(marionette, script) {
  await marionette.inContext("chrome");
  const { value } = await marionette.send("WebDriver:ExecuteAsyncScript", {
    script: `const done = arguments[arguments.length - 1]; (async () => { ${script} })().then((value) => done({ value }), (error) => done({ error: String(error) + error.stack }));`,
    args: [],
    sandbox: "system",
    newSandbox: false,
  });
  if (value.error) throw new Error(value.error);
  return value.value;
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
