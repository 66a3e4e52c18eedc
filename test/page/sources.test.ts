import { expect, test } from "vitest";
import { createPage } from "../../src/page/create-page.js";
import { EventStreamParser } from "../../src/page/sources/event-stream.js";

const url = "http://app.example/";
const API = "http://api.example/";
const ALLOW = { "Access-Control-Allow-Origin": "*" };

test.each([
  ["data: a\n\n", ["message a "]],
  ["data:a\ndata: b\r\rdata\n\n", ["message a\nb ", "message  "]],
  ["event: x\r\ndata: a\r\n\r\nevent: y\n\ndata: b\n\n", ["x a ", "message b "]],
  ["id: 1\n\ndata: a\n\nid\ndata: b\n\nid: 2\0\ndata: c\n\n", ["message a 1", "message b ", "message c "]],
  [": comment\nunknown: x\nretry: 7\nretry: 7x\ndata: a\n\ndata: unfinished", ["message a "]],
])("an event stream %j", (text, expected) => {
  for (const size of [1, 2, text.length]) {
    const seen: string[] = [];
    const retries: number[] = [];
    const parser = new EventStreamParser(
      "",
      ({ type, data, lastEventId }) => seen.push(`${type} ${data} ${lastEventId}`),
      (milliseconds) => retries.push(milliseconds),
    );
    for (let at = 0; at < text.length; at += size) parser.push(text.slice(at, at + size));
    expect(seen).toEqual(expected);
    expect(retries).toEqual(text.includes("retry") ? [7] : []);
  }
});

test("EventSource connects anew, and says what it had last", async () => {
  const asked: (string | null)[] = [];
  const page = createPage({
    url,
    network: (request) => {
      asked.push(request.headers.get("last-event-id"));
      expect(request.headers.get("accept")).toBe("text/event-stream");
      return {
        headers: { ...ALLOW, "Content-Type": "text/event-stream" },
        body: `retry: 1\nid: é\ndata: ${asked.length}\n\n`,
      };
    },
  });
  const source = new page.EventSource(API);
  const seen: string[] = [];
  expect([source.readyState, source.url, source.withCredentials]).toEqual([0, API, false]);
  await new Promise<void>((resolve) => {
    source.onopen = () => seen.push(`open ${source.readyState}`);
    source.onerror = () => seen.push(`error ${source.readyState}`);
    source.onmessage = (event) => {
      const { data, origin, lastEventId } = event as MessageEvent;
      seen.push(`${data} ${origin} ${lastEventId}`);
      if (data === "2") resolve();
    };
  });
  source.close();
  expect(seen).toEqual(["open 1", "1 http://api.example é", "error 0", "open 1", "2 http://api.example é"]);
  expect(asked).toEqual([null, "Ã©"]);
  expect(source.readyState).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(asked).toHaveLength(2);
});

test("EventSource gives up where CORS refuses", async () => {
  const page = createPage({ url, network: () => ({ headers: { "Content-Type": "text/event-stream" } }) });
  const source = new page.EventSource(API);
  await new Promise((resolve) => source.addEventListener("error", resolve));
  expect(source.readyState).toBe(2);
  expect(() => new page.EventSource("http://a:b")).toThrow(expect.objectContaining({ name: "SyntaxError" }));
});

test("sendBeacon answers at once", async () => {
  const page = createPage({ url, network: () => ({}) });
  expect(page.navigator.sendBeacon(API, "text")).toBe(true);
  expect(page.navigator.sendBeacon(API, "x".repeat(65_537))).toBe(false);
  expect(() => page.navigator.sendBeacon("http://a:b")).toThrow(TypeError);
  await new Promise((resolve) => setTimeout(resolve));
  expect(page.exchanges).toMatchObject([{ kind: "actual", request: { method: "POST" } }]);
});

test("images load, and taint a canvas or not", async () => {
  const page = createPage({
    url,
    network: (request) => ({
      status: request.url.endsWith("text") ? 404 : 200,
      headers: {
        "Content-Type": request.url.endsWith("text") ? "text/html" : "image/png",
        ...(request.headers.has("origin") ? ALLOW : {}),
      },
      body: new Uint8Array([0x89, 0x50]),
    }),
  });
  expect(await page.loadImage(API)).toMatchObject({ loads: true, canvas: "tainted" });
  expect(await page.loadImage(API, { crossorigin: "" })).toMatchObject({ loads: true, canvas: "readable" });
  expect(await page.loadImage(API, { crossorigin: "use-credentials" })).toMatchObject({
    loads: false,
    verdict: { reason: "wildcard-with-credentials" },
  });

  const image = new page.Image();
  const loaded = new Promise((resolve) => image.addEventListener("load", resolve));
  image.src = "/a.png";
  image.crossOrigin = "bogus";
  expect([image.complete, image.crossOrigin]).toEqual([false, "anonymous"]);
  await loaded;
  expect([image.complete, image.canvas, image.src]).toEqual([true, "readable", "http://app.example/a.png"]);
  await image.decode();
});

test("under profile xdr there is XDomainRequest, and an XMLHttpRequest of its time", async () => {
  const page = createPage({
    url,
    profile: "xdr",
    network: (request) => ({
      headers: request.url === API ? { ...ALLOW, "Content-Type": "text/plain" } : {},
      body: "hello",
    }),
  });
  expect("withCredentials" in new page.XMLHttpRequest()).toBe(false);
  const { XDomainRequest } = page;
  if (XDomainRequest === undefined) throw new Error("there is none");
  const xdr = new XDomainRequest();
  xdr.open("GET", API);
  const ended = new Promise((resolve) => {
    xdr.onload = () => resolve("load");
    xdr.onerror = () => resolve("error");
  });
  xdr.send();
  expect(await ended).toBe("load");
  expect(xdr).toMatchObject({ responseText: "hello", contentType: "text/plain" });
  expect(() => xdr.open("PUT", API)).toThrow("Access is denied.");
  expect(() => xdr.open("GET", "https://api.example/")).toThrow("Access is denied.");

  const other = new XDomainRequest();
  other.open("POST", `${API}refused`);
  const refused = new Promise((resolve) => {
    other.onerror = () => resolve("error");
  });
  other.send("text");
  expect(await refused).toBe("error");

  const xhr = new page.XMLHttpRequest();
  xhr.open("GET", API);
  xhr.send();
  await new Promise((resolve) => xhr.addEventListener("loadend", resolve));
  expect(page.verdicts.at(-1)).toMatchObject({ reason: "same-origin-mode" });
  expect(createPage({ url }).XDomainRequest).toBeUndefined();
});
