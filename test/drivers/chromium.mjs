/** Chromium, driven over its debugging pipe. */
import { setTimeout as sleep } from "node:timers/promises";
import { startBrowser } from "../sources.mjs";
import { CHROMIUM, executableOf } from "./executables.mjs";
import { endWithUs, removeFolder, temporaryFolder } from "./processes.mjs";

export async function startChromium({
  executable = executableOf(CHROMIUM),
  flags = [],
  thirdPartyCookies = "allow",
  onEvent = () => {},
} = {}) {
  const temporary = temporaryFolder("chromium");
  const { pipe, version, child, profile, close } = await startBrowser({
    executable,
    temporary,
    detached: true,
    headless: true,
    insecure: true,
    resolve: [["*.test", "127.0.0.1"]],
    flags,
    // Chrome's default; Debian's build blocks third-party cookies.
    preferences: { profile: { cookie_controls_mode: thirdPartyCookies === "block" ? 1 : 0 } },
    onEvent,
  });
  const { gone } = endWithUs(child);
  return {
    version,
    profile,
    gone,
    send: pipe.send.bind(pipe),
    async close() {
      await close();
      removeFolder(temporary);
    },
  };
}

/** A target with a session, and `evaluate` in it. */
export async function openTarget(browser, url) {
  const { targetId } = await browser.send("Target.createTarget", { url });
  const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: true });
  const send = (method, params) => browser.send(method, params, sessionId);
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

/** What a probe gives once it gives something. */
export async function until(probe, { seconds = 60, ended = () => false } = {}) {
  for (let tries = 0; tries < seconds * 5; tries++) {
    const value = await probe().catch(() => null);
    if (value !== null) return value;
    if (ended()) throw new Error("the browser has ended");
    await sleep(200);
  }
  throw new Error(`nothing after ${seconds} seconds`);
}
