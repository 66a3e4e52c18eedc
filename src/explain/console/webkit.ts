import { hasUnsafeHeaders } from "../../core/fetching/main-fetch.js";
import type { FetchOutcome } from "../../core/fetching/outcome.js";
import type { Page } from "../../core/infrastructure/browser-state.js";
import { isCorsSafelistedMethod } from "../../core/infrastructure/method.js";
import { isSameOrigin } from "../../core/infrastructure/origin.js";
import type { Api, Request } from "../../core/infrastructure/request.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import { PROFILES } from "../../core/profiles/profiles.js";
import { REASONS } from "../../core/reasons.js";
import { answered, originSent, type Scene, sceneOf, wasCrossOrigin } from "../scene.js";
import { cspDirective } from "./csp-directive.js";
import { refusedHeaders } from "./refused-header.js";
import { upgradedUrlsOfAnyPage, wasUpgraded } from "./upgraded-urls.js";
import { brokenConnection, integrityLine, moduleType, typeLine } from "./webkit-content.js";

/** Lines of WebKitGTK 2.50: the reason without a URL, then which API could not load what. */
export function webkitLines(outcome: FetchOutcome, page: Page): string[] {
  const lines: string[] = [];
  if (outcome.setup.api === "xhr")
    for (const name of outcome.dropped) lines.push(`Refused to set unsafe header "${name}"`);
  if (dropsBlob(outcome)) lines.push(BLOB_WITHOUT_HTTP);
  for (const { url } of upgradedUrlsOfAnyPage(outcome, page)) lines.push(insecure(page, url, UPGRADED));
  const scene = sceneOf(outcome, page);
  if (scene === null) return lines;
  if (outcome.thrownBy !== null) {
    const refused = synchronousLine(scene);
    if (refused !== null) lines.push(refused);
    if (scene.failure.reason === "csp-blocked") cspLines(scene, scene.failure.url ?? scene.url, lines);
    return lines;
  }
  const said = corsText(scene);
  if (said === null) otherLines(scene, lines);
  else {
    lines.push(redirected(scene) ? deniedRedirection(redirectionUrl(scene), said) : said);
    // A redirect is refused by what answered, though the preflight of the next hop may have come in between.
    accessLine(scene, scene.stage === "redirect" ? (scene.failure.url ?? scene.url) : scene.url, lines);
  }
  return lines;
}

const BLOB_WITHOUT_HTTP = "POST of a Blob to non-HTTP protocols in XMLHttpRequest.send() is currently unsupported.";

function dropsBlob({ setup: { api, body, method }, thrownBy, url }: FetchOutcome): boolean {
  if (api !== "xhr" || body?.type !== "blob" || thrownBy === "open" || /^(?:get|head)$/i.test(method)) return false;
  return url !== null && !url.isHttp;
}

/** What a synchronous request in a window must not have. */
function synchronousLine({ failure }: Scene): string | null {
  if (failure.reason !== "invalid-state") return null;
  if (failure.member === "timeout") return "Synchronous XMLHttpRequests must not have a timeout value set.";
  return failure.member === "responseType"
    ? "Synchronous HTTP(S) requests made from the window context cannot have XMLHttpRequest.responseType set."
    : null;
}

/** A CORS check that the redirect itself failed; one without a Location leads nowhere. */
function redirected(scene: Scene): boolean {
  const { stage, failure } = scene;
  return stage === "redirect" && REASONS[failure.reason].row === "cors-check" && answered(scene, "location") !== "";
}

function deniedRedirection(url: string, why: string): string {
  return `Cross-origin redirection to ${withoutUserinfo(url)} denied by Cross-Origin Resource Sharing policy: ${why}`;
}

/** Where the redirect led; a Location without a fragment takes over the one before. */
function redirectionUrl({ target, url, exchange }: Scene): string {
  if (target === null) return url;
  return target.includes("#") ? target : target + (exchange?.sent.url.fragment ?? "");
}

function withoutUserinfo(url: string): string {
  return url.replace(/^([a-z]+:\/\/)[^/@]*@/, "$1");
}

/** A redirect is told of before userinfo comes back into its URL. */
function shown({ outcome: { request } }: Scene, url: string): string {
  return request !== null && request.redirectCount > 0 ? withoutUserinfo(url) : url;
}

/** What the CORS code objects to in an answer; null: the failure is of another kind. */
function corsText(scene: Scene): string | null {
  const { failure } = scene;
  const status = scene.answer?.status ?? failure.status;
  switch (failure.reason) {
    case "missing-allow-origin":
    case "invalid-allow-origin":
    case "allow-origin-mismatch":
      return `Origin ${originSent(scene)} is not allowed by Access-Control-Allow-Origin. Status code: ${status}`;
    case "multiple-allow-origin":
      return "Access-Control-Allow-Origin cannot contain more than one origin.";
    case "wildcard-with-credentials":
      return "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.";
    case "allow-credentials-missing":
    case "allow-credentials-invalid":
      return 'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".';
    case "preflight-status":
    case "preflight-redirected":
      return `Preflight response is not successful. Status code: ${status}`;
    case "invalid-allow-methods":
      return `Header Access-Control-Allow-Methods has an invalid value: ${garbled(answered(scene, "access-control-allow-methods") ?? "")}`;
    case "invalid-allow-headers":
      return `Header Access-Control-Allow-Headers has an invalid value: ${garbled(answered(scene, "access-control-allow-headers") ?? "")}`;
    case "method-not-allowed":
      return `Method ${failure.method} is not allowed by Access-Control-Allow-Methods.`;
    case "header-not-allowed":
    case "authorization-needs-explicit-header":
      return `Request header field ${refusedName(scene)} is not allowed by Access-Control-Allow-Headers.`;
    default:
      return null;
  }
}

/** Names that the engine knows come first and in its own spelling, others after them as the page wrote them. */
function refusedName(scene: Scene): string {
  const refused = refusedHeaders(scene);
  const known = refused.find(({ name }) => KNOWN_NAMES.has(name));
  if (known !== undefined) return KNOWN_NAMES.get(known.name)!;
  return refused[0]?.spelling ?? scene.failure.header ?? "Authorization";
}

/** Of the engine's header names, those that page code may set. */
const KNOWN_NAMES: ReadonlyMap<string, string> = new Map(
  [
    "Accept",
    "Accept-Language",
    "Accept-Ranges",
    "Age",
    "Authorization",
    "Cache-Control",
    "Content-Disposition",
    "Content-Encoding",
    "Content-Language",
    "Content-Location",
    "Content-Range",
    "Content-Security-Policy",
    "Content-Type",
    "Cross-Origin-Resource-Policy",
    "Default-Style",
    "ETag",
    "Expires",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "If-Unmodified-Since",
    "Last-Event-ID",
    "Last-Modified",
    "Link",
    "Location",
    "Ping-From",
    "Ping-To",
    "Pragma",
    "Purpose",
    "Range",
    "Referrer-Policy",
    "Refresh",
    "Server-Timing",
    "Service-Worker-Allowed",
    "SourceMap",
    "Strict-Transport-Security",
    "Timing-Allow-Origin",
    "Upgrade-Insecure-Requests",
    "User-Agent",
    "Vary",
    "X-Content-Type-Options",
    "X-DNS-Prefetch-Control",
    "X-Frame-Options",
    "X-SourceMap",
  ].map((name) => [name.toLowerCase(), name]),
);

/** NOTE: a byte that is no character becomes U+FFFD, whose three bytes are then printed one by one. */
function garbled(value: string): string {
  return value.replace(/[\x80-\xff]/g, "\u00ef\u00bf\u00bd");
}

const CANNOT_LOAD: Partial<Record<Api, string>> = {
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
function accessLine(scene: Scene, url: string, lines: string[]): void {
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

function upgradedUrl({ outcome, page }: Scene, url: string): string {
  return wasUpgraded(outcome, page) ? url.replace(/^http:/, "https:") : url;
}

function firstUrl({ outcome, url }: Scene): string {
  return outcome.url?.href ?? url;
}

function otherLines(scene: Scene, lines: string[]): void {
  const { failure, stage } = scene;
  const { api } = scene.outcome.setup;
  const url = scene.target ?? scene.url;
  switch (failure.reason) {
    case "network-error":
      networkLines(scene, url, lines);
      break;
    case "unsupported-scheme":
    case "redirect-scheme":
      if (stage === "redirect") schemeRedirectLines(scene, url, lines);
      else schemeLines(scene, url, lines);
      break;
    case "redirect-bad-location":
      // An empty Location, and one of a same-origin request, fail without a word.
      if (api === "beacon" && scene.target === scene.url) {
        lines.push(`Beacon API cannot load ${scene.url}. Load request cancelled`);
      }
      if (
        isCorsMode(scene) &&
        scene.exchange !== null &&
        scene.target !== scene.url &&
        wasCrossOrigin(scene.exchange, scene.page)
      ) {
        schemeRedirectLines(scene, url, lines);
      }
      break;
    case "redirect-with-userinfo": {
      const location = failure.location ?? url;
      lines.push(deniedRedirection(location, `redirection URL ${location} has credentials`));
      accessLine(scene, failure.url ?? scene.url, lines);
      break;
    }
    case "too-many-redirects":
      lines.push("Load cannot follow more than 20 redirections");
      accessLine(scene, scene.url, lines);
      break;
    case "redirect-mode-error":
      if (stage === "setup")
        lines.push("No-Cors mode requires follow redirect mode", "Not allowed to request resource");
      else lines.push(`Not allowed to follow a redirection while loading ${scene.url}`);
      accessLine(scene, scene.url, lines);
      break;
    case "same-origin-mode":
      if (stage === "setup") {
        if (api !== "track") lines.push(`Fetch API cannot load ${url}.`);
      } else {
        lines.push("Cross origin requests are not allowed when using same-origin fetch mode.");
        accessLine(scene, scene.url, lines);
      }
      break;
    case "bad-port":
      // A request that was preflighted is so at every hop, and the preflight is what does not leave.
      if (stage === "redirect" && wasPreflighted(scene)) {
        lines.push("CORS-preflight request was blocked");
        accessLine(scene, url, lines);
        break;
      }
      if (stage === "redirect" && isMixed(scene, url)) {
        mixedLines(scene, url, lines);
        break;
      }
      // What does not wait passes by the loader that says so; its preflight does not.
      if (scene.outcome.request?.async === false) {
        if (stage === "setup" && needsPreflight(scene.outcome.request)) {
          lines.push("CORS-preflight request was blocked");
          accessLine(scene, url, lines);
        }
        break;
      }
      lines.push(
        `Not allowed to use restricted network port ${parseUrl(url)?.port ?? failure.port}: ${shown(scene, url)}`,
      );
      if (api === "beacon") lines.push(`Beacon API cannot load ${url}. Not allowed to use restricted network port`);
      break;
    case "mixed-content":
      mixedLines(scene, url, lines);
      break;
    case "csp-blocked":
      cspLines(scene, shown(scene, failure.url ?? url), lines);
      break;
    case "corp-blocked":
    case "coep-blocked": {
      const why = `Cancelled load to ${scene.url} because it violates the resource's Cross-Origin-Resource-Policy response header.`;
      lines.push(stage === "redirect" ? deniedRedirection(url, why) : why);
      accessLine(scene, scene.url, lines);
      break;
    }
    case "nosniff":
    case "unexpected-content-type":
      if (api === "eventsource" && url.startsWith("data:")) schemeLines(scene, url, lines);
      else pushUnlessNull(typeLine(scene, upgradedUrl(scene, firstUrl(scene).replace(/#.*$/s, ""))), lines);
      break;
    case "integrity-mismatch":
      if (api === "module-script" && moduleType(scene) !== null) {
        pushUnlessNull(moduleType(scene), lines);
        break;
      }
      lines.push(integrityLine(scene));
      if (api === "fetch") accessLine(scene, firstUrl(scene), lines);
      else if (api === "module-script") lines.push("TypeError: Cannot load script due to integrity mismatch");
      break;
    default:
  }
}

function pushUnlessNull(line: string | null, lines: string[]): void {
  if (line !== null) lines.push(line);
}

function isCorsMode({ outcome }: Scene): boolean {
  return outcome.request?.mode === "cors";
}

function wasPreflighted({ outcome: { exchanges, request } }: Scene): boolean {
  return request?.wasPreflighted === true || exchanges.some(({ sent }) => sent.kind === "preflight");
}

function needsPreflight(request: Request): boolean {
  if (isSameOrigin(request.url, request.origin)) return false;
  return !isCorsSafelistedMethod(request.method) || hasUnsafeHeaders(request, PROFILES.webkit);
}

function isMixed({ page }: Scene, url: string): boolean {
  return page.url.scheme === "https" && url.startsWith("http:");
}

function networkLines(scene: Scene, url: string, lines: string[]): void {
  const { api } = scene.outcome.setup;
  const refused = brokenConnection(scene, url);
  if (api === "beacon") lines.push(`Beacon API cannot load ${url}. ${refused}`);
  else if (scene.stage === "preflight") {
    lines.push(refused);
    accessLine(scene, url, lines);
  } else if (url.startsWith("data:")) schemeLines(scene, url, lines);
}

const ELEMENTS: ReadonlySet<Api> = new Set(["img", "script", "module-script", "stylesheet", "font", "track"]);

function schemeLines(scene: Scene, url: string, lines: string[]): void {
  const { api } = scene.outcome.setup;
  if (url.startsWith("blob:")) return;
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
  if (url.startsWith("file:")) {
    if (isSecure(scene) && scene.outcome.setup.api === "img") lines.push(insecure(scene.page, url, NOT_UPGRADED));
    lines.push(`Not allowed to load local resource: ${url}`);
  } else if (isInsecure(scene, url)) insecureSchemeLines(scene, url, lines);
  else if (url.startsWith("ftp:")) {
    lines.push("FTP URLs are disabled");
    accessLine(scene, url, lines);
  }
}

const UPGRADED = "This content was automatically upgraded and should be served over HTTPS.";
const NOT_UPGRADED = "This content was not upgraded to HTTPS and must be served from the local host.";

/** NOTE: the line end is the engine's. */
function insecure(page: Page, url: string, what: string): string {
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

/**
 * Where a redirect leads that is not HTTP. The network's process objects to FTP first, and to what CORS has nothing to do
 * with; then come the page's process with local resources, the mode and fetch(), and the network's again —
 * Source/WebCore/loader/SubresourceLoader.cpp (willSendRequestInternal),
 * Source/WebKit/NetworkProcess/NetworkResourceLoader.cpp (continueWillSendRequest).
 */
function schemeRedirectLines(scene: Scene, url: string, lines: string[]): void {
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

function mixedLines(scene: Scene, url: string, lines: string[]): void {
  const { api } = scene.outcome.setup;
  const atSetup = scene.stage === "setup";
  lines.push(`[blocked] ${insecure(scene.page, url, "This content was blocked and must be served over HTTPS.")}`);
  if (api === "beacon") {
    lines.push(
      `Beacon API cannot load ${scene.url}. ${atSetup ? "Not allowed to request resource" : "Redirect was not allowed"}`,
    );
  } else if (api === "fetch" || api === "xhr" || api === "eventsource") {
    if (atSetup) lines.push("Not allowed to request resource");
    accessLine(scene, scene.exchange === null ? firstUrl(scene) : scene.url, lines);
  } else if (!atSetup) accessLine(scene, scene.url, lines);
}

function cspLines(scene: Scene, url: string, lines: string[]): void {
  const directive = cspDirective(scene).replace(/-elem$/, "");
  const refused = directive === "connect-src" ? "Refused to connect to" : "Refused to load";
  const spoke = (scene.failure.policy ?? scene.failure.directive ?? "").split(" ", 1)[0];
  const where =
    spoke === "default-src"
      ? `it appears in neither the ${directive} directive nor the default-src directive of the Content Security Policy.`
      : `it does not appear in the ${directive} directive of the Content Security Policy.`;
  lines.push(`${refused} ${url} because ${where}`);
  if (scene.stage !== "setup") {
    if (!ELEMENTS.has(scene.outcome.setup.api)) lines.push("Blocked by Content Security Policy.");
    accessLine(scene, url, lines);
  }
}
