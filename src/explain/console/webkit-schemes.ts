import type { Page } from "../../core/infrastructure/browser-state.js";
import { isSameOrigin } from "../../core/infrastructure/origin.js";
import type { Api } from "../../core/infrastructure/request.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import { PROFILES } from "../../core/profiles/profiles.js";
import { isSilent } from "../../core/setup/script-view.js";
import { type Scene, wasCrossOrigin } from "../scene.js";
import { accessLine, CANNOT_LOAD, deniedRedirection, firstUrl } from "./webkit-access.js";

export const ELEMENTS: ReadonlySet<Api> = new Set(["img", "script", "module-script", "stylesheet", "font", "track"]);

export function schemeLines(scene: Scene, url: string, lines: string[]): void {
  const { api, mode } = scene.outcome.setup;
  if (url.startsWith("blob:") && !isLocal(url, scene.page)) return;
  if (url.startsWith("blob:") && api === "fetch" && mode === "no-cors") {
    lines.push(`Not allowed to load local resource: ${url}`, "Not allowed to request resource");
    accessLine(scene, url, lines);
    return;
  }
  if (ELEMENTS.has(api) && !url.startsWith("data:")) {
    elementSchemeLines(scene, url, lines);
    return;
  }
  if (url.startsWith("data:") && (api === "fetch" || api === "xhr")) {
    lines.push(`${CANNOT_LOAD[api]} ${url}.`);
    return;
  }
  lines.push("Cross origin requests are only supported for HTTP.");
  accessLine(scene, url, lines);
}

/** Elements are not asked for a scheme of CORS: the loader has a word on two of them, a secure page on what is not secure. */
function elementSchemeLines(scene: Scene, url: string, lines: string[]): void {
  if (isLocal(url, scene.page)) {
    if (url.startsWith("file:") && isSecure(scene) && scene.outcome.setup.api === "img")
      lines.push(insecure(scene.page, url, NOT_UPGRADED));
    lines.push(`Not allowed to load local resource: ${url}`);
  } else if (isInsecure(scene, url)) insecureSchemeLines(scene, url, lines);
  else if (url.startsWith("ftp:")) {
    lines.push("FTP URLs are disabled");
    accessLine(scene, url, lines);
  }
}

/**
 * Where a redirect leads that is not HTTP. The network's process objects to FTP first, and to what CORS has nothing to do
 * with; then come the page's process with local resources, the mode and fetch(), and the network's again —
 * Source/WebCore/loader/SubresourceLoader.cpp (willSendRequestInternal),
 * Source/WebKit/NetworkProcess/NetworkResourceLoader.cpp (continueWillSendRequest).
 */
export function schemeRedirectLines(scene: Scene, url: string, lines: string[]): void {
  const { exchange, outcome, page } = scene;
  const { api } = outcome.setup;
  const cross = exchange !== null && wasCrossOrigin(exchange, page);
  let about = scene.url;
  if (url.startsWith("ftp:")) {
    lines.push("FTP URLs are disabled");
    about = firstUrl(scene);
  } else if (isCorsMode(scene) && cross) lines.push(deniedScheme(url));
  else if (isLocal(url, page)) lines.push(`Not allowed to load local resource: ${url}`);
  else if (outcome.request?.mode === "same-origin" && !url.startsWith("blob:")) lines.push(deniedAttempt(url, page));
  else if (isInsecure(scene, url)) {
    insecureSchemeLines(scene, url, lines);
    return;
  } else if (isCorsMode(scene) && !url.startsWith("blob:")) lines.push(deniedScheme(url));
  else if (api === "fetch") {
    lines.push("Redirection to URL with a scheme that is not HTTP(S).");
    about = url;
  } else if (url.startsWith("about:") || url.startsWith("data:")) return;
  else lines.push("Redirection to URL with a scheme that is not HTTP(S)");
  accessLine(scene, about, lines);
}

function deniedScheme(url: string): string {
  return deniedRedirection(url, "not allowed to follow a cross-origin CORS redirection with non CORS scheme");
}

/** NOTE: the line end is the engine's. */
function deniedAttempt(url: string, { origin }: Page): string {
  return `Unsafe attempt to load URL ${url} from origin ${origin.serialized}. Domains, protocols and ports must match.\n`;
}

/** What a page may not show: files, and blobs of others. */
function isLocal(url: string, { origin }: Page): boolean {
  if (url.startsWith("file:")) return true;
  const blob = url.startsWith("blob:") ? parseUrl(url) : null;
  return blob !== null && !isSameOrigin(blob, origin);
}

export function isCorsMode({ outcome }: Scene): boolean {
  return outcome.request?.mode === "cors";
}

export const UPGRADED = "This content was automatically upgraded and should be served over HTTPS.";
const NOT_UPGRADED = "This content was not upgraded to HTTPS and must be served from the local host.";

/** NOTE: the line end is the engine's. */
export function insecure(page: Page, url: string, what: string): string {
  return `The page at ${page.url.href} requested insecure content from ${url}. ${what}\n`;
}

function isSecure({ page }: Scene): boolean {
  return page.url.scheme === "https";
}

/** Mixed content of a scheme that is not HTTP at all. */
function isInsecure(scene: Scene, url: string): boolean {
  return isSecure(scene) && !/^(?:about|blob|data|file|https|wss):/.test(url);
}

function insecureSchemeLines(scene: Scene, url: string, lines: string[]): void {
  if (scene.outcome.setup.api === "img") lines.push(insecure(scene.page, url, UPGRADED));
  mixedLines(scene, url, lines);
}

export function mixedLines(scene: Scene, url: string, lines: string[]): void {
  const { api } = scene.outcome.setup;
  const atSetup = scene.stage === "setup";
  lines.push(`[blocked] ${insecure(scene.page, url, "This content was blocked and must be served over HTTPS.")}`);
  if (isSilent(scene.outcome, PROFILES.webkit)) return;
  if (api === "beacon") {
    lines.push(
      `Beacon API cannot load ${scene.url}. ${atSetup ? "Not allowed to request resource" : "Redirect was not allowed"}`,
    );
  } else if (api === "fetch" || api === "xhr" || api === "eventsource") {
    if (atSetup) lines.push("Not allowed to request resource");
    accessLine(scene, scene.exchange === null ? firstUrl(scene) : scene.url, lines);
  } else if (!atSetup) accessLine(scene, scene.url, lines);
}
