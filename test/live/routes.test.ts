import { mkdtempSync } from "node:fs";
import { createServer as createHttp, request as requestHttp } from "node:http";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LIMITS } from "../../src/live/ask.js";
import { check } from "../../src/live/check/check.js";
import { LiveServer } from "../../src/live/check/live-server.js";
import { type RouteOptions, Routes } from "../../src/live/routes.js";
import { secureServer } from "./secure-server.js";

const servers: Server[] = [];
const sockets = new Set<Socket>();

function started(server: Server, path?: string): Promise<number> {
  servers.push(server);
  server.on("connection", (socket) => sockets.add(socket));
  return new Promise((resolve) => {
    if (path !== undefined) server.listen(path, () => resolve(0));
    else server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

beforeEach(() => {
  for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"]) {
    vi.stubEnv(name, "");
    vi.stubEnv(name.toLowerCase(), "");
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

const answering = (told: (line: string) => void) =>
  createHttp((request, response) => {
    told(`${request.method} ${request.url} for ${request.headers.host}`);
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.end();
  });

async function outcomeOf(url: string, options: RouteOptions): Promise<[outcome: string, trouble: string | null]> {
  const routes = new Routes(options);
  const server = new LiveServer({ limits: { ...LIMITS, timeout: 3000 }, withhold: () => null, routes, insecure: true });
  try {
    const subject = {
      page: { url: url.startsWith("https:") ? "https://app.example/" : "http://app.example/" },
      setup: { url },
    };
    const { verdict } = await check(subject, server, { profile: "spec", lang: "en", trace: false });
    return [verdict.outcome, routes.trouble];
  } finally {
    server.close();
    routes.close();
  }
}

/** Forwards and tunnels, and says what it was asked for. */
function proxy(asked: string[], refuse: string | null = null): Server {
  const server = createHttp((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers["proxy-authorization"] ?? ""}`.trim());
    const { method, headers } = request;
    requestHttp(request.url!.replace("api.example", `127.0.0.1:${target}`), { method: method!, headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    }).end();
  });
  server.on("connect", (request, socket: Socket, head) => {
    asked.push(`CONNECT ${request.url} ${request.headers["proxy-authorization"] ?? ""}`.trim());
    sockets.add(socket);
    if (refuse !== null) {
      socket.end(`HTTP/1.1 ${refuse}\r\n\r\n`);
      return;
    }
    const upstream = connect(target, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(socket);
      socket.pipe(upstream);
    });
    sockets.add(upstream);
    upstream.on("error", () => socket.destroy());
    socket.on("error", () => upstream.destroy());
  });
  return server;
}

let target = 0;

test("a Unix socket, whatever the host", async () => {
  const told: string[] = [];
  const path = join(mkdtempSync(join(tmpdir(), "whycors-")), "api.sock");
  await started(
    answering((line) => told.push(line)),
    path,
  );
  expect(await outcomeOf("http://api.example/me", { unixSocket: path, useProxies: true })).toEqual(["allowed", null]);
  expect(told).toEqual(["GET /me for api.example"]);
});

test("a Unix socket where nobody listens", async () => {
  const [outcome, trouble] = await outcomeOf("http://api.example/", {
    unixSocket: "/nowhere/api.sock",
    useProxies: true,
  });
  expect(outcome).toBe("failed");
  expect(trouble).toMatch(/^\/nowhere\/api\.sock: .*ENOENT/);
});

test("HTTP_PROXY is told the whole URL, and who asks", async () => {
  const asked: string[] = [];
  target = await started(answering(() => {}));
  vi.stubEnv("HTTP_PROXY", `http://me:secret@127.0.0.1:${await started(proxy(asked))}`);
  expect(await outcomeOf("http://api.example/me", { unixSocket: null, useProxies: true })).toEqual(["allowed", null]);
  expect(asked).toEqual([`GET http://api.example/me Basic ${Buffer.from("me:secret").toString("base64")}`]);
});

test.each(["1.1", "2"] as const)("HTTPS_PROXY is tunnelled through, to HTTP/%s", async (http) => {
  const asked: string[] = [];
  target = await started(secureServer(http));
  vi.stubEnv("HTTPS_PROXY", `http://127.0.0.1:${await started(proxy(asked))}`);
  expect(await outcomeOf("https://api.example/me", { unixSocket: null, useProxies: true })).toEqual(["allowed", null]);
  expect(asked).toEqual(["CONNECT api.example:443"]);
});

test("a proxy that refuses is named", async () => {
  vi.stubEnv("HTTPS_PROXY", `http://127.0.0.1:${await started(proxy([], "407 Proxy Authentication Required"))}`);
  const [outcome, trouble] = await outcomeOf("https://api.example/me", { unixSocket: null, useProxies: true });
  expect(outcome).toBe("failed");
  expect(trouble).toMatch(/^the proxy 127\.0\.0\.1:\d+ answered HTTP\/1\.1 407 Proxy Authentication Required$/);
});

test.each([
  ["NO_PROXY", true, "127.0.0.1"],
  ["--no-proxy", false, ""],
])("%s goes straight", async (_how, useProxies, noProxy) => {
  target = await started(answering(() => {}));
  vi.stubEnv("HTTP_PROXY", "http://127.0.0.1:1");
  vi.stubEnv("NO_PROXY", noProxy);
  expect(await outcomeOf(`http://127.0.0.1:${target}/`, { unixSocket: null, useProxies })).toEqual(["allowed", null]);
});
