import { expect, test } from "vitest";
import { readSnippet } from "../../../src/records/snippets/read-snippet.js";
import type { SnippetCall } from "../../../src/records/snippets/snippet.js";

const APP = "https://app.example";

function callsOf(code: string): readonly SnippetCall[] {
  return readSnippet(code, { kind: "javascript", pageOrigin: APP }).calls;
}

test.each<[string, SnippetCall["setup"][]]>([
  [
    'window.fetch("https://api.example/data", { "method": "PUT", ["X" + "-"]: 1 }).then((r) => r.json())',
    [{ url: "https://api.example/data", method: "PUT" }],
  ],
  [
    "const base = 'https://api.example'; const init = { method: 'PATCH' }; fetch(`${base}/data`, { ...init, keepalive: true });",
    [{ url: "https://api.example/data", method: "PATCH", keepalive: true }],
  ],
  [
    "const u = new URL('/data', 'https://api.example'); u.searchParams.set('q', 'a b'); fetch(u, { mode: 'no-cors' })",
    [{ url: "https://api.example/data?q=a+b", mode: "no-cors" }],
  ],
  [
    "const form = new FormData(); form.append('a', '1'); form.append('f', new File(['x'], 'x.txt')); fetch('/x', { method: 'POST', body: form })",
    [{ url: "/x", method: "POST", body: { type: "formdata", value: "a=1&f=file" } }],
  ],
  [
    "fetch('/x', { method: 'POST', body: new ReadableStream({}), duplex: 'half' }); fetch('/y', { method: 'POST', body: new ReadableStream({}) })",
    [
      { url: "/x", method: "POST", body: { type: "stream", value: "" } },
      { url: "/y", method: "POST", body: { type: "stream", value: "" }, duplex: null },
    ],
  ],
  ["fetch('/x', { signal: AbortSignal.timeout(2000) })", [{ url: "/x", abortAfter: 2 }]],
  [
    "const stop = new AbortController(); setTimeout(() => stop.abort(), 250); fetch('/x', { signal: stop.signal })",
    [{ url: "/x", abortAfter: 0.25 }],
  ],
  ["for (const id of [1, 2]) { fetch(`/x/${id}`) }", [{ url: "/x/1" }, { url: "/x/2" }]],
  ["await Promise.all(['/a', '/b'].map((u) => fetch(u)))", [{ url: "/a" }, { url: "/b" }]],
  [
    "function send(path, { method = 'GET' } = {}) { return fetch('/api' + path, { method }) } send('/a'); send('/b', { method: 'PUT' })",
    [
      { url: "/api/a", method: "GET" },
      { url: "/api/b", method: "PUT" },
    ],
  ],
  [
    "class Api { #base = 'https://api.example'; get(path) { return fetch(this.#base + path, { headers: this.auth() }) } auth() { return { 'X-Key': '1' } } } new Api().get('/x')",
    [{ url: "https://api.example/x", headers: [["X-Key", "1"]] }],
  ],
  [
    "const load = async () => { const r = await fetch('/a'); if (r.ok) await fetch('/b') }",
    [{ url: "/a" }, { url: "/b" }],
  ],
  ["const get = (u: string): Promise<Response> => fetch(u as string); get('/typed')", [{ url: "/typed" }]],
  ["export default () => <button onClick={() => fetch('/jsx')}>x</button>", [{ url: "/jsx" }]],
  ["document.querySelector('a').addEventListener('click', () => fetch('/clicked'))", [{ url: "/clicked" }]],
  [
    "const { default: f } = { default: fetch }; const a = axios; f('/x'); a.get('/y')",
    [{ url: "/x" }, expect.objectContaining({ url: "/y", api: "xhr" })],
  ],
  [
    "const x = new XMLHttpRequest(); x.open('GET', '/x', false); x.setRequestHeader('Range', 'bytes=0-'); x.timeout = 5; x.responseType = 'json'; x.onload = () => fetch('/next'); x.send(null)",
    [
      {
        api: "xhr",
        url: "/x",
        method: "GET",
        async: false,
        headers: [["Range", "bytes=0-"]],
        responseType: "json",
        timeout: 5,
      },
      { url: "/next" },
    ],
  ],
  [
    "const x = new XMLHttpRequest(); x.open('PUT', '/x'); x.send(); x.upload.onload = () => {}",
    [{ api: "xhr", url: "/x", method: "PUT" }],
  ],
  ["new EventSource('/s', { withCredentials: true })", [{ api: "eventsource", url: "/s", withCredentials: true }]],
  [
    "navigator.sendBeacon('/b', new Blob(['{}'], { type: 'application/json' }))",
    [{ api: "beacon", url: "/b", body: { type: "blob", value: "", contentType: "application/json" } }],
  ],
  [
    "const i = document.createElement('img'); i.src = '/a.png'; i.crossOrigin = 'anonymous'; const s = document.createElement('script'); s.type = 'module'; s.src = '/m.js'",
    [
      { api: "img", url: "/a.png", crossorigin: "anonymous" },
      { api: "module-script", url: "/m.js" },
    ],
  ],
  [
    "new FontFace('x', 'url(https://cdn.example/f.woff2)').load()",
    [{ api: "font", url: "https://cdn.example/f.woff2" }],
  ],
  [
    "$.ajax({ url: 'https://api.example/x', dataType: 'jsonp', data: { a: 1 } })",
    [{ api: "script", url: "https://api.example/x?a=1&callback=jQuery" }],
  ],
  ["while (true) { again() } function again() { again() }", []],
])("%s", (code, expected) => {
  expect(callsOf(code).map(({ setup }) => setup)).toEqual(expected);
});

test.each<[string, string, [field: string, name: string, value: string][]]>([
  ["fetch(url)", "https://api.example/", [["url", "url", "https://api.example/"]]],
  ["fetch(API + '/users')", "https://api.example/users", [["url", "API", "https://api.example"]]],
  [
    "fetch(`https://${host}:${port}/x/${user.id}`)",
    "https://api.example:8080/x/id",
    [
      ["url", "host", "api.example"],
      ["url", "port", "8080"],
      ["url", "user.id", "id"],
    ],
  ],
  ["fetch(`${location.origin}/x`)", "/x", []],
  ["fetch(process.env.API || 'http://localhost:3000')", "http://localhost:3000", []],
  ["fetch('/x', options)", "/x", [["init", "options", "{}"]]],
  [
    "fetch('/x', { headers: { Authorization: `Bearer ${token}`, ...more } })",
    "/x",
    [
      ["header Authorization", "token", "token"],
      ["headers", "more", ""],
    ],
  ],
  ["fetch('/x', { method: isNew ? 'POST' : 'PUT' })", "/x", [["code", "isNew", "true"]]],
  ["if (online) fetch('/x')", "/x", [["code", "online", "true"]]],
  ["fetch('/x', { method: 'POST', body: formData })", "/x", [["body", "formData", "formdata"]]],
  [
    "const load = (id: string, q?: number) => fetch(`/x/${id}?q=${q}`)",
    "/x/id?q=q",
    [
      ["url", "id", "id"],
      ["url", "q", "q"],
    ],
  ],
  ["fetch('/x', { credentials: mode })", "/x", [["credentials", "mode", "same-origin"]]],
])("%s assumes what it does not say", (code, url, expected) => {
  const [call] = callsOf(code);
  expect(call?.setup.url).toBe(url);
  expect(call?.assumed.map(({ field, name, value }) => [field, name, value])).toEqual(expected);
});

test.each<[string, string, string[]]>([
  ["fetch('/x', { header: {}, withCredentials: true })", "unknown-option", ["header", "withCredentials"]],
  ["fetch('/x', { method: 'POST', body: { a: 1 } })", "object-body", []],
  ["$.post('/x', { a: 1 })", "library-adds", ["Content-Type: application/x-www-form-urlencoded; charset=UTF-8"]],
  ["axios.post('/x', { a: 1 })", "library-adds", ["Content-Type: application/json"]],
])("%s notes %s", (code, note, names) => {
  expect(callsOf(code)[0]?.notes).toEqual([expect.objectContaining({ code: note, names })]);
});

test("each part has its place", () => {
  const code = "const headers = { 'X-A': '1' };\nfetch(\n  '/x',\n  { method: 'PUT', headers })";
  const [call] = callsOf(code);
  const said = Object.entries(call?.parts ?? {}).map(([name, { start, end, line, column }]) => [
    name,
    code.slice(start, end),
    line,
    column,
  ]);
  expect(said).toEqual([
    ["url", "'/x'", 3, 3],
    ["method", "method: 'PUT'", 4, 5],
    ["headers", "{ 'X-A': '1' }", 1, 17],
    ["headers/0", "'X-A': '1'", 1, 19],
  ]);
  expect([call?.at.line, call?.at.column]).toEqual([2, 1]);
});

test("DevTools' “Copy as fetch” is told from page code", () => {
  const [call] = callsOf(`fetch("https://api.example/data", {
  "headers": {
    "accept": "*/*", "accept-language": "en-US,en;q=0.9", "content-type": "application/json", "priority": "u=1, i",
    "sec-ch-ua": "\\"Chromium\\";v=\\"156\\"", "sec-fetch-dest": "empty", "sec-fetch-mode": "cors", "x-custom": "1"
  },
  "referrer": "https://app.example/page", "referrerPolicy": "strict-origin-when-cross-origin",
  "body": "{}", "method": "POST", "mode": "cors", "credentials": "include"
});`);
  expect(call?.page).toBe("https://app.example/page");
  expect(call?.setup.headers).toEqual([
    ["content-type", "application/json"],
    ["x-custom", "1"],
  ]);
  expect(call?.assumed.map(({ code }) => code)).toEqual(["devtools-copy"]);
});

test.each(["Sec-Fetch-Site", "Sec-CH-UA"])("one %s is page code that tries to set it", (name) => {
  const [call] = callsOf(`fetch("https://api.example/data", { headers: { "${name}": "x", "Accept": "text/plain" } })`);
  expect(call?.setup.headers).toEqual([
    [name, "x"],
    ["Accept", "text/plain"],
  ]);
  expect(call?.assumed).toEqual([]);
});

test("provisional headers, copied as fetch, are a browser's", () => {
  const [call] = callsOf(`fetch("https://api.example/data", { "headers": {
    "sec-ch-ua": "\\"Chromium\\";v=\\"156\\"", "sec-ch-ua-mobile": "?0", "sec-ch-ua-platform": "\\"Linux\\"", "x-custom": "1"
  } });`);
  expect(call?.setup.headers).toEqual([["x-custom", "1"]]);
});

const JSON_ACCEPT: [string, string] = ["Accept", "application/json, text/plain, */*"];

/** Angular's packages are not here to be held against; packages/common/http/src/request.ts says what they do. */
test.each<[string, string, SnippetCall["setup"]]>([
  [
    "a service of Angular",
    `export class Orders {
      constructor(private http: HttpClient, private readonly base: string) {}
      save(order: Order): Observable<Order> { return this.http.put<Order>("https://api.example/orders", { id: 1 }); }
    }`,
    {
      api: "xhr",
      url: "https://api.example/orders",
      method: "PUT",
      headers: [JSON_ACCEPT, ["Content-Type", "application/json"]],
      body: { type: "text", value: '{"id":1}' },
    },
  ],
  [
    "members without their class",
    `constructor(private http: HttpClient) {}
     load(id: number) { return this.http.get("https://api.example/orders", { withCredentials: true, params: { q: "a b" } }); }`,
    {
      api: "xhr",
      url: "https://api.example/orders?q=a+b",
      method: "GET",
      headers: [JSON_ACCEPT],
      withCredentials: true,
    },
  ],
  [
    "headers that are set and not kept",
    `const headers = new HttpHeaders(); headers.append("X-Custom", "1");
     class A { #http = inject(HttpClient); go() { this.#http.get("https://api.example/x", { headers }) } }`,
    { api: "xhr", url: "https://api.example/x", method: "GET", headers: [JSON_ACCEPT] },
  ],
  [
    "headers that are kept",
    `let headers = new HttpHeaders({ "X-Custom": "1" }).set("Accept", "text/plain");
     this.httpClient.post("https://api.example/x", "text", { headers, responseType: "text" }).subscribe()`,
    {
      api: "xhr",
      url: "https://api.example/x",
      method: "POST",
      headers: [
        ["X-Custom", "1"],
        ["Accept", "text/plain"],
        ["Content-Type", "text/plain"],
      ],
      body: { type: "text", value: "text" },
      responseType: "text",
    },
  ],
  [
    "a form of HttpParams",
    `this.http.post("https://api.example/x", new HttpParams().set("a", "1"))`,
    {
      api: "xhr",
      url: "https://api.example/x",
      method: "POST",
      headers: [JSON_ACCEPT, ["Content-Type", "application/x-www-form-urlencoded;charset=UTF-8"]],
      body: { type: "text", value: "a=1" },
    },
  ],
  [
    "$http of AngularJS",
    `app.controller("C", function ($scope, $http) {
      $http({ method: "POST", url: "https://api.example/x", data: { a: 1 } }).then(function (response) { $scope.x = response.data; });
    });`,
    {
      api: "xhr",
      url: "https://api.example/x",
      method: "POST",
      headers: [JSON_ACCEPT, ["Content-Type", "application/json;charset=utf-8"]],
      body: { type: "text", value: '{"a":1}' },
    },
  ],
])("%s", (_title, code, setup) => {
  expect(callsOf(code).map((call) => call.setup)).toEqual([setup]);
});

test("what has type arguments is called", () => {
  const code = 'const order = await this.http\n  .get<Order[] | null>("https://api.example/x")\n  .toPromise();';
  expect(callsOf(code)).toMatchObject([{ setup: { url: "https://api.example/x", method: "GET" } }]);
});

test("members without their class are placed where they are", () => {
  const code = 'load(): void { this.http.get("https://api.example/x"); }';
  const [call] = callsOf(code);
  expect(code.slice(call!.at.start, call!.at.end)).toBe('this.http.get("https://api.example/x")');
});

test("what Node.js asks for is no page's request", () => {
  expect(callsOf('const http = require("http"); http.get("http://api.example/x", () => {})')).toEqual([]);
});
