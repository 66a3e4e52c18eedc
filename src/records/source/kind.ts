import { RecordError } from "../record-error.js";
import { decodeUtf8, quickBytes } from "../scan/bytes.js";
import type { Head } from "./byte-source.js";

/** What an input is: decided by its beginning, never by its name. */
export type InputKind = "har" | "ndjson" | "http";

const LOOKED_AT = 64 * 1024;
const READS = "replay reads HAR, NDJSON of cases or entries, and .http files";

/** @throws RecordError when it is none of them, with what it is */
export function kindOf(file: string, head: Head): InputKind {
  const { bytes } = head;
  const [first, second] = bytes;
  if (first === undefined) throw new RecordError({ file }, `is empty; ${READS}`);
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new RecordError({ file }, "is UTF-16; save it as UTF-8");
  }
  const text = decodeUtf8(quickBytes(bytes), 0, Math.min(bytes.length, LOOKED_AT)).replace(/^\ufeff/, "");
  const start = text.trimStart();
  if (start === "") throw new RecordError({ file }, `holds nothing but whitespace; ${READS}`);
  if (start.startsWith("{")) return kindOfObject(start);
  if (start.startsWith("[")) return /^\[\s*\{\s*"(?:id|title|page|setup|\$schema)"/.test(start) ? "ndjson" : "har";
  if (isHttpText(start)) return "http";
  if (/^[\w$.]+\s*\(\s*[{[]/.test(start)) return "har";
  throw new RecordError({ file }, `is no recording: found ${described(start)}; ${READS}`);
}

/** A HAR has its `log`; a line that is an object by itself is NDJSON. */
function kindOfObject(text: string): InputKind {
  if (/^\{\s*"log"\s*:/.test(text)) return "har";
  const keys = outerKeys(text);
  if (keys.has("log")) return "har";
  return keys.has("request") || keys.has("setup") || keys.has("page") ? "ndjson" : "har";
}

/** Keys of the outermost object, as far as the text goes. */
function outerKeys(text: string): Set<string> {
  const keys = new Set<string>();
  let depth = 0;
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(?:\s*:)?|[{}[\]]/gs)) {
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") {
      if (--depth === 0) break;
    } else if (depth === 1 && token.endsWith(":")) keys.add(token.slice(1, token.lastIndexOf('"')));
  }
  return keys;
}

function isHttpText(text: string): boolean {
  const first = text.replace(/^(?:\s*(?:#.*|\/\/.*)?\r?\n)+/, "").trimStart();
  return REQUEST_LINE.test(first);
}
const REQUEST_LINE = /^[A-Za-z!#$%&'*+\-.^_`|~0-9]+ (?:\*|\S*[/:]\S*)(?: HTTP\/\d(?:\.\d)?)?[ \t]*(?:\r?\n|$)/;

function described(text: string): string {
  if (/^<(?:!doctype html|html)/i.test(text)) return "an HTML page";
  if (text.startsWith("<")) return "XML or HTML";
  if (text.startsWith("%PDF")) return "a PDF";
  if (text.startsWith("\x7fELF") || text.includes("\0")) return "binary data";
  if (/^(?:"|-?\d|true|false|null)/.test(text)) return "JSON that is no object";
  return `text that begins ${JSON.stringify(text.slice(0, 40))}`;
}
