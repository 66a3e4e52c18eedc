import {
  extractMimeType,
  isAudioOrVideoMimeType,
  isHtmlMimeType,
  isImageMimeType,
  isJavaScriptMimeType,
  isJsonMimeType,
  isXmlMimeType,
  type MimeType,
} from "../http-extensions/mime-type.js";
import { determineNosniff, typeFact } from "../http-extensions/should-response-be-blocked.js";
import { getHeader, type HeaderList } from "../infrastructure/header-list.js";
import type { Destination, Request } from "../infrastructure/request.js";
import type { HttpResponse } from "../infrastructure/response.js";
import { isOkStatus } from "../infrastructure/status.js";
import type { OpaqueResponseDialect } from "../profiles/dialects/opaque-response-blocking.js";
import type { Failure } from "../reasons.js";

/**
 * Opaque-response blocking — https://github.com/annevk/orb#orbs-algorithm
 * Ours: bodies are text. A text has no signature of an image, audio or video, and so such types are believed.
 * @returns null: nothing against it
 */
export function opaqueResponseBlocked(
  { destination, url }: Pick<Request, "destination" | "url">,
  response: HttpResponse,
  dialect: OpaqueResponseDialect,
): Failure | null {
  // NON-SPEC: fetch() and sendBeacon() get an empty opaque response instead; measured with Chromium and Firefox.
  if (!dialect.opaqueResponseBlocking || destination === "") return null;
  const mimeType = extractMimeType(response.headers);
  const isAllowed = dialect.orbParsesJavaScript ? isAllowedAsProposed : isAllowedBySniffing;
  if (isAllowed(mimeType, response, destination)) return null;
  const { status } = response;
  return { ok: false, reason: "opaque-response-blocked", ...typeFact(mimeType), status, url: url.href };
}

/** The proposal, which Firefox follows — netwerk/protocol/http/HttpBaseChannel.cpp; measured. */
function isAllowedAsProposed(mimeType: MimeType | null, response: HttpResponse, destination: Destination): boolean {
  // 1–2.
  const nosniff = determineNosniff(response.headers);
  // 3. What the label alone decides.
  if (mimeType !== null) {
    if (isJavaScriptMimeType(mimeType) || isCssOrSvg(mimeType)) return true;
    if (NEVER_SNIFFED.has(mimeType.essence)) return false;
    const blocklisted = isOpaqueBlocklisted(mimeType);
    if (blocklisted && response.status === 206) return false;
    // NON-SPEC: an image of plain text passes, and is none; measured.
    if (nosniff && mimeType.essence === "text/plain" && destination === "image") return true;
    if (nosniff && (blocklisted || mimeType.essence === "text/plain")) return false;
  }
  // FIXME: 4–5. Media elements ask for ranges; the model's ask once, for all. What nobody asked for begins at the beginning.
  const isPlayed = destination === "audio" || destination === "video";
  if (response.status === 206 && !isPlayed && !isFirstRange(response.headers)) return false;
  // 6–9. Signatures; media elements take nothing without.
  const isMedia = mimeType !== null && (isAudioOrVideoMimeType(mimeType) || isImageMimeType(mimeType));
  if (isMedia) return response.body === null || !isPlainText(response.body);
  if (destination === "audio" || destination === "video") return false;
  // 10–12.
  if (nosniff || !isOkStatus(response.status)) return false;
  if (mimeType === null) return true;
  // 14–16. NON-SPEC: a body that was not recorded is what its label says.
  if (response.body === null) return !isOpaqueBlocklisted(mimeType);
  // NON-SPEC: a style sheet that says something is no script.
  return parsesAsScript(response.body) && !(destination === "style" && response.body.trim() !== "");
}

/** The proposal's "validate a partial response", for a request without ranges. */
export function isFirstRange(headers: HeaderList): boolean {
  return /^bytes 0+-/i.test(getHeader("content-range", headers) ?? "");
}

/** Text, where the bytes of images and media were due. */
export function isPlainText(body: string): boolean {
  return (
    body !== "" &&
    !/^(?:GIF8|RIFF|BM|OggS|ID3|fLaC)|[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]/.test(body.slice(0, SNIFFED_LENGTH))
  );
}

/** PROFILE chromium: services/network/orb/orb_impl.cc (OpaqueResponseBlockingAnalyzer), "v0.2"; measured. */
function isAllowedBySniffing(mimeType: MimeType | null, response: HttpResponse): boolean {
  if (mimeType === null) return true;
  if (isCssOrSvg(mimeType) || isAudioOrVideoMimeType(mimeType) || PLAYLISTS.has(mimeType.essence)) return true;
  if (NEVER_SNIFFED.has(mimeType.essence)) return false;
  const blocklisted = isOpaqueBlocklisted(mimeType);
  if ((blocklisted || mimeType.essence === "text/plain") && determineNosniff(response.headers)) return false;
  // FIXME: the middle of a resource, by Content-Range, where no earlier part was media.
  // Even what calls itself JavaScript, for it might be JSON.
  return response.body === null ? !blocklisted : !isSurelyNoScript(response.body.slice(0, SNIFFED_LENGTH));
}
const SNIFFED_LENGTH = 1024;
const PLAYLISTS = new Set(["application/dash+xml", "application/vnd.apple.mpegurl", "text/vtt"]);

function isCssOrSvg({ essence }: MimeType): boolean {
  return essence === "text/css" || essence === "image/svg+xml";
}

/** Opaque-blocklisted MIME type — https://github.com/annevk/orb#new-mime-type-sets */
function isOpaqueBlocklisted(mimeType: MimeType): boolean {
  return isHtmlMimeType(mimeType) || isJsonMimeType(mimeType) || isXmlMimeType(mimeType);
}

/** Body parses as JavaScript and does not parse as JSON. FIXME: by how it begins, for the model has no parser of JavaScript. */
function parsesAsScript(body: string): boolean {
  const text = withoutHtmlComments(body);
  if (text.startsWith("<")) return false;
  return !PARSER_BREAKER.test(text) && !JSON_OBJECT.test(text.replace(ENDLESS_LOOP, "")) && !parsesAsJson(text);
}
const PARSER_BREAKER = /^(?:\)\]\}'|\{\} ?&&)/;
const ENDLESS_LOOP = /^(?:for ?\(;;\)|while ?\(1\));/;
/** An object's first name, where JavaScript would see a block. */
const JSON_OBJECT = /^\s*\{\s*"(?:[^"\\]|\\.)*"\s*:/s;

function parsesAsJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** PROFILE chromium: services/network/orb/orb_sniffers.cc, for HTML, XML, JSON and prefixes that keep a script from running. */
function isSurelyNoScript(text: string): boolean {
  return (
    PARSER_BREAKER.test(text) ||
    ENDLESS_LOOP.test(text) ||
    JSON_OBJECT.test(text) ||
    /^[ \t\r\n]*<\?xml/.test(text) ||
    HTML.test(withoutHtmlComments(text))
  );
}
const HTML = /^<(?:!doctype html|script|html|head|iframe|h1|div|font|table|a|style|title|b|p)/i;

/** JavaScript takes a line that begins with an HTML comment for a comment, up to its end. */
function withoutHtmlComments(given: string): string {
  let text = given.replace(/^[ \t\r\n]+/, "");
  while (text.startsWith("<!--")) {
    const end = text.indexOf("-->", 4);
    const line = end === -1 ? -1 : text.slice(end).search(/[\n\r\u2028\u2029]/);
    if (line === -1) return "";
    text = text.slice(end + line).replace(/^[ \t\r\n]+/, "");
  }
  return text;
}

export function isNeverSniffed(type: string): boolean {
  return NEVER_SNIFFED.has(type.split(";", 1)[0]!.trim().toLowerCase());
}

/** Opaque-blocklisted-never-sniffed MIME types — https://github.com/annevk/orb#new-mime-type-sets */
const NEVER_SNIFFED = new Set([
  "application/dash+xml",
  "application/gzip",
  "application/msexcel",
  "application/mspowerpoint",
  "application/msword",
  "application/msword-template",
  "application/pdf",
  "application/vnd.apple.mpegurl",
  "application/vnd.ces-quickpoint",
  "application/vnd.ces-quicksheet",
  "application/vnd.ces-quickword",
  "application/vnd.ms-excel",
  "application/vnd.ms-excel.sheet.macroenabled.12",
  "application/vnd.ms-powerpoint",
  "application/vnd.ms-powerpoint.presentation.macroenabled.12",
  "application/vnd.ms-word",
  "application/vnd.ms-word.document.12",
  "application/vnd.ms-word.document.macroenabled.12",
  "application/vnd.msword",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "application/vnd.openxmlformats-officedocument.presentationml.template",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.template",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
  "application/vnd.presentation-openxml",
  "application/vnd.presentation-openxmlm",
  "application/vnd.spreadsheet-openxml",
  "application/vnd.wordprocessing-openxml",
  "application/x-gzip",
  "application/x-protobuf",
  "application/x-protobuffer",
  "application/zip",
  "audio/mpegurl",
  "multipart/byteranges",
  "multipart/signed",
  "text/csv",
  "text/event-stream",
  "text/vtt",
]);
