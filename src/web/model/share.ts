import type { ReadCase } from "../../cases/case.js";
import { withoutDefaults } from "./blank.js";

/**
 * A case in the address: `#1` (the version), then the case as JSON, deflated and in base64url. Whoever opens it has it
 * checked like a file.
 */
const VERSION = "1";
/** More than anyone writes by hand, and nothing that fills the memory. */
const MOST = 512 * 1024;

export type ShareProblem = "version" | "damaged" | "too-long" | "not-a-case";

/** An address that holds no case; the detail is for people. */
export class ShareError extends Error {
  override readonly name = "ShareError";
  readonly problem: ShareProblem;

  constructor(problem: ShareProblem, detail = "") {
    super(detail);
    this.problem = problem;
  }
}

export async function fragmentOf(given: ReadCase): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(withoutDefaults(given)));
  const packed = await collect(new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw")));
  return `${VERSION}${toBase64Url(packed)}`;
}

/** Whether a fragment wants to be a case, in whichever version; the page's own places begin with a slash. */
export function isShared(fragment: string): boolean {
  return fragment !== "" && !fragment.startsWith("/");
}

/** @throws ShareError */
export async function caseOfFragment(fragment: string): Promise<ReadCase> {
  if (!fragment.startsWith(VERSION)) {
    throw new ShareError(/^\d/.test(fragment) ? "version" : "damaged");
  }
  const text = await unpack(fragment.slice(VERSION.length));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ShareError("damaged");
  }
  const { parseCase, CaseError } = await import("../../cases/read-cases.js");
  try {
    return parseCase(value);
  } catch (error) {
    if (error instanceof CaseError) throw new ShareError("not-a-case", error.message);
    throw error;
  }
}

async function unpack(text: string): Promise<string> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = fromBase64Url(text);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new TextDecoder("utf-8", { fatal: true }).decode(await collect(stream));
  } catch (error) {
    throw error instanceof ShareError ? error : new ShareError("damaged");
  }
}

async function collect(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > MOST) {
      await reader.cancel();
      throw new ShareError("too-long");
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]*$/.test(text)) throw new ShareError("damaged");
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
