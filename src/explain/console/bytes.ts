import type { Failure } from "../../core/reasons.js";

/** The first character of a refused method or header that is no byte, and where it stands; null: all are. */
export function beyondLatin1(failure: Failure): { readonly index: number; readonly code: number } | null {
  return firstBeyond(failure.method ?? failure.header ?? "") ?? firstBeyond(failure.value ?? "");
}

function firstBeyond(text: string): { index: number; code: number } | null {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0xff) return { index, code };
  }
  return null;
}

const utf8 = new Map<string, string>();

/** How an engine that takes header bytes for UTF-8 prints them: each byte that is no part of a character becomes U+FFFD. */
export function bytesAsUtf8(text: string): string {
  if (!/[\x80-\xff]/.test(text)) return text;
  let known = utf8.get(text);
  if (known === undefined) {
    if (utf8.size > 256) utf8.clear();
    known = text.replace(/[\x80-\xff]+/g, decodeRun);
    utf8.set(text, known);
  }
  return known;
}

function decodeRun(run: string): string {
  try {
    return decodeURIComponent(run.replace(/[\x80-\xff]/g, (char) => `%${char.charCodeAt(0).toString(16)}`));
  } catch {
    return "\ufffd".repeat(run.length);
  }
}
