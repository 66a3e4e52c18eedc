import { corsCheck } from "../../core/fetching/cors-check.js";
import type { Exchange, FetchOutcome } from "../../core/fetching/outcome.js";
import type { Page } from "../../core/infrastructure/browser-state.js";
import { getHeader, hasHeader } from "../../core/infrastructure/header-list.js";
import { isToken } from "../../core/infrastructure/method.js";
import { isSameOrigin } from "../../core/infrastructure/origin.js";
import { isRedirectStatus } from "../../core/infrastructure/status.js";
import { includesCredentials, parseUrl, type UrlRecord } from "../../core/infrastructure/url-record.js";
import { opaqueResponseBlocked } from "../../core/policy/opaque-response-blocking.js";
import { firefox } from "../../core/profiles/firefox.js";
import type { Failure, ReasonCode } from "../../core/reasons.js";
import { answered, type Scene, sceneOf, wasCrossOrigin } from "../scene.js";
import { bytesAsUtf8 } from "./bytes.js";
import { policyLine, policyUpgradeLines } from "./firefox-csp.js";
import { integrityLines } from "./firefox-integrity.js";
import { opaqueReason, typeLine } from "./firefox-types.js";
import { upgradedUrls } from "./upgraded-urls.js";

/** Text tracks that a secure page shows from insecure servers. */
function displayedTracks({ setup, url, exchanges, failure }: FetchOutcome, page: Page): string[] {
  if (setup.api !== "track" || page.url.scheme !== "https" || url === null) return [];
  const asked = failure?.reason === "bad-port" ? [url] : exchanges.map(({ sent }) => sent.url);
  return asked.filter(({ scheme }) => scheme === "http").map(({ href }) => href);
}

/** Lines of Firefox 153: the reason, then for most failures that the request did not succeed. */
export function firefoxLines(outcome: FetchOutcome, page: Page): string[] {
  const lines: string[] = [];
  if (outcome.setup.api === "xhr") {
    for (const name of outcome.dropped) lines.push(`Attempt to set a forbidden header was denied: ${name}`);
  }
  for (const { url } of upgradedUrls(outcome, page)) {
    lines.push(`Mixed Content: Upgrading insecure display request ‘${url}’ to use ‘https’`);
  }
  for (const url of displayedTracks(outcome, page)) {
    lines.push(`Loading mixed (insecure) display content “${url}” on a secure page`);
  }
  lines.push(...policyUpgradeLines(outcome, page));
  const scene = sceneOf(outcome, page);
  if (outcome.setup.api === "script" && scene?.failure.reason === "url-invalid") {
    lines.push(`‘src’ attribute of <script> element is not a valid URI: “${outcome.setup.url}”`);
  }
  authorizationWarnings(outcome, scene?.stage === "preflight" ? scene.exchange : null, lines);
  if (outcome.thrownBy !== null) {
    const { reason, member } = scene?.failure ?? {};
    if (reason === "invalid-state" && (member === "responseType" || member === "timeout")) {
      lines.push(
        `Use of XMLHttpRequest’s ${member} attribute is ${member === "timeout" ? "not" : "no longer"} supported in the synchronous mode in window context.`,
      );
    }
    return lines;
  }
  lines.push(...integrityLines(outcome, scene));
  if (scene !== null) failureLines(scene, lines);
  return lines;
}

function failureLines(scene: Scene, lines: string[]): void {
  const { failure, page, stage, url } = scene;
  const type = stage === "response" || isRenderedRedirect(scene) ? typeLine(scene) : null;
  if (type !== null && !EARLIER.has(failure.reason)) {
    lines.push(type);
    // An answer dropped for its type does not come as far as the CORS check.
    if (stage === "response") {
      if (isCorsMode(scene) && isForeign(url, page, scene)) lines.push(notSucceeded(url));
      return;
    }
  }
  if (stage === "preflight" && isRedirect(scene)) {
    lines.push(...redirectedPreflightLines(scene));
    return;
  }
  const said = corsText(scene);
  if (said === null) {
    otherLines(scene, lines);
    lines.push(...orbLinesOfRedirect(scene));
    return;
  }
  // Where a redirect leads is looked at before CORS.
  const target = stage === "redirect" ? scene.target : null;
  if (target !== null && parseUrl(target)?.scheme === "http" && page.url.scheme === "https")
    lines.push(mixedLine(target));
  else if (target?.startsWith("data:")) lines.push(dataRedirectLine(target));
  else if (target === null || parseUrl(target) !== null) lines.push(said);
  if (stage === "preflight" || isVetoed(scene)) lines.push(notSucceeded(url));
}

function isRedirect({ answer }: Scene): boolean {
  return answer !== null && isRedirectStatus(answer.status) && hasHeader("location", answer.headers);
}

/**
 * A preflight that is redirected: it has not succeeded, and nor has its request. What is there to follow is checked twice, the
 * second time as the one that it led away — netwerk/protocol/http/nsCORSListenerProxy.cpp (AsyncOnChannelRedirect).
 */
function redirectedPreflightLines(scene: Scene): string[] {
  const { url, failure } = scene;
  const location = answered(scene, "location") ?? "";
  const target = parseUrl(location, parseUrl(url) ?? undefined);
  if (target === null) return [notSucceeded(url), notSucceeded(url)];
  const refused = refusedTargetLine(target, scene);
  if (refused !== null) return [...refused, notSucceeded(url), notSucceeded(url)];
  if (failure.reason !== "preflight-redirected")
    return [corsText(scene), notSucceeded(url), notSucceeded(url)].filter((line) => line !== null);
  if (!target.isHttp || includesCredentials(target)) return [notSucceeded(url), notSucceeded(url)];
  const secondly = checkedAgain(scene, target);
  const answer = corsText(secondly === null ? scene : { ...scene, failure: secondly });
  return [blocked(url, "CORS request external redirect not allowed"), answer!, notSucceeded(url)];
}

/** Where no redirect leads whatever CORS says of it; null: CORS is asked. */
function refusedTargetLine({ scheme, href }: UrlRecord, { page, url }: Scene): string[] | null {
  switch (scheme) {
    case "http":
      return page.url.scheme === "https" ? [mixedLine(href)] : null;
    case "data":
      return [dataRedirectLine(href)];
    case "file":
      return [`Security Error: Content at ${url} may not load or link to ${href}.`];
    case "blob":
      return [`Security Error: Content at ${url} may not load data from ${href}.`];
    case "javascript":
      return [];
    default:
      return null;
  }
}

/**
 * A redirect that is not followed because something objects to it is looked at as a response; not so one that leads nowhere —
 * netwerk/protocol/http/nsHttpChannel.cpp (DoNotRender3xxBody).
 */
function isRenderedRedirect(scene: Scene): boolean {
  if (scene.stage !== "redirect" || scene.failure.reason === "bad-port") return false;
  if (scene.target === null) return true;
  const target = parseUrl(scene.target);
  return target !== null && (target.scheme === "http" || refusedTargetLine(target, scene) === null);
}

/** Opaque-response blocking looks at it too; where it leads to another program's scheme, only that of an image. */
function orbLinesOfRedirect(scene: Scene): string[] {
  const { answer, exchange, failure, outcome, page, target, url } = scene;
  const { request, setup } = outcome;
  if (answer === null || exchange === null || request?.mode !== "no-cors" || !isRenderedRedirect(scene)) return [];
  const to = target === null ? null : parseUrl(target);
  const isVetoedLoad = to?.isHttp === true && VETOES.has(failure.reason);
  const isLeftToOthers = setup.api === "img" && to !== null && !to.isHttp && !OWN_SCHEMES.has(to.scheme);
  if (!isVetoedLoad && !isLeftToOthers) return [];
  const isOpaque = outcome.exchanges.some(({ sent }) => !isSameOrigin(sent.url, page.origin));
  if (!isOpaque) return [];
  const blocks = opaqueResponseBlocked({ destination: request.destination, url: exchange.sent.url }, answer, firefox);
  return blocks === null ? [] : orbLines({ ...scene, failure: blocks }, url);
}
const OWN_SCHEMES: ReadonlySet<string> = new Set(["about", "ws", "wss"]);
const VETOES: ReadonlySet<ReasonCode> = new Set(["csp-blocked", "mixed-content"]);

/** NOTE: the second line is for the page's own window, which only the first channel of a request knows. */
function orbLines(scene: Scene, url: string): string[] {
  const { exchanges, request } = scene.outcome;
  const line = `The resource at “${url}” was blocked by OpaqueResponseBlocking. Reason: “${opaqueReason(scene)}”.`;
  const isFirst = exchanges.length === 1 && request?.wasUpgraded === false;
  return isFirst
    ? [line, "A resource is blocked by OpaqueResponseBlocking, please check browser console for details."]
    : [line];
}

function checkedAgain({ outcome: { request }, answer, page, url }: Scene, target: UrlRecord): Failure | null {
  const from = parseUrl(url);
  if (request === null || answer === null || from === null) return null;
  const wasHome = isSameOrigin(from, page.origin);
  if (wasHome && isSameOrigin(target, page.origin)) return null;
  const origin = !wasHome && target.origin !== from.origin ? "null" : page.origin.serialized;
  const checked = corsCheck(request, origin, request.credentialsMode === "include", answer, firefox, null);
  return checked.ok ? null : checked;
}

/** Rules that take an answer away before its type is looked at. */
const EARLIER: ReadonlySet<ReasonCode> = new Set(["corp-blocked", "coep-blocked", "too-many-redirects"]);

/** An answer that was to be followed: its request is stopped there, which the engine tells as well. */
function isVetoed({ stage, outcome }: Scene): boolean {
  return stage === "redirect" && outcome.request?.redirectMode === "follow";
}

function blocked(url: string, reason: string, tail = ""): string {
  return `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}. (Reason: ${reason}).${tail}`;
}

function mixedLine(url: string): string {
  return `Blocked loading mixed active content “${url}”`;
}

function dataRedirectLine(url: string): string {
  return `Redirecting to data: URI not allowed (Blocked loading of: “${url}”)`;
}

function notSucceeded(url: string): string {
  return blocked(url, "CORS request did not succeed", " Status code: (null).");
}

/** What the CORS code objects to in an answer; null: the failure is of another kind. */
function corsText(scene: Scene): string | null {
  const { failure, url } = scene;
  const status = () => ` Status code: ${scene.answer?.status ?? failure.status}.`;
  switch (failure.reason) {
    case "missing-allow-origin":
      return blocked(url, "CORS header ‘Access-Control-Allow-Origin’ missing", status());
    case "multiple-allow-origin":
      // HTTP/2 fields are joined before anybody counts them.
      if (scene.answer?.http === "2") return mismatch(scene);
      return blocked(url, "Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed");
    case "invalid-allow-origin":
    case "allow-origin-mismatch":
      return mismatch(scene);
    case "wildcard-with-credentials":
      // NOTE: this message alone quotes the URL.
      return blocked(`‘${url}’`, "Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’");
    case "allow-credentials-missing":
    case "allow-credentials-invalid":
      return blocked(url, "expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’");
    case "preflight-redirected":
    case "preflight-status":
      return blocked(url, "CORS preflight response did not succeed", status());
    case "invalid-allow-methods":
      return invalidToken(scene, "Access-Control-Allow-Methods");
    case "invalid-allow-headers":
      return invalidToken(scene, "Access-Control-Allow-Headers");
    case "method-not-allowed":
      return blocked(url, "Did not find method in CORS header ‘Access-Control-Allow-Methods’");
    case "header-not-allowed":
    case "authorization-needs-explicit-header": {
      const name = failure.headers?.[0] ?? failure.header ?? "authorization";
      return blocked(
        url,
        `header ‘${name}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response`,
      );
    }
    default:
      return null;
  }
}

function mismatch(scene: Scene): string {
  const value = bytesAsUtf8(answered(scene, "access-control-allow-origin") ?? scene.failure.value ?? "");
  return blocked(scene.url, `CORS header ‘Access-Control-Allow-Origin’ does not match ‘${value}’`);
}

function invalidToken(scene: Scene, header: string): string {
  const value = answered(scene, header.toLowerCase()) ?? "";
  const bad = value
    .split(",")
    .map((member) => member.replace(/^[ \t]+|[ \t]+$/g, ""))
    .find((member) => member !== "" && !isToken(member));
  return blocked(
    scene.url,
    `invalid token ‘${bytesAsUtf8(bad ?? scene.failure.token ?? value)}’ in CORS header ‘${header}’`,
  );
}

function otherLines(scene: Scene, lines: string[]): void {
  const { failure, page, exchange, target } = scene;
  const url = target ?? scene.url;
  // After a redirect that goes nowhere, the request that was redirected has not succeeded.
  const afterCors = exchange !== null && isCorsMode(scene) && wasCrossOrigin(exchange, page);
  const tail = () => {
    if (afterCors && scene.stage === "redirect") lines.push(notSucceeded(scene.url));
  };
  switch (failure.reason) {
    case "local-network-access":
      // NOTE: "Local Network Access detected: …" is left out: it names the server's address and the script's stack.
      if (!isCorsMode(scene)) break;
      if (wasToBePreflighted(scene)) lines.push(notSucceeded(url));
      lines.push(notSucceeded(url));
      break;
    case "network-error":
      if (scene.stage === "preflight") lines.push(notSucceeded(scene.url), notSucceeded(scene.url));
      else if (isCorsMode(scene) && isForeign(url, page, scene) && isPutWithoutAnswer(scene)) {
        lines.push(blocked(url, "Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed"));
      } else if (isCorsMode(scene) && isForeign(url, page, scene)) lines.push(notSucceeded(url));
      break;
    case "unsupported-scheme":
    case "redirect-scheme":
      schemeLines(scene, url, lines);
      tail();
      break;
    case "redirect-bad-location":
    case "too-many-redirects":
      tail();
      break;
    case "redirect-with-userinfo":
      if (exchange !== null) lines.push(notSucceeded(scene.url));
      break;
    case "bad-port":
      if (exchange !== null && isCorsMode(scene) && (afterCors || isForeign(url, page, scene))) {
        lines.push(notSucceeded(scene.url));
      }
      break;
    case "same-origin-mode":
      if (failure.scheme !== undefined) {
        schemeLines(scene, url, lines);
        tail();
      } else lines.push(`Security Error: Content at ${principal(page)} may not load data from ${url}.`);
      break;
    case "mixed-content":
      lines.push(mixedLine(url));
      tail();
      break;
    case "csp-blocked":
      lines.push(policyLine(scene, url));
      tail();
      break;
    case "corp-blocked":
    case "coep-blocked":
      lines.push(
        `The resource at “${scene.url}” was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof). See https://developer.mozilla.org/docs/Web/HTTP/Cross-Origin_Resource_Policy_(CORP)#`,
      );
      break;
    case "opaque-response-blocked":
      lines.push(...orbLines(scene, url));
      break;
    case "unexpected-content-type":
      if (scene.outcome.setup.api === "stylesheet") {
        lines.push(
          `The stylesheet ${scene.outcome.url?.href ?? url} was not loaded because its MIME type, “${failure.type ?? ""}”, is not “text/css”.`,
        );
      }
      break;
    default:
  }
}

/** It was the last hop's preflight that did not leave. */
function wasToBePreflighted({ outcome: { preflights, request } }: Scene): boolean {
  const last = preflights.at(-1);
  return last !== undefined && !last.fromCache && last.url.href === request?.url.href;
}

/**
 * A PUT over HTTP/1 that is closed on without an answer counts as one without headers, and none are read like several:
 * netwerk/protocol/http/nsHttpTransaction.cpp (ParseHead).
 */
function isPutWithoutAnswer({ failure, outcome: { exchanges, request } }: Scene): boolean {
  if (request?.method !== "PUT" || failure.error !== "connection-reset") return false;
  return !exchanges.some(({ received }) => received.ok && received.http === "2");
}

function isCorsMode({ outcome }: Scene): boolean {
  return outcome.request?.mode === "cors";
}

/** Of another origin than the page, now or on the way. */
function isForeign(url: string, page: Page, { outcome }: Scene): boolean {
  const parsed = parseUrl(url);
  if (parsed === null || !isSameOrigin(parsed, page.origin)) return true;
  return outcome.request?.urlList.some((other) => !isSameOrigin(other, page.origin)) ?? false;
}

/** The page in the engine's words; a sandboxed one has an identifier of its own, made anew each time. */
function principal(page: Page): string {
  return page.origin.opaque ? `moz-nullprincipal:{UUID}?${page.url.origin}` : page.url.href;
}

function schemeLines(scene: Scene, url: string, lines: string[]): void {
  const { exchange, page, stage } = scene;
  const { api } = scene.outcome.setup;
  const from = exchange?.sent.url.href ?? principal(page);
  if (url.startsWith("file:")) {
    if (api !== "eventsource") lines.push(`Security Error: Content at ${from} may not load or link to ${url}.`);
  } else if (stage === "redirect") {
    if (url.startsWith("data:")) lines.push(dataRedirectLine(url));
    else if (url.startsWith("blob:")) {
      // The server that redirects answers for what CORS fetches, but for XMLHttpRequest.
      const isByServer = isCorsMode(scene) && api !== "xhr";
      const mayLoad = parseUrl(url)?.origin === (isByServer ? parseUrl(from)?.origin : page.origin.serialized);
      if (!mayLoad)
        lines.push(`Security Error: Content at ${isByServer ? from : principal(page)} may not load data from ${url}.`);
    } else if (isCorsMode(scene) && !url.startsWith("javascript:")) lines.push(blocked(url, "CORS request not http"));
  } else if (isScript(api) && /^about:(?!(?:blank|srcdoc|config)\b)/.test(url)) {
    lines.push(`${api === "script" ? "<script>" : "Module"} source URI is malformed: “${url}”.`);
  } else if (isOtherScheme(url) && isAskedOfCors(scene, url)) lines.push(blocked(url, "CORS request not http"));
}

function isScript(api: string): boolean {
  return api === "script" || api === "module-script";
}

/** Elements without `crossorigin` never get as far as the CORS code, and style sheets load what a handler of the engine has. */
function isAskedOfCors(scene: Scene, url: string): boolean {
  const { api } = scene.outcome.setup;
  if (api === "stylesheet") return isCorsMode(scene) && url.startsWith("javascript:");
  if (api === "module-script" && url === "about:blank") return false;
  return api !== "eventsource" && (CALLS.has(api) || isCorsMode(scene));
}
const CALLS: ReadonlySet<string> = new Set(["fetch", "xhr", "beacon"]);

/** Schemes that get as far as the CORS code; the others fail before it, without a word. */
function isOtherScheme(url: string): boolean {
  return /^about:blank(?![^?#])/.test(url) || !/^(?:about|data|blob|ws|wss):/.test(url);
}

/** `*` still covers Authorization here; a line says that this will end. */
function authorizationWarnings({ exchanges }: FetchOutcome, refused: Exchange | null, lines: string[]): void {
  for (const exchange of exchanges) {
    const { sent, received } = exchange;
    if (sent.kind !== "preflight" || !received.ok || exchange === refused) continue;
    if (!hasHeader("authorization", sent.request.headers)) continue;
    const allowed = getHeader("access-control-allow-headers", received.headers);
    if (allowed === null || !allowed.includes("*")) continue;
    const names = allowed.split(",").map((name) => name.trim().toLowerCase());
    if (!names.includes("*") || names.includes("authorization")) continue;
    lines.push(
      `Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote resource at ${sent.url.href} soon. (Reason: When the \`Access-Control-Allow-Headers\` is \`*\`, the \`Authorization\` header is not covered. To include the \`Authorization\` header, it must be explicitly listed in CORS header \`Access-Control-Allow-Headers\`).`,
    );
  }
}
