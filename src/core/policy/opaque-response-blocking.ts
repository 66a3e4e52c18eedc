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
import type { Request } from "../infrastructure/request.js";
import type { HttpResponse } from "../infrastructure/response.js";
import { isOkStatus } from "../infrastructure/status.js";
import type { Failure } from "../reasons.js";

export interface OpaqueResponseDialect {
  /** Opaque responses that no element could use are withheld. Standard (Fetch): false, not there yet. */
  readonly opaqueResponseBlocking: boolean;
  /** What is not known by type must parse as JavaScript; else only HTML, XML and JSON are recognised. Proposal: true. */
  readonly orbParsesJavaScript: boolean;
}

/**
 * Opaque-response blocking — https://github.com/annevk/orb#orbs-algorithm
 * Ours: bodies are text. A text has no signature of an image, audio or video, and so these types are believed.
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
  if (isAllowed(mimeType, response, dialect.orbParsesJavaScript)) return null;
  const { status } = response;
  return { ok: false, reason: "opaque-response-blocked", ...typeFact(mimeType), status, url: url.href };
}

function isAllowed(mimeType: MimeType | null, response: HttpResponse, parsesJavaScript: boolean): boolean {
  // 1–2.
  const nosniff = determineNosniff(response.headers);
  // 3. What the label alone decides.
  if (mimeType !== null) {
    if (isOpaqueSafelisted(mimeType)) return true;
    if (NEVER_SNIFFED.has(mimeType.essence)) return false;
    const blocklisted = isOpaqueBlocklisted(mimeType);
    if (blocklisted && response.status === 206) return false;
    if (nosniff && (blocklisted || mimeType.essence === "text/plain")) return false;
    // 7, 9. NON-SPEC: where the proposal looks for a signature.
    if (isImageMimeType(mimeType) || isAudioOrVideoMimeType(mimeType)) return true;
    // NON-SPEC: a body that was not recorded is what its label says.
    if (response.body === null) return !blocklisted;
  }
  // FIXME: 4–5, 8. Media elements ask for ranges; the model's ask once, for all.
  const body = response.body ?? "";
  // PROFILE chromium: looks for what is surely no script — services/network/orb/orb_impl.cc; measured.
  if (!parsesJavaScript) return !looksLikeData(body);
  // 10–12.
  if (nosniff || !isOkStatus(response.status)) return false;
  if (mimeType === null) return true;
  // 14–16. FIXME: a text that is neither data nor JavaScript (`Not found`) does not parse either.
  return !looksLikeData(body) && !/^\s*</.test(body);
}

function isOpaqueSafelisted(mimeType: MimeType): boolean {
  const { essence } = mimeType;
  return isJavaScriptMimeType(mimeType) || essence === "text/css" || essence === "image/svg+xml";
}

function isOpaqueBlocklisted(mimeType: MimeType): boolean {
  return isHtmlMimeType(mimeType) || isJsonMimeType(mimeType) || isXmlMimeType(mimeType);
}

/** HTML or XML by how it begins, JSON, or a prefix that keeps a script element from running JSON. */
function looksLikeData(body: string): boolean {
  const text = body.replace(/^(?:\s|<!--[\s\S]*?-->)+/, "");
  return HTML.test(text) || text.startsWith("<?xml") || BREAKER.test(text) || isJson(text);
}
const HTML = /^<(?:!doctype html|script|html|head|iframe|h1|div|font|table|a|style|title|b|body|br|p)(?=[\s>])/i;
const BREAKER = /^(?:\)\]\}'|\{\}&&|(?:for\(;;\)|while\(1\));)/;

/** It parses, or starts an object with a name in quotes, where JavaScript would see a block. */
function isJson(text: string): boolean {
  if (/^\{\s*"(?:[^"\\]|\\.)*"\s*:/.test(text)) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
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
