/**
 * Chromium with the DevTools front end of the same browser attached to the tested page. The HAR text is what that front
 * end's own exporter writes.
 *
 * The front end needs a WebSocket address to reach the page, so the browser listens on a debugging port too; this script
 * itself only uses the pipe.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openTarget, startChromium, until } from "../drivers/chromium.mjs";

/** One recording: a page with DevTools on it, and what DevTools export when the page is done. */
export async function record({ theme, pageUrl }) {
  const browser = await startChromium({
    flags: ["--remote-debugging-port=0", "--remote-allow-origins=devtools://devtools"],
    thirdPartyCookies: theme.thirdPartyCookies,
  });
  try {
    const page = await openTarget(browser, "about:blank");
    const address = `ws=127.0.0.1:${await debuggingPort(browser)}/devtools/page/${page.targetId}`;
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

function debuggingPort({ profile }) {
  return until(async () => Number(readFileSync(join(profile, "DevToolsActivePort"), "utf8").split("\n")[0]));
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
