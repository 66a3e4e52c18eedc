import { MIMEType } from "whatwg-mimetype";
import { getHeader, type HeaderList } from "../infrastructure/header-list.js";
import type { MimeTypeDialect } from "../profiles/dialects/mime-type.js";
import { decodeAndSplit } from "./get-decode-and-split.js";

/** What the model asks of a MIME type. */
export interface MimeType {
  readonly essence: string;
  readonly type: string;
  readonly subtype: string;
  readonly charset: string | null;
}

const MEMO_SIZE = 1024;
let memo = new Map<string, MimeType | null>();

/**
 * Parse a MIME type — https://mimesniff.spec.whatwg.org/#parse-a-mime-type
 * NON-SPEC: results are kept, for the same few values come again and parsing one costs as much as a verdict.
 */
export function parseMimeType(text: string): MimeType | null {
  const known = memo.get(text);
  if (known !== undefined) return known;
  const parsed = MIMEType.parse(text);
  const mimeType =
    parsed === null
      ? null
      : {
          essence: parsed.essence,
          type: parsed.type,
          subtype: parsed.subtype,
          charset: parsed.parameters.get("charset") ?? null,
        };
  if (memo.size >= MEMO_SIZE) memo = new Map();
  memo.set(text, mimeType);
  return mimeType;
}

/**
 * Extract a MIME type — https://fetch.spec.whatwg.org/#concept-header-extract-mime-type: of several, the last that parses.
 * Ours: no parameters but `charset`, which a later value of the same essence takes over from an earlier one.
 */
export function extractMimeType(headers: HeaderList): MimeType | null {
  const value = getHeader("content-type", headers);
  if (value === null) return null;
  let mimeType: MimeType | null = null;
  for (const member of decodeAndSplit(value)) {
    const next = parseMimeType(member);
    if (next === null || next.essence === "*/*") continue;
    const keepsCharset: boolean = mimeType !== null && next.charset === null && next.essence === mimeType.essence;
    mimeType = keepsCharset ? mimeType : next;
  }
  return mimeType;
}

/** PROFILE webkit: Source/WebCore/platform/network/HTTPParsers.cpp (extractMIMETypeFromMediaType). */
export function typeOfResource(headers: HeaderList, { firstTypeCounts }: MimeTypeDialect): MimeType | null {
  if (!firstTypeCounts) return extractMimeType(headers);
  const value = getHeader("content-type", headers);
  return value === null ? null : parseMimeType(value.split(",", 1)[0]!);
}

/** PROFILE webkit: what libsoup sniffs, by the type that it finds — libsoup/soup-message-headers.c (get_content_type). */
export function typeOfModule(headers: HeaderList, { modulesNeedOneType }: MimeTypeDialect): MimeType | null {
  if (!modulesNeedOneType) return extractMimeType(headers);
  const last = headers.findLast(({ name }) => name === "content-type");
  return last === undefined || /^[^;]*,/.test(last.value) ? null : parseMimeType(last.value);
}

/** JavaScript MIME type — https://mimesniff.spec.whatwg.org/#javascript-mime-type */
export function isJavaScriptMimeType(mimeType: MimeType): boolean {
  return JAVASCRIPT.has(mimeType.essence);
}
const JAVASCRIPT = new Set([
  "application/ecmascript",
  "application/javascript",
  "application/x-ecmascript",
  "application/x-javascript",
  "text/ecmascript",
  "text/javascript",
  "text/javascript1.0",
  "text/javascript1.1",
  "text/javascript1.2",
  "text/javascript1.3",
  "text/javascript1.4",
  "text/javascript1.5",
  "text/jscript",
  "text/livescript",
  "text/x-ecmascript",
  "text/x-javascript",
]);

/** JSON MIME type — https://mimesniff.spec.whatwg.org/#json-mime-type */
export function isJsonMimeType({ essence, subtype }: MimeType): boolean {
  return subtype.endsWith("+json") || essence === "application/json" || essence === "text/json";
}

/** XML MIME type — https://mimesniff.spec.whatwg.org/#xml-mime-type */
export function isXmlMimeType({ essence, subtype }: MimeType): boolean {
  return subtype.endsWith("+xml") || essence === "text/xml" || essence === "application/xml";
}

/** HTML MIME type — https://mimesniff.spec.whatwg.org/#html-mime-type */
export function isHtmlMimeType({ essence }: MimeType): boolean {
  return essence === "text/html";
}

/** Image MIME type — https://mimesniff.spec.whatwg.org/#image-mime-type */
export function isImageMimeType({ type }: MimeType): boolean {
  return type === "image";
}

/** Audio or video MIME type — https://mimesniff.spec.whatwg.org/#audio-or-video-mime-type */
export function isAudioOrVideoMimeType({ type, essence }: MimeType): boolean {
  return type === "audio" || type === "video" || essence === "application/ogg";
}
