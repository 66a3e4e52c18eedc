import { afterEach, beforeEach, expect, test } from "vitest";
import type { installCors as Install, InstalledCors } from "../../src/adapters/happy-dom.js";
import type { NetworkFunction } from "../../src/page/network/function-network.js";
import { startApi } from "./libraries-servers.js";

const { Response: StandardResponse } = globalThis;

const API = "https://api.example/data";
const ALLOW = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "PUT" };

const echo: NetworkFunction = async (request) => ({
  headers: ALLOW,
  body: `${request.method} ${request.headers.get("origin")} ${await request.text()}`,
});

/** Where the globals are a DOM's: what is a class of Node's elsewhere is another one here. */
export function testAsEnvironment(installCors: typeof Install): void {
  let cors: InstalledCors;
  let before: unknown[];
  const globals = () => [Uint8Array, fetch, Headers, Request, Response, XMLHttpRequest];

  beforeEach(() => {
    before = globals();
    cors = installCors(globalThis, { network: echo });
  });

  afterEach(() => {
    cors.uninstall();
    expect(globals()).toEqual(before);
  });

  test("fetch", async () => {
    const { signal } = new AbortController();
    const form = new FormData();
    form.append("file", new File(["x"], "a.txt"));
    const response = await fetch(API, { method: "POST", body: form, signal });
    expect(response).toBeInstanceOf(Response);
    expect(await response.clone().text()).toMatch(/^POST http:\/\/localhost:3000 ------formdata-.*filename="a.txt"/s);
    expect(await response.blob()).toBeInstanceOf(Blob);
    const request = new Request(API, { method: "PUT", signal });
    expect(request.signal).toBeInstanceOf(AbortSignal);
    expect(await (await fetch(request)).text()).toBe("PUT http://localhost:3000 ");
    expect(cors.page.exchanges.map(({ kind }) => kind)).toEqual(["actual", "preflight", "actual"]);
  });

  test("an abort, and a block", async () => {
    const controller = new AbortController();
    const pending = fetch(API, { signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(pending).rejects.toThrow("enough");
    const blocked = fetch(API, { method: "DELETE" });
    await expect(blocked).rejects.toThrow(TypeError);
    await expect(blocked).rejects.toMatchObject({ cause: { reason: "method-not-allowed" } });
  });

  test("XMLHttpRequest", async () => {
    const xhr = new XMLHttpRequest();
    const events: Event[] = [];
    for (const type of ["readystatechange", "load"]) xhr.addEventListener(type, (event) => events.push(event));
    xhr.upload.onprogress = () => {};
    xhr.open("POST", API);
    await new Promise((resolve) => {
      xhr.onloadend = resolve;
      xhr.send(new Blob(["hi"]));
    });
    expect(xhr.responseText).toBe("POST http://localhost:3000 hi");
    expect(events.map(({ type }) => type).join()).toMatch(/^readystatechange,.*,load$/);
    expect(events.every((event) => event instanceof Event && event.target === xhr)).toBe(true);
    expect(events.at(-1)).toBeInstanceOf(ProgressEvent);
    expect(cors.page.verdicts[0]?.preflight.because[0]?.code).toBe("upload-listener");
  });

  test("location", async () => {
    history.pushState({}, "", "/deep/page");
    expect((await fetch("relative")).url).toBe("http://localhost:3000/deep/relative");
    history.pushState({}, "", "/");
  });

  test("a form read on the server's side, and on the page's", async () => {
    cors.uninstall();
    cors = installCors(globalThis, {
      network: async (request) => {
        const file = (await request.formData()).get("file") as File;
        return {
          headers: { ...ALLOW, "Content-Type": "application/x-www-form-urlencoded" },
          body: `name=${file.name}`,
        };
      },
    });
    const form = new FormData();
    form.append("file", new File(["x"], "a.txt"));
    const answer = await (await fetch(API, { method: "POST", body: form })).formData();
    expect(answer).toBeInstanceOf(FormData);
    expect(answer.get("name")).toBe("a.txt");
  });

  test("bytes from a socket, and from a stream", async () => {
    cors.uninstall();
    const api = await startApi({ origins: [location.origin] });
    cors = installCors(globalThis, { network: "live" });
    expect(await (await fetch(`${api.url}/open`)).clone().text()).toContain("GET");
    const xhr = new XMLHttpRequest();
    xhr.open("POST", `${api.url}/open`);
    xhr.responseType = "arraybuffer";
    await new Promise((resolve) => {
      xhr.onloadend = resolve;
      xhr.send(new Uint8Array([104, 105]));
    });
    expect(Buffer.from(xhr.response as ArrayBuffer).toString()).toContain('"body":"hi"');
    cors.uninstall();
    await api.close();
    const streamed = () => new StandardResponse(new StandardResponse("streamed").body, { headers: ALLOW });
    cors = installCors(globalThis, { network: streamed });
    let text = "";
    const reader = (await fetch(API)).body!.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read())
      text += Buffer.from(read.value).toString();
    expect(text).toBe("streamed");
  });
}
