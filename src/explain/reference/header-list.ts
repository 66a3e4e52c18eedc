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
  preflight,
  type Shown,
  text,
  thenAsk,
} from "../example.js";

interface HeaderFacts {
  /** As it is written. */
  readonly name: string;
  /** Who sends it. */
  readonly sentBy: "browser" | "server";
  readonly spec: string;
  readonly case: Example;
  readonly shows: readonly Shown[];
}

const FETCH = "https://fetch.spec.whatwg.org/#";
const METADATA = "https://w3c.github.io/webappsec-fetch-metadata/#";
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';

const spec = (expect: Shown["expect"]): Shown => ({ profile: "spec", expect });
const chromium = (expect: Shown["expect"]): Shown => ({ profile: "chromium", expect });

const image = (...list: [string, string][]): Example =>
  example({ api: "img", url: "https://cdn.example/a.svg" }, [content("image/svg+xml", SVG, ...list)]);

/** A request with everything that a preflight can ask for. */
const PREFLIGHTED = example({ method: "PUT", headers: [JSON_TYPE, ["X-Custom", "1"]], body: text("{}") }, [
  preflight(204, ORIGIN, methods("PUT"), headers("content-type, x-custom"), maxAge("600"), ["Vary", "Origin"]),
  answer(200, ORIGIN, ["Vary", "Origin"]),
]);

/** Headers that a reader of CORS meets, in the order in which they matter. */
export const HEADERS = {
  "access-control-allow-origin": {
    name: "Access-Control-Allow-Origin",
    sentBy: "server",
    spec: `${FETCH}http-access-control-allow-origin`,
    case: example({}, [answer(200, ORIGIN, ["Vary", "Origin"])]),
    shows: [spec({ outcome: "allowed" })],
  },
  "access-control-allow-credentials": {
    name: "Access-Control-Allow-Credentials",
    sentBy: "server",
    spec: `${FETCH}http-access-control-allow-credentials`,
    case: example({ credentials: "include" }, [answer(200, ORIGIN, CREDENTIALS, ["Vary", "Origin"])]),
    shows: [spec({ outcome: "allowed" })],
  },
  "access-control-allow-methods": {
    name: "Access-Control-Allow-Methods",
    sentBy: "server",
    spec: `${FETCH}http-access-control-allow-methods`,
    case: PREFLIGHTED,
    shows: [spec({ outcome: "allowed" })],
  },
  "access-control-allow-headers": {
    name: "Access-Control-Allow-Headers",
    sentBy: "server",
    spec: `${FETCH}http-access-control-allow-headers`,
    case: PREFLIGHTED,
    shows: [spec({ outcome: "allowed" })],
  },
  "access-control-expose-headers": {
    name: "Access-Control-Expose-Headers",
    sentBy: "server",
    spec: `${FETCH}http-access-control-expose-headers`,
    case: example({}, [answer(200, ANY, ["X-Total-Count", "42"], ["ETag", '"7"'], expose("X-Total-Count"))]),
    shows: [spec({ outcome: "allowed", visible: ["X-Total-Count"], hidden: ["ETag"] })],
  },
  "access-control-max-age": {
    name: "Access-Control-Max-Age",
    sentBy: "server",
    spec: `${FETCH}http-access-control-max-age`,
    case: thenAsk(PREFLIGHTED, { after: 60 }, { after: 3600 }),
    shows: [
      { profile: "spec", at: 1, expect: { preflight: { fromCache: true } } },
      { profile: "spec", at: 2, expect: { preflight: { fromCache: false } } },
    ],
  },
  "access-control-request-method": {
    name: "Access-Control-Request-Method",
    sentBy: "browser",
    spec: `${FETCH}http-access-control-request-method`,
    case: PREFLIGHTED,
    shows: [spec({ preflightSent: [["Access-Control-Request-Method", "PUT"]] })],
  },
  "access-control-request-headers": {
    name: "Access-Control-Request-Headers",
    sentBy: "browser",
    spec: `${FETCH}http-access-control-request-headers`,
    case: PREFLIGHTED,
    shows: [spec({ preflightSent: [["Access-Control-Request-Headers", "content-type,x-custom"]] })],
  },
  origin: {
    name: "Origin",
    sentBy: "browser",
    spec: `${FETCH}origin-header`,
    case: example({}, [answer(200, ORIGIN, ["Vary", "Origin"])]),
    shows: [spec({ sent: [["Origin", APP]] })],
  },
  vary: {
    name: "Vary",
    sentBy: "server",
    spec: `${FETCH}cors-protocol-and-http-caches`,
    case: example({}, [answer(200, ORIGIN)]),
    shows: [spec({ outcome: "allowed", warningCodes: ["missing-vary-origin"] })],
  },
  "timing-allow-origin": {
    name: "Timing-Allow-Origin",
    sentBy: "server",
    spec: `${FETCH}concept-tao-check`,
    case: example({}, [answer(200, ["Timing-Allow-Origin", "*"])]),
    shows: [spec({ outcome: "blocked", reason: "missing-allow-origin" })],
  },
  "cross-origin-resource-policy": {
    name: "Cross-Origin-Resource-Policy",
    sentBy: "server",
    spec: `${FETCH}cross-origin-resource-policy-header`,
    case: image(["Cross-Origin-Resource-Policy", "same-origin"]),
    shows: [spec({ outcome: "blocked", reason: "corp-blocked" })],
  },
  "cross-origin-embedder-policy": {
    name: "Cross-Origin-Embedder-Policy",
    sentBy: "server",
    spec: "https://html.spec.whatwg.org/#coep",
    case: { ...image(), page: { url: `${APP}/`, coep: "require-corp" } },
    shows: [spec({ outcome: "blocked", reason: "coep-blocked" })],
  },
  "cross-origin-opener-policy": {
    name: "Cross-Origin-Opener-Policy",
    sentBy: "server",
    spec: "https://html.spec.whatwg.org/#cross-origin-opener-policies",
    case: example({}, [answer(200, ["Cross-Origin-Opener-Policy", "same-origin"])]),
    shows: [spec({ outcome: "blocked", reason: "missing-allow-origin" })],
  },
  "content-security-policy": {
    name: "Content-Security-Policy",
    sentBy: "server",
    spec: "https://w3c.github.io/webappsec-csp/#directive-connect-src",
    case: example({}, [answer(200, ANY)], { csp: "connect-src 'self'" }),
    shows: [spec({ outcome: "failed", reason: "csp-blocked" })],
  },
  "x-content-type-options": {
    name: "X-Content-Type-Options",
    sentBy: "server",
    spec: `${FETCH}x-content-type-options-header`,
    case: example({ api: "script", url: "https://cdn.example/a.js" }, [
      content("text/plain", "self.loaded = true;", ["X-Content-Type-Options", "nosniff"]),
    ]),
    shows: [spec({ outcome: "blocked", reason: "nosniff" })],
  },
  "sec-fetch": {
    name: "Sec-Fetch-Site, Sec-Fetch-Mode, Sec-Fetch-Dest",
    sentBy: "browser",
    spec: `${METADATA}framework`,
    case: example({}, [answer(200, ANY)]),
    shows: [
      spec({
        sent: [
          ["Sec-Fetch-Site", "cross-site"],
          ["Sec-Fetch-Mode", "cors"],
          ["Sec-Fetch-Dest", "empty"],
        ],
      }),
    ],
  },
  "access-control-request-private-network": {
    name: "Access-Control-Request-Private-Network",
    sentBy: "browser",
    spec: "https://wicg.github.io/local-network-access/",
    case: example({ url: "https://printer.example/status" }, [{ ...answer(200, ANY), addressSpace: "local" }], {
      addressSpace: "public",
      permissions: { "local-network": "granted" },
    }),
    shows: [
      chromium({ outcome: "allowed", preflight: { needed: false }, wire: ["GET https://printer.example/status"] }),
    ],
  },
  "x-requested-with": {
    name: "X-Requested-With",
    sentBy: "browser",
    spec: `${FETCH}cors-safelisted-request-header`,
    case: example({ headers: [["X-Requested-With", "XMLHttpRequest"]] }, [answer(200, ANY)]),
    shows: [spec({ outcome: "blocked", reason: "header-not-allowed", warningCodes: ["x-requested-with"] })],
  },
  authorization: {
    name: "Authorization",
    sentBy: "browser",
    spec: `${FETCH}cors-non-wildcard-request-header-name`,
    case: example({ headers: [["Authorization", "Bearer token"]] }, [
      preflight(204, ANY, headers("authorization")),
      answer(200, ANY),
    ]),
    shows: [spec({ outcome: "allowed", wire: [`OPTIONS ${API}`, `GET ${API}`] })],
  },
  "set-cookie": {
    name: "Cookie, Set-Cookie",
    sentBy: "server",
    spec: `${FETCH}cors-protocol-and-credentials`,
    case: example(
      { credentials: "include" },
      [answer(200, ORIGIN, CREDENTIALS, ["Vary", "Origin"], ["Set-Cookie", "sid=2; SameSite=None; Secure"])],
      { cookies: { "https://api.example": ["sid=1; SameSite=None; Secure"] } },
    ),
    shows: [spec({ outcome: "allowed", sent: [["Cookie", "sid=1"]], hidden: ["Set-Cookie"] })],
  },
} as const satisfies Record<string, HeaderFacts>;

export type HeaderId = keyof typeof HEADERS;
