import { describe, expect, test } from "vitest";
import { createPage } from "../../src/page/create-page.js";
import type { Page } from "../../src/page/page.js";

const url = "https://app.example/dir/";
const text = "0123456789";

function pageWithBlob(type = "text/plain") {
  const page = createPage({ url });
  return { page, blob: page.URL.createObjectURL(new Blob([text], { type })) };
}

async function xhrOf(page: Page, method: string, blob: string, headers: Record<string, string> = {}) {
  const xhr = new page.XMLHttpRequest();
  xhr.open(method, blob);
  for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
  await new Promise((resolve) => {
    xhr.onloadend = resolve;
    xhr.send();
  });
  return xhr;
}

test("a blob: URL is of the page's origin, and is there until it is revoked", async () => {
  const { page, blob } = pageWithBlob();
  expect(blob).toMatch(/^blob:https:\/\/app\.example\/[\da-f-]{36}$/);
  const response = await page.fetch(`${blob}#fragment`);
  expect(response).toMatchObject({ status: 200, statusText: "OK", type: "basic", ok: true, url: blob });
  expect([...response.headers]).toEqual([
    ["content-length", "10"],
    ["content-type", "text/plain"],
  ]);
  expect(await response.text()).toBe(text);
  page.URL.revokeObjectURL(`${blob}#fragment`);
  expect((await page.fetch(blob)).status).toBe(200);
  page.URL.revokeObjectURL(blob);
  await expect(page.fetch(blob)).rejects.toThrow("Failed to fetch");
  expect(page.exchanges).toEqual([]);
  expect(page.verdicts.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ["allowed", null],
    ["allowed", null],
    ["failed", "unsupported-scheme"],
  ]);
});

test("what Node's own URL made is the page's too", async () => {
  const { page } = pageWithBlob();
  const blob = URL.createObjectURL(new Blob([text]));
  expect(await (await page.fetch(blob)).text()).toBe(text);
  await expect(page.fetch(`${blob}?query`)).rejects.toThrow("Failed to fetch");
  URL.revokeObjectURL(blob);
  await expect(page.fetch(blob)).rejects.toThrow("Failed to fetch");
});

test.each([
  ["HEAD", {}, "a blob: URL can be read with GET only"],
  ["POST", { body: "x" }, "a blob: URL can be read with GET only"],
  ["GET", { headers: { Range: "bytes=10-" } }, "the blob has no such range"],
  ["GET", { headers: { Range: "bytes=5-1" } }, "the blob has no such range"],
])("%s with %o is refused", async (method, init, why) => {
  const { page, blob } = pageWithBlob();
  const error = await page.fetch(blob, { method, ...init }).then(String, (reason: Error) => reason);
  expect(error).toBeInstanceOf(TypeError);
  expect(page.verdicts[0]).toMatchObject({ outcome: "failed", reason: "network-error" });
  expect(page.verdicts[0]!.explanation).toContain(why);
});

test.each([
  ["bytes=0-3", "0123", "bytes 0-3/10"],
  ["bytes=7-", "789", "bytes 7-9/10"],
  ["bytes=-2", "89", "bytes 8-9/10"],
  ["bytes = 3 - 99", "3456789", "bytes 3-9/10"],
  ["bytes=-99", text, "bytes 0-9/10"],
])("the range %s", async (range, part, contentRange) => {
  const { page, blob } = pageWithBlob();
  const response = await page.fetch(blob, { headers: { Range: range } });
  expect(response).toMatchObject({ status: 206, statusText: "Partial Content" });
  expect(response.headers.get("content-range")).toBe(contentRange);
  expect(response.headers.get("content-length")).toBe(`${part.length}`);
  expect(await response.text()).toBe(part);
});

describe("of another origin", () => {
  test.each(["cors", "no-cors", "same-origin"])("mode %s is refused", async (mode) => {
    const { blob } = pageWithBlob();
    const other = createPage({ url: "https://other.example/" });
    await expect(other.fetch(blob, { mode })).rejects.toThrow("Failed to fetch");
    expect(other.verdicts[0]!.outcome).toBe("failed");
  });

  test("a page with an opaque origin reads its own", async () => {
    const page = createPage({ url, opaque: true });
    const blob = page.URL.createObjectURL(new Blob([text]));
    expect(blob).toMatch(/^blob:null\//);
    expect(await (await page.fetch(blob)).text()).toBe(text);
  });
});

test("an XMLHttpRequest reads it, and what a request was made for outlives the URL", async () => {
  const { page, blob } = pageWithBlob("text/plain;charset=utf-8");
  const xhr = new page.XMLHttpRequest();
  const progress: unknown[] = [];
  xhr.onprogress = (event) => {
    const { loaded, total, lengthComputable } = event as ProgressEvent;
    progress.push([loaded, total, lengthComputable]);
  };
  xhr.open("GET", blob);
  const request = new page.Request(blob);
  const clone = request.clone();
  page.URL.revokeObjectURL(blob);
  await new Promise((resolve) => {
    xhr.onloadend = resolve;
    xhr.send();
  });
  expect([xhr.status, xhr.responseText, xhr.responseURL]).toEqual([200, text, blob]);
  expect(xhr.getAllResponseHeaders()).toBe("content-length: 10\r\ncontent-type: text/plain;charset=utf-8\r\n");
  expect(progress).toEqual([[10, 10, true]]);
  expect(await (await page.fetch(request)).text()).toBe(text);
  expect(await (await page.fetch(clone)).text()).toBe(text);
  expect((await xhrOf(page, "GET", blob)).status).toBe(0);
});

test("an XMLHttpRequest asks for a part, or with a wrong method", async () => {
  const { page, blob } = pageWithBlob();
  const part = await xhrOf(page, "GET", blob, { Range: "bytes=2-3" });
  expect([part.status, part.statusText, part.responseText]).toEqual([206, "Partial Content", "23"]);
  const posted = await xhrOf(page, "POST", blob);
  expect([posted.readyState, posted.status]).toEqual([4, 0]);
});

test("nothing but a Blob has such a URL", () => {
  const { page } = pageWithBlob();
  expect(() => page.URL.createObjectURL("text" as unknown as Blob)).toThrow(TypeError);
});
