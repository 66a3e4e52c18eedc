import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createPage } from "../../src/page/create-page.js";

const url = "https://app.example/dir/index.html";
const page = createPage({ url, network: () => ({ body: "ok" }) });

describe("Headers", () => {
  test("sorted and combined, Set-Cookie apart", () => {
    const headers = new page.Headers([
      ["X-B", "1"],
      ["set-cookie", "a"],
      ["x-a", " 2 "],
      ["X-b", "3"],
      ["Set-Cookie", "b"],
    ]);
    expect([...headers]).toEqual([
      ["set-cookie", "a"],
      ["set-cookie", "b"],
      ["x-a", "2"],
      ["x-b", "1, 3"],
    ]);
    expect(headers.getSetCookie()).toEqual(["a", "b"]);
    expect(headers.get("SET-COOKIE")).toBe("a, b");
    expect([...headers.keys()]).toEqual(["set-cookie", "set-cookie", "x-a", "x-b"]);
    const seen: string[] = [];
    headers.forEach((value, name) => {
      seen.push(`${name}=${value}`);
    });
    expect(seen).toHaveLength(4);
  });

  test("set, delete, has", () => {
    const headers = new page.Headers({ a: "1", b: "2" });
    headers.append("A", "3");
    headers.set("b", "4");
    expect(headers.get("a")).toBe("1, 3");
    headers.delete("A");
    expect([headers.has("a"), headers.get("B")]).toEqual([false, "4"]);
  });

  test.each([
    ["a name", () => new page.Headers({ "a b": "1" }), "Failed to construct 'Headers': Invalid name"],
    ["a value", () => new page.Headers().append("a", "1\n2"), "Failed to execute 'append' on 'Headers': Invalid value"],
    ["a pair", () => new page.Headers([["a"]]), "Failed to construct 'Headers': Invalid value"],
    ["a type", () => new page.Headers(7), "Failed to construct 'Headers': The provided value is not of type"],
    ["get", () => new page.Headers().get(""), "Failed to execute 'get' on 'Headers': Invalid name"],
  ])("a wrong %s throws", (_what, call, message) => {
    expect(call).toThrow(TypeError);
    expect(call).toThrow(message);
  });

  test("guards", async () => {
    const request = new page.Request("/", { headers: { Cookie: "a", "X-A": "1", "Sec-A": "1" } });
    request.headers.append("Origin", "x");
    expect([...request.headers]).toEqual([["x-a", "1"]]);

    const simple = new page.Request("/", {
      mode: "no-cors",
      headers: { "X-A": "1", Accept: "text/html", Range: "bytes=0-1" },
    });
    simple.headers.set("content-type", "application/json");
    simple.headers.append("accept", "a".repeat(120));
    expect([...simple.headers]).toEqual([["accept", "text/html"]]);
    simple.headers.delete("X-B");

    const response = new page.Response(null, { headers: { "Set-Cookie": "a", "X-A": "1" } });
    expect([...response.headers]).toEqual([["x-a", "1"]]);

    const fetched = await page.fetch("/");
    expect(() => fetched.headers.set("a", "b")).toThrow("Failed to execute 'set' on 'Headers': Headers are immutable");
  });
});

describe("Request", () => {
  test("what it says of itself", () => {
    expect(new page.Request("a?b#c")).toMatchObject({
      url: "https://app.example/dir/a?b#c",
      method: "GET",
      mode: "cors",
      credentials: "same-origin",
      cache: "default",
      redirect: "follow",
      referrer: "about:client",
      referrerPolicy: "",
      integrity: "",
      keepalive: false,
      destination: "",
      body: null,
      bodyUsed: false,
      duplex: "half",
    });
  });

  test("a copy with changes", async () => {
    const first = new page.Request("/a", { method: "POST", body: "text", headers: { "X-A": "1" }, referrer: "" });
    const second = new page.Request(first, { headers: { "X-B": "2" } });
    expect(first.bodyUsed).toBe(true);
    expect(second).toMatchObject({ method: "POST", referrer: "about:client" });
    expect([...second.headers]).toEqual([["x-b", "2"]]);
    expect(await second.text()).toBe("text");
    expect(() => new page.Request(first)).toThrow("that has already been used");
  });

  test("clone", async () => {
    const request = new page.Request("/", { method: "POST", body: new URLSearchParams({ a: "1" }) });
    const clone = request.clone();
    clone.headers.set("X-A", "1");
    expect(request.headers.get("x-a")).toBeNull();
    expect([await request.text(), await clone.text()]).toEqual(["a=1", "a=1"]);
    expect(() => request.clone()).toThrow("body is already used");
  });

  test("its signal follows the one that was given", () => {
    const controller = new AbortController();
    const request = new page.Request("/", { signal: controller.signal });
    expect(request.signal.aborted).toBe(false);
    controller.abort("why");
    expect([request.signal.aborted, request.signal.reason]).toEqual([true, "why"]);
  });

  test.each([
    [{ method: "a b" }, "Failed to construct 'Request': 'a b' is not a valid HTTP method."],
    [{ mode: "navigate" }, "Cannot construct a Request with a RequestInit whose mode member is set as 'navigate'."],
    [{ credentials: "sometimes" }, "The provided value 'sometimes' is not a valid enum value"],
    [{ body: "a" }, "Request with GET/HEAD method cannot have body."],
    [{ signal: "a" }, "member signal is not of type AbortSignal."],
    [{ window: 1 }, "'window' member must be null"],
    [{ method: "POST", body: new ReadableStream() }, "`duplex`"],
  ])("%o throws", (init, message) => {
    expect(() => new page.Request("/", init)).toThrow(message);
  });

  test("a Request of the platform, as libraries make one", async () => {
    const seen: string[] = [];
    const other = createPage({
      url,
      network: async (request) => {
        seen.push(`${request.method} ${await request.text()} ${request.headers.get("x-a")}`);
        return { headers: { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "x-a" } };
      },
    });
    await other.fetch(new Request("https://api.example/", { method: "POST", body: "text", headers: { "X-A": "1" } }));
    expect(seen).toEqual(["OPTIONS  null", "POST text 1"]);
  });
});

describe("Response", () => {
  test("made by hand", async () => {
    const response = new page.Response("hi", { status: 201, statusText: "Made", headers: { "X-A": "1" } });
    expect(response).toMatchObject({
      type: "default",
      status: 201,
      ok: true,
      statusText: "Made",
      url: "",
      redirected: false,
    });
    expect(response.headers.get("content-type")).toBe("text/plain;charset=UTF-8");
    expect(await response.text()).toBe("hi");
  });

  test("statics", async () => {
    expect(page.Response.error()).toMatchObject({ type: "error", status: 0, ok: false });
    const redirect = page.Response.redirect("a", 307);
    expect([redirect.status, redirect.headers.get("location")]).toEqual([307, "https://app.example/dir/a"]);
    const json = page.Response.json({ a: 1 }, { status: 202 });
    expect([json.status, json.headers.get("content-type"), await json.json()]).toEqual([
      202,
      "application/json",
      { a: 1 },
    ]);
  });

  test.each([
    ["status", () => new page.Response(null, { status: 199 }), RangeError],
    ["body of 204", () => new page.Response("", { status: 204 }), TypeError],
    ["statusText", () => new page.Response(null, { statusText: "a\nb" }), TypeError],
    ["redirect status", () => page.Response.redirect("/", 200), RangeError],
    ["redirect URL", () => page.Response.redirect("http://a:b"), TypeError],
    ["JSON", () => page.Response.json(undefined), TypeError],
  ])("a wrong %s throws", (_what, call, type) => {
    expect(call).toThrow(type);
  });

  test("each way to read a body", async () => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]);
    const response = () => new page.Response(bytes, { headers: { "Content-Type": "Application/JSON; a=B" } });
    expect(await response().text()).toBe("{}");
    expect(await response().json()).toEqual({});
    expect(new Uint8Array(await response().arrayBuffer())).toEqual(bytes);
    expect(await response().bytes()).toEqual(bytes);
    const blob = await response().blob();
    expect([blob.size, blob.type]).toEqual([5, "application/json;a=b"]);
    await expect(new page.Response("{").json()).rejects.toThrow(SyntaxError);
    await expect(new page.Response("a").formData()).rejects.toThrow(TypeError);
  });

  test("forms there and back", async () => {
    const form = new FormData();
    form.append('a"b', "1\n2");
    form.append("file", new File(["é"], "ü.txt", { type: "text/plain" }));
    const back = await new page.Response(form).formData();
    expect(back.get('a"b')).toBe("1\r\n2");
    const file = back.get("file") as File;
    expect([file.name, file.type, await file.text()]).toEqual(["ü.txt", "text/plain", "é"]);
    const query = await new page.Response(new URLSearchParams("a=1&a=2")).formData();
    expect(query.getAll("a")).toEqual(["1", "2"]);
  });

  test("a body is read once, and locked by its reader", async () => {
    const response = new page.Response("a");
    const reader = response.body?.getReader();
    await expect(response.text()).rejects.toThrow("body stream already read");
    expect(response.bodyUsed).toBe(false);
    reader?.releaseLock();
    const [one, two] = [response.clone(), response];
    expect([await one.text(), await two.text(), two.bodyUsed]).toEqual(["a", "a", true]);
    expect(() => two.body?.getReader()).toThrow(TypeError);
  });

  test("a stream given is the stream got", () => {
    const stream = new ReadableStream();
    expect(new page.Response(stream).body).toBe(stream);
  });
});

test("a 204 has no body, a 200 has one even when it is empty", async () => {
  const other = createPage({ url, network: (request) => ({ status: request.url.endsWith("204") ? 204 : 200 }) });
  expect((await other.fetch("/204")).body).toBeNull();
  const empty = await other.fetch("/200");
  expect(empty.body).toBeInstanceOf(ReadableStream);
  expect(await empty.text()).toBe("");
});

test("integrity is of bytes", async () => {
  const body = new Uint8Array([0, 255, 254]);
  const digest = (bytes: Uint8Array) => `sha256-${createHash("sha256").update(bytes).digest("base64")}`;
  const other = createPage({ url, network: () => ({ body: new Blob([body]) }) });
  const response = await other.fetch("/", { integrity: digest(body) });
  expect(await response.bytes()).toEqual(body);
  await expect(other.fetch("/", { integrity: digest(new Uint8Array(3)) })).rejects.toMatchObject({
    cause: { reason: "integrity-mismatch" },
  });
});

test("data: URLs have bytes", async () => {
  const response = await page.fetch("data:application/octet-stream;base64,AP8=");
  expect(await response.bytes()).toEqual(new Uint8Array([0, 255]));
  expect(await (await page.fetch("data:,caf%C3%A9")).text()).toBe("café");
});

test("a page moves", async () => {
  const other = createPage({ url, network: () => ({}) });
  await other.fetch("a");
  other.url = "https://api.example/x/";
  await other.fetch("a");
  expect(other.origin).toBe("https://api.example");
  expect(other.exchanges.map(({ request }) => request.url)).toEqual([
    "https://app.example/dir/a",
    "https://api.example/x/a",
  ]);
});

test("a fresh response is served from the page's cache, with its body", async () => {
  let count = 0;
  const network = () => ({ headers: { "Cache-Control": "max-age=60" }, body: new Blob([`${++count}`]).stream() });
  const other = createPage({ url, network });
  const text = async (init = {}) => (await other.fetch("/", init)).text();
  expect([await text(), await text(), await text({ cache: "reload" }), await text()]).toEqual(["1", "1", "2", "2"]);
});

test("keepalive requests share a quota until their bodies have come", async () => {
  const gate: (() => void)[] = [];
  const slow = () =>
    new ReadableStream<Uint8Array>(
      { start: (controller) => void gate.push(() => controller.close()) },
      { highWaterMark: 0 },
    );
  const other = createPage({ url, network: () => ({ body: slow() }) });
  const send = (size: number) => other.fetch("/", { method: "POST", keepalive: true, body: "x".repeat(size) });
  const first = await send(60_000);
  await expect(send(6_000)).rejects.toMatchObject({ cause: { reason: "keepalive-quota" } });
  gate[0]?.();
  await first.text();
  const second = await send(6_000);
  gate[1]?.();
  await second.text();
});

test("what page code dropped, and why it was blocked, in the verdict", async () => {
  const other = createPage({
    url,
    network: () => ({ status: 204, headers: { "Access-Control-Allow-Origin": "https://app.example" } }),
  });
  const error: unknown = await other
    .fetch("https://api.example/", { headers: { "X-A": "1" } })
    .catch((error: unknown) => error);
  const verdict = (error as Error).cause as (typeof other.verdicts)[number];
  expect(verdict).toBe(other.verdicts[0]);
  expect(verdict).toMatchObject({ reason: "header-not-allowed", detail: { headers: ["x-a"] }, stage: "preflight" });
  expect(verdict.explain()).toMatchInlineSnapshot(`
    "The browser sent an OPTIONS preflight because of the header x-a, and the answer of https://api.example/ does not list the header x-a in Access-Control-Allow-Headers, so the GET was never sent.
    Fix (server, preflight): Access-Control-Allow-Headers: x-a — The header x-a must be listed by its name."
  `);
  expect(JSON.parse(JSON.stringify(verdict))).toMatchObject({ reason: "header-not-allowed" });
});
