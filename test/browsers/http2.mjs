import { hasNoBody } from "../sources.mjs";

/** HTTP/2 on a stream: the one protocol here that goes through Node's own framing. */
export async function serveHttp2(stream, pseudo, rawHeaders, answer) {
  stream.on("error", () => {});
  const headers = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (!rawHeaders[at].startsWith(":")) headers.push([rawHeaders[at], rawHeaders[at + 1]]);
  }
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  const request = {
    method: pseudo[":method"],
    url: `https://${pseudo[":authority"]}${pseudo[":path"]}`,
    headers,
    body: Buffer.concat(chunks),
  };
  const given = await answer(request);
  if (given === null) return stream.session?.destroy();
  const { status } = given;
  const sent = { ":status": status };
  for (const [name, value] of given.headers) {
    const key = name.toLowerCase();
    if (key in sent) sent[key] = [sent[key], value].flat();
    else sent[key] = value;
  }
  if (stream.destroyed) return;
  const endStream = hasNoBody(request.method, status);
  respond(stream, sent, { endStream, sendDate: false });
  if (!endStream) stream.end(given.body);
}

/** Node refuses to repeat fields that may stand once; a browser joins the fields of HTTP/2 in any case. */
function respond(stream, headers, options) {
  try {
    stream.respond(headers, options);
  } catch (error) {
    if (error.code !== "ERR_HTTP2_HEADER_SINGLE_VALUE") throw error;
    const joined = ([name, value]) => [name, Array.isArray(value) && name !== "set-cookie" ? value.join(", ") : value];
    stream.respond(Object.fromEntries(Object.entries(headers).map(joined)), options);
  }
}
