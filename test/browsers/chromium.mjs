/** Chromium, over the pipe of its debugging protocol: console lines, issues and failed loads of page and frames. */
import { openTarget, startChromium } from "../drivers/chromium.mjs";
import { CHROMIUM } from "../drivers/executables.mjs";

export const program = CHROMIUM;
/** A frame that moves to a process of its own is told of by both. */
export const tellsTwice = true;

/** @param onEntry is told each line and fact, with the texts that may name its case */
export async function start({ executable, thirdPartyCookies, onEntry }) {
  const requests = new Map();
  let dead = false;
  const browser = await startChromium({ executable, thirdPartyCookies, onEvent });
  browser.gone.then(() => {
    dead = true;
  });

  function onEvent({ method, params, sessionId }) {
    switch (method) {
      case "Target.attachedToTarget":
        if (params.targetInfo.type === "iframe" || params.targetInfo.type === "page") enable(params.sessionId);
        else browser.send("Runtime.runIfWaitingForDebugger", {}, params.sessionId).catch(() => {});
        break;
      case "Inspector.targetCrashed":
        dead = true;
        break;
      case "Log.entryAdded": {
        const { source, level, text, url, timestamp } = params.entry;
        onEntry({ at: timestamp, text, level, category: source, places: [url, text] });
        break;
      }
      case "Audits.issueAdded": {
        const fact = factOf(params.issue);
        if (fact !== null) onEntry({ at: Date.now(), ...fact });
        break;
      }
      case "Network.requestWillBeSent":
        requests.set(`${sessionId} ${params.requestId}`, params.request.url);
        break;
      case "Network.loadingFailed": {
        const { requestId, errorText, blockedReason, type } = params;
        const url = requests.get(`${sessionId} ${requestId}`);
        onEntry({
          at: Date.now(),
          facts: { netErrors: { errorText, type, ...(blockedReason ? { blockedReason } : {}) } },
          places: [url],
        });
        break;
      }
    }
  }

  const page = await openTarget(browser, "about:blank");
  async function enable(sessionId) {
    const send = (method, params) => browser.send(method, params, sessionId).catch(() => {});
    await Promise.all([
      send("Log.enable"),
      send("Network.enable"),
      send("Audits.enable"),
      send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
      send("Runtime.runIfWaitingForDebugger"),
    ]);
  }
  await enable(page.sessionId);
  await page.send("Page.bringToFront");

  return {
    version: browser.version,
    open: (url) => page.send("Page.navigate", { url }),
    clearCookies: () => browser.send("Storage.clearCookies"),
    dead: () => dead,
    close: browser.close,
  };
}

function factOf({ code, details }) {
  const cors = details.corsIssueDetails;
  if (cors) {
    const { corsError, failedParameter } = cors.corsErrorStatus;
    return {
      facts: { corsErrors: { corsError, failedParameter, ...(cors.isWarning ? { isWarning: true } : {}) } },
      places: [cors.request.url],
    };
  }
  const places = JSON.stringify(details).match(/https?:\/\/[^"\\]+/g) ?? [];
  return { facts: { issues: code }, places };
}
