import type { FetchOutcome } from "../../core/fetching/outcome.js";
import type { Page } from "../../core/infrastructure/browser-state.js";
import { normalizeMethod } from "../../core/infrastructure/method.js";
import { isSameOrigin } from "../../core/infrastructure/origin.js";
import type { Api } from "../../core/infrastructure/request.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import { answered, type Scene, sceneOf, wasCrossOrigin } from "../scene.js";
import { firstRefused } from "./chromium-header-order.js";
import { integrityLines } from "./chromium-integrity.js";
import { cspDirective, isFallback, spelledOut } from "./csp-directive.js";
import { halfType } from "./half-type.js";

import { upgradedUrls, wasUpgraded } from "./upgraded-urls.js";

/** Lines of Chromium 156. The one about CORS is written by the network service, the others by the renderer. */
export function chromiumLines(outcome: FetchOutcome, page: Page): string[] {
  const lines: string[] = [];
  if (outcome.setup.api === "xhr")
    for (const name of outcome.dropped) lines.push(`Refused to set unsafe header "${name}"`);
  const upgraded = upgradeLine(outcome, page);
  if (upgraded !== null) lines.push(upgraded);
  const scene = sceneOf(outcome, page);
  if (outcome.thrownBy !== null) return lines;
  lines.push(...integrityLines(outcome, scene));
  if (scene !== null) failureLines(scene, lines);
  return lines;
}

/** What the message calls the thing that was asked for. */
const KINDS: Readonly<Record<Api, string>> = {
  fetch: "fetch",
  xhr: "XMLHttpRequest",
  eventsource: "resource",
  beacon: "resource",
  img: "image",
  script: "script",
  "module-script": "script",
  stylesheet: "CSS stylesheet",
  font: "font",
  video: "video",
  audio: "audio",
  track: "text track",
  form: "resource",
  "css-shape": "image",
  "webgl-texture": "image",
  manifest: "manifest",
  xdr: "XMLHttpRequest",
};

const SCHEMES =
  "chrome, chrome-experimental-site-token-provider, chrome-extension, chrome-untrusted, data, http, https, isolated-app";
const FOR_XHR =
  " The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.";
const PREFLIGHT = "Response to preflight request doesn't pass access control check: ";

function failureLines(scene: Scene, lines: string[]): void {
  // A redirect to nowhere is not checked.
  if (scene.stage === "redirect" && scene.target !== null && parseUrl(scene.target) === null) return;
  const said = corsText(scene);
  if (said !== null) lines.push(corsLine(scene, scene.url, said));
  else otherLines(scene, lines);
}

function corsLine(scene: Scene, url: string, text: string): string {
  const first = firstUrl(scene, url);
  const from = first === url ? "" : ` (redirected from '${first}')`;
  const { api } = scene.outcome.setup;
  return `Access to ${KINDS[api]} at '${url}'${from} from origin '${scene.page.origin.serialized}' has been blocked by CORS policy: ${text}`;
}

/** The URL that the first request was for, which may have been taken to https. */
function firstUrl({ outcome, page }: Scene, url: string): string {
  const first = outcome.url?.href ?? url;
  return wasUpgraded(outcome, page) ? first.replace(/^http:/, "https:") : first;
}

/** What the CORS policy objects to in an answer; null: the failure is of another kind. */
function corsText(scene: Scene): string | null {
  const { failure, stage } = scene;
  const check = stage === "preflight" ? PREFLIGHT : "";
  const isFetch = scene.outcome.setup.api === "fetch";
  const advice = isFetch ? " Have the server send the header with a valid value." : "";
  const aboutXhr = scene.outcome.setup.api === "xhr" ? FOR_XHR : "";
  const origin = () => escaped(answered(scene, "access-control-allow-origin") ?? failure.value ?? "");
  switch (failure.reason) {
    case "missing-allow-origin":
      return `${check}No 'Access-Control-Allow-Origin' header is present on the requested resource.`;
    case "multiple-allow-origin":
      return `${check}The 'Access-Control-Allow-Origin' header contains multiple values '${origin()}', but only one is allowed.${advice}`;
    case "invalid-allow-origin":
      return `${check}The 'Access-Control-Allow-Origin' header contains the invalid value '${origin()}'.${advice}`;
    case "allow-origin-mismatch":
      return `${check}The 'Access-Control-Allow-Origin' header has a value '${origin()}' that is not equal to the supplied origin.${advice}`;
    case "wildcard-with-credentials":
      return `${check}The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.${aboutXhr}`;
    case "allow-credentials-missing":
    case "allow-credentials-invalid": {
      const value = escaped(answered(scene, "access-control-allow-credentials") ?? failure.value ?? "");
      return `${check}The value of the 'Access-Control-Allow-Credentials' header in the response is '${value}' which must be 'true' when the request's credentials mode is 'include'.${aboutXhr}`;
    }
    case "preflight-status":
    case "preflight-redirected":
      // Without a Location it is no redirect to this engine.
      return answered(scene, "location") === null || failure.reason === "preflight-status"
        ? `${PREFLIGHT}It does not have HTTP ok status.`
        : `${PREFLIGHT}Redirect is not allowed for a preflight request.`;
    case "invalid-allow-methods":
      return "Cannot parse Access-Control-Allow-Methods response header field in preflight response.";
    case "invalid-allow-headers":
      return "Cannot parse Access-Control-Allow-Headers response header field in preflight response.";
    case "method-not-allowed":
      return `Method ${failure.method} is not allowed by Access-Control-Allow-Methods in preflight response.`;
    case "header-not-allowed":
    case "authorization-needs-explicit-header":
      return `Request header field ${firstRefused(scene)?.name ?? failure.header ?? "authorization"} is not allowed by Access-Control-Allow-Headers in preflight response.`;
    case "redirect-with-userinfo":
      // NOTE: the engine never fills in the URL, and says nothing where CORS plays no part.
      return isCorsRedirect(scene)
        ? "Redirect location '' contains a username and password, which is disallowed for cross-origin requests."
        : null;
    default:
      return null;
  }
}

function isCorsRedirect({ exchange, target, page }: Scene): boolean {
  if (exchange === null || exchange.sent.request.mode !== "cors") return false;
  if (wasCrossOrigin(exchange, page)) return true;
  const url = target === null ? null : parseUrl(target);
  return url !== null && !isSameOrigin(url, page.origin);
}

function otherLines(scene: Scene, lines: string[]): void {
  const { failure, page } = scene;
  const { api } = scene.outcome.setup;
  const url = scene.target ?? scene.url;
  switch (failure.reason) {
    case "unsupported-scheme":
    case "redirect-scheme": {
      const line = schemeLine(scene, url);
      if (line !== null) lines.push(line);
      break;
    }
    case "same-origin-mode":
      if (api === "track" && isForeignBlob(scene, url)) {
        lines.push(localResource(url));
        break;
      }
      // A redirect meets the check that every load of the page goes through; fetch() looks itself before the first hop.
      lines.push(
        api !== "track" && scene.stage === "setup"
          ? `Fetch API cannot load ${url}. Request mode is "same-origin" but the URL's origin is not same as the request origin ${page.origin.serialized}.`
          : `Unsafe attempt to load URL ${url} from frame with URL ${page.url.href}. Domains, protocols and ports must match.\n`,
      );
      break;
    case "redirect-mode-error":
      if (scene.stage === "setup") {
        lines.push(`Fetch API cannot load ${url}. Request mode is "no-cors" but the redirect mode is not "follow".`);
      }
      break;
    case "local-network-access":
      lines.push(corsLine(scene, url, localNetworkText(failure.to ?? "local", page.url.scheme === "https")));
      break;
    case "mixed-content":
      lines.push(
        `Mixed Content: The page at '${topUrl(page)}' was loaded over HTTPS, but requested an insecure ${MIXED[api] ?? "resource"} '${url}'. This request has been blocked; the content must be served over HTTPS.`,
      );
      break;
    case "csp-blocked":
      cspLines(scene, url, lines);
      break;
    case "unexpected-content-type":
    case "nosniff":
      if (api === "font") lines.push(undecodedFont(firstUrl(scene, url)));
      typeLines(scene, url, lines);
      break;
    case "unexpected-status":
      // Of what is no error, the body is tried.
      if (api === "font" && (failure.status ?? 0) < 400) lines.push(undecodedFont(firstUrl(scene, url)));
      break;
    default:
  }
}

function undecodedFont(url: string): string {
  return `Failed to decode downloaded font: ${url}`;
}

const MIXED: Partial<Record<Api, string>> = {
  xhr: "XMLHttpRequest endpoint",
  eventsource: "EventSource endpoint",
  beacon: "Beacon endpoint",
  script: "script",
  "module-script": "script",
  stylesheet: "stylesheet",
  font: "font",
  manifest: "manifest",
  track: "Text Track",
};

/** Schemes that the network layer refuses to be redirected to, without a word about CORS. */
const UNSAFE_REDIRECT = /^(?:data|blob|about|file|filesystem):/;

function schemeLine(scene: Scene, url: string): string | null {
  const { api } = scene.outcome.setup;
  const scheme = url.split(":", 1)[0]!;
  const cors = () =>
    scene.outcome.request?.mode === "no-cors"
      ? null
      : corsLine(scene, url, `Cross origin requests are only supported for protocol schemes: ${SCHEMES}.`);
  if (scene.stage === "redirect") return UNSAFE_REDIRECT.test(url) ? null : cors();
  // NOTE: an XMLHttpRequest that doesn't GET it knows without asking the loader.
  if (scheme === "blob" && api === "xhr" && normalizeMethod(scene.outcome.setup.method) !== "GET") return null;
  if (isForeignBlob(scene, url) && !(api === "fetch" && scene.outcome.setup.mode === "cors")) return localResource(url);
  if (scheme === "data" || scheme === "chrome-extension") return null;
  if (scheme === "blob" && !isForeignBlob(scene, url)) return null;
  if (scheme === "file") return localResource(url);
  if (api === "fetch") return `Fetch API cannot load ${url}. URL scheme "${scheme}" is not supported.`;
  if (api === "xhr" && scheme === "ftp") return "FTP is not supported.";
  return cors();
}

function localResource(url: string): string {
  return `Not allowed to load local resource: ${url}`;
}

function isForeignBlob({ page }: Scene, url: string): boolean {
  const blob = url.startsWith("blob:") ? parseUrl(url) : null;
  return blob !== null && !isSameOrigin(blob, page.origin);
}

function localNetworkText(space: string, secure: boolean): string {
  return secure
    ? `Permission was denied for this request to access the \`${space}\` address space.`
    : `The request client is not a secure context and the resource is in more-private address space \`${space}\`.`;
}

const CSP_ACTIONS: Readonly<Record<string, string>> = {
  "connect-src": "Connecting to",
  "font-src": "Loading the font",
  "img-src": "Loading the image",
  // NOTE: two spaces follow.
  "media-src": "Loading media from ",
  "script-src": "Loading the script",
  "script-src-elem": "Loading the script",
  "style-src": "Loading the stylesheet",
  "style-src-elem": "Loading the stylesheet",
  "manifest-src": "Loading manifest from",
  "form-action": "Sending form data to",
};

function cspLines(scene: Scene, url: string, lines: string[]): void {
  const effective = cspDirective(scene);
  const { directive = effective } = scene.failure;
  const policy = spelledOut(scene.failure.policy ?? directive);
  // What is refused as written is named as written; else by the URL that an upgrade has made of it.
  const asked = scene.stage === "setup" ? (scene.failure.url ?? url) : url;
  const fallback = isFallback(scene)
    ? ` Note that '${effective}' was not explicitly set, so '${policy.split(" ", 1)[0]}' is used as a fallback.`
    : "";
  lines.push(
    `${CSP_ACTIONS[effective] ?? "Loading"} '${asked}' violates the following Content Security Policy directive: "${policy.includes(" ") ? policy : `${policy} `}".${fallback}${wildcardNote(policy, asked)} The action has been blocked.`,
  );
  if (scene.outcome.setup.api === "fetch" && scene.stage === "setup" && asked === url) {
    lines.push(
      `Fetch API cannot load ${url}. Refused to connect because it violates the document's Content Security Policy.`,
    );
  }
}

/** A star is taken for more than it is. */
function wildcardNote(policy: string, url: string): string {
  const [scheme = ""] = /^[a-z][a-z0-9+.-]*:/i.exec(url) ?? [];
  if (!policy.split(" ").includes("*") || /^(?:https?|wss?):$/i.test(scheme)) return "";
  return ` Note that '*' matches only URLs with network schemes ('http', 'https', 'ws', 'wss'), or URLs whose scheme matches \`self\`'s scheme. The scheme '${scheme}' must be added explicitly.`;
}

function isOpaque({ outcome: { request } }: Scene): boolean {
  return request?.mode === "no-cors" && request.responseTainting === "opaque";
}

const WITHHELD =
  /^(?:text\/(?:plain|html|xml)|(?:application|text)\/(?:[a-z0-9.-]+\+)?json|application\/(?:[a-z0-9.-]+\+)?xml)\b/i;

function typeLines(scene: Scene, url: string, lines: string[]): void {
  const { api } = scene.outcome.setup;
  const type = scene.failure.type || halfType(scene.answer?.headers ?? []);
  if (api === "eventsource") {
    lines.push(
      `EventSource's response has a MIME type ("${type || "text/plain"}") that is not "text/event-stream". Aborting the connection.`,
    );
  } else if (api === "script") {
    // What may never be a script is withheld before it comes to its type, without a word.
    if (scene.failure.reason === "nosniff" && isOpaque(scene) && WITHHELD.test(type)) return;
    const strict = scene.failure.reason === "nosniff" ? ", and strict MIME type checking is enabled" : "";
    lines.push(`Refused to execute script from '${url}' because its MIME type ('${type}') is not executable${strict}.`);
  } else if (api === "module-script") {
    lines.push(
      `Failed to load module script: Expected a JavaScript-or-Wasm module script but the server responded with a MIME type of "${type}". Strict MIME type checking is enforced for module scripts per HTML spec.`,
    );
  } else if (api === "stylesheet") {
    lines.push(
      `Refused to apply style from '${url}' because its MIME type ('${type}') is not a supported stylesheet MIME type, and strict MIME checking is enabled.`,
    );
  }
}

/** An image of a secure page goes to https by itself; said of the first request only. */
function upgradeLine(outcome: FetchOutcome, page: Page): string | null {
  const [asked] = upgradedUrls(outcome, page);
  if (asked === undefined || asked.hop > 0) return null;
  return `Mixed Content: The page at '${page.url.href}' was loaded over HTTPS, but requested an insecure element '${asked.url}'. This request was automatically upgraded to HTTPS, For more information see https://blog.chromium.org/2019/10/no-more-mixed-messages-about-https.html`;
}

/**
 * The page that a sandboxed frame is in runs in another process, which gives away its origin alone —
 * third_party/blink/renderer/core/loader/mixed_content_checker.cc (MainResourceUrlForFrame).
 */
function topUrl({ origin, url }: Page): string {
  return origin.opaque ? `${url.origin}/` : url.href;
}

/** Control and non-ASCII characters of a header's value are printed as escapes. */
function escaped(value: string): string {
  return value.replace(
    /[\x00-\x1f\x7f-\xff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`,
  );
}
