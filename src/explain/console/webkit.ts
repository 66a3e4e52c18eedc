import { hasUnsafeHeaders } from "../../core/fetching/main-fetch.js";
import type { FetchOutcome } from "../../core/fetching/outcome.js";
import type { Page } from "../../core/infrastructure/browser-state.js";
import { isCorsSafelistedMethod } from "../../core/infrastructure/method.js";
import { isSameOrigin } from "../../core/infrastructure/origin.js";
import type { Request } from "../../core/infrastructure/request.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import { PROFILES } from "../../core/profiles/profiles.js";
import { REASONS } from "../../core/reasons.js";
import { answered, type Scene, sceneOf, wasCrossOrigin } from "../scene.js";
import { cspDirective, spelledOut } from "./csp-directive.js";
import { upgradedUrlsOfAnyPage } from "./upgraded-urls.js";
import { accessLine, deniedRedirection, firstUrl, shown, upgradedUrl } from "./webkit-access.js";
import { brokenConnection, integrityLine, moduleType, typeLine } from "./webkit-content.js";
import { corsText } from "./webkit-cors.js";
import {
  ELEMENTS,
  insecure,
  isCorsMode,
  mixedLines,
  schemeLines,
  schemeRedirectLines,
  UPGRADED,
} from "./webkit-schemes.js";

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

const KEEPALIVE_QUOTA = "Reached maximum amount of queued data of 64Kb for keepalive requests";

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

/** Where the redirect led; a Location without a fragment takes over the one before. */
function redirectionUrl({ target, url, exchange }: Scene): string {
  if (target === null) return url;
  return target.includes("#") ? target : target + (exchange?.sent.url.fragment ?? "");
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
    case "keepalive-quota":
      if (api === "beacon") lines.push(`Beacon API cannot load ${url}. ${KEEPALIVE_QUOTA}`);
      else {
        lines.push(KEEPALIVE_QUOTA);
        accessLine(scene, url, lines);
      }
      break;
    case "same-origin-mode":
      if (stage === "setup") {
        if (api !== "track") lines.push(`Fetch API cannot load ${url}.`);
      } else {
        lines.push(
          `Unsafe attempt to load URL ${url} from origin ${scene.page.origin.serialized}. Domains, protocols and ports must match.\n`,
        );
        accessLine(scene, url, lines);
      }
      break;
    case "bad-port":
      // A request that was preflighted is so at every hop, and the preflight is what does not leave.
      if (stage === "redirect" && (wasPreflighted(scene) || needsPreflight(scene.outcome.request))) {
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
        `Not allowed to use restricted network port ${parseUrl(url)?.port ?? failure.port}: ${shown(scene, failure.url ?? url)}`,
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

function wasPreflighted({ outcome: { exchanges, request } }: Scene): boolean {
  return request?.wasPreflighted === true || exchanges.some(({ sent }) => sent.kind === "preflight");
}

function needsPreflight(request: Request | null): boolean {
  if (request === null || request.mode !== "cors" || isSameOrigin(request.url, request.origin)) return false;
  return (
    request.useCorsPreflight || !isCorsSafelistedMethod(request.method) || hasUnsafeHeaders(request, PROFILES.webkit)
  );
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

function cspLines(scene: Scene, url: string, lines: string[]): void {
  const directive = cspDirective(scene).replace(/-elem$/, "");
  const refused = directive === "connect-src" ? "Refused to connect to" : "Refused to load";
  const [spoke] = spelledOut(scene.failure.policy ?? scene.failure.directive ?? "").split(" ", 1);
  const where =
    spoke === "default-src"
      ? `it appears in neither the ${directive} directive nor the default-src directive of the Content Security Policy.`
      : `it does not appear in the ${directive} directive of the Content Security Policy.`;
  const line = `${refused} ${url} because ${where}`;
  // What does not wait for the network's process hears from it later.
  const isLate = scene.outcome.request?.async === false && scene.stage !== "setup";
  if (!isLate) lines.push(line);
  if (scene.stage !== "setup") {
    const { api } = scene.outcome.setup;
    if (!ELEMENTS.has(api)) lines.push("Blocked by Content Security Policy.");
    if (api === "beacon") lines.push(`Beacon API cannot load ${url}. ${lines.at(-1)}`);
    else accessLine(scene, url, lines);
  }
  if (isLate) lines.push(line);
}
