import {
  ANY,
  API,
  APP,
  answer,
  CREDENTIALS,
  content,
  type Example,
  example,
  expose,
  headers,
  JSON_TYPE,
  maxAge,
  methods,
  ORIGIN,
  origin,
  preflight,
  type Shown,
  text,
  thenAsk,
} from "../example.js";

/** How a claim of the old tutorials stands today. */
export type Standing = "true" | "partly" | "outdated" | "false";

export interface Demonstration {
  readonly case: Example;
  readonly shows: readonly Shown[];
}

interface LessonFacts {
  readonly standing: Standing;
  /** Where it is written. */
  readonly spec: string;
  readonly examples: readonly Demonstration[];
}

const FETCH = "https://fetch.spec.whatwg.org/#";
const XHR = "https://xhr.spec.whatwg.org/#";
const HTML = "https://html.spec.whatwg.org/#";

const shows = (given: Example, ...shows: Shown[]): Demonstration => ({ case: given, shows });
const spec = (expect: Shown["expect"]): Shown => ({ profile: "spec", expect });
const chromium = (expect: Shown["expect"]): Shown => ({ profile: "chromium", expect });
const firefox = (expect: Shown["expect"]): Shown => ({ profile: "firefox", expect });
const webkit = (expect: Shown["expect"]): Shown => ({ profile: "webkit", expect });
const later = (index: number, shown: Shown): Shown => ({ ...shown, at: index });

const ALLOWED = { outcome: "allowed" } as const;
const DIRECT = { outcome: "allowed", preflight: { needed: false } } as const;
const blocked = (reason: string, stage: string) => ({ outcome: "blocked", reason, stage });
const preflighted = (...because: object[]) => ({ outcome: "allowed", preflight: { needed: true, because } });

const PERMISSIVE = preflight(204, ANY, methods("*"), headers("*"));
const LOCAL = { url: "http://localhost:3000/" };
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';
const TITLE = "<!doctype html><title>Hello from afar</title>";

/** The sentences of five widely read tutorials (2013–2021), in the order in which a reader meets them. */
export const LESSONS = {
  "what-an-origin-is": {
    standing: "true",
    spec: `${HTML}concept-origin`,
    examples: [
      shows(
        example({ url: "http://localhost:3001/data" }, [answer(200)], LOCAL),
        spec(blocked("missing-allow-origin", "response")),
      ),
      shows(
        example({ url: "http://127.0.0.1:3000/data" }, [answer(200)], LOCAL),
        spec(blocked("missing-allow-origin", "response")),
      ),
      shows(
        example({ url: "https://APP.example:443/data" }, [answer(200)]),
        spec({ outcome: "allowed", response: { type: "basic" } }),
      ),
    ],
  },
  "simple-methods": {
    standing: "true",
    spec: `${FETCH}cors-safelisted-method`,
    examples: [
      shows(example({ method: "POST", body: text("hi") }, [answer(200, ANY)]), spec(DIRECT)),
      shows(
        example({ method: "get" }, [answer(200, ANY)]),
        spec({ ...DIRECT, exchanges: [{ request: { method: "GET" } }] }),
      ),
      shows(
        example({ method: "patch" }, [preflight(204, ANY, methods("PATCH")), answer(200, ANY)]),
        spec(blocked("method-not-allowed", "preflight")),
      ),
    ],
  },
  "simple-headers": {
    standing: "true",
    spec: `${FETCH}cors-safelisted-request-header`,
    examples: [
      shows(example({ headers: [["Accept", "application/json"]] }, [answer(200, ANY)]), spec(DIRECT)),
      shows(
        example({ headers: [["Accept", "x".repeat(129)]] }, [PERMISSIVE, answer(200, ANY)]),
        spec(preflighted({ code: "header-size", name: "accept" })),
      ),
      shows(
        example({ headers: [["Range", "bytes=-500"]] }, [PERMISSIVE, answer(206, ANY)]),
        spec(preflighted({ code: "header-value", name: "range" })),
      ),
    ],
  },
  "last-event-id": {
    standing: "false",
    spec: `${FETCH}cors-safelisted-request-header`,
    examples: [
      shows(
        example({ headers: [["Last-Event-ID", "7"]] }, [PERMISSIVE, answer(200, ANY)]),
        spec(preflighted({ code: "header", name: "last-event-id" })),
      ),
      shows(example({ api: "eventsource" }, [content("text/event-stream", "id: 7\ndata: hi\n\n", ANY)]), spec(DIRECT)),
    ],
  },
  "client-hints": {
    standing: "outdated",
    spec: `${FETCH}cors-safelisted-request-header`,
    examples: [
      shows(
        example({ headers: [["Save-Data", "on"]] }, [PERMISSIVE, answer(200, ANY)]),
        spec(preflighted({ code: "header", name: "save-data" })),
        firefox(preflighted({ code: "header" })),
        webkit(preflighted({ code: "header" })),
        chromium(DIRECT),
        { profile: "fetch-2018", expect: DIRECT },
      ),
    ],
  },
  "form-content-types": {
    standing: "true",
    spec: `${FETCH}cors-safelisted-request-header`,
    examples: [
      shows(
        example({ method: "POST", headers: [["Content-Type", "Text/Plain; charset=utf-8"]], body: text("hi") }, [
          answer(200, ANY),
        ]),
        spec(DIRECT),
      ),
      shows(
        example({ method: "POST", headers: [JSON_TYPE], body: text("{}") }, [PERMISSIVE, answer(200, ANY)]),
        spec(preflighted({ code: "header-value", name: "content-type" })),
      ),
      shows(
        example({ method: "POST", headers: [["Content-Type", 'text/plain; charset="utf-8"']], body: text("hi") }, [
          PERMISSIVE,
          answer(200, ANY),
        ]),
        spec(preflighted({ code: "header-value", name: "content-type" })),
      ),
    ],
  },
  "upload-listener": {
    standing: "true",
    spec: `${XHR}the-send()-method`,
    examples: [
      shows(
        example({ api: "xhr", method: "POST", uploadListeners: ["progress"], body: text("hi") }, [
          preflight(204, ANY),
          answer(200, ANY),
        ]),
        spec(preflighted({ code: "upload-listener" })),
      ),
      shows(example({ api: "xhr", method: "POST", body: text("hi") }, [answer(200, ANY)]), spec(DIRECT)),
      shows(
        example({ api: "xhr", method: "POST", uploadListeners: ["progress"] }, [preflight(204, ANY), answer(200, ANY)]),
        spec(preflighted({ code: "upload-listener" })),
        chromium(DIRECT),
      ),
    ],
  },
  "stream-body": {
    standing: "true",
    spec: `${FETCH}dom-request`,
    examples: [
      shows(
        example({ method: "POST", body: { type: "stream", value: "hi" } }, [
          { ...preflight(204, ANY), http: "2" },
          { ...answer(200, ANY), http: "2" },
        ]),
        spec(preflighted({ code: "stream-body" })),
        chromium(preflighted({ code: "stream-body" })),
        firefox(DIRECT),
        webkit({ outcome: "failed", reason: "stream-unsupported" }),
      ),
      shows(
        example({ method: "POST", body: { type: "stream", value: "hi" } }, [preflight(204, ANY), answer(200, ANY)]),
        chromium({ outcome: "failed", reason: "stream-needs-http2" }),
      ),
    ],
  },
  "the-preflight-request": {
    standing: "true",
    spec: `${FETCH}cors-preflight-fetch-0`,
    examples: [
      shows(
        example(
          {
            method: "PUT",
            headers: [
              ["X-B", "2"],
              ["X-A", "1"],
              ["Accept", "text/plain"],
            ],
            credentials: "include",
          },
          [preflight(204, ORIGIN, CREDENTIALS, methods("PUT"), headers("x-a, x-b")), answer(200, ORIGIN, CREDENTIALS)],
          { cookies: { "https://api.example": ["sid=1; SameSite=None; Secure"] } },
        ),
        spec({
          outcome: "allowed",
          preflightSent: [
            ["Origin", APP],
            ["Access-Control-Request-Method", "PUT"],
            ["Access-Control-Request-Headers", "x-a,x-b"],
          ],
          preflightNotSent: ["Cookie"],
          sent: [["Cookie", "sid=1"]],
        }),
      ),
    ],
  },
  "status-of-a-preflight": {
    standing: "outdated",
    spec: `${FETCH}cors-preflight-fetch-0`,
    examples: [
      shows(
        example({ method: "PUT" }, [preflight(204, ANY, methods("PUT")), answer(200, ANY)]),
        spec(ALLOWED),
        chromium(ALLOWED),
        firefox(ALLOWED),
        webkit(ALLOWED),
        { profile: "w3c-2014", expect: blocked("preflight-status", "preflight") },
      ),
      shows(
        example({ method: "PUT" }, [preflight(404, ANY, methods("PUT")), answer(200, ANY)]),
        spec(blocked("preflight-status", "preflight")),
      ),
    ],
  },
  "refusing-with-200": {
    standing: "true",
    spec: `${FETCH}concept-cors-check`,
    examples: [
      shows(
        example({}, [answer(200)]),
        spec({ ...blocked("missing-allow-origin", "response"), exchanges: [{ response: { status: 200 } }] }),
      ),
    ],
  },
  "wildcard-on-preflight": {
    standing: "false",
    spec: `${FETCH}concept-cors-check`,
    examples: [
      shows(example({ method: "PUT" }, [preflight(204, ANY, methods("PUT")), answer(200, ANY)]), spec(ALLOWED)),
    ],
  },
  "wildcard-lists": {
    standing: "outdated",
    spec: `${FETCH}cors-preflight-fetch-0`,
    examples: [
      shows(
        example({ method: "PUT", headers: [["X-Custom", "1"]] }, [
          preflight(200, ANY, methods("*"), headers("*")),
          answer(200, ANY),
        ]),
        spec(ALLOWED),
        {
          profile: "w3c-2014",
          expect: blocked("method-not-allowed", "preflight"),
        },
      ),
      shows(
        example({ method: "PUT", credentials: "include" }, [
          preflight(204, ORIGIN, CREDENTIALS, methods("*"), headers("*")),
          answer(200, ORIGIN, CREDENTIALS),
        ]),
        spec(blocked("method-not-allowed", "preflight")),
      ),
      shows(
        example({ headers: [["Authorization", "Bearer x"]] }, [PERMISSIVE, answer(200, ANY)]),
        spec(blocked("authorization-needs-explicit-header", "preflight")),
        chromium(ALLOWED),
        firefox(ALLOWED),
        webkit(ALLOWED),
      ),
    ],
  },
  "max-age-value": {
    standing: "partly",
    spec: `${FETCH}http-access-control-max-age`,
    examples: [
      shows(
        thenAsk(
          example({ method: "PUT" }, [preflight(204, ANY, methods("PUT"), maxAge("*")), answer(200, ANY)]),
          { after: 4 },
          { after: 6 },
        ),
        later(1, spec({ preflight: { fromCache: true } })),
        later(2, spec({ preflight: { fromCache: false } })),
        later(1, firefox({ preflight: { fromCache: false } })),
      ),
      shows(
        thenAsk(
          example({ method: "PUT" }, [preflight(204, ANY, methods("PUT"), maxAge("86400")), answer(200, ANY)]),
          { after: 3600 },
          { after: 7200 },
        ),
        later(1, webkit({ preflight: { fromCache: false } })),
        later(1, chromium({ preflight: { fromCache: true } })),
        later(2, chromium({ preflight: { fromCache: false } })),
        later(2, firefox({ preflight: { fromCache: true } })),
      ),
    ],
  },
  "no-wildcard-with-credentials": {
    standing: "true",
    spec: `${FETCH}concept-cors-check`,
    examples: [
      shows(
        example({ credentials: "include" }, [answer(200, ANY, CREDENTIALS)]),
        spec(blocked("wildcard-with-credentials", "response")),
      ),
      shows(example({ credentials: "include" }, [answer(200, ORIGIN, CREDENTIALS)]), spec(ALLOWED)),
    ],
  },
  "allow-credentials-true": {
    standing: "true",
    spec: `${FETCH}concept-cors-check`,
    examples: [
      shows(
        example({ credentials: "include" }, [answer(200, ORIGIN, ["Access-Control-Allow-Credentials", "True"])]),
        spec(blocked("allow-credentials-invalid", "response")),
      ),
      shows(
        example({ method: "PUT", credentials: "include" }, [
          preflight(204, ORIGIN, methods("PUT")),
          answer(200, ORIGIN, CREDENTIALS),
        ]),
        spec(blocked("allow-credentials-missing", "preflight")),
      ),
    ],
  },
  "allow-credentials-unasked": {
    standing: "false",
    spec: `${FETCH}concept-cors-check`,
    examples: [shows(example({ api: "xhr" }, [answer(200, ORIGIN, CREDENTIALS)]), spec(ALLOWED))],
  },
  "no-credentials-no-cookies": {
    standing: "true",
    spec: `${FETCH}cors-protocol-and-credentials`,
    examples: [
      shows(
        example({}, [answer(200, ANY)], { cookies: { "https://api.example": ["sid=1; SameSite=None; Secure"] } }),
        spec({ outcome: "allowed", notSent: ["Cookie"] }),
      ),
      shows(
        thenAsk(example({}, [answer(200, ORIGIN, CREDENTIALS, ["Set-Cookie", "sid=1; SameSite=None; Secure"])]), {
          credentials: "include",
        }),
        later(1, spec({ outcome: "allowed", notSent: ["Cookie"] })),
      ),
    ],
  },
  "cookies-are-not-readable": {
    standing: "true",
    spec: `${FETCH}forbidden-response-header-name`,
    examples: [
      shows(
        example({ credentials: "include" }, [
          answer(200, ORIGIN, CREDENTIALS, ["Set-Cookie", "sid=1; SameSite=None; Secure"], expose("Set-Cookie")),
        ]),
        spec({ outcome: "allowed", hidden: ["Set-Cookie"], warningCodes: ["expose-set-cookie"] }),
      ),
    ],
  },
  "readable-response-headers": {
    standing: "outdated",
    spec: `${FETCH}cors-safelisted-response-header-name`,
    examples: [
      shows(
        example({ api: "xhr" }, [
          answer(200, ANY, ["Content-Length", "2"], ["Content-Type", "text/plain"], ["ETag", '"1"']),
        ]),
        spec({ outcome: "allowed", visible: ["Content-Length", "Content-Type"], hidden: ["ETag"] }),
        {
          profile: "w3c-2014",
          expect: { outcome: "allowed", visible: ["Content-Type"], hidden: ["Content-Length", "ETag"] },
        },
      ),
    ],
  },
  "expose-headers": {
    standing: "true",
    spec: `${FETCH}http-access-control-expose-headers`,
    examples: [
      shows(
        example({}, [answer(200, ANY, ["X-Total-Count", "42"], expose("X-Total-Count"))]),
        spec({ outcome: "allowed", visible: ["X-Total-Count"] }),
      ),
      shows(
        example({}, [answer(200, ANY, ["X-Total-Count", "42"], expose("*"))]),
        spec({ outcome: "allowed", visible: ["X-Total-Count"] }),
      ),
      shows(
        example({ credentials: "include" }, [answer(200, ORIGIN, CREDENTIALS, ["X-Total-Count", "42"], expose("*"))]),
        spec({ outcome: "allowed", hidden: ["X-Total-Count"] }),
      ),
    ],
  },
  "vary-origin": {
    standing: "true",
    spec: `${FETCH}cors-protocol-and-http-caches`,
    examples: [
      shows(example({}, [answer(200, ORIGIN)]), spec({ outcome: "allowed", warningCodes: ["missing-vary-origin"] })),
      shows(
        example({}, [answer(200, ORIGIN, ["Vary", "Origin"])]),
        spec({ outcome: "allowed", noWarningCodes: ["missing-vary-origin"] }),
      ),
    ],
  },
  "preflight-cache": {
    standing: "true",
    spec: `${FETCH}cors-preflight-cache`,
    examples: [
      shows(
        thenAsk(
          example({ url: `${API}/1`, method: "DELETE" }, [
            preflight(204, ANY, methods("DELETE"), maxAge("600")),
            answer(200, ANY),
          ]),
          { after: 60 },
          { url: `${API}/2` },
        ),
        later(1, spec({ preflight: { needed: true, fromCache: true }, wire: [`DELETE ${API}/1`] })),
        later(2, spec({ preflight: { fromCache: false }, wire: [`OPTIONS ${API}/2`, `DELETE ${API}/2`] })),
      ),
    ],
  },
  "listing-everything": {
    standing: "true",
    spec: `${FETCH}cors-preflight-cache`,
    examples: [
      shows(
        thenAsk(
          example({ method: "DELETE" }, [
            preflight(204, ANY, methods("PUT, DELETE, PATCH"), headers("X-Custom"), maxAge("600")),
            answer(200, ANY),
          ]),
          { method: "PUT", headers: [["X-Custom", "1"]] },
        ),
        later(1, spec({ preflight: { fromCache: true } })),
      ),
      shows(
        thenAsk(
          example({ method: "DELETE" }, [preflight(204, ANY, methods("DELETE"), maxAge("600")), answer(200, ANY)]),
          { method: "PUT" },
        ),
        later(1, spec(blocked("method-not-allowed", "preflight"))),
      ),
    ],
  },
  "what-a-failure-shows": {
    standing: "true",
    spec: `${XHR}handle-errors`,
    examples: [
      shows(
        example({ api: "xhr" }, [answer(403)]),
        spec({
          ...blocked("missing-allow-origin", "response"),
          xhr: { readyState: 4, status: 0, statusText: "", getAllResponseHeaders: "" },
          events: ["readystatechange 1", "loadstart", "readystatechange 4", "error", "loadend"],
        }),
      ),
      shows(
        example({}, [answer(403)]),
        chromium({ settles: "rejects", error: { name: "TypeError", message: "Failed to fetch" } }),
      ),
    ],
  },
  "xhr-events": {
    standing: "true",
    spec: `${XHR}events`,
    examples: [
      shows(
        example({ api: "xhr" }, [answer(200, ANY)]),
        spec({
          events: [
            "readystatechange 1",
            "loadstart",
            "readystatechange 2",
            "readystatechange 3",
            "progress",
            "readystatechange 4",
            "load",
            "loadend",
          ],
        }),
      ),
      shows(
        example({ api: "xhr", timeout: 1000 }, [{ respond: { status: 200, headers: [ANY], delay: 2 } }]),
        spec({
          reason: "timeout",
          events: ["readystatechange 1", "loadstart", "readystatechange 4", "timeout", "loadend"],
        }),
      ),
    ],
  },
  "the-request-is-sent": {
    standing: "true",
    spec: `${FETCH}cors-protocol`,
    examples: [
      shows(
        example({ method: "POST", body: { type: "urlencoded", value: "amount=1" } }, [answer(200)]),
        spec({ ...blocked("missing-allow-origin", "response"), wire: [`POST ${API}`] }),
      ),
      shows(
        example({ method: "DELETE" }, [answer(200)]),
        spec({ ...blocked("missing-allow-origin", "preflight"), wire: [`OPTIONS ${API}`] }),
      ),
    ],
  },
  "jquery-ajax": {
    standing: "true",
    spec: `${FETCH}cors-safelisted-request-header`,
    examples: [
      shows(
        example(
          {
            api: "xhr",
            method: "POST",
            headers: [
              ["Accept", "*/*"],
              ["Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"],
            ],
            body: text("a=1"),
          },
          [answer(200, ANY)],
        ),
        spec(DIRECT),
      ),
      shows(
        example({ api: "xhr", method: "POST", headers: [["Accept", "*/*"], JSON_TYPE], body: text("{}") }, [
          answer(200, ANY),
        ]),
        spec({ ...blocked("header-not-allowed", "preflight"), xhr: { status: 0 } }),
      ),
    ],
  },
  "create-cors-request": {
    standing: "true",
    spec: `${XHR}the-open()-method`,
    examples: [
      shows(
        example({ api: "xhr", url: "https://api.example/" }, [content("text/html", TITLE, ANY)]),
        spec({ outcome: "allowed", xhr: { status: 200 }, response: { bodyReadable: true } }),
      ),
      shows(example({ api: "xdr", url: "https://api.example/" }, [content("text/html", TITLE, ANY)]), {
        profile: "xdr",
        expect: ALLOWED,
      }),
    ],
  },
  "x-domain-request": {
    standing: "outdated",
    spec: "https://learn.microsoft.com/en-us/archive/blogs/ieinternals/xdomainrequest-restrictions-limitations-and-workarounds",
    examples: [
      shows(example({ api: "xdr" }, [answer(200, ORIGIN)], { cookies: { "https://api.example": ["sid=1"] } }), {
        profile: "xdr",
        expect: { outcome: "allowed", notSent: ["Cookie"], sent: [["Origin", APP]] },
      }),
      shows(example({ api: "xdr", method: "PUT" }, [answer(200, ANY)]), {
        profile: "xdr",
        expect: { reason: "xdr-method" },
      }),
      shows(example({ api: "xdr", url: "http://api.example/data" }, [answer(200, ANY)]), {
        profile: "xdr",
        expect: { reason: "xdr-scheme" },
      }),
    ],
  },
  "browser-extensions": {
    standing: "true",
    spec: "https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/manifest.json/host_permissions",
    examples: [
      shows(
        example({}, [answer(200)], {
          url: "chrome-extension://abcdefghijklmnopabcdefghijklmnop/popup.html",
          extensionPermissions: ["https://api.example/*"],
        }),
        chromium(ALLOWED),
      ),
      shows(
        example({}, [answer(200)], { url: "chrome-extension://abcdefghijklmnopabcdefghijklmnop/popup.html" }),
        chromium({
          ...blocked("missing-allow-origin", "response"),
          sent: [["Origin", "chrome-extension://abcdefghijklmnopabcdefghijklmnop"]],
        }),
      ),
    ],
  },
  fonts: {
    standing: "true",
    spec: "https://drafts.csswg.org/css-fonts-4/#font-fetching-requirements",
    examples: [
      shows(
        example({ api: "font", url: "https://cdn.example/a.woff2" }, [content("font/woff2", "")]),
        spec(blocked("missing-allow-origin", "response")),
      ),
      shows(
        example({ api: "font", url: "https://cdn.example/a.woff2" }, [content("font/woff2", "", ANY)]),
        spec(ALLOWED),
      ),
    ],
  },
  "webgl-textures": {
    standing: "true",
    spec: "https://registry.khronos.org/webgl/specs/latest/1.0/#4.2",
    examples: [
      shows(
        example({ api: "webgl-texture", url: "https://cdn.example/a.svg" }, [content("image/svg+xml", SVG, ANY)]),
        spec({ outcome: "opaque" }),
      ),
      shows(
        example({ api: "webgl-texture", url: "https://cdn.example/a.svg", crossorigin: "" }, [
          content("image/svg+xml", SVG, ANY),
        ]),
        spec(ALLOWED),
      ),
    ],
  },
  "tainted-canvas": {
    standing: "true",
    spec: `${HTML}concept-canvas-origin-clean`,
    examples: [
      shows(
        example({ api: "img", url: "https://cdn.example/a.svg" }, [content("image/svg+xml", SVG, ANY)]),
        spec({ outcome: "opaque", element: { loads: true, canvas: "tainted" }, notSent: ["Origin"] }),
      ),
      shows(
        example({ api: "img", url: "https://cdn.example/a.svg", crossorigin: "anonymous" }, [
          content("image/svg+xml", SVG, ANY),
        ]),
        spec({ outcome: "allowed", element: { loads: true }, sent: [["Origin", APP]] }),
      ),
      shows(
        example({ api: "img", url: "https://cdn.example/a.svg", crossorigin: "anonymous" }, [
          content("image/svg+xml", SVG),
        ]),
        spec({ ...blocked("missing-allow-origin", "response"), element: { loads: false } }),
      ),
    ],
  },
  "css-shapes": {
    standing: "true",
    spec: "https://drafts.csswg.org/css-shapes/#shape-outside-property",
    examples: [
      shows(
        example({ api: "css-shape", url: "https://cdn.example/a.svg" }, [content("image/svg+xml", SVG)]),
        spec(blocked("missing-allow-origin", "response")),
      ),
    ],
  },
  "what-a-server-decides": {
    standing: "true",
    spec: `${FETCH}http-responses`,
    examples: [
      shows(
        example({ method: "PUT", headers: [JSON_TYPE], body: text("{}") }, [
          preflight(204, ORIGIN, methods("PUT"), headers("content-type"), ["Vary", "Origin"]),
          answer(200, ORIGIN, ["Vary", "Origin"]),
        ]),
        spec({ outcome: "allowed", wire: [`OPTIONS ${API}`, `PUT ${API}`] }),
      ),
    ],
  },
  "no-replacement-for-security": {
    standing: "true",
    spec: `${FETCH}cors-protocol`,
    examples: [
      shows(
        example(
          { method: "POST", credentials: "include", body: { type: "urlencoded", value: "to=mallory&amount=100" } },
          [answer(200)],
          { url: "https://evil.example/", cookies: { "https://api.example": ["sid=1; SameSite=None; Secure"] } },
        ),
        spec({
          outcome: "blocked",
          wire: [`POST ${API}`],
          sent: [["Cookie", "sid=1"]],
          warningCodes: ["post-side-effect"],
        }),
      ),
      shows(
        example({ api: "form", method: "POST", body: { type: "urlencoded", value: "to=mallory" } }, [answer(200)], {
          url: "https://evil.example/",
        }),
        spec({ outcome: "opaque" }),
      ),
    ],
  },
  jsonp: {
    standing: "true",
    spec: `${HTML}fetch-a-classic-script`,
    examples: [
      shows(
        example({ api: "script", url: `${API}?callback=show` }, [content("text/javascript", 'show({"a":1})')]),
        spec({ outcome: "opaque", wire: [`GET ${API}?callback=show`], element: { loads: true } }),
      ),
      shows(example({}, [content("application/json", '{"a":1}', ANY)]), spec(ALLOWED)),
    ],
  },
  "get-all-response-headers": {
    standing: "outdated",
    spec: `${XHR}the-getallresponseheaders()-method`,
    examples: [
      shows(
        example({ api: "xhr" }, [answer(200, ANY, ["X-Total-Count", "42"], expose("X-Total-Count"))]),
        firefox({ outcome: "allowed", xhr: { getAllResponseHeaders: "x-total-count: 42\r\n" } }),
      ),
    ],
  },
  "methods-with-preflight": {
    standing: "partly",
    spec: `${FETCH}forbidden-method`,
    examples: [
      shows(
        example({ method: "TRACE" }, [answer(200, ANY)]),
        spec({ outcome: "failed", reason: "forbidden-method", wire: [] }),
      ),
      shows(
        example({ method: "OPTIONS" }, [preflight(204, ANY, methods("OPTIONS")), answer(200, ANY)]),
        spec({ outcome: "allowed", wire: [`OPTIONS ${API}`, `OPTIONS ${API}`] }),
      ),
    ],
  },
  "origin-on-every-request": {
    standing: "false",
    spec: `${FETCH}append-a-request-origin-header`,
    examples: [
      shows(
        example({ api: "img", url: "https://cdn.example/a.svg" }, [content("image/svg+xml", SVG)]),
        spec({ outcome: "opaque", notSent: ["Origin"] }),
      ),
      shows(example({ mode: "no-cors" }, [answer(200)]), spec({ outcome: "opaque", notSent: ["Origin"] })),
      shows(example({}, [answer(200, ANY)]), spec({ outcome: "allowed", sent: [["Origin", APP]] })),
    ],
  },
  "origin-on-same-origin": {
    standing: "outdated",
    spec: `${FETCH}append-a-request-origin-header`,
    examples: [
      shows(
        example({ url: `${APP}/data`, method: "POST", body: text("hi") }, [answer(200)]),
        spec({ outcome: "allowed", sent: [["Origin", APP]] }),
        chromium({ outcome: "allowed", sent: [["Origin", APP]] }),
        firefox({ outcome: "allowed", sent: [["Origin", APP]] }),
        webkit({ outcome: "allowed", sent: [["Origin", APP]] }),
      ),
      shows(example({ url: `${APP}/data` }, [answer(200)]), spec({ outcome: "allowed", notSent: ["Origin"] })),
    ],
  },
  "lists-on-every-preflight": {
    standing: "false",
    spec: `${FETCH}cors-preflight-fetch-0`,
    examples: [
      shows(
        example({ api: "xhr", method: "POST", uploadListeners: ["progress"], body: text("hi") }, [
          preflight(204, ANY),
          answer(200, ANY),
        ]),
        spec(preflighted({ code: "upload-listener" })),
      ),
      shows(
        example({ headers: [["X-Custom", "1"]] }, [preflight(204, ANY, headers("x-custom")), answer(200, ANY)]),
        spec(ALLOWED),
      ),
    ],
  },
  "request-method-always": {
    standing: "true",
    spec: `${FETCH}http-access-control-request-method`,
    examples: [
      shows(
        example({ headers: [["X-Custom", "1"]] }, [preflight(204, ANY, headers("x-custom")), answer(200, ANY)]),
        spec({ outcome: "allowed", preflightSent: [["Access-Control-Request-Method", "GET"]] }),
      ),
    ],
  },
  "request-headers-spelling": {
    standing: "outdated",
    spec: `${FETCH}http-access-control-request-headers`,
    examples: [
      shows(
        example({ headers: [["X-Custom-Header", "1"]] }, [
          preflight(204, ANY, headers("X-CUSTOM-header")),
          answer(200, ANY),
        ]),
        spec({ outcome: "allowed", preflightSent: [["Access-Control-Request-Headers", "x-custom-header"]] }),
      ),
      shows(
        example(
          {
            headers: [
              ["Accept", "text/plain"],
              ["X-Custom", "1"],
            ],
          },
          [preflight(204, ANY, headers("x-custom")), answer(200, ANY)],
        ),
        spec({ outcome: "allowed", preflightSent: [["Access-Control-Request-Headers", "x-custom"]] }),
      ),
    ],
  },
  "origin-without-scheme": {
    standing: "false",
    spec: `${FETCH}concept-cors-check`,
    examples: [
      shows(example({}, [answer(200, origin("app.example"))]), spec(blocked("invalid-allow-origin", "response"))),
      shows(example({}, [answer(200, origin("https://*.example"))]), spec({ outcome: "blocked" })),
    ],
  },
  "circulating-typos": {
    standing: "false",
    spec: `${FETCH}cors-safelisted-request-header`,
    examples: [
      shows(
        example(
          { method: "POST", headers: [["Content-Type", "application/ x-www-form-urlencoded"]], body: text("a=1") },
          [answer(200, ANY)],
        ),
        spec({ outcome: "blocked", stage: "preflight" }),
      ),
      shows(
        example({ headers: [["Viewport-Widths", "320"]] }, [answer(200, ANY)]),
        spec(blocked("header-not-allowed", "preflight")),
        chromium(blocked("header-not-allowed", "preflight")),
      ),
    ],
  },
  "no-protection-from-xss": {
    standing: "false",
    spec: `${FETCH}cors-protocol`,
    examples: [
      shows(
        example({ api: "script", url: "https://cdn.example/a.js" }, [
          content("text/javascript", "alert(1)", origin("https://other.example")),
        ]),
        spec({ outcome: "opaque", element: { loads: true } }),
      ),
    ],
  },
  "allow-credentials-false": {
    standing: "true",
    spec: `${FETCH}http-access-control-allow-credentials`,
    examples: [
      shows(
        example({}, [answer(200, ORIGIN, ["Access-Control-Allow-Credentials", "false"])]),
        spec({ outcome: "allowed", warningCodes: ["credentials-false"] }),
      ),
      shows(
        example({ credentials: "include" }, [answer(200, ORIGIN, ["Access-Control-Allow-Credentials", "false"])]),
        spec(blocked("allow-credentials-invalid", "response")),
      ),
    ],
  },
  "status-does-not-tell": {
    standing: "true",
    spec: `${FETCH}concept-cors-check`,
    examples: [
      shows(example({}, [answer(200)]), spec(blocked("missing-allow-origin", "response"))),
      shows(
        example({}, [answer(500, ANY)]),
        spec({ outcome: "allowed", response: { status: 500, bodyReadable: true } }),
      ),
    ],
  },
  "old-console-line": {
    standing: "outdated",
    spec: `${FETCH}concept-cors-check`,
    examples: [
      shows(
        example({ api: "xhr" }, [answer(200)]),
        chromium({ reason: "missing-allow-origin" }),
        firefox({ reason: "missing-allow-origin" }),
        webkit({ reason: "missing-allow-origin" }),
      ),
    ],
  },
  "feature-tests": {
    standing: "outdated",
    spec: `${XHR}the-withcredentials-attribute`,
    examples: [
      shows(example({ api: "xhr" }, [answer(200, ANY)]), spec(ALLOWED)),
      shows(example({ api: "xdr" }, [answer(200, ANY)]), { profile: "xdr", expect: ALLOWED }),
    ],
  },
  "browser-support": {
    standing: "true",
    spec: `${FETCH}http-cors-protocol`,
    examples: [
      shows(
        example({ api: "xhr", url: "https://api.example/" }, [content("text/html", TITLE, ANY)]),
        { profile: "w3c-2014", expect: ALLOWED },
        { profile: "fetch-2018", expect: ALLOWED },
        chromium(ALLOWED),
        firefox(ALLOWED),
        webkit(ALLOWED),
      ),
    ],
  },
} as const satisfies Record<string, LessonFacts>;

export type LessonId = keyof typeof LESSONS;
