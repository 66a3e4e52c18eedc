/** Short ways to write what a server answers. Everything is sent as written here. */

export const header = (name, value) => [[name, value]];
export const allowOrigin = (...values) => values.map((value) => ["Access-Control-Allow-Origin", value]);
export const allowCredentials = (value = "true") => header("Access-Control-Allow-Credentials", value);
export const allowMethods = (value) => header("Access-Control-Allow-Methods", value);
export const allowHeaders = (value) => header("Access-Control-Allow-Headers", value);
export const exposeHeaders = (value) => header("Access-Control-Expose-Headers", value);
export const maxAge = (seconds) => header("Access-Control-Max-Age", String(seconds));
export const vary = header("Vary", "Origin");
export const cookie = (line) => header("Set-Cookie", line);

const typed =
  (type, body) =>
  (status, ...headers) => ({ status, headers: [["Content-Type", type], ...headers.flat()], body });

export const text = typed("text/plain", "Hello.\n");
export const json = typed("application/json", '{"ok":true}\n');
export const html = typed("text/html", "<!doctype html><title>Error</title><p>Something went wrong.</p>\n");
export const events = typed("text/event-stream", "data: first\n\n");
export const png = typed(
  "image/png",
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEUlEQVR4nGP4z8AARAxg8j8AG/ID/fPnS7EAAAAASUVORK5CYII=",
    "base64",
  ),
);
/** Fails on purpose, so that the page can tell whether it is told the message. */
export const script = typed("text/javascript", "this is no script\n");
export const throwingScript = typed("text/javascript", 'throw new Error("thrown by the recorded script");\n');
export const module = typed("text/javascript", "export default 1;\n");
export const css = typed("text/css", "p { color: green }\n");
/** A font of one glyph, a box. */
export const font = typed(
  "font/woff2",
  Buffer.from(
    "d09GMgABAAAAAAFgAAoAAAAAA0QAAAEYAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAABmAANAowQAE2AiQDBgsGAAQgBYIdByYblgIgHgfOmS/guQpRuPTbRkTxe93svUvoRXWJ6q4Z9V2sizPgPMKAzuC5tfBAXlYB2BxRgld8/gO7Wu74t084OpKEIv1W0pYHEnnLY6olkgbaPFDomxaJRFGwY9+u3WjUlM9MEx3Q+zEA+OQNdaUC480PkL/6wRWAwsAxLDhGXAFaCz5XfI8FQIFGYR2bgAaR7sz2wAbOk8UBa7Fn/q+PBr/330ufKAVDgXCZj9UEmAoIACA1AQhKCygAAGxbCoiBgLJmCBgGAtqWTQEzO05AMLflBpbeEHMPJcqux3qM0E55mLmU0rxsX8v7L5VY4hReo1kR5RBUwgrwLV6BSuMyyrRbnMcSld2hs5hxCpGc/BGT0IGoW4l3AA==",
    "base64",
  ),
);
/** Half a second of silence is enough for metadata. */
export const wav = typed("audio/wav", silence(400));

export const empty = (status, ...headers) => ({ status, headers: headers.flat() });
export const redirect = (status, location, ...headers) => empty(status, header("Location", location), ...headers);

function silence(samples) {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(1, 22); // mono
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([head, Buffer.alloc(samples, 128)]);
}
