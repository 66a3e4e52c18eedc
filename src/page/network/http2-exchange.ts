import type * as http2 from "node:http2";
import type { HttpCall, HttpListener } from "./http-call.js";
import type { HttpTools } from "./http-tools.js";
import type { SharedSession } from "./secure-connections.js";

export interface Http2Listener extends HttpListener {
  /** The server has not looked at it. @param wantsHttp1 and wants it over HTTP/1.1 */
  refused(wantsHttp1: boolean): void;
}

/**
 * Sends one request over a session of HTTP/2 — https://www.rfc-editor.org/rfc/rfc9113. NOTE: a worker runs the text of this
 * function.
 * @returns ends it
 */
export function http2Exchange(
  tools: HttpTools,
  shared: SharedSession,
  call: HttpCall,
  { came, failed, uploaded, refused }: Http2Listener,
): () => void {
  const { node, decodedBody, errorCode } = tools;
  const { session, isReused } = shared;
  const { constants } = node.http2;
  // §8.2.2: of one connection, and the authority has a field of its own.
  const dropped = new Set([
    "connection",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "transfer-encoding",
    "upgrade",
  ]);
  const target = new URL(call.url);
  const headers: Record<string, string> = {
    ":method": call.method,
    ":authority": target.host,
    ":scheme": "https",
    ":path": target.pathname + target.search,
  };
  for (const [given, value] of call.headers) {
    const name = given.toLowerCase();
    if (dropped.has(name)) continue;
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before}${name === "cookie" ? "; " : ", "}${value}`;
  }

  const { body } = call;
  const upload = body !== null && "pipe" in body ? body : null;
  let isOver = false;
  let stream: http2.ClientHttp2Stream;
  try {
    stream = session.request(headers, { endStream: body === null });
  } catch (error) {
    const { code } = error as Error & { code?: string };
    // It closed meanwhile, or has no more numbers for streams.
    if (
      code === "ERR_HTTP2_INVALID_SESSION" ||
      code === "ERR_HTTP2_GOAWAY_SESSION" ||
      code === "ERR_HTTP2_OUT_OF_STREAMS"
    )
      refused(false);
    else failed(errorCode(error as Error));
    return () => {};
  }
  shared.hold();

  let arrived: (() => void) | null = null;
  /** Half duplex: an answer before the request has left waits. */
  const deliver = () => {
    if (arrived === null || isOver || !(stream.writableFinished || stream.closed)) return;
    isOver = true;
    arrived();
  };
  stream.on("finish", () => {
    uploaded();
    deliver();
  });
  // Its third argument is the list as it came, which types do not know of.
  stream.on("response", (...[, , list]: [unknown, unknown, string[]?]) => {
    const fields: [string, string][] = [];
    for (let i = 0; i < list!.length; i += 2) fields.push([list![i]!, list![i + 1]!]);
    const status = Number(fields.find(([name]) => name === ":status")?.[1]);
    const all = fields.filter(([name]) => !name.startsWith(":"));
    const remoteAddress = session.socket?.remoteAddress ?? null;
    const hasBody = call.method !== "HEAD" && status !== 204 && status !== 304;
    const encodings = all.filter(([name]) => name === "content-encoding").map(([, value]) => value);
    arrived = () => {
      const source = hasBody ? decodedBody(tools, stream, encodings.join()) : stream;
      came({ status, statusText: "", headers: all, remoteAddress, http: "2" }, source);
    };
    deliver();
  });
  /** close() would end a body that is not at its end first, as if it was whole. */
  const cancel = () => {
    upload?.unpipe(stream);
    upload?.destroy();
    if (!stream.writableEnded) stream.end = () => stream;
    stream.close(constants.NGHTTP2_CANCEL);
  };
  const stopped = (error: Error | null) => {
    if (isOver) return;
    if (arrived !== null) {
      deliver();
      return;
    }
    isOver = true;
    const { rstCode, id = 0 } = stream;
    const wantsHttp1 = rstCode === constants.NGHTTP2_HTTP_1_1_REQUIRED;
    // A connection that was kept open may have been closed by the other end meanwhile.
    const wasGone = isReused && session.destroyed && rstCode !== constants.NGHTTP2_PROTOCOL_ERROR;
    const unseen = wasGone || rstCode === constants.NGHTTP2_REFUSED_STREAM || id > shared.lastStreamId;
    if (upload === null && (wantsHttp1 || unseen)) refused(wantsHttp1);
    else failed(error === null ? "connection-reset" : errorCode(error));
  };
  stream.on("error", stopped);
  stream.on("close", () => {
    stopped(null);
    upload?.destroy();
    shared.release();
  });

  if (upload !== null) {
    upload.on("error", () => {
      if (!isOver) failed("request-body");
      isOver = true;
      cancel();
    });
    upload.pipe(stream);
  } else if (body !== null) stream.end(body);

  return () => {
    isOver = true;
    cancel();
  };
}
