import type { Api } from "../../core/infrastructure/request.js";
import type { Scene } from "../scene.js";
import { wasUpgraded } from "./upgraded-urls.js";

export const CANNOT_LOAD: Partial<Record<Api, string>> = {
  fetch: "Fetch API cannot load",
  xhr: "XMLHttpRequest cannot load",
  eventsource: "EventSource cannot load",
  img: "Cannot load image",
  "css-shape": "Cannot load image",
  "webgl-texture": "Cannot load image",
};

/**
 * The second line; module scripts, style sheets and fonts have none. Images are named as they were first asked for, and a beacon
 * says the first line again.
 */
export function accessLine(scene: Scene, url: string, lines: string[]): void {
  const { outcome } = scene;
  const { api } = outcome.setup;
  if (api === "beacon") {
    lines.push(`Beacon API cannot load ${shown(scene, scene.url)}. ${lines.at(-1)}`);
    return;
  }
  const what = CANNOT_LOAD[api];
  if (what !== undefined) {
    const named = what === "Cannot load image" ? upgradedUrl(scene, outcome.url?.href ?? url) : shown(scene, url);
    lines.push(`${what} ${named} due to access control checks.`);
  } else if (api === "track")
    lines.push("Cross-origin text track load denied by Cross-Origin Resource Sharing policy.");
  else if (api === "script") lines.push("Cross-origin script load denied by Cross-Origin Resource Sharing policy.");
}

export function upgradedUrl({ outcome, page }: Scene, url: string): string {
  return wasUpgraded(outcome, page) ? url.replace(/^http:/, "https:") : url;
}

export function firstUrl({ outcome, url }: Scene): string {
  return outcome.url?.href ?? url;
}

/** A redirect is told of before userinfo comes back into its URL. */
export function shown({ outcome: { request } }: Scene, url: string): string {
  return request !== null && request.redirectCount > 0 ? withoutUserinfo(url) : url;
}

function withoutUserinfo(url: string): string {
  return url.replace(/^([a-z]+:\/\/)[^/@]*@/, "$1");
}

export function deniedRedirection(url: string, why: string): string {
  return `Cross-origin redirection to ${withoutUserinfo(url)} denied by Cross-Origin Resource Sharing policy: ${why}`;
}
