import { fork } from "node:child_process";
import { type AddressInfo, createServer } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPage } from "../../src/page/create-page.js";
import type { Page } from "../../src/page/page.js";
import { listen, type TestServer } from "./servers.js";

let app: TestServer;
let api: TestServer;
let page: Page;

/** Allows everyone what they ask for. */
function allow(headers: { readonly [name: string]: string | string[] | undefined }): Record<string, string> {
  const text = (name: string) => `${headers[name] ?? ""}`;
  return {
    "Access-Control-Allow-Origin": text("origin") || "*",
    "Access-Control-Allow-Credentials": "true",
    "Access-Control-Allow-Methods": text("access-control-request-method"),
    "Access-Control-Allow-Headers": text("access-control-request-headers"),
  };
}

beforeAll(async () => {
  app = await listen((_, response) => response.end("<!doctype html>"));
  api = await listen(({ method, path, headers }, response) => {
    const cors = allow(headers);
    if (method === "OPTIONS") response.writeHead(204, cors).end();
    else if (path === "/blocked") response.end("secret");
    else if (path === "/redirect") response.writeHead(302, { ...cors, Location: "/data" }).end();
    else if (path === "/gzip")
      response.writeHead(200, { ...cors, "Content-Encoding": "gzip" }).end(gzipSync("unpacked"));
    else if (path === "/cookie") response.writeHead(200, { ...cors, "Set-Cookie": ["a=1", "b=2"] }).end();
    else if (path === "/slow") response.writeHead(200, cors).write("first ");
    else if (path === "/broken") {
      response.writeHead(200, { ...cors, "Content-Length": "100" }).write("part");
      setTimeout(() => response.destroy(), 20);
    } else if (path === "/basic" && headers.authorization === undefined) {
      response.writeHead(401, { ...cors, "WWW-Authenticate": 'Basic realm="x"' }).end("who?");
    } else if (path !== "/never") response.writeHead(200, "Fine", { ...cors, "X-Latin": "caf\xe9" }).end("data");
  });
  page = createPage({ url: `${app.origin}/index.html`, network: "live" });
});

afterAll(async () => {
  page.close();
  await app.close();
  await api.close();
});

test("the wire carries what a browser sends", async () => {
  const response = await page.fetch(`${api.origin}/data`, {
    method: "PATCH",
    headers: { "X-Custom": "1" },
    body: "{}",
  });
  expect(response).toMatchObject({ status: 200, statusText: "Fine", type: "cors" });
  expect(await response.text()).toBe("data");
  const [preflight, actual] = api.arrived.slice(-2);
  expect(preflight).toMatchObject({
    method: "OPTIONS",
    body: "",
    headers: {
      origin: app.origin,
      "access-control-request-method": "PATCH",
      "access-control-request-headers": "x-custom",
      "sec-fetch-mode": "cors",
      accept: "*/*",
    },
  });
  expect(preflight?.headers).not.toHaveProperty("cookie");
  expect(actual).toMatchObject({
    method: "PATCH",
    body: "{}",
    headers: {
      origin: app.origin,
      "content-type": "text/plain;charset=UTF-8",
      "content-length": "2",
      "x-custom": "1",
      referer: `${app.origin}/`,
      host: new URL(api.origin).host,
    },
  });
});

test("a method and a header go out as they were written", async () => {
  let text = "";
  const raw = createServer((socket) => {
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      const answer = "HTTP/1.1 299 Caf\xe9 au lait\r\nx-a: 1\r\nX-A: 2\r\nContent-Length: 0\r\n\r\n";
      if (text.endsWith("\r\n\r\n")) socket.end(answer, "latin1");
    });
  });
  await new Promise<void>((resolve) => raw.listen(0, "127.0.0.1", resolve));
  const { port } = raw.address() as AddressInfo;
  const own = createPage({ url: `http://127.0.0.1:${port}/`, network: "live" });
  const response = await own.fetch("/a?b#c", { method: "pAtch", headers: { "X-cUstom": "caf\xe9" } });
  expect(response).toMatchObject({ status: 299, statusText: "Caf\xe9 au lait" });
  expect(response.headers.get("x-a")).toBe("1, 2");
  expect(text).toMatch(/^pAtch \/a\?b HTTP\/1\.1\r\n/);
  expect(text).toContain("\r\nX-cUstom: caf\xe9\r\n");
  expect(text).not.toMatch(/content-length|transfer-encoding/i);
  own.close();
  raw.close();
});

test("redirects are the engine's, not the driver's", async () => {
  const response = await page.fetch(`${api.origin}/redirect`);
  expect(response).toMatchObject({ redirected: true, url: `${api.origin}/data` });
  await response.text();
  const manual = await page.fetch(`${api.origin}/redirect`, { redirect: "manual" });
  expect(manual).toMatchObject({ type: "opaqueredirect", status: 0 });
  await expect(page.fetch(`${api.origin}/redirect`, { redirect: "error" })).rejects.toThrow(TypeError);
});

test("a response without CORS is kept from the page, though it came", async () => {
  await expect(page.fetch(`${api.origin}/blocked`)).rejects.toMatchObject({
    cause: { reason: "missing-allow-origin" },
  });
  const opaque = await page.fetch(`${api.origin}/blocked`, { mode: "no-cors" });
  expect(opaque).toMatchObject({ type: "opaque", status: 0, body: null });
});

test("cookies go where they may", async () => {
  await (await page.fetch(`${api.origin}/cookie`, { credentials: "include" })).text();
  await (await page.fetch(`${api.origin}/data`, { credentials: "include" })).text();
  expect(api.arrived.at(-1)?.headers.cookie).toBe("a=1; b=2");
  await (await page.fetch(`${api.origin}/data`)).text();
  expect(api.arrived.at(-1)?.headers.cookie).toBeUndefined();
});

test("bodies are unpacked, and headers are bytes", async () => {
  const response = await page.fetch(`${api.origin}/gzip`);
  expect(await response.text()).toBe("unpacked");
  const xhr = new page.XMLHttpRequest();
  xhr.open("GET", `${app.origin}/`);
  xhr.send();
  await new Promise((resolve) => xhr.addEventListener("load", resolve));
  expect(xhr.responseText).toBe("<!doctype html>");
});

test("a body comes bit by bit, and an abort breaks it off", async () => {
  const controller = new AbortController();
  const response = await page.fetch(`${api.origin}/slow`, { signal: controller.signal });
  const reader = response.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("first ");
  controller.abort();
  await expect(reader?.read()).rejects.toMatchObject({ name: "AbortError" });
});

test("a body that breaks off", async () => {
  const response = await page.fetch(`${api.origin}/broken`);
  await expect(response.text()).rejects.toThrow(TypeError);
  const xhr = new page.XMLHttpRequest();
  const events: string[] = [];
  for (const type of ["progress", "error", "load", "loadend"]) xhr.addEventListener(type, () => events.push(type));
  xhr.open("GET", `${api.origin}/broken`);
  xhr.send();
  await new Promise((resolve) => xhr.addEventListener("loadend", resolve));
  expect(events).toEqual(["progress", "error", "loadend"]);
  expect(page.verdicts.at(-1)).toMatchObject({ reason: "network-error" });
});

test("streams are made as if nothing were on Object.prototype", async () => {
  Object.defineProperty(Object.prototype, "start", { get: () => expect.fail("was read"), configurable: true });
  try {
    const response = await page.fetch(`${api.origin}/data`);
    expect(await response.text()).toBe("data");
  } finally {
    delete (Object.prototype as { start?: unknown }).start;
  }
});

test("FormData with a file", async () => {
  const form = new FormData();
  form.append('a"b', "1\n2");
  form.append("file", new File(["content"], "x.txt", { type: "text/plain" }));
  await page.fetch(`${api.origin}/data`, { method: "POST", body: form });
  const { headers, body } = api.arrived.at(-1)!;
  const boundary = /boundary=(.+)$/.exec(`${headers["content-type"]}`)?.[1];
  expect(body.replaceAll(`${boundary}`, "B")).toBe(
    '--B\r\nContent-Disposition: form-data; name="a%22b"\r\n\r\n1\r\n2\r\n--B\r\nContent-Disposition: form-data; name="file"; filename="x.txt"\r\nContent-Type: text/plain\r\n\r\ncontent\r\n--B--\r\n',
  );
});

test.each([
  ["connection-refused", async () => `http://127.0.0.1:${await freePort()}/`],
  ["dns", async () => "http://does-not-exist.invalid/"],
  ["tls", async () => api.origin.replace("http:", "https:")],
])("no connection: %s", async (_error, url) => {
  await expect(page.fetch(await url())).rejects.toMatchObject({
    message: "Failed to fetch",
    cause: { reason: "network-error", outcome: "failed" },
  });
});

test("credentials in an XHR's URL answer a challenge of the page's own server", async () => {
  const own = createPage({ url: `${api.origin}/index.html`, network: "live" });
  const xhr = new own.XMLHttpRequest();
  xhr.open("GET", "/basic", true, "user", "secret");
  xhr.withCredentials = true;
  xhr.send();
  await new Promise((resolve) => xhr.addEventListener("loadend", resolve));
  expect(xhr.status).toBe(200);
  expect(api.arrived.at(-1)?.headers.authorization).toBe("Basic dXNlcjpzZWNyZXQ=");
  own.close();
});

test("a URL's own credentials go before those of an earlier request", async () => {
  const own = createPage({ url: `${api.origin}/index.html`, network: "live" });
  const authorizationFor = async (user: string) => {
    const xhr = new own.XMLHttpRequest();
    xhr.open("GET", "/basic", true, user, "secret");
    xhr.send();
    await new Promise((resolve) => xhr.addEventListener("loadend", resolve));
    return api.arrived.at(-1)?.headers.authorization;
  };
  expect(await authorizationFor("user")).toBe("Basic dXNlcjpzZWNyZXQ=");
  expect(await authorizationFor("other")).toBe("Basic b3RoZXI6c2VjcmV0");
  own.close();
});

test("a synchronous XMLHttpRequest stops the thread until another one has the answer", async () => {
  const script = `
    require("node:http").createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += chunk)).on("end", () => {
        const headers = request.url === "/blocked" ? {} : { "Access-Control-Allow-Origin": "*" };
        response.writeHead(200, headers).end(request.method + " " + body);
      });
    }).listen(0, "127.0.0.1", function () { process.send(this.address().port); });`;
  const child = fork("-e", [script], { execArgv: [], stdio: ["ignore", "inherit", "inherit", "ipc"] });
  try {
    const port = await new Promise((resolve) => child.once("message", resolve));
    const xhr = new page.XMLHttpRequest();
    xhr.open("GET", `http://127.0.0.1:${port}/`, false);
    xhr.send();
    expect(xhr).toMatchObject({ status: 200, responseText: "GET " });
    xhr.open("POST", `http://127.0.0.1:${port}/`, false);
    xhr.send(new Blob(["from a blob"], { type: "text/plain" }));
    expect(xhr.responseText).toBe("POST from a blob");
    xhr.open("GET", `http://127.0.0.1:${port}/blocked`, false);
    expect(() => xhr.send()).toThrow(expect.objectContaining({ name: "NetworkError" }));
  } finally {
    child.kill();
  }
});

test("nothing is left behind by a page that closes", async () => {
  const before = process.getActiveResourcesInfo().filter((name) => name === "Timeout" || name === "TCPSocketWrap");
  const other = createPage({ url: app.origin, network: "live" });
  const pending = other.fetch(`${api.origin}/never`);
  const slow = await other.fetch(`${api.origin}/slow`);
  const xhr = new other.XMLHttpRequest();
  xhr.open("GET", `${api.origin}/never`);
  xhr.timeout = 60_000;
  xhr.send();
  const source = new other.EventSource(`${api.origin}/data`);
  other.close();
  await expect(pending).rejects.toMatchObject({ name: "AbortError" });
  await slow.text();
  expect(xhr.readyState).toBe(4);
  expect(source.readyState).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const after = process.getActiveResourcesInfo().filter((name) => name === "Timeout" || name === "TCPSocketWrap");
  // The test's own server lets go of its sockets too.
  expect(after.length).toBeLessThanOrEqual(before.length);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
