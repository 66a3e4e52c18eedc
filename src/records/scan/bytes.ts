/**
 * Bytes that are quick to search and to turn into text. Where there are Buffers every chunk is made one, for their
 * `indexOf` and slices cost a fraction of a typed array's and a TextDecoder's.
 */

interface FastSlices extends Uint8Array {
  latin1Slice(start: number, end: number): string;
  utf8Slice(start: number, end: number): string;
}

const hasBuffers = typeof Buffer !== "undefined" && "latin1Slice" in Buffer.prototype;
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

export function quickBytes(bytes: Uint8Array): Uint8Array {
  return hasBuffers ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) : bytes;
}

export const NO_BYTES = quickBytes(new Uint8Array(0));

/** @param bytes that went through `quickBytes` */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  return hasBuffers ? (bytes as FastSlices).utf8Slice(start, end) : utf8.decode(bytes.subarray(start, end));
}

/**
 * @param bytes that went through `quickBytes`
 * @param start of bytes below 0x80 only
 */
export function decodeAscii(bytes: Uint8Array, start: number, end: number): string {
  if (hasBuffers) return (bytes as FastSlices).latin1Slice(start, end);
  if (end - start > 40) return utf8.decode(bytes.subarray(start, end));
  let text = "";
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i]!);
  return text;
}

/** One after the other, quick. */
export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = quickBytes(new Uint8Array(length));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
