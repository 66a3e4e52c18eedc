/// <reference types="jquery" />
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { build } from "esbuild";
import { Window } from "happy-dom";
import { beforeAll, expect, test } from "vitest";
import { installCors } from "../../../src/adapters/happy-dom.js";
import type { Case } from "../../../src/cases/case.js";
import { judge } from "../../../src/cases/judge.js";
import { readSnippet } from "../../../src/records/snippets/read-snippet.js";

/** What the reader makes of a snippet is what the real library does with it, on a simulated page. */

const PAGE = "https://app.example/";
const SERVER: NonNullable<Case["server"]> = [
  {
    respond: {
      status: 200,
      headers: [
        ["Access-Control-Allow-Origin", "https://app.example"],
        ["Access-Control-Allow-Credentials", "true"],
        ["Access-Control-Allow-Methods", "PUT, DELETE, PATCH"],
        ["Access-Control-Allow-Headers", "content-type, authorization, x-custom, x-common, x-other, x-requested-with"],
        ["Content-Type", "application/json"],
      ],
      body: "{}",
    },
  },
];

const require = createRequire(import.meta.url);
const at = (file: string): string => require.resolve(`../../../node_modules/${file}`);
let libraries = "";
beforeAll(async () => {
  const files = ["axios/dist/axios.js", "jquery/dist/jquery.js", "superagent/dist/superagent.js"];
  const modules = await build({
    stdin: {
      contents: 'import ky from "ky"; import { ofetch } from "ofetch"; Object.assign(window, { ky, ofetch });',
      resolveDir: new URL(".", import.meta.url).pathname,
    },
    bundle: true,
    format: "iife",
    platform: "browser",
    write: false,
  });
  libraries = [...files.map((file) => readFileSync(at(file), "utf8")), modules.outputFiles[0]!.text].join("\n;\n");
});

/** Everything that the snippet, run for real, puts on the wire. */
async function performed(code: string): Promise<unknown[]> {
  const window = new Window({
    url: PAGE,
    settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true },
  });
  const cors = installCors(window as never, { network: SERVER });
  window.eval(libraries);
  window.eval(`(async () => { ${code} })().catch(() => {})`);
  for (let i = 0; i < 40 && cors.page.verdicts.length === 0; i++)
    await new Promise((resolve) => setTimeout(resolve, 5));
  await new Promise((resolve) => setTimeout(resolve, 5));
  const sent = cors.page.exchanges.map(({ kind, request }) => ({ kind, ...request }));
  cors.uninstall();
  await window.happyDOM.close();
  return sent;
}

function read(code: string): unknown[] {
  return readSnippet(code, { kind: "javascript", pageOrigin: "https://app.example" }).calls.flatMap(({ setup }) =>
    judge({ page: { url: PAGE }, setup, server: SERVER }, { profile: "chromium" }).exchanges.map(
      ({ kind, request }) => ({
        kind,
        ...request,
      }),
    ),
  );
}

const API = "https://api.example/data";

test.each([
  `fetch("${API}", { method: "PUT", headers: { "X-Custom": "1" } });`,
  `fetch("${API}", { method: "post", credentials: "include", body: JSON.stringify({ a: 1 }) });`,
  `fetch(new Request("${API}", { method: "DELETE", headers: new Headers([["X-Custom", "1"]]) }));`,
  `fetch("${API}", { method: "POST", body: new URLSearchParams({ a: "1", b: "x y" }) });`,
  `fetch("/home", { method: "POST", body: "x" });`,
  `const xhr = new XMLHttpRequest(); xhr.open("PUT", "${API}"); xhr.setRequestHeader("X-Custom", "1"); xhr.send();`,
  `const xhr = new XMLHttpRequest(); xhr.open("post", "${API}"); xhr.withCredentials = true; xhr.upload.onprogress = () => {}; xhr.send("a=1");`,
  `const xhr = new XMLHttpRequest(); xhr.open("POST", "${API}"); xhr.upload.addEventListener("load", () => {}); xhr.send(new URLSearchParams("a=1"));`,

  `$.ajax({ url: "${API}", type: "PUT", headers: { "X-Custom": "1" } });`,
  `$.ajax("${API}", { method: "PUT", data: { a: 1, b: [1, 2], c: { d: "x y" } } });`,
  `$.ajax({ url: "${API}", method: "POST", contentType: "application/json", data: JSON.stringify({ a: 1 }), dataType: "json" });`,
  `$.ajax({ url: "${API}", method: "POST", data: { a: 1 }, xhrFields: { withCredentials: true } });`,
  `$.ajax({ url: "${API}", data: { q: "x y" }, dataType: "html" });`,
  `$.ajax({ url: "/home", method: "POST", data: "a=1" });`,
  `$.ajax({ url: "${API}", method: "POST", crossDomain: false, data: "a=1" });`,
  `$.ajax({ url: "${API}", contentType: "application/json" });`,
  `$.ajax({ url: "${API}", method: "POST", data: "{}", headers: { "content-type": "application/json" } });`,
  `$.ajax({ url: "${API}", method: "PATCH", data: "x", contentType: false, processData: false });`,
  `$.ajax({ url: "${API}", beforeSend(xhr) { xhr.setRequestHeader("X-Custom", "1"); } });`,
  `$.ajaxSetup({ headers: { "X-Custom": "1" } }); $.get("${API}", { a: 1 }, "json");`,
  `$.get("${API}", { a: "1" }, () => {}, "text");`,
  `$.get("${API}", () => {});`,
  `$.post("${API}", { a: 1 });`,
  `$.post({ url: "${API}", data: "a=1", headers: { "X-Custom": "1" } });`,
  `$.getJSON("${API}?x=1", { a: 1 });`,

  `axios.get("${API}");`,
  `axios("${API}", { headers: { "X-Custom": "1" } });`,
  `axios({ method: "put", url: "${API}", headers: { "X-Custom": "1" } });`,
  `axios.put("${API}", { a: 1 }, { headers: { "X-Custom": "1" } });`,
  `axios.post("${API}", { a: 1 }, { withCredentials: true });`,
  `axios.post("${API}", "a=1");`,
  `axios.post("${API}", new URLSearchParams({ a: "1" }));`,
  `axios.post("${API}", { a: 1 }, { headers: { "Content-Type": "application/x-www-form-urlencoded" } });`,
  `axios.post("${API}", "{}", { headers: { "content-type": "application/json" } });`,
  `axios.post("${API}");`,
  `axios.delete("${API}", { data: { a: 1 } });`,
  `axios.get("${API}", { params: { q: "x y", list: [1, 2], none: null }, headers: { "Content-Type": "application/json" } });`,
  `axios.get("${API}", { auth: { username: "me", password: "secret" } });`,
  `axios.post("${API}", "x", { onUploadProgress() {} });`,
  `const api = axios.create({ baseURL: "https://api.example/", headers: { "X-Custom": "1" }, withCredentials: true }); api.get("/data");`,
  `axios.defaults.headers.common["X-Common"] = "1"; axios.defaults.baseURL = "https://api.example"; axios.get("data");`,
  `axios.defaults.headers.post["X-Other"] = "1"; axios.post("${API}", "x"); `,
  `const api = axios.create({ baseURL: "https://api.example" }); api.interceptors.request.use((config) => { config.headers["X-Custom"] = "1"; return config; }); api.get("/data");`,
  `axios.get("${API}", { adapter: "fetch", withCredentials: true });`,
  `axios.put("${API}", { a: 1 }, { adapter: "fetch" });`,
  `axios.get("/home");`,

  `ky.put("${API}", { json: { a: 1 } });`,
  `ky("data", { prefixUrl: "https://api.example/", headers: { "X-Custom": "1" } });`,
  `ky.get("${API}", { searchParams: { a: 1 }, credentials: "include" });`,
  `ofetch("${API}", { method: "POST", body: { a: 1 } });`,
  `ofetch("/data", { baseURL: "https://api.example", query: { a: 1 } });`,
  `superagent.post("${API}").set("X-Custom", "1").send({ a: 1 }).then(() => {});`,
  `superagent.get("${API}").query({ a: 1 }).withCredentials().then(() => {});`,
  `superagent.put("${API}").send("a=1").then(() => {});`,
])("%s", async (code) => {
  const sent = await performed(code);
  expect(sent.length).toBeGreaterThan(0);
  expect(read(code)).toEqual(sent);
});
