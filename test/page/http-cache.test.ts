import { expect, test } from "vitest";
import { createPage } from "../../src/page/create-page.js";
import type { NetworkFunction } from "../../src/page/network/function-network.js";
import { AutoClock } from "./auto-clock.js";

const url = "https://app.example/";

/** Answers once in full, and then as a server does that knows the entity tag. */
function tagged(body: string): NetworkFunction & { readonly asked: (string | null)[] } {
  const asked: (string | null)[] = [];
  const answer = (request: Request) => {
    const tag = request.headers.get("if-none-match");
    asked.push(tag);
    return tag === '"1"'
      ? new Response(null, { status: 304, headers: { "X-Times": `${asked.length}` } })
      : new Response(body, { headers: { "Cache-Control": "max-age=60", ETag: '"1"', "Content-Type": "text/plain" } });
  };
  return Object.assign(answer, { asked });
}

test("what is stale is asked about, and its body is there once more", async () => {
  const clock = new AutoClock(0);
  const network = tagged("the body");
  const page = createPage({ url, network, clock });
  expect(await (await page.fetch("/data")).text()).toBe("the body");
  clock.skip(61_000);
  const response = await page.fetch("/data");
  expect([response.status, response.headers.get("x-times")]).toEqual([200, "2"]);
  expect(await response.text()).toBe("the body");
  expect(network.asked).toEqual([null, '"1"']);
  expect(page.exchanges.map((exchange) => exchange.response?.status)).toEqual([200, 304]);
  // Fresh again, and by now for whoever asks.
  expect(await (await page.fetch("/data")).text()).toBe("the body");
  const xhr = new page.XMLHttpRequest();
  xhr.open("GET", "/data");
  xhr.responseType = "arraybuffer";
  xhr.send();
  await new Promise((resolve) => {
    xhr.onload = resolve;
  });
  expect(new TextDecoder().decode(xhr.response as ArrayBuffer)).toBe("the body");
  expect(network.asked).toHaveLength(2);
});

test("a body that was not read to its end is not stored: nothing is asked about it", async () => {
  const network = tagged("the body");
  const page = createPage({ url, network });
  const first = await page.fetch("/data");
  const second = await page.fetch("/data");
  expect(network.asked).toEqual([null, null]);
  expect([await first.text(), await second.text()]).toEqual(["the body", "the body"]);
});

test("a synchronous XMLHttpRequest asks too", () => {
  const network: NetworkFunction = (request) =>
    request.headers.get("if-none-match") === '"1"'
      ? { status: 304 }
      : { headers: { "Cache-Control": "no-cache", ETag: '"1"' }, body: "the body" };
  const page = createPage({ url, network });
  const seen = [1, 2].map(() => {
    const xhr = new page.XMLHttpRequest();
    xhr.open("GET", "/data", false);
    xhr.send();
    return [xhr.status, xhr.responseText];
  });
  expect(seen).toEqual([
    [200, "the body"],
    [200, "the body"],
  ]);
  expect(page.exchanges.map((exchange) => exchange.response?.status)).toEqual([200, 304]);
});

test("a HAR whose browser had a copy answers a page that has none with that copy", async () => {
  const entry = (path: string, status: number, headers: Record<string, string>, text?: string) => ({
    request: { method: "GET", url: new URL(path, url).href },
    response: {
      status,
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      content: text === undefined ? {} : { text },
    },
  });
  const har = {
    log: {
      entries: [
        entry("/a", 200, { ETag: '"1"', "X-A": "old", "X-B": "kept", "Cache-Control": "no-store" }, "the body"),
        entry("/a", 304, { ETag: '"1"', "X-A": "new" }),
        entry("/b", 304, { ETag: '"1"' }, "exported beside"),
        entry("/c", 304, { ETag: '"1"' }),
      ],
    },
  };
  const page = createPage({ url, network: har });
  const read = async (path: string, headers: Record<string, string> = {}) => {
    const response = await page.fetch(path, { headers });
    return [response.status, response.headers.get("x-a"), response.headers.get("x-b"), await response.text()];
  };
  expect(await read("/a")).toEqual([200, "old", "kept", "the body"]);
  expect(await read("/a")).toEqual([200, "new", "kept", "the body"]);
  expect(await read("/a", { "If-None-Match": '"1"' })).toEqual([304, "new", null, ""]);
  expect(await read("/b")).toEqual([200, null, null, "exported beside"]);
  expect(await read("/c")).toEqual([304, null, null, ""]);
});
