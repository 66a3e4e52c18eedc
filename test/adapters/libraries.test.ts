/// <reference types="jquery" />
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxiosStatic } from "axios";
import { Window as HappyDomWindow } from "happy-dom";
import { JSDOM } from "jsdom";
import type superagent from "superagent";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { installCors as installInHappyDom } from "../../src/adapters/happy-dom.js";
import { type InstalledCors, installCors as installInJsdom } from "../../src/adapters/jsdom.js";
import { type LoopbackApi, startApi } from "./libraries-servers.js";

/** The files that a browser would load, unchanged, on a window whose network is the page's, over servers on loopback. */

type WindowWithLibraries = Window &
  typeof globalThis & { axios: AxiosStatic; jQuery: JQueryStatic; superagent: typeof superagent };

/** Another origin than the server's, of the same site: cookies go along. */
const APP = "http://127.0.0.1:8080/";
const require = createRequire(import.meta.url);
const FILES = ["axios/dist/axios.js", "jquery/dist/jquery.js", "superagent/dist/superagent.js"].map((file) =>
  readFileSync(require.resolve(`../../node_modules/${file}`), "utf8"),
);

const SETTINGS = { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true };

const WINDOWS = [
  {
    name: "happy-dom",
    create: () => new HappyDomWindow({ url: APP, settings: SETTINGS }),
    install: installInHappyDom,
  },
  {
    name: "jsdom",
    create: () => new JSDOM("", { url: APP, runScripts: "outside-only" }).window,
    install: installInJsdom,
  },
];

let api: LoopbackApi;
beforeAll(async () => {
  api = await startApi({
    origins: [new URL(APP).origin],
    methods: ["PUT"],
    headers: ["Content-Type", "X-Custom"],
    credentials: true,
    expose: ["X-Total"],
  });
});
afterAll(() => api.close());

describe.each(WINDOWS)("on $name", ({ create, install }) => {
  let window: WindowWithLibraries;
  let cors: InstalledCors;
  beforeEach(() => {
    window = create() as unknown as WindowWithLibraries;
    cors = install(window, { network: "live", cookies: { [api.url]: "sid=1" } });
    for (const file of FILES) window.eval(file);
    api.requests.length = 0;
  });
  afterEach(() => {
    cors.uninstall();
    window.close();
  });

  const last = () => cors.page.verdicts.at(-1);

  describe.each(["xhr", "fetch"] as const)("axios with its adapter %s", (adapter) => {
    test("a simple request, with credentials and without", async () => {
      const { data, headers, status } = await window.axios.get(`${api.url}/open`, { adapter, withCredentials: true });
      expect([status, data.cookie, headers["x-total"], headers["x-other"]]).toEqual([200, "sid=1", "3", undefined]);
      expect((await window.axios.get(`${api.url}/open`, { adapter })).data.cookie).toBeNull();
      expect(api.requests).toEqual(["GET /open", "GET /open"]);
    });

    test("JSON needs a preflight", async () => {
      const { data } = await window.axios.put(`${api.url}/open`, { a: 1 }, { adapter, headers: { "X-Custom": "1" } });
      expect(data).toMatchObject({ method: "PUT", type: "application/json", body: '{"a":1}' });
      expect(api.requests).toEqual(["OPTIONS /open", "PUT /open"]);
      expect(last()?.preflight.because.map(({ code }) => code)).toEqual(["method", "header-value", "header"]);
    });

    test("what is blocked is a Network Error", async () => {
      const error = await window.axios.get(`${api.url}/closed`, { adapter }).catch((error: unknown) => error);
      expect(error).toMatchObject({ code: "ERR_NETWORK", message: "Network Error" });
      expect(last()?.reason).toBe("missing-allow-origin");
      await expect(window.axios.delete(`${api.url}/open`, { adapter })).rejects.toMatchObject({ code: "ERR_NETWORK" });
      expect(last()?.reason).toBe("method-not-allowed");
    });
  });

  test("axios: progress of an upload needs a preflight, and is told", async () => {
    const loaded: number[] = [];
    await window.axios.post(`${api.url}/open`, "a=1", {
      adapter: "xhr",
      onUploadProgress: (event) => loaded.push(event.loaded),
    });
    expect(api.requests).toEqual(["OPTIONS /open", "POST /open"]);
    expect(last()?.preflight.because[0]?.code).toBe("upload-listener");
    expect(loaded.at(-1)).toBe(3);
  });

  test("axios: its adapter fetch names its User-Agent, which Firefox lets it, and asks the server about", async () => {
    cors.uninstall();
    cors = install(window, { network: "live", profile: "firefox" });
    await expect(window.axios.get(`${api.url}/open`, { adapter: "fetch" })).rejects.toThrow("Network Error");
    expect(last()).toMatchObject({ reason: "header-not-allowed", detail: { header: "user-agent" } });
  });

  test("axios: a timeout, and an abort", async () => {
    cors.uninstall();
    cors = install(window, { network: () => new Promise(() => {}) });
    const slow = window.axios.get(`${api.url}/open`, { adapter: "xhr", timeout: 5 });
    await expect(slow).rejects.toMatchObject({ code: "ECONNABORTED" });
    for (const adapter of ["xhr", "fetch"] as const) {
      const controller = new window.AbortController();
      const request = window.axios.get(`${api.url}/open`, { adapter, signal: controller.signal });
      setTimeout(() => controller.abort(), 5);
      await expect(request).rejects.toMatchObject({ code: "ERR_CANCELED" });
    }
    expect(cors.page.verdicts.map(({ reason }) => reason)).toEqual(["timeout", "aborted", "aborted"]);
  });

  describe("jQuery", () => {
    const ajax = (settings: JQuery.AjaxSettings) =>
      new Promise<{
        textStatus: string;
        errorThrown: unknown;
        data: Record<string, unknown> | null;
        xhr: JQuery.jqXHR;
      }>((resolve) => {
        window.jQuery.ajax({
          ...settings,
          success: (data, textStatus, xhr) => resolve({ data, textStatus, errorThrown: null, xhr }),
          error: (xhr, textStatus, errorThrown) => resolve({ data: null, textStatus, errorThrown, xhr }),
        });
      });

    test("xhrFields.withCredentials", async () => {
      const url = `${api.url}/open`;
      expect((await ajax({ url })).data?.["cookie"]).toBeNull();
      const { data, xhr } = await ajax({ url, xhrFields: { withCredentials: true } });
      expect(data).toMatchObject({ cookie: "sid=1", requestedWith: null });
      expect([xhr.getResponseHeader("X-Total"), xhr.getResponseHeader("X-Other")]).toEqual(["3", null]);
    });

    test("contentType: the default needs no preflight, JSON does", async () => {
      const url = `${api.url}/open`;
      const { data } = await ajax({ url, method: "POST", data: { a: 1 } });
      expect(data).toMatchObject({ body: "a=1", type: "application/x-www-form-urlencoded; charset=UTF-8" });
      expect(api.requests).toEqual(["POST /open"]);
      await ajax({ url, method: "POST", contentType: "application/json", data: "{}" });
      expect(api.requests).toEqual(["POST /open", "OPTIONS /open", "POST /open"]);
    });

    test("its own header for the same origin goes to no other one, unless one asks for it", async () => {
      await ajax({ url: `${api.url}/open`, headers: { "X-Requested-With": "XMLHttpRequest" } });
      expect(last()).toMatchObject({ reason: "header-not-allowed", detail: { headers: ["x-requested-with"] } });
    });

    test("the error callback gets no details; the verdict has them", async () => {
      const { textStatus, errorThrown, xhr } = await ajax({ url: `${api.url}/closed` });
      expect([textStatus, errorThrown, xhr.status, xhr.responseText]).toEqual(["error", "", 0, undefined]);
      expect(last()?.explain()).toContain("Access-Control-Allow-Origin");
    });

    test("a synchronous request", () => {
      cors.uninstall();
      const headers = { "Access-Control-Allow-Origin": "*", "Content-Type": "text/plain" };
      cors = install(window, { network: () => ({ headers, body: "at once" }) });
      const { responseText, status } = window.jQuery.ajax({ url: `${api.url}/open`, async: false });
      expect([status, responseText]).toEqual([200, "at once"]);
    });
  });

  describe("superagent", () => {
    test("with credentials, a header and JSON", async () => {
      const { body, headers } = await window.superagent
        .put(`${api.url}/open`)
        .withCredentials()
        .set("X-Custom", "1")
        .send({ a: 1 });
      expect(body).toMatchObject({ method: "PUT", cookie: "sid=1", body: '{"a":1}' });
      expect([headers["x-total"], headers["x-other"]]).toEqual(["3", undefined]);
      expect(api.requests).toEqual(["OPTIONS /open", "PUT /open"]);
    });

    test("what is blocked", async () => {
      const error = await window.superagent.get(`${api.url}/closed`).catch((error: unknown) => error);
      expect(error).toMatchObject({ crossDomain: true });
      expect(last()?.reason).toBe("missing-allow-origin");
    });
  });
});
