/**
 * The servers of a recording. Sockets are read and written raw, so that an answer goes out byte
 * for byte as its case has it, malformed or not; only HTTP/2 goes through Node's own framing.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { STATUS_CODES } from "node:http";
import http2 from "node:http2";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import { font } from "../record/answers.mjs";
import { caseOf, HOSTS, HTTP2_PORT, PORTS } from "./origins.mjs";

/** What a request carries whatever the page does; `User-Agent` is kept where the page set one. */
const NOT_RECORDED = /^(?:host|connection|accept-encoding|priority|te|sec-ch-ua.*|upgrade-insecure-requests)$/i;

/**
 * Starts a listener per port.
 * @param stage answers what is not of a case: `stage.control(request)` gives an answer or null, `stage.page(id)` a
 *   case's document
 */
export async function startServers(stage) {
  const { key, cert } = certificate();
  /** By case: its rules, how often each answered, and what has arrived. */
  const cases = new Map();
  const sockets = new Set();

  const plain = (socket) => serveHttp1(socket, "http", answer);
  const secure = tls.createServer({ key, cert, ALPNProtocols: ["http/1.1"] }, (socket) =>
    serveHttp1(socket, "https", answer),
  );
  const multiplexed = http2.createSecureServer({ key, cert });
  multiplexed.on("stream", (stream, headers, _flags, rawHeaders) => {
    serveHttp2(stream, headers, rawHeaders, answer).catch(() => stream.destroy());
  });
  for (const server of [secure, multiplexed]) {
    server.on("tlsClientError", () => {});
    server.on("sessionError", () => {});
  }

  /** Whose request is it, and what is answered? Null closes the connection. */
  async function answer(request) {
    const control = await stage.control(request);
    if (control !== null) return control;
    const performed = cases.get(caseOf(request.url));
    if (performed === undefined) return { status: 404, headers: [["Content-Length", "0"]] };
    const document = stage.document(performed.given, request);
    if (document !== null) return document;
    const exchange = {
      kind: isPreflight(request) ? "preflight" : "actual",
      request: {
        method: request.method,
        url: request.url,
        headers: request.headers.filter(([name]) => !isNoise(name, performed.given)),
      },
      response: null,
    };
    if (request.body.length > 0) exchange.bodyLength = request.body.length;
    const rule = ruleFor(performed, request);
    // In a case, whom no rule answers isn't there.
    if (rule === undefined) return null;
    // Whether a browser tries again on another connection depends on what became of the first before.
    const last = performed.exchanges.at(-1);
    const again = rule.respond.error !== undefined && last?.dropped && last.request.url === request.url;
    if (!again || last.kind !== exchange.kind) performed.exchanges.push(exchange);
    const { respond } = rule;
    if (respond.delay) await new Promise((resolve) => setTimeout(resolve, respond.delay * 1000));
    if (respond.error !== undefined) {
      exchange.dropped = true;
      return null;
    }
    exchange.response = { status: respond.status ?? 200 };
    return respond;
  }

  const listeners = [];
  for (const port of Object.values(PORTS)) {
    const listener = createServer((socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      socket.on("error", () => {});
      socket.once("data", (chunk) => {
        socket.pause();
        socket.unshift(chunk);
        if (chunk[0] === 0x16) {
          (port === HTTP2_PORT ? multiplexed : secure).emit("connection", socket);
        } else {
          plain(socket);
          socket.resume();
        }
      });
    });
    await new Promise((resolve, reject) => {
      listener.once("error", (error) =>
        reject(error.code === "EADDRINUSE" ? new Error(`port ${port} is in use: is a recording running?`) : error),
      );
      listener.listen(port, "127.0.0.1", resolve);
    });
    listeners.push(listener);
  }

  return {
    add(given) {
      cases.set(given.id, { given, used: (given.server ?? []).map(() => 0), exchanges: [] });
    },
    /** What has arrived for a case until now. */
    exchangesOf: (id) => cases.get(id)?.exchanges ?? [],
    forget: (id) => cases.delete(id),
    close() {
      for (const socket of sockets) socket.destroy();
      for (const listener of listeners) listener.close();
    },
  };
}

function isNoise(name, given) {
  if (!/^user-agent$/i.test(name)) return NOT_RECORDED.test(name);
  const setups = [given.setup, ...(given.then ?? [])];
  return !setups.some(({ headers = [] }) => headers.some(([own]) => /^user-agent$/i.test(own)));
}

/** Script can't set Access-Control-Request-Method, so whoever sends it is the browser. */
function isPreflight({ method, headers }) {
  return method === "OPTIONS" && headers.some(([name]) => name.toLowerCase() === "access-control-request-method");
}

function ruleFor({ given, used }, request) {
  const preflight = isPreflight(request);
  const url = new URL(request.url).href;
  for (const [index, rule] of (given.server ?? []).entries()) {
    const { when = {}, times = Number.POSITIVE_INFINITY } = rule;
    if (when.preflight !== undefined && when.preflight !== preflight) continue;
    if (when.method !== undefined && when.method !== request.method) continue;
    if (when.url !== undefined && bare(when.url) !== url) continue;
    if (used[index] >= times) continue;
    used[index]++;
    return rule;
  }
}

function bare(text) {
  const url = URL.parse?.(text) ?? new URL(text);
  url.hash = url.username = url.password = "";
  return url.href;
}

function bodyOf(answer) {
  if (answer.body === "(font)") return font(200).body;
  return Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(answer.body ?? "", "utf8");
}

function hasNoBody(request, status) {
  return request.method === "HEAD" || status === 204 || status === 304;
}

function serveHttp1(socket, scheme, answer) {
  let received = Buffer.alloc(0);
  let busy = false;
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    received = Buffer.concat([received, chunk]);
    next();
  });

  async function next() {
    if (busy) return;
    const read = readRequest(received, scheme);
    if (read === null) return;
    busy = true;
    received = received.subarray(read.length);
    const given = await answer(read.request);
    if (given === null) return socket.destroy();
    const status = given.status ?? 200;
    const lines = (given.headers ?? []).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(
      `HTTP/1.1 ${status} ${given.statusText ?? STATUS_CODES[status] ?? ""}\r\n${lines.join("")}\r\n`,
      "latin1",
    );
    // One exchange per connection: how it ends can't depend on what went over it before.
    socket.end(hasNoBody(read.request, status) ? undefined : bodyOf(given));
  }
}

/** A whole request at the start of what was received, or null while some of it is missing. */
function readRequest(received, scheme) {
  const end = received.indexOf("\r\n\r\n");
  if (end === -1) return null;
  const [start, ...lines] = received.subarray(0, end).toString("latin1").split("\r\n");
  const [method, target] = start.split(" ");
  const headers = lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]);
  const get = (wanted) => headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
  const head = end + 4;
  let body = Buffer.alloc(0);
  let length = head;
  if (/chunked/i.test(get("transfer-encoding") ?? "")) {
    for (let at = head; ; ) {
      const line = received.indexOf("\r\n", at);
      if (line === -1) return null;
      const size = Number.parseInt(received.subarray(at, line).toString(), 16);
      if (received.length < line + 2 + size + 2) return null;
      body = Buffer.concat([body, received.subarray(line + 2, line + 2 + size)]);
      at = line + 2 + size + 2;
      length = at;
      if (size === 0) break;
    }
  } else {
    length = head + Number(get("content-length") ?? 0);
    if (received.length < length) return null;
    body = received.subarray(head, length);
  }
  return { length, request: { method, url: `${scheme}://${get("host")}${target}`, headers, body } };
}

async function serveHttp2(stream, pseudo, rawHeaders, answer) {
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
  const status = given.status ?? 200;
  const sent = { ":status": status };
  for (const [name, value] of given.headers ?? []) {
    const key = name.toLowerCase();
    if (key in sent) sent[key] = [sent[key], value].flat();
    else sent[key] = value;
  }
  if (stream.destroyed) return;
  const endStream = hasNoBody(request, status);
  respond(stream, sent, { endStream, sendDate: false });
  if (!endStream) stream.end(bodyOf(given));
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

/** Self-signed, and gone with the process. */
let made = null;
function certificate() {
  if (made) return made;
  const folder = mkdtempSync(join(tmpdir(), "browsers-certificate-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const names = HOSTS.map((host) => `DNS:${host}`).join();
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=page.test"];
  execFileSync("openssl", [...request, "-addext", `subjectAltName=${names}`, "-keyout", key, "-out", cert], {
    stdio: "ignore",
  });
  made = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return made;
}
