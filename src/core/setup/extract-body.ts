import { MIMEType } from "whatwg-mimetype";
import { byteLength } from "../infrastructure/bytes.js";
import type { Body } from "../infrastructure/request.js";
import type { SetupBody } from "../infrastructure/setup.js";

/** A body and the Content-Type that goes with it when page code set none. */
export interface ExtractedBody {
  readonly body: Body;
  readonly contentType: string | null;
}

/** Stands for the boundary, which the browser draws at random. */
const BOUNDARY = "BOUNDARY";

/**
 * Extract a body — https://fetch.spec.whatwg.org/#concept-bodyinit-extract
 * @param stringifiesStreams PROFILE firefox: a stream is turned into text like any object
 */
export function extractBody(given: SetupBody, stringifiesStreams: boolean, normalizesBlobType: boolean): ExtractedBody {
  switch (given.type) {
    case "text":
      return { body: textBody(given.value), contentType: "text/plain;charset=UTF-8" };
    case "urlencoded":
      return { body: textBody(given.value), contentType: "application/x-www-form-urlencoded;charset=UTF-8" };
    case "formdata":
      return { body: textBody(multipart(given.value)), contentType: `multipart/form-data; boundary=${BOUNDARY}` };
    case "blob":
      return { body: textBody(given.value), contentType: blobType(given.contentType, normalizesBlobType) };
    case "document":
      return { body: textBody(given.value), contentType: given.contentType };
    case "bytes":
      return { body: textBody(given.value), contentType: null };
    case "stream":
      return stringifiesStreams
        ? { body: textBody("[object ReadableStream]"), contentType: "text/plain;charset=UTF-8" }
        : { body: { text: given.value, length: byteLength(given.value), hasSource: false }, contentType: null };
  }
}

/** A Blob's type is lower-cased by its constructor; empty means none — https://w3c.github.io/FileAPI/#dom-blob-type */
function blobType(type: string | null, dropsUnparsable: boolean): string | null {
  if (type === null || type === "" || /[^\x20-\x7e]/.test(type)) return null;
  const lower = type.toLowerCase();
  return dropsUnparsable && MIMEType.parse(lower) === null ? null : lower;
}

function textBody(text: string): Body {
  return { text, length: byteLength(text), hasSource: true };
}

/** multipart/form-data as https://html.spec.whatwg.org/#multipart/form-data-encoding-algorithm writes text entries. */
function multipart(query: string): string {
  let text = "";
  for (const pair of query.split("&")) {
    if (pair === "") continue;
    const at = pair.indexOf("=");
    const name = decode(at === -1 ? pair : pair.slice(0, at));
    const value = at === -1 ? "" : decode(pair.slice(at + 1));
    text += `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${escapeName(name)}"\r\n\r\n${value}\r\n`;
  }
  return `${text}--${BOUNDARY}--\r\n`;
}

function escapeName(name: string): string {
  return name.replace(/\n/g, "%0A").replace(/\r/g, "%0D").replace(/"/g, "%22");
}

function decode(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/**
 * send(), step 4 — https://xhr.spec.whatwg.org/#the-send()-method: a charset that the author wrote beside a text body
 * is put right, because the text goes out as UTF-8.
 * @returns the Content-Type to send, null: as written
 */
export function withUtf8Charset(contentType: string, inPlace: boolean): string | null {
  // PROFILE chromium: third_party/blink/renderer/platform/network/http_parsers.cc (ReplaceCharsetInMediaType): each that stands
  // at the beginning of a word, whether or not the type parses.
  if (inPlace) {
    const replaced = contentType.replace(/((?<![^\s;])charset\s*=[\s"']*)[^\s"';]+/gi, "$1UTF-8");
    return replaced === contentType ? null : replaced;
  }
  const type = MIMEType.parse(contentType);
  const charset = type?.parameters.get("charset");
  if (type === null || charset === undefined || /^utf-8$/i.test(charset)) return null;
  type.parameters.set("charset", "UTF-8");
  return type.toString();
}
