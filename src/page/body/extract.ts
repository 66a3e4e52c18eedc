import type { SetupBody } from "../../core/infrastructure/setup.js";
import { ReadableStream } from "../platform.js";
import { type FormEntries, multipart } from "./multipart.js";
import { hasMethod, isBlob, isDisturbed, isReadableStream, Payload, tagOf } from "./payload.js";

/** A body as page code gave it: for the engine, and its bytes. */
export interface ExtractedBody {
  readonly setup: SetupBody;
  readonly payload: Payload;
}

/** A stream that somebody has read from or is about to. */
export class UnusableBody {}

/**
 * Extract a body — https://fetch.spec.whatwg.org/#concept-bodyinit-extract: what kind it is. Its Content-Type and what
 * follows from it are the engine's.
 * @param measured the engine has to know its length
 */
export function extractBody(given: unknown, measured: boolean): ExtractedBody | UnusableBody {
  if (!isReadableStream(given)) return extractSource(given, measured);
  if (given.locked || (given instanceof ReadableStream && isDisturbed(given))) return new UnusableBody();
  return { setup: { type: "stream", value: "", contentType: null }, payload: new Payload(given) };
}

/** The same of what can be sent again; where streams are not known, they turn into text like any object. */
export function extractSource(given: unknown, measured: boolean): ExtractedBody {
  if (typeof given === "string") return textBody("text", given, measured);
  if (isBlob(given)) return blobBody(given, given.type, measured);
  if (isShared(given)) throw new TypeError("The provided ArrayBuffer is shared.");
  if (ArrayBuffer.isView(given) || isArrayBuffer(given)) {
    const payload = new Payload(copyOf(given));
    return { setup: { type: "bytes", value: filler(payload, measured), contentType: null }, payload };
  }
  const tag = tagOf(given);
  if (tag === "FormData" && hasMethod(given, "entries")) return formBody(given as FormEntries, measured);
  if (tag === "URLSearchParams") return textBody("urlencoded", String(given), measured);
  return textBody("text", String(given), measured);
}

function textBody(type: "text" | "urlencoded", text: string, measured: boolean): ExtractedBody {
  const payload = new Payload(text);
  return { setup: { type, value: measured ? text : "", contentType: null }, payload };
}

function blobBody(blob: Blob, contentType: string, measured: boolean): ExtractedBody {
  const payload = new Payload(blob);
  return { setup: { type: "blob", value: filler(payload, measured), contentType }, payload };
}

let forms = 0;

/** NON-SPEC: a boundary in lower case, for the engine has the type pass as a Blob's. */
function formBody(form: FormEntries, measured: boolean): ExtractedBody {
  forms++;
  const boundary = `----formdata-${Date.now().toString(36)}${forms.toString(36)}${Math.random().toString(36).slice(2, 12)}`;
  const parts = multipart(form, boundary);
  const type = `multipart/form-data; boundary=${boundary}`;
  if (parts.every((part) => typeof part === "string")) {
    const payload = new Payload(parts.join(""));
    return { setup: { type: "blob", value: filler(payload, measured), contentType: type }, payload };
  }
  return blobBody(new Blob(parts), type, measured);
}

/** Stands for the bytes where only their number matters. */
function filler(payload: Payload, measured: boolean): string {
  return measured ? "x".repeat(Math.min(payload.length ?? 0, FILLER_LIMIT)) : "";
}
const FILLER_LIMIT = 1_000_000;

function isArrayBuffer(given: unknown): given is ArrayBuffer {
  return given instanceof ArrayBuffer || tagOf(given) === "ArrayBuffer";
}

function isShared(given: unknown): boolean {
  return tagOf(ArrayBuffer.isView(given) ? given.buffer : given) === "SharedArrayBuffer";
}

function copyOf(given: ArrayBufferView | ArrayBuffer): Uint8Array {
  return ArrayBuffer.isView(given)
    ? new Uint8Array(given.buffer, given.byteOffset, given.byteLength).slice()
    : new Uint8Array(given).slice();
}
