import { MIMEType } from "whatwg-mimetype";
import { TextDecoder } from "../platform.js";
import type { Bytes } from "./payload.js";

/** What page code appends to, whatever its FormData is. */
interface Form {
  append(name: string, value: string | Blob, filename?: string): void;
}

/**
 * Body mixin's formData() — https://fetch.spec.whatwg.org/#dom-body-formdata
 * @returns false: the bytes are no form, by their type or by themselves
 */
export function parseFormData(bytes: Bytes, contentType: string | null, form: Form): boolean {
  const type = contentType === null ? null : MIMEType.parse(contentType);
  if (type?.essence === "application/x-www-form-urlencoded") {
    for (const [name, value] of new URLSearchParams(new TextDecoder().decode(bytes))) form.append(name, value);
    return true;
  }
  const boundary = type?.parameters.get("boundary");
  return type?.essence === "multipart/form-data" && boundary !== undefined && parseMultipart(bytes, boundary, form);
}

/** multipart/form-data parser — https://andreubotella.github.io/multipart-form-data/#multipart-form-data-parser */
function parseMultipart(bytes: Bytes, boundary: string, form: Form): boolean {
  // One character a byte, so that positions are the same.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const dash = `--${Buffer.from(boundary, "utf8").toString("latin1")}`;
  let at = 0;
  for (;;) {
    if (!text.startsWith(dash, at)) return false;
    at += dash.length;
    if (text.startsWith("--", at)) return true;
    if (!text.startsWith("\r\n", at)) return false;
    const headersEnd = text.indexOf("\r\n\r\n", at);
    const bodyAt = headersEnd + 4;
    const end = text.indexOf(`\r\n${dash}`, bodyAt);
    if (headersEnd === -1 || end === -1) return false;
    const part = partOf(text.slice(at + 2, headersEnd));
    if (part === null) return false;
    const content = bytes.subarray(bodyAt, end);
    if (part.filename === null) form.append(part.name, new TextDecoder("utf-8", { ignoreBOM: true }).decode(content));
    else form.append(part.name, new File([content], part.filename, { type: part.type }), part.filename);
    at = end + 2;
  }
}

interface Part {
  readonly name: string;
  readonly filename: string | null;
  readonly type: string;
}

function partOf(headers: string): Part | null {
  let name: string | null = null;
  let filename: string | null = null;
  let type = "text/plain";
  for (const line of headers.split("\r\n")) {
    const disposition = /^content-disposition:[\t ]*form-data(.*)$/i.exec(line)?.[1];
    if (disposition !== undefined) {
      name = parameter("name", disposition);
      filename = parameter("filename", disposition);
    }
    type = /^content-type:[\t ]*(.*)$/i.exec(line)?.[1]?.trim() ?? type;
  }
  return name === null ? null : { name, filename, type };
}

function parameter(name: string, disposition: string): string | null {
  const value = new RegExp(`;[\\t ]*${name}="([^"]*)"`, "i").exec(disposition)?.[1];
  if (value === undefined) return null;
  const unescaped = value.replace(/%0A/gi, "\n").replace(/%0D/gi, "\r").replace(/%22/g, '"');
  return Buffer.from(unescaped, "latin1").toString("utf8");
}
