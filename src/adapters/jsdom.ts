import { type InstalledCors, type InstallOptions, installInWindow, type TestWindow } from "./window/window.js";

export type { InstalledCors, InstallOptions, TestWindow };

/**
 * Gives a jsdom window (or `globalThis` where jsdom is the environment) the network of a browser: XMLHttpRequest and
 * Headers, and what jsdom lacks, fetch, Request, Response, EventSource and navigator.sendBeacon, are those of a simulated
 * page at the window's location.
 * @throws PageError when the window or an option can't be used
 */
export function installCors(window: TestWindow, options: InstallOptions = {}): InstalledCors {
  return installInWindow(window, options);
}
