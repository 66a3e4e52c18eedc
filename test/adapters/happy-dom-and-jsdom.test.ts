import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fetchMock from "fetch-mock";
import { afterEach, describe, expect, test } from "vitest";
import type { InstalledCors, InstallOptions } from "../../src/adapters/jsdom.js";
import { assertBlockedByCors } from "../../src/adapters/testing.js";
import type { NetworkFunction } from "../../src/page/network/function-network.js";
import { type TestedWindow, WINDOWS } from "./windows.js";

const APP = "https://app.example/index.html";
const API = "https://api.example/data";
const ALLOW = { "Access-Control-Allow-Origin": "*" };

/** Says yes to everything, and sends back what it got. */
const echo: NetworkFunction = async (request, { kind }) => ({
  headers: {
    ...ALLOW,
    "Access-Control-Allow-Methods": "PUT",
    "Access-Control-Allow-Headers": "x-custom, content-type",
    "Content-Type": "text/plain",
  },
  body:
    kind === "preflight"
      ? ""
      : `${request.headers.get("origin")} ${request.headers.get("content-type")}\n${await request.text()}`,
});

const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
});

describe.each(WINDOWS)("$name", ({ create, install }) => {
  const setUp = (
    options: InstallOptions = { network: echo },
    url = APP,
  ): { window: TestedWindow; cors: InstalledCors } => {
    const window = create(url);
    const cors = install(window, options);
    ended.push(() => {
      cors.uninstall();
      window.close();
    });
    return { window, cors };
  };

  const sent = (window: TestedWindow, method: string, body?: unknown, before?: (xhr: XMLHttpRequest) => void) => {
    const xhr = new window.XMLHttpRequest();
    xhr.open(method, API);
    before?.(xhr);
    return new Promise<XMLHttpRequest>((resolve) => {
      xhr.onloadend = () => resolve(xhr);
      xhr.send(body as string);
    });
  };

  test("fetch is that of a browser, from the window's origin", async () => {
    const { window, cors } = setUp({ network: () => ({ body: "secret" }) });
    const error = await window.fetch(API).catch((error: unknown) => error);
    expect(error).toMatchObject({ message: "Failed to fetch", cause: { reason: "missing-allow-origin" } });
    expect(cors.page.verdicts[0]?.explain()).toContain("https://app.example");
    const own = await window.fetch("/own");
    expect(own).toBeInstanceOf(window.Response);
    expect([own.type, own.url, await own.text()]).toEqual(["basic", "https://app.example/own", "secret"]);
  });

  test("document.cookie and the page's jar are one, and come apart again", async () => {
    const seen: (string | null)[] = [];
    const window = create(APP);
    window.document.cookie = "before=1";
    const cors = install(window, {
      network: (request) => {
        seen.push(request.headers.get("cookie"));
        return {
          headers: [
            ["Set-Cookie", "server=2; Path=/"],
            ["Set-Cookie", "secret=3; HttpOnly; Path=/"],
          ],
        };
      },
    });
    ended.push(() => {
      cors.uninstall();
      window.close();
    });
    expect(window.document.cookie).toBe("before=1");
    window.document.cookie = "script=4; path=/";
    await window.fetch("/a");
    expect(window.document.cookie.split("; ").sort()).toEqual(["before=1", "script=4", "server=2"]);
    window.document.cookie = "script=; path=/; max-age=0";
    window.document.cookie = "secret=overwritten; path=/";
    await window.fetch("/b");
    expect(seen.map((line) => line?.split("; ").sort().join(", "))).toEqual([
      "before=1, script=4",
      "before=1, secret=3, server=2",
    ]);
    cors.uninstall();
    expect(window.document.cookie).toBe("before=1");
    window.document.cookie = "after=5";
    expect(window.document.cookie).toContain("after=5");
  });

  test("relative URLs start at <base>, as long as there is one", async () => {
    const { window, cors } = setUp(undefined, "https://app.example/deep/page.html");
    const base = window.document.createElement("base");
    base.href = "/root/";
    window.document.head.append(base);
    expect((await window.fetch("a")).url).toBe("https://app.example/root/a");
    expect(new window.Request("b").url).toBe("https://app.example/root/b");
    base.remove();
    expect((await window.fetch("c")).url).toBe("https://app.example/deep/c");
    expect(cors.page.url).toBe("https://app.example/deep/page.html");
  });

  test("a blob: URL of the window's Blob can be fetched, as a whole or in part", async () => {
    const { window, cors } = setUp();
    const blob = new window.Blob(["0123456789"], { type: "text/plain" });
    const url = window.URL.createObjectURL(blob);
    expect(url).toMatch(/^blob:https:\/\/app\.example\//);
    expect(await (await window.fetch(url)).text()).toBe("0123456789");
    const part = await window.fetch(url, { headers: { Range: "bytes=2-3" } });
    expect([part.status, part.headers.get("content-type"), await part.text()]).toEqual([206, "text/plain", "23"]);
    window.URL.revokeObjectURL(url);
    await expect(window.fetch(url)).rejects.toMatchObject({ message: "Failed to fetch" });
    expect(() => window.URL.createObjectURL({} as Blob)).toThrow(TypeError);
    cors.uninstall();
    const { createObjectURL } = create(APP).URL;
    expect(window.URL.createObjectURL === undefined).toBe(createObjectURL === undefined);
  });

  test("the classes are those of the page", async () => {
    const { window } = setUp();
    const request = new window.Request("/a", { method: "PUT", headers: new window.Headers({ Cookie: "no", A: "1" }) });
    expect([...request.headers]).toEqual([["a", "1"]]);
    expect(request).toBeInstanceOf(window.Request);
    expect(request.constructor).toBe(window.Request);
    expect(window.Response.json({ a: 1 })).toBeInstanceOf(window.Response);
    class MyResponse extends window.Response {}
    expect(await new MyResponse("x").text()).toBe("x");
  });

  test("XMLHttpRequest has the window's events, in the browser's order", async () => {
    const { window } = setUp();
    const events: string[] = [];
    const xhr = await sent(window, "POST", "hi", (xhr) => {
      expect(xhr).toBeInstanceOf(window.EventTarget);
      expect(xhr).toBeInstanceOf(window.XMLHttpRequest);
      for (const type of ["readystatechange", "loadstart", "progress", "load", "error"]) {
        xhr.addEventListener(type, (event) => {
          expect(event).toBeInstanceOf(type === "readystatechange" ? window.Event : window.ProgressEvent);
          expect(event.target).toBe(xhr);
          events.push(`${type} ${xhr.readyState}`);
        });
      }
    });
    expect(events).toEqual([
      "loadstart 1",
      "readystatechange 2",
      "readystatechange 3",
      "progress 3",
      "readystatechange 4",
      "load 4",
    ]);
    expect(xhr.responseText).toBe("https://app.example text/plain;charset=UTF-8\nhi");
    expect(xhr.getResponseHeader("content-type")).toBe("text/plain");
    expect([xhr.status, xhr.responseURL, xhr.DONE, window.XMLHttpRequest.DONE]).toEqual([200, API, 4, 4]);
  });

  test("a listener on upload makes a preflight, one taken off does not", async () => {
    const { window, cors } = setUp();
    const listener = () => {};
    await sent(window, "POST", "hi", ({ upload }) => {
      upload.addEventListener("progress", listener);
      upload.removeEventListener("progress", listener);
      upload.onload = listener;
      upload.onload = null;
    });
    expect(cors.page.verdicts.at(-1)?.preflight.needed).toBe(false);
    const told: string[] = [];
    await sent(window, "POST", "hello", ({ upload }) => {
      upload.onprogress = (event) => {
        expect(event).toBeInstanceOf(window.ProgressEvent);
        expect(event.target).toBe(upload);
        told.push(`${event.loaded} of ${event.total}`);
      };
    });
    expect(cors.page.verdicts.at(-1)?.preflight).toMatchObject({
      needed: true,
      because: [{ code: "upload-listener" }],
    });
    expect(told).toEqual(["5 of 5"]);
  });

  test("a listener on upload that is called once, or until a signal, is gone after that", async () => {
    const { window, cors } = setUp();
    const controller = new window.AbortController();
    const xhr = await sent(window, "POST", "hi", ({ upload }) => {
      upload.addEventListener("load", () => {}, { once: true });
      upload.addEventListener("load", () => {}, { signal: controller.signal });
    });
    controller.abort();
    expect(cors.page.verdicts.at(-1)?.preflight.needed).toBe(true);
    xhr.open("POST", API);
    await new Promise<unknown>((resolve) => {
      xhr.onload = resolve;
      xhr.send("again");
    });
    expect(cors.page.verdicts.at(-1)?.preflight.needed).toBe(false);
  });

  test("bodies of the window's classes", async () => {
    const { window, cors } = setUp();
    const file = new window.File(["<p>"], "a.html", { type: "text/html" });
    const form = new window.FormData();
    form.append("text", "a\nb");
    form.append("file", file);
    const bodyOf = async (body: unknown) => {
      const viaXhr = (await sent(window, "POST", body)).responseText;
      const viaFetch = await (await window.fetch(API, { method: "POST", body: body as string })).text();
      const plain = (text: string) => text.replace(/(-{4}formdata-)\w+/g, "$1B");
      expect(plain(viaFetch)).toBe(plain(viaXhr));
      return plain(viaXhr).split("\n").slice(0).join("\n").replace("https://app.example ", "");
    };
    expect(await bodyOf(new window.URLSearchParams("a=1&b=2"))).toBe(
      "application/x-www-form-urlencoded;charset=UTF-8\na=1&b=2",
    );
    expect(await bodyOf(file)).toBe("text/html\n<p>");
    expect(await bodyOf(new window.Blob(["x"]))).toBe("null\nx");
    expect(await bodyOf(new window.Uint8Array([104, 105]))).toBe("null\nhi");
    expect(await bodyOf(form)).toBe(
      [
        "multipart/form-data; boundary=----formdata-B",
        '------formdata-B\r\nContent-Disposition: form-data; name="text"\r\n\r\na\r\nb\r\n------formdata-B\r\n' +
          'Content-Disposition: form-data; name="file"; filename="a.html"\r\nContent-Type: text/html\r\n\r\n<p>\r\n------formdata-B--\r\n',
      ].join("\n"),
    );
    // An HTML file is no simple request, a form is one.
    expect(cors.page.exchanges.filter(({ kind }) => kind === "preflight")).toHaveLength(1);
  });

  test("a document goes out serialized", async () => {
    const { window } = setUp();
    const document = new window.DOMParser().parseFromString("<a><b/></a>", "text/xml");
    expect((await sent(window, "POST", document)).responseText).toBe(
      "https://app.example application/xml;charset=UTF-8\n<a><b/></a>",
    );
  });

  test("what is read is of the window's classes too", async () => {
    const network: NetworkFunction = ({ url }) => ({
      headers: { ...ALLOW, "Content-Type": new URL(url).searchParams.get("type") ?? "text/plain" },
      body: url.includes("xml") ? "<title>Hi</title>" : "a=1",
    });
    const { window } = setUp({ network });
    const response = await window.fetch(API);
    expect(await response.clone().blob()).toBeInstanceOf(window.Blob);
    expect((await response.blob()).type).toBe("text/plain");
    const form = await (await window.fetch(`${API}?type=application/x-www-form-urlencoded`)).formData();
    expect(form).toBeInstanceOf(window.FormData);
    expect([...form.entries()]).toEqual([["a", "1"]]);
    const read = (type: XMLHttpRequestResponseType, url: string) => {
      return new Promise<XMLHttpRequest>((resolve) => {
        const xhr = new window.XMLHttpRequest();
        xhr.open("GET", url);
        xhr.responseType = type;
        expect(xhr.responseType).toBe(type);
        xhr.onload = () => resolve(xhr);
        xhr.send();
      });
    };
    const blob = (await read("blob", API)).response as Blob;
    expect(blob).toBeInstanceOf(window.Blob);
    expect([blob.type, await blob.text()]).toEqual(["text/plain", "a=1"]);
    const { response: parsed } = await read("document", `${API}?type=text/xml`);
    expect((parsed as Document).querySelector("title")?.textContent).toBe("Hi");
    const { responseXML } = await read("", `${API}?type=text/xml`);
    expect(responseXML?.documentElement.textContent).toBe("Hi");
    expect([responseXML?.URL, responseXML?.location]).toEqual([`${API}?type=text/xml`, null]);
    expect(new Uint8Array((await read("arraybuffer", API)).response as ArrayBuffer)).toEqual(
      new Uint8Array([97, 61, 49]),
    );
  });

  test("exceptions are the window's", () => {
    const { window } = setUp();
    const xhr = new window.XMLHttpRequest();
    expect(() => xhr.send()).toThrow(window.DOMException);
    expect(() => xhr.send()).toThrow(/The object's state must be OPENED/);
    expect(() => xhr.open("TRACE", API)).toThrow(expect.objectContaining({ name: "SecurityError" }) as Error);
    expect(() => new window.EventSource("https://[bad")).toThrow(window.DOMException);
  });

  test("a signal of the window's", async () => {
    const { window, cors } = setUp({ network: () => new Promise(() => {}) });
    const controller = new window.AbortController();
    const pending = window.fetch(API, { signal: controller.signal });
    const request = window.fetch(new window.Request(API, { signal: controller.signal }));
    controller.abort(new Error("enough"));
    await expect(pending).rejects.toThrow("enough");
    await expect(request).rejects.toThrow("enough");
    await expect(window.fetch(API, { signal: controller.signal })).rejects.toThrow("enough");
    expect(cors.page.verdicts.map(({ reason }) => reason)).toEqual(["aborted", "aborted", "aborted"]);
  });

  test("EventSource, and what a server may call its events", async () => {
    const headers = { ...ALLOW, "Content-Type": "text/event-stream" };
    const { window } = setUp({ network: () => ({ headers, body: "id: 7\nevent: tick\ndata: 1\n\n" }) });
    const source = new window.EventSource(API);
    const event = await new Promise<MessageEvent>((resolve) => {
      source.addEventListener("tick", resolve);
    });
    expect(event).toBeInstanceOf(window.MessageEvent);
    expect(event).toMatchObject({ data: "1", lastEventId: "7", origin: "https://api.example", target: source });
    expect(source).toMatchObject({ url: API, withCredentials: false, readyState: 1, OPEN: 1 });
    source.close();
    expect(source.readyState).toBe(2);
  });

  test("navigator.sendBeacon", async () => {
    const { window, cors } = setUp();
    expect(window.navigator.sendBeacon(API, new window.Blob(["x"], { type: "text/plain" }))).toBe(true);
    await expect.poll(() => cors.page.verdicts.length).toBe(1);
    expect(cors.page.exchanges[0]?.request).toMatchObject({ method: "POST", url: API });
  });

  test("it goes where location goes", async () => {
    const { window, cors } = setUp();
    window.history.pushState({}, "", "/deep/page?x#y");
    expect((await window.fetch("relative")).url).toBe("https://app.example/deep/relative");
    expect(cors.page.url).toBe("https://app.example/deep/page?x#y");
    const fixed = setUp({ network: echo, url: "https://other.example/" });
    expect((await fixed.window.fetch("/x")).url).toBe("https://other.example/x");
  });

  test.each([
    ["a Blob", (window: TestedWindow) => new window.Blob(["0123456789"], { type: "text/plain" })],
    ["a File", (window: TestedWindow) => new window.File(["0123456789"], "a.txt", { type: "text/plain" })],
    ["a part", (window: TestedWindow) => new window.Blob(["x0123456789"]).slice(1, 11, "text/plain")],
  ])("a synchronous request of a blob: URL: %s", (_what, make) => {
    const { window } = setUp();
    const xhr = new window.XMLHttpRequest();
    xhr.open("GET", window.URL.createObjectURL(make(window)), false);
    xhr.send();
    expect([xhr.status, xhr.responseText, xhr.getResponseHeader("content-type")]).toEqual([
      200,
      "0123456789",
      "text/plain",
    ]);
  });

  test("a synchronous request", () => {
    const { window } = setUp({ network: () => ({ headers: ALLOW, body: "now" }) });
    const xhr = new window.XMLHttpRequest();
    xhr.open("GET", API, false);
    xhr.send();
    expect([xhr.readyState, xhr.responseText]).toEqual([4, "now"]);
  });

  test("under profile xdr there is XDomainRequest, and no withCredentials", async () => {
    const { window } = setUp({ profile: "xdr", network: () => ({ headers: ALLOW, body: "old" }) });
    expect("withCredentials" in new window.XMLHttpRequest()).toBe(false);
    const { XDomainRequest } = window as unknown as {
      XDomainRequest: new () => {
        open(method: string, url: string): void;
        send(): void;
        onload: () => void;
        responseText: string;
      };
    };
    const request = new XDomainRequest();
    request.open("GET", API);
    await new Promise<void>((resolve) => {
      request.onload = resolve;
      request.send();
    });
    expect(request.responseText).toBe("old");
  });

  test("uninstalled, everything is as it was", () => {
    const window = create(APP);
    const names = ["fetch", "Headers", "Request", "Response", "XMLHttpRequest", "XMLHttpRequestUpload", "EventSource"];
    const all = () => [
      ...names.map((name) => Object.getOwnPropertyDescriptor(window, name)),
      Object.getOwnPropertyDescriptor(window.navigator, "sendBeacon"),
      Object.keys(window).length,
    ];
    const before = all();
    {
      using _cors = install(window, { network: echo });
      expect(all()).not.toEqual(before);
    }
    expect(all()).toEqual(before);
    const cors = install(window);
    cors.uninstall();
    cors.uninstall();
    expect(all()).toEqual(before);
    window.close();
  });

  test("what somebody else put in its place meanwhile stays", () => {
    const window = create(APP);
    const cors = install(window);
    const other = async () => new window.Response("other");
    window.fetch = other;
    cors.uninstall();
    expect(window.fetch).toBe(other);
    window.close();
  });

  test("uninstalling ends what is under way", async () => {
    const { window, cors } = setUp({ network: () => new Promise(() => {}) });
    const pending = window.fetch(API).catch(({ cause }: { cause: { reason: string } }) => cause.reason);
    const xhr = new window.XMLHttpRequest();
    const aborted = new Promise((resolve) => {
      xhr.onabort = resolve;
    });
    xhr.open("GET", API);
    xhr.send();
    cors.uninstall();
    expect(await pending).toBe("aborted");
    await aborted;
  });

  test("fetch-mock is the server", async () => {
    const mock = fetchMock.createInstance().get(API, { body: "hi", headers: ALLOW }).put(API, 204);
    const { window } = setUp({ network: mock });
    expect(await (await window.fetch(API)).text()).toBe("hi");
    await expect(window.fetch(API, { method: "PUT" })).rejects.toMatchObject({ cause: { stage: "preflight" } });
  });

  test("matchers find the verdict behind a window's XMLHttpRequest, and the page that was installed last", async () => {
    const { window, cors } = setUp({ network: () => ({ body: "secret" }) });
    const xhr = await sent(window, "GET");
    await assertBlockedByCors(xhr, { reason: "missing-allow-origin" });
    await assertBlockedByCors(cors);
    await assertBlockedByCors(window.fetch(API).catch(() => "nothing"));
  });

  test("a network that throws, answers nonsense or never does: nothing is left behind", async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => unhandled.push(error);
    process.on("unhandledRejection", note);
    const resources = () => process.getActiveResourcesInfo().filter((name) => /TCP|Timeout|TLS/.test(name)).length;
    const before = resources();
    const server = createServer(() => {});
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
    });
    const silent = `http://127.0.0.1:${port}/`;
    const nonsense: InstallOptions["network"][] = [
      () => {
        throw new Error("no");
      },
      () => Promise.reject(new Error("no")),
      () => ({ status: 9999 }),
      () => 7 as unknown as null,
      () => ({ headers: { A: "1\r\nB: 2" } }),
      () => new Promise(() => {}),
      "live",
    ];
    for (const network of nonsense) {
      const { window, cors } = setUp(network === undefined ? {} : { network });
      const promise = window.fetch(silent).catch((error: unknown) => error);
      const xhr = new window.XMLHttpRequest();
      const end = new Promise((resolve) => {
        xhr.onloadend = resolve;
      });
      xhr.open("PUT", silent);
      xhr.timeout = 60_000;
      xhr.send();
      if (network === "live") await new Promise((resolve) => setTimeout(resolve, 20));
      cors.uninstall();
      expect(await promise).toBeInstanceOf(Error);
      await end;
      expect(cors.verdicts.every(({ outcome }) => outcome === "failed")).toBe(true);
    }
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await expect.poll(resources).toBeLessThanOrEqual(before);
    process.off("unhandledRejection", note);
    expect(unhandled).toEqual([]);
  });

  test("mistakes of the caller's", () => {
    const { window } = setUp();
    expect(() => install(window)).toThrow(/has a page already/);
    expect(() => install(create("about:blank"))).toThrow(/about:blank, which has no origin/);
    expect(() => install(create(APP), { url: "nonsense" })).toThrow(/url: expected an absolute URL; got "nonsense"/);
    expect(() => install(create(APP), { network: 7 as unknown as NetworkFunction })).toThrow(/network: expected/);
    expect(() => install({} as unknown as TestedWindow)).toThrow(/has no location/);
    expect(() => install(null as unknown as TestedWindow)).toThrow(/expected a window.*got null/);
  });
});
