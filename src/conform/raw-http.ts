import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";

/** A request as it came, header lines in their order and spelling. */
export interface RawRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export interface RawAnswer {
  readonly status: number;
  readonly statusText?: string | undefined;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | string;
}

/** Script can't set Access-Control-Request-Method, so whoever sends it is the browser. */
export function isPreflight({ method, headers }: Pick<RawRequest, "method" | "headers">): boolean {
  return method === "OPTIONS" && headers.some(([name]) => name.toLowerCase() === "access-control-request-method");
}

/** @returns null: the connection is closed without an answer */
export type Answerer = (request: RawRequest) => Promise<RawAnswer | null> | RawAnswer | null;

/**
 * HTTP/1.1 on a socket, read and written raw: an answer goes out byte for byte as it is given, malformed or not. One
 * exchange a connection, so that how it ends can't depend on what went over it before.
 */
export function serveHttp1(socket: Socket, scheme: "http" | "https", answer: Answerer): void {
  let received = Buffer.alloc(0);
  let isAnswered = false;
  socket.on("error", () => {});
  socket.on("data", async (chunk) => {
    received = Buffer.concat([received, chunk]);
    const request = isAnswered ? null : readRequest(received, scheme);
    if (request === null) return;
    isAnswered = true;
    const given = await answer(request);
    if (given === null) socket.destroy();
    else write(socket, request.method, given);
  });
}

function write(socket: Socket, method: string, { status, statusText, headers, body }: RawAnswer): void {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  const reason = statusText ?? STATUS_CODES[status] ?? "";
  socket.write(`HTTP/1.1 ${status} ${reason}\r\n${lines.join("")}\r\n`, "latin1");
  if (hasNoBody(method, status)) socket.end();
  else socket.end(body);
}

export function hasNoBody(method: string, status: number): boolean {
  return method === "HEAD" || status === 204 || status === 304;
}

/** A whole request at the start of what was received, or null while some of it is missing. */
function readRequest(received: Buffer, scheme: string): RawRequest | null {
  const end = received.indexOf("\r\n\r\n");
  if (end === -1) return null;
  const [start = "", ...lines] = received.subarray(0, end).toString("latin1").split("\r\n");
  const [method = "", target = ""] = start.split(" ");
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const get = (wanted: string) => headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
  const rest = received.subarray(end + 4);
  const body = /chunked/i.test(get("transfer-encoding") ?? "")
    ? readChunks(rest)
    : readBytes(rest, Number(get("content-length") ?? 0));
  return body === null ? null : { method, url: `${scheme}://${get("host")}${target}`, headers, body };
}

function readBytes(received: Buffer, length: number): Buffer | null {
  return received.length < length ? null : received.subarray(0, length);
}

function readChunks(received: Buffer): Buffer | null {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = received.indexOf("\r\n", at);
    if (line === -1) return null;
    const size = Number.parseInt(received.subarray(at, line).toString(), 16);
    if (received.length < line + 2 + size + 2) return null;
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(received.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
