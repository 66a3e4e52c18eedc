import type { Readable } from "node:stream";
import type { HttpTools } from "./http-tools.js";

/**
 * A body without its Content-Encoding, as far as that is known. NOTE: a worker runs the text of this function.
 * @param encodings the header's value
 */
export function decodedBody({ node: { stream, zlib } }: HttpTools, body: Readable, encodings: string): Readable {
  // What has come of a body that breaks off is handed on.
  const flush = { flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH };
  const brotli = zlib.constants.BROTLI_OPERATION_FLUSH;
  let decoded = body;
  for (const encoding of encodings
    .toLowerCase()
    .split(",")
    .map((each) => each.trim())
    .reverse()) {
    const decoder =
      encoding === "gzip" || encoding === "x-gzip"
        ? zlib.createGunzip(flush)
        : encoding === "deflate"
          ? zlib.createInflate(flush)
          : encoding === "br"
            ? zlib.createBrotliDecompress({ flush: brotli, finishFlush: brotli })
            : null;
    if (decoder === null) break;
    decoded = stream.pipeline(decoded, decoder, () => {});
  }
  return decoded;
}
