import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import {
  constants,
  createSecureServer,
  type Http2SecureServer,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createPage } from "../../src/page/create-page.js";
import { LiveNetwork } from "../../src/page/network/live-network.js";
import type { Page } from "../../src/page/page.js";

const { certificate } = (await import(new URL("../certificate.mjs", import.meta.url).href)) as {
  certificate(...names: string[]): { key: string; cert: string };
};
const { key, cert } = certificate("DNS:localhost", "IP:127.0.0.1");

interface Arrived {
  readonly headers: IncomingHttpHeaders;
  readonly stream: ServerHttp2Stream;
  readonly session: number;
  body: string;
}

let server: Http2SecureServer;
let origin: string;
let page: Page;
let sessions: ServerHttp2Session[] = [];
const sockets: TLSSocket[] = [];
const arrived: Arrived[] = [];

const answers: Record<string, (stream: ServerHttp2Stream, one: Arrived, cors: Record<string, string>) => void> = {
  "/data": (stream, { body }, cors) => {
    stream.respond({ ":status": 299, ...cors, "x-latin": "caf\xe9", "set-cookie": ["a=1", "b=2"] });
    stream.end(`got ${body}`);
  },
  "/gzip": (stream, _, cors) => {
    stream.respond({ ":status": 200, ...cors, "content-encoding": "gzip" });
    stream.end(gzipSync("unpacked"));
  },
  "/empty": (stream, _, cors) => stream.respond({ ":status": 204, ...cors }, { endStream: true }),
  "/blocked": (stream) => {
    stream.respond({ ":status": 200 });
    stream.end("secret");
  },
  "/never": () => {},
  "/slow": (stream, _, cors) => {
    stream.respond({ ":status": 200, ...cors });
    stream.write("first ");
  },
  "/last": (stream, _, cors) => {
    stream.respond({ ":status": 200, ...cors });
    stream.end("last");
    stream.session?.goaway(constants.NGHTTP2_NO_ERROR, stream.id);
  },
  "/refused-once": (stream, one, cors) => {
    const before = arrived.filter(
      ({ headers }) => headers[":path"] === "/refused-once" && headers[":method"] === "GET",
    );
    if (before.length === 1) stream.close(constants.NGHTTP2_REFUSED_STREAM);
    else answers["/data"]!(stream, one, cors);
  },
  "/gone": (stream) => stream.session?.destroy(),
  "/idle": (stream, _, cors) => {
    stream.respond({ ":status": 200, ...cors });
    stream.end("idle");
    // The connection breaks off with nothing on it: whoever reuses it finds it gone.
    stream.on("close", () => setTimeout(() => sockets.at(-1)?.destroy(), 5));
  },
  "/broken": (stream, _, cors) => {
    stream.respond({ ":status": 200, ...cors });
    stream.write("part");
    // close() would end it properly first.
    stream.end = () => stream;
    setTimeout(() => stream.close(constants.NGHTTP2_INTERNAL_ERROR), 20);
  },
  "/reset": (stream) => stream.close(constants.NGHTTP2_PROTOCOL_ERROR),
  "/http1": (stream) => stream.close(constants.NGHTTP2_HTTP_1_1_REQUIRED),
};

beforeAll(async () => {
  server = createSecureServer({ key, cert, allowHTTP1: true });
  server.on("secureConnection", (socket) => sockets.push(socket));
  server.on("session", (session) => {
    sessions.push(session);
    session.on("error", () => {});
  });
  server.on("stream", (stream, headers) => {
    const one = { headers, stream, session: sessions.indexOf(stream.session as ServerHttp2Session), body: "" };
    arrived.push(one);
    stream.on("error", () => {});
    const cors = {
      "access-control-allow-origin": `${headers["origin"] ?? "*"}`,
      "access-control-allow-methods": `${headers["access-control-request-method"] ?? ""}`,
      "access-control-allow-headers": `${headers["access-control-request-headers"] ?? ""}`,
    };
    const answer = answers[`${headers[":path"]}`.split("?")[0]!]!;
    if (headers[":method"] === "OPTIONS") stream.respond({ ":status": 204, ...cors }, { endStream: true });
    else {
      stream.on("data", (chunk) => {
        one.body += chunk;
      });
      stream.on("end", () => {
        if (!stream.aborted) answer(stream, one, cors);
      });
    }
  });
  // Asked over HTTP/1.1.
  server.on("request", (request, response) => {
    if (request.httpVersionMajor > 1) return;
    response.writeHead(200, { "Access-Control-Allow-Origin": "*" }).end("over http/1.1");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(() => {
  for (const session of sessions) session.destroy();
  sessions = [];
  arrived.length = 0;
  page?.close();
  page = openPage();
});

afterAll(() => {
  page.close();
  for (const session of sessions) session.destroy();
  server.close();
});

function openPage(url = "https://app.example/"): Page {
  return createPage({ url, network: new LiveNetwork({ ca: cert }) });
}

const paths = () => arrived.map(({ headers, session }) => `${session} ${headers[":method"]} ${headers[":path"]}`);

test("the wire carries what a browser sends, and the answer has no status text", async () => {
  const response = await page.fetch(`${origin}/data?a#b`, { method: "PUT", headers: { "X-Custom": "1" }, body: "{}" });
  expect(response).toMatchObject({ status: 299, statusText: "", type: "cors" });
  expect(await response.text()).toBe("got {}");
  const [preflight, actual] = arrived;
  expect(preflight?.headers).toMatchObject({
    ":method": "OPTIONS",
    ":scheme": "https",
    ":authority": new URL(origin).host,
    ":path": "/data?a",
    "access-control-request-method": "PUT",
    "access-control-request-headers": "x-custom",
    origin: "https://app.example",
    "sec-fetch-mode": "cors",
  });
  expect(actual?.headers).toMatchObject({
    ":method": "PUT",
    "content-length": "2",
    "content-type": "text/plain;charset=UTF-8",
    "x-custom": "1",
    referer: "https://app.example/",
  });
  for (const name of ["host", "connection", "transfer-encoding"]) expect(actual?.headers).not.toHaveProperty(name);
  expect(page.verdicts.at(-1)).toMatchObject({ outcome: "allowed" });
});

test("values are bytes, lines stay apart, and a response without CORS is blocked", async () => {
  const own = openPage(`${origin}/`);
  const response = await own.fetch("/data");
  expect(response.headers.get("x-latin")).toBe("caf\xe9");
  await (await own.fetch("/data")).text();
  expect(arrived.at(-1)?.headers["cookie"]).toBe("a=1; b=2");
  own.close();
  await expect(page.fetch(`${origin}/blocked`)).rejects.toMatchObject({ cause: { reason: "missing-allow-origin" } });
});

test("preflights and requests, one after the other and at once, share a connection", async () => {
  const ask = async (path: string) => (await page.fetch(origin + path, { method: "PUT", body: path })).text();
  await Promise.all(["/data?1", "/data?2", "/data?3"].map(ask));
  expect(await ask("/data?4")).toBe("got /data?4");
  expect(sessions).toHaveLength(1);
  expect(arrived).toHaveLength(8);
});

test.each([
  ["GET", "/gzip", "unpacked"],
  ["GET", "/empty", ""],
  ["HEAD", "/data", ""],
])("%s %s", async (method, path, text) => {
  const response = await page.fetch(origin + path, { method });
  expect(await response.text()).toBe(text);
});

test("a stream goes out bit by bit, after a preflight", async () => {
  let next: (text: string | null) => void = () => {};
  const body = new ReadableStream({
    start(controller) {
      next = (text) => (text === null ? controller.close() : controller.enqueue(new TextEncoder().encode(text)));
    },
  });
  const pending = page.fetch(`${origin}/data`, { method: "POST", body, duplex: "half" });
  next("one ");
  await expect.poll(() => arrived.at(-1)?.body).toBe("one ");
  next("two");
  next(null);
  expect(await (await pending).text()).toBe("got one two");
  expect(paths()).toEqual(["0 OPTIONS /data", "0 POST /data"]);
  expect(arrived.at(-1)?.headers).not.toHaveProperty("content-length");
  expect(page.verdicts.at(-1)).toMatchObject({ outcome: "allowed", preflight: { because: [{ code: "stream-body" }] } });
});

test("a stream that fails ends the request", async () => {
  let fail = () => {};
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array([65]));
      fail = () => controller.error(new Error("disk full"));
    },
  });
  const pending = page.fetch(`${origin}/data`, { method: "POST", body, duplex: "half" });
  await expect.poll(() => arrived.at(-1)?.body).toBe("A");
  fail();
  await expect(pending).rejects.toMatchObject({ name: "TypeError", message: "Failed to fetch" });
  await expect.poll(() => arrived.at(-1)?.stream.rstCode).toBe(constants.NGHTTP2_CANCEL);
});

test("an abort cancels the stream, its source and nothing else", async () => {
  const controller = new AbortController();
  let cancelled = false;
  const body = new ReadableStream({
    pull: (stream) => stream.enqueue(new Uint8Array(10)),
    cancel() {
      cancelled = true;
    },
  });
  const { signal } = controller;
  const pending = page.fetch(`${origin}/never`, { method: "POST", body, duplex: "half", signal });
  await expect.poll(() => paths().at(-1)).toBe("0 POST /never");
  controller.abort();
  await expect(pending).rejects.toMatchObject({ name: "AbortError" });
  await expect.poll(() => arrived.at(-1)?.stream.rstCode).toBe(constants.NGHTTP2_CANCEL);
  await expect.poll(() => cancelled).toBe(true);
  expect(await (await page.fetch(`${origin}/data`)).text()).toBe("got ");
  expect(sessions).toHaveLength(1);
});

test("a stream meets a server of HTTP/1.1, over TLS and without: nothing is sent", async () => {
  let asked = 0;
  const old = createServer({ key, cert }, (_, response) => {
    asked++;
    response.writeHead(200, { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "*" }).end("old");
  }).listen(0, "127.0.0.1");
  let connections = 0;
  old.on("connection", () => connections++);
  await once(old, "listening");
  const url = `https://127.0.0.1:${(old.address() as AddressInfo).port}/`;
  const own = openPage(url);
  const post = (to: string) => own.fetch(to, { method: "POST", body: new ReadableStream(), duplex: "half" });
  await expect(post("/")).rejects.toMatchObject({ cause: { reason: "stream-needs-http2", stage: "network" } });
  expect(asked).toBe(0);
  // The connection that was made to find out serves the next request.
  expect(await (await own.fetch("/")).text()).toBe("old");
  expect(connections).toBe(1);
  own.close();
  old.close();
});

test("a server that goes away is connected to anew", async () => {
  expect(await (await page.fetch(`${origin}/last`)).text()).toBe("last");
  expect(await (await page.fetch(`${origin}/data`)).text()).toBe("got ");
  expect(paths()).toEqual(["0 GET /last", "1 GET /data"]);
});

test("what a server refused to look at is sent again, once", async () => {
  expect(await (await page.fetch(`${origin}/refused-once`)).text()).toBe("got ");
  expect(paths()).toEqual(["0 GET /refused-once", "1 GET /refused-once"]);
});

test("a connection that was closed while nothing was on it is no error", async () => {
  expect(await (await page.fetch(`${origin}/idle`)).text()).toBe("idle");
  await expect.poll(() => sessions[0]?.destroyed).toBe(true);
  expect(await (await page.fetch(`${origin}/data`)).text()).toBe("got ");
  expect(paths()).toEqual(["0 GET /idle", "1 GET /data"]);
});

test("a server that wants HTTP/1.1 gets it", async () => {
  const response = await page.fetch(`${origin}/http1`);
  expect(response).toMatchObject({ status: 200, statusText: "OK" });
  expect(await response.text()).toBe("over http/1.1");
});

test.each(["/gone", "/reset"])("no answer: %s", async (path) => {
  await expect(page.fetch(origin + path)).rejects.toMatchObject({
    message: "Failed to fetch",
    cause: { reason: "network-error", outcome: "failed" },
  });
  expect(await (await page.fetch(`${origin}/data`)).text()).toBe("got ");
});

test("a body that breaks off", async () => {
  const response = await page.fetch(`${origin}/broken`);
  await expect(response.text()).rejects.toThrow(TypeError);
});

test("a certificate that nobody vouches for", async () => {
  const own = createPage({ url: "https://app.example/", network: "live" });
  await expect(own.fetch(`${origin}/data`)).rejects.toMatchObject({ cause: { detail: { error: "tls" } } });
  const careless = createPage({ url: "https://app.example/", network: new LiveNetwork({ insecure: true }) });
  expect((await careless.fetch(`${origin}/data`)).status).toBe(299);
  own.close();
  careless.close();
});

const CHILD = `
  const { key, cert } = JSON.parse(process.argv[1]);
  const server = require("node:http2").createSecureServer({ key, cert });
  server.on("stream", (stream, headers) => {
    let body = "";
    stream.on("data", (chunk) => (body += chunk)).on("end", () => {
      stream.respond({ ":status": 200, "access-control-allow-origin": "*" });
      stream.end(headers[":method"] + " " + body);
    });
  });
  server.listen(0, "127.0.0.1", () => process.send(server.address().port));`;

test("a synchronous XMLHttpRequest", async () => {
  const child = fork("-e", [CHILD, JSON.stringify({ key, cert })], { execArgv: [], stdio: ["ignore", 2, 2, "ipc"] });
  try {
    const [port] = await once(child, "message");
    const xhr = new page.XMLHttpRequest();
    for (const body of ["one", "two"]) {
      xhr.open("POST", `https://127.0.0.1:${port}/`, false);
      xhr.send(body);
      expect(xhr).toMatchObject({ status: 200, statusText: "", responseText: `POST ${body}` });
    }
    xhr.open("GET", `https://127.0.0.1:1/`, false);
    expect(() => xhr.send()).toThrow(expect.objectContaining({ name: "NetworkError" }));
  } finally {
    child.kill();
  }
});

test("a page that closes leaves nothing behind", async () => {
  const ours = (name: string) => name === "Timeout" || /^(?:TCP|TLS|HTTP2)/i.test(name);
  const before = process.getActiveResourcesInfo().filter(ours);
  const other = openPage();
  const pending = other.fetch(`${origin}/never`);
  const slow = await other.fetch(`${origin}/slow`);
  const upload = new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(10)) });
  const uploading = other.fetch(`${origin}/never`, { method: "POST", body: upload, duplex: "half" });
  await expect.poll(() => paths()).toContain("0 POST /never");
  other.close();
  await expect(pending).rejects.toMatchObject({ name: "AbortError" });
  await expect(uploading).rejects.toMatchObject({ name: "AbortError" });
  await slow.text();
  await expect.poll(() => process.getActiveResourcesInfo().filter(ours).length).toBeLessThanOrEqual(before.length);
});

test("a connection that is kept open keeps no process alive", async () => {
  const live = fileURLToPath(new URL("../../dist/index.js", import.meta.url));
  const script = `
    const { createPage, LiveNetwork } = await import(${JSON.stringify(live)});
    const { cert } = JSON.parse(process.argv[1]);
    const page = createPage({ url: "https://app.example/", network: new LiveNetwork({ ca: cert }) });
    console.log(await (await page.fetch(process.argv[2] + "/data")).text());`;
  const args = ["--input-type=module", "-e", script, JSON.stringify({ cert }), origin];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 });
  expect(stdout).toBe("got \n");
});
