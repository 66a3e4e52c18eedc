import { type InstalledCors, type InstallOptions, installInWindow, type TestWindow } from "./window/window.js";

export type { InstalledCors, InstallOptions, TestWindow };

/**
 * Gives a happy-dom Window (or `globalThis` where happy-dom is the environment) the network of a browser: fetch, Headers,
 * Request, Response, XMLHttpRequest, EventSource and navigator.sendBeacon are those of a simulated page at the window's
 * location. What happy-dom does about CORS on its own no longer takes part.
 * @throws PageError when the window or an option can't be used
 */
export function installCors(window: TestWindow, options: InstallOptions = {}): InstalledCors {
  return installInWindow(window, options);
}
