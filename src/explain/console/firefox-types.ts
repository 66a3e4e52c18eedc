import { extractMimeType, isJavaScriptMimeType, type MimeType } from "../../core/http-extensions/mime-type.js";
import { determineNosniff } from "../../core/http-extensions/should-response-be-blocked.js";
import { isOkStatus } from "../../core/infrastructure/status.js";
import { isFirstRange, isNeverSniffed } from "../../core/policy/opaque-response-blocking.js";
import { answered, type Scene } from "../scene.js";

/**
 * Whether Firefox drops an answer for its type, which it looks at before CORS: the line that says so, else null.
 * An answer that redirects has a type as well, and none of it is a module.
 */
export function typeLine({ answer, outcome, exchange }: Scene): string | null {
  const { api } = outcome.setup;
  const isModule = api === "module-script";
  if (answer === null || exchange === null || (api !== "script" && !isModule && api !== "stylesheet")) return null;
  const mimeType = extractMimeType(answer.headers);
  const type = mimeType?.essence ?? "";
  const url = exchange.sent.url.href;
  if (api !== "stylesheet" && mimeType !== null && isNeverScript(mimeType)) {
    return `Script from “${url}” was blocked because of a disallowed MIME type (“${type}”).`;
  }
  const fits = api === "stylesheet" ? type === "text/css" : mimeType !== null && isJavaScriptMimeType(mimeType);
  if (fits) return null;
  if (isModule) return `Loading module from “${url}” was blocked because of a disallowed MIME type (“${type}”).`;
  if (!determineNosniff(answer.headers)) return null;
  return `The resource from “${url}” was blocked due to MIME type (“${type}”) mismatch (X-Content-Type-Options: nosniff).`;
}

/** Types that are no script whatever nosniff says. */
function isNeverScript({ type, essence }: MimeType): boolean {
  return type === "image" || type === "audio" || type === "video" || essence === "text/csv";
}

/** Types that a response without CORS may never have, beside `text/plain`. */
const LISTED =
  /^(?:text\/(?:html|xml)|(?:application|text)\/(?:[a-z0-9.-]+\+)?json|application\/(?:[a-z0-9.-]+\+)?xml)\b/i;

/** Why Opaque Response Blocking took an answer away: the first of its rules that objects. */
export function opaqueReason(scene: Scene): string {
  const { answer, failure } = scene;
  const type = failure.type ?? answered(scene, "content-type") ?? "";
  const status = answer?.status ?? 200;
  const nosniff = answer !== null && determineNosniff(answer.headers);
  const listed = LISTED.test(type);
  if (isNeverSniffed(type)) return "mimeType is an opaque-blocklisted-never-sniffed MIME type";
  if (status === 206 && !listed && answer !== null && !isFirstRange(answer.headers))
    return "response status is 206 and not first partial response";
  if (/^(?:image|audio|video)\//i.test(type) && !/^image\/svg\+xml/i.test(type)) {
    if (nosniff) return "after sniff: nosniff is true";
    return "after sniff: content-type declares image/video/audio, but sniffing fails";
  }
  if (listed && status === 206) return "response's status is 206 and mimeType is an opaque-blocklisted MIME type";
  if (nosniff && (listed || /^text\/plain\b/i.test(type))) {
    return "nosniff is true and mimeType is an opaque-blocklisted MIME type or its essence is 'text/plain'";
  }
  if (nosniff) return "after sniff: nosniff is true";
  return isOkStatus(status) ? "Javascript validation failed" : "after sniff: status code is not in allowed range";
}
