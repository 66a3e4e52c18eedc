import type { ProfileName } from "../../core/profiles/profile.js";
import {
  ANY,
  API,
  APP,
  answer,
  at,
  CREDENTIALS,
  content,
  type Example,
  example,
  headers,
  JSON_TYPE,
  maxAge,
  methods,
  ORIGIN,
  origin,
  preflight,
  text,
  thenAsk,
} from "../example.js";

export type Level = "easy" | "medium" | "hard";

interface QuestionFacts {
  readonly level: Level;
  readonly case: Example;
  readonly profile: ProfileName;
  /** Which request of a sequence is asked about; the first unless given. */
  readonly at?: number;
  /** What each option says of the verdict; exactly one is so. */
  readonly options: readonly Readonly<Record<string, unknown>>[];
  /** The index of the one that is so. */
  readonly answer: number;
}

const READ = { outcome: "allowed" } as const;
const blockedAt = (stage: string) => ({ outcome: "blocked", stage });
const because = (reason: string) => ({ outcome: "blocked", reason });
const NOTHING_SENT = { wire: [] } as const;
const OPTIONS = `OPTIONS ${API}`;
const POST = `POST ${API}`;
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';
const JAR = { cookies: { "https://api.example": ["sid=1; SameSite=None; Secure"] } };

/** From easy to hard. */
export const QUESTIONS = {
  "plain-get": {
    level: "easy",
    profile: "chromium",
    case: example({}, [answer(200)]),
    options: [READ, blockedAt("preflight"), { ...blockedAt("response"), wire: [`GET ${API}`] }, NOTHING_SENT],
    answer: 2,
  },
  "first-on-the-wire": {
    level: "easy",
    profile: "chromium",
    case: example({ method: "PUT" }, [preflight(204, ANY, methods("PUT")), answer(200, ANY)]),
    options: [
      { wire: [`PUT ${API}`] },
      { wire: [OPTIONS, `PUT ${API}`] },
      { wire: [`PUT ${API}`, OPTIONS] },
      NOTHING_SENT,
    ],
    answer: 1,
  },
  "two-ports": {
    level: "easy",
    profile: "chromium",
    case: example({ url: "http://localhost:3001/data" }, [answer(200, origin("http://localhost:3000"))], {
      url: "http://localhost:3000/",
    }),
    options: [
      { outcome: "allowed", response: { type: "basic" } },
      { outcome: "allowed", response: { type: "cors" } },
      because("missing-allow-origin"),
      because("allow-origin-mismatch"),
    ],
    answer: 1,
  },
  "form-post": {
    level: "easy",
    profile: "chromium",
    case: example({ method: "POST", body: { type: "urlencoded", value: "name=Ada" } }, [answer(200)]),
    options: [
      { outcome: "blocked", wire: [POST] },
      { outcome: "blocked", wire: [OPTIONS] },
      { outcome: "blocked", ...NOTHING_SENT },
      { outcome: "allowed", wire: [POST] },
    ],
    answer: 0,
  },
  "json-post": {
    level: "easy",
    profile: "chromium",
    case: example({ method: "POST", headers: [JSON_TYPE], body: text("{}") }, [
      preflight(204, ORIGIN),
      answer(200, ORIGIN),
    ]),
    options: [READ, because("method-not-allowed"), because("missing-allow-origin"), because("header-not-allowed")],
    answer: 3,
  },
  "star-and-cookies": {
    level: "easy",
    profile: "chromium",
    case: example({ credentials: "include" }, [answer(200, ANY, CREDENTIALS)], JAR),
    options: [
      { outcome: "allowed", sent: [["Cookie", "sid=1"]] },
      { outcome: "allowed", notSent: ["Cookie"] },
      { ...because("wildcard-with-credentials"), sent: [["Cookie", "sid=1"]] },
      { outcome: "blocked", ...NOTHING_SENT },
    ],
    answer: 2,
  },
  "no-cors": {
    level: "easy",
    profile: "chromium",
    case: example({ mode: "no-cors" }, [answer(200)]),
    options: [
      { outcome: "allowed", response: { status: 200 } },
      { outcome: "opaque", response: { status: 0, bodyReadable: false } },
      { outcome: "blocked" },
      NOTHING_SENT,
    ],
    answer: 1,
  },
  "foreign-image": {
    level: "easy",
    profile: "chromium",
    case: example({ api: "img", url: "https://cdn.example/a.svg" }, [content("image/svg+xml", SVG)]),
    options: [
      { element: { loads: false } },
      { element: { loads: true, canvas: "clean" } },
      { element: { loads: true, canvas: "tainted" } },
    ],
    answer: 2,
  },
  "accept-json": {
    level: "medium",
    profile: "chromium",
    case: example({ headers: [["Accept", "application/json"]] }, [answer(200, ANY)]),
    options: [
      { preflight: { needed: true }, outcome: "blocked" },
      { preflight: { needed: false }, outcome: "allowed" },
      { preflight: { needed: false }, outcome: "blocked" },
    ],
    answer: 1,
  },
  "preflight-404": {
    level: "medium",
    profile: "chromium",
    case: example({ method: "DELETE" }, [preflight(404, ANY, methods("DELETE")), answer(200, ANY)]),
    options: [READ, because("preflight-status"), because("method-not-allowed"), because("missing-allow-origin")],
    answer: 1,
  },
  "error-500": {
    level: "medium",
    profile: "chromium",
    case: example({}, [answer(500, ANY)]),
    options: [
      { outcome: "blocked" },
      { outcome: "allowed", response: { status: 0 } },
      { outcome: "allowed", response: { status: 500, bodyReadable: true } },
    ],
    answer: 2,
  },
  "total-count": {
    level: "medium",
    profile: "chromium",
    case: example({}, [answer(200, ANY, ["X-Total-Count", "42"], ["Content-Length", "2"])]),
    options: [
      { outcome: "allowed", visible: ["X-Total-Count", "Content-Length"] },
      { outcome: "allowed", visible: ["Content-Length"], hidden: ["X-Total-Count"] },
      { outcome: "allowed", hidden: ["X-Total-Count", "Content-Length"] },
      { outcome: "blocked" },
    ],
    answer: 1,
  },
  "trailing-slash": {
    level: "medium",
    profile: "chromium",
    case: example({}, [answer(200, origin(`${APP}/`))]),
    options: [
      READ,
      because("allow-origin-mismatch"),
      because("missing-allow-origin"),
      because("multiple-allow-origin"),
    ],
    answer: 1,
  },
  "small-patch": {
    level: "medium",
    profile: "chromium",
    case: example({ method: "patch" }, [preflight(204, ANY, methods("PATCH")), answer(200, ANY)]),
    options: [READ, { outcome: "failed" }, because("preflight-status"), because("method-not-allowed")],
    answer: 3,
  },
  "moved-to-https": {
    level: "medium",
    profile: "chromium",
    case: example(
      { url: "http://api.example/data", method: "PUT" },
      [
        { when: { url: "http://api.example/data" }, respond: { status: 301, headers: [["Location", API], ANY] } },
        preflight(204, ANY, methods("PUT")),
        answer(200, ANY),
      ],
      { url: "http://app.example/" },
    ),
    options: [READ, because("preflight-redirected"), because("missing-allow-origin"), { reason: "mixed-content" }],
    answer: 1,
  },
  "login-without-credentials": {
    level: "medium",
    profile: "chromium",
    case: thenAsk(example({}, [answer(200, ORIGIN, CREDENTIALS, ["Set-Cookie", "sid=1; SameSite=None; Secure"])]), {
      credentials: "include",
    }),
    at: 1,
    options: [
      { outcome: "allowed", sent: [["Cookie", "sid=1"]] },
      { outcome: "allowed", notSent: ["Cookie"] },
      { outcome: "blocked" },
    ],
    answer: 1,
  },
  "preflight-for-another-url": {
    level: "medium",
    profile: "chromium",
    case: thenAsk(
      example({ url: `${API}/1`, method: "DELETE" }, [
        preflight(204, ANY, methods("DELETE"), maxAge("600")),
        answer(200, ANY),
      ]),
      { url: `${API}/2` },
    ),
    at: 1,
    options: [{ wire: [`DELETE ${API}/2`] }, { wire: [`OPTIONS ${API}/2`, `DELETE ${API}/2`] }, NOTHING_SENT],
    answer: 1,
  },
  "progress-listener": {
    level: "medium",
    profile: "chromium",
    case: example({ api: "xhr", method: "POST", uploadListeners: ["progress"], body: text("hi") }, [
      { when: { method: "OPTIONS" }, respond: { status: 405 } },
      answer(200, ANY),
    ]),
    options: [
      { outcome: "allowed", wire: [POST] },
      { outcome: "blocked", wire: [POST] },
      { outcome: "blocked", wire: [OPTIONS] },
    ],
    answer: 2,
  },
  "page-policy": {
    level: "medium",
    profile: "chromium",
    case: example({ method: "PUT" }, [preflight(204, ANY, methods("PUT")), answer(200, ANY)], {
      csp: "connect-src 'self'",
    }),
    options: [
      READ,
      { reason: "csp-blocked", ...NOTHING_SENT },
      { reason: "csp-blocked", wire: [OPTIONS] },
      { outcome: "blocked" },
    ],
    answer: 1,
  },
  "sandboxed-page": {
    level: "medium",
    profile: "chromium",
    case: example({}, [answer(200, ORIGIN)], { opaque: true }),
    options: [
      READ,
      { ...because("allow-origin-mismatch"), sent: [["Origin", "null"]] },
      { ...because("allow-origin-mismatch"), sent: [["Origin", APP]] },
      NOTHING_SENT,
    ],
    answer: 1,
  },
  "wildcard-authorization": {
    level: "hard",
    profile: "chromium",
    case: example({ headers: [["Authorization", "Bearer token"]] }, [
      preflight(204, ANY, headers("*")),
      answer(200, ANY),
    ]),
    options: [
      READ,
      because("authorization-needs-explicit-header"),
      because("header-not-allowed"),
      because("wildcard-with-credentials"),
    ],
    answer: 0,
  },
  "two-foreign-hops": {
    level: "hard",
    profile: "chromium",
    case: example({ url: "https://old.example/data" }, [
      at("https://old.example/data", 302, ANY, ["Location", API]),
      answer(200, ORIGIN),
    ]),
    options: [
      READ,
      { ...because("allow-origin-mismatch"), sent: [["Origin", "null"]] },
      { ...because("missing-allow-origin"), stage: "redirect" },
    ],
    answer: 1,
  },
  "there-and-back": {
    level: "hard",
    profile: "chromium",
    case: example({}, [at(API, 302, ANY, ["Location", `${APP}/data`]), answer(200)]),
    options: [READ, { ...blockedAt("response"), reason: "missing-allow-origin" }, { ...blockedAt("redirect") }],
    answer: 1,
  },
  "an-hour-in-webkit": {
    level: "hard",
    profile: "webkit",
    case: thenAsk(
      example({ method: "PUT" }, [preflight(204, ANY, methods("PUT"), maxAge("86400")), answer(200, ANY)]),
      {
        after: 3600,
      },
    ),
    at: 1,
    options: [{ wire: [`PUT ${API}`] }, { wire: [OPTIONS, `PUT ${API}`] }, { outcome: "blocked" }],
    answer: 1,
  },
  "blocked-cookie": {
    level: "hard",
    profile: "chromium",
    case: thenAsk(
      example({ credentials: "include" }, [answer(200, ["Set-Cookie", "sid=1; SameSite=None; Secure"])]),
      {},
    ),
    at: 1,
    options: [
      { outcome: "blocked", notSent: ["Cookie"] },
      { outcome: "blocked", sent: [["Cookie", "sid=1"]] },
      { outcome: "allowed" },
    ],
    answer: 1,
  },
  "quoted-charset": {
    level: "hard",
    profile: "chromium",
    case: example({ method: "POST", headers: [["Content-Type", 'text/plain; charset="utf-8"']], body: text("hi") }, [
      answer(200, ANY),
    ]),
    options: [READ, { outcome: "blocked", wire: [POST] }, { outcome: "blocked", wire: [OPTIONS] }],
    answer: 2,
  },
  "save-data": {
    level: "hard",
    profile: "chromium",
    case: example({ headers: [["Save-Data", "on"]] }, [
      { when: { method: "OPTIONS" }, respond: { status: 405 } },
      answer(200, ANY),
    ]),
    options: [
      { outcome: "allowed", wire: [`GET ${API}`] },
      { outcome: "blocked", wire: [OPTIONS] },
      { outcome: "blocked", wire: [`GET ${API}`] },
    ],
    answer: 0,
  },
  "event-source-header": {
    level: "hard",
    profile: "firefox",
    case: example(
      { api: "eventsource", url: "https://api.example/events", withCredentials: true },
      [content("text/event-stream", "data: hi\n\n", ORIGIN)],
      JAR,
    ),
    options: [
      { outcome: "allowed", sent: [["Cookie", "sid=1"]] },
      { ...because("allow-credentials-missing"), wire: ["GET https://api.example/events"] },
      { ...because("allow-credentials-missing"), wire: ["OPTIONS https://api.example/events"] },
    ],
    answer: 1,
  },
  "wildcards-with-cookies": {
    level: "hard",
    profile: "spec",
    case: example({ headers: [["X-Custom", "1"]], credentials: "include" }, [
      preflight(204, ORIGIN, CREDENTIALS, headers("*")),
      answer(200, ORIGIN, CREDENTIALS),
    ]),
    options: [
      READ,
      because("wildcard-with-credentials"),
      because("header-not-allowed"),
      because("invalid-allow-headers"),
    ],
    answer: 2,
  },
  "two-headers-alike": {
    level: "hard",
    profile: "firefox",
    case: example({}, [answer(200, ORIGIN, ORIGIN)]),
    options: [
      READ,
      because("multiple-allow-origin"),
      because("allow-origin-mismatch"),
      because("invalid-allow-origin"),
    ],
    answer: 1,
  },
} as const satisfies Record<string, QuestionFacts>;

export type QuestionId = keyof typeof QUESTIONS;
