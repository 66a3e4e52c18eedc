// @vitest-environment jsdom
import { afterAll, beforeAll, expect, test } from "vitest";
import { installCors } from "../../src/adapters/vitest.js";
import { startApi } from "./libraries-servers.js";

const { Response: NodeResponse } = globalThis;
const headers = { "Access-Control-Allow-Origin": "*", "Content-Type": "application/json" };

/** The globals are jsdom's, the bytes are Node's. */
const cors = installCors({
  network: async (request) => new NodeResponse((await request.text()) || "[1]", { headers }),
});
let api: Awaited<ReturnType<typeof startApi>>;

beforeAll(async () => {
  api = await startApi({ origins: [location.origin] });
});
afterAll(() => api.close());

const sent = (url: string, before: (xhr: XMLHttpRequest) => void, body?: XMLHttpRequestBodyInit) =>
  new Promise<XMLHttpRequest>((resolve) => {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", url);
    before(xhr);
    xhr.onloadend = () => resolve(xhr);
    xhr.send(body);
  });

test("bodies come as text, as JSON, as bytes and as a stream", async () => {
  const ask = () => fetch("https://api.example/");
  expect(await (await ask()).json()).toEqual([1]);
  expect(Buffer.from(await (await ask()).arrayBuffer()).toString()).toBe("[1]");
  const reader = (await ask()).body!.getReader();
  expect(Buffer.from((await reader.read()).value!).toString()).toBe("[1]");
  const xhr = await sent("https://api.example/", (xhr) => {
    xhr.responseType = "json";
  });
  expect(xhr.response).toEqual([1]);
  expect(xhr).toBeAllowedByCors();
});

test("bodies go out as Blobs, forms, bytes and streams", async () => {
  const form = new FormData();
  form.append("file", new File(["x"], "a.txt"));
  const bodies = [new Blob(["blob"]), new Uint8Array([104, 105]), new URLSearchParams("a=1"), form];
  const echoed: string[] = [];
  for (const body of bodies) {
    echoed.push(await (await fetch("https://api.example/", { method: "POST", body })).text());
    expect((await sent("https://api.example/", () => {}, body)).responseText.slice(0, 6)).toBe(
      echoed.at(-1)!.slice(0, 6),
    );
  }
  expect(echoed.slice(0, 3)).toEqual(["blob", "hi", "a=1"]);
  expect(echoed[3]).toMatch(/filename="a.txt"/);
});

test("over sockets", async () => {
  const { body } = await cors.using({ network: "live" }, async () => {
    const response = await fetch(`${api.url}/open`, { method: "POST", body: new Uint8Array([104, 105]) });
    return (await response.json()) as { body: string };
  });
  expect(body).toBe("hi");
});
