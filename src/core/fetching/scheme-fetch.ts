import { MIMEType } from "whatwg-mimetype";
import { rangeWithin } from "../http-extensions/range-header.js";
import type { BlobEntry, BrowserState } from "../infrastructure/browser-state.js";
import { byteLength } from "../infrastructure/bytes.js";
import { getHeader, type Header } from "../infrastructure/header-list.js";
import type { Request } from "../infrastructure/request.js";
import { type HttpResponse, httpResponse, networkError, type Received } from "../infrastructure/response.js";
import type { UrlRecord } from "../infrastructure/url-record.js";

/**
 * Scheme fetch — https://fetch.spec.whatwg.org/#concept-scheme-fetch, for what is not HTTP.
 * @returns null: nobody answers for the scheme
 */
export function schemeFetch(request: Request, { blobEntry, profile }: BrowserState): Received | null {
  const { url, api } = request;
  if (url.scheme === "about" && url.path === "blank" && profile.elementsLoadAboutBlank)
    return typed(profile.aboutBlankIsSheet && api === "stylesheet" ? "text/css" : "text/html;charset=utf-8", "");
  if (url.scheme === "blob") {
    const entry = blobEntry === null ? null : blobEntry(url);
    return entry === null ? null : blobResponse(entry, request);
  }
  const response = url.scheme === "data" ? dataUrl(url) : null;
  // PROFILE firefox: fetch() is told the length; measured.
  if (response === null || profile.dataUrlDialect === "standard" || api !== "fetch") return response;
  const length = header("Content-Length", String(byteLength(response.body ?? "")));
  return { ...response, headers: [...response.headers, length] };
}

/** The same, blob: — a part of it where the author asks for one. */
function blobResponse(entry: BlobEntry, { method, headers }: Request): Received {
  if (method !== "GET") return networkError("blob-method");
  const { size, type } = entry;
  const asked = getHeader("range", headers);
  const range = asked === null ? null : rangeWithin(asked, size);
  if (asked !== null && range === null) return networkError("blob-range");
  const [start, end] = range ?? [0, size];
  const list = [header("Content-Length", String(end - start)), header("Content-Type", type)];
  if (range !== null) list.push(header("Content-Range", `bytes ${start}-${end - 1}/${size}`));
  const response = httpResponse(range === null ? 200 : 206, list, null);
  return { ...response, statusText: range === null ? "OK" : "Partial Content", ...entry.slice(start, end) };
}

/** data: URL processor — https://fetch.spec.whatwg.org/#data-url-processor */
export function dataUrl(url: UrlRecord): HttpResponse | null {
  const input = url.href.slice("data:".length).split("#", 1)[0]!;
  const comma = input.indexOf(",");
  if (comma === -1) return null;
  let type = input.slice(0, comma).trim();
  let body = percentDecode(input.slice(comma + 1));
  const base64 = / *; *base64$/i.exec(type);
  if (base64 !== null) {
    type = type.slice(0, base64.index);
    const decoded = forgivingBase64(body);
    if (decoded === null) return null;
    body = decoded;
  }
  if (type.startsWith(";")) type = `text/plain${type}`;
  return typed(MIMEType.parse(type)?.toString() ?? "text/plain;charset=US-ASCII", body);
}

function typed(contentType: string, body: string): HttpResponse {
  return { ...httpResponse(200, [header("Content-Type", contentType)], body), statusText: "OK" };
}

function header(spelling: string, value: string): Header {
  return { name: spelling.toLowerCase(), spelling, value };
}

function percentDecode(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Forgiving-base64 decode — https://infra.spec.whatwg.org/#forgiving-base64-decode, to one character a byte. */
function forgivingBase64(text: string): string | null {
  let data = text.replace(/[\t\n\f\r ]/g, "");
  if (data.length % 4 === 0) data = data.replace(/==?$/, "");
  if (data.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(data)) return null;
  let bits = 0;
  let held = 0;
  let bytes = "";
  for (const character of data) {
    bits = (bits << 6) | ALPHABET.indexOf(character);
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes += String.fromCharCode((bits >> held) & 0xff);
    }
    bits &= 0xfff;
  }
  return bytes;
}
