import type { ProfileName } from "../../core/profiles/profile.js";
import type { ReasonCode } from "../../core/reasons.js";
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
  methods,
  ORIGIN,
  origin,
  preflight,
  text,
} from "../example.js";

/** The smallest case that is stopped for a reason, and in whose eyes. */
export interface ReasonExample {
  readonly profile: ProfileName;
  readonly case: Example;
}

const spec = (given: Example): ReasonExample => ({ profile: "spec", case: given });
const stream = { type: "stream", value: "hello" } as const;
const OLD = "https://api.example/old";
const toNew = (location: string) => at(OLD, 302, ANY, ["Location", location]);

export const REASON_EXAMPLES: Readonly<Record<ReasonCode, ReasonExample>> = {
  "forbidden-method": spec(example({ method: "TRACE" }, [answer(200, ANY)])),
  "invalid-method": spec(example({ method: "GET /" }, [answer(200, ANY)])),
  "invalid-header": spec(example({ headers: [["X Custom", "1"]] }, [answer(200, ANY)])),
  "invalid-init": spec(example({ mode: "navigate" }, [answer(200, ANY)])),
  "invalid-state": spec(example({ api: "xhr", async: false, timeout: 1000 }, [answer(200, ANY)])),
  "unusable-body": spec(example({ method: "POST", keepalive: true, body: stream }, [answer(200, ANY)])),
  "url-invalid": spec(example({ url: "https://api example/data" }, [answer(200, ANY)])),
  "url-has-credentials": spec(example({ url: "https://user:secret@api.example/data" }, [answer(200, ANY)])),
  "body-with-get": spec(example({ body: text("{}") }, [answer(200, ANY)])),
  "stream-needs-duplex": spec(example({ method: "POST", duplex: null, body: stream }, [answer(200, ANY)])),
  "stream-needs-cors": spec(example({ method: "POST", mode: "no-cors", body: stream }, [answer(200, ANY)])),
  "stream-unsupported": {
    profile: "webkit",
    case: example({ method: "POST", body: stream }, [preflight(204, ANY), answer(200, ANY)]),
  },
  "method-needs-cors-mode": spec(example({ method: "PUT", mode: "no-cors" }, [answer(200, ANY)])),
  "same-origin-mode": spec(example({ mode: "same-origin" }, [answer(200, ANY)])),
  "unsupported-scheme": spec(example({ url: "ftp://files.example/data" }, [answer(200, ANY)])),
  "bad-port": spec(example({ url: "https://api.example:6667/data" }, [answer(200, ANY)])),
  "mixed-content": spec(example({ url: "http://api.example/data" }, [answer(200, ANY)])),
  "csp-blocked": spec(example({}, [answer(200, ANY)], { csp: "connect-src 'self'" })),
  "keepalive-quota": spec(
    example({ method: "POST", keepalive: true, body: text("x".repeat(65537)) }, [answer(200, ANY)]),
  ),
  "cache-miss": spec(example({ url: `${APP}/data`, mode: "same-origin", cache: "only-if-cached" }, [answer(200)])),
  "xdr-method": { profile: "xdr", case: example({ api: "xdr", method: "PUT" }, [answer(200, ANY)]) },
  "xdr-scheme": { profile: "xdr", case: example({ api: "xdr", url: "http://api.example/data" }, [answer(200, ANY)]) },
  "local-network-access": {
    profile: "chromium",
    case: example({ url: "https://printer.example/status" }, [{ ...answer(200, ANY), addressSpace: "local" }], {
      addressSpace: "public",
      permissions: { "local-network": "denied" },
    }),
  },

  "missing-allow-origin": spec(example({}, [answer(200)])),
  "multiple-allow-origin": spec(example({}, [answer(200, origin(`${APP}, https://www.app.example`))])),
  "invalid-allow-origin": spec(example({}, [answer(200, origin("app.example"))])),
  "allow-origin-mismatch": spec(example({}, [answer(200, origin(`${APP}/`))])),
  "wildcard-with-credentials": spec(example({ credentials: "include" }, [answer(200, ANY, CREDENTIALS)])),
  "allow-credentials-missing": spec(example({ credentials: "include" }, [answer(200, ORIGIN)])),
  "allow-credentials-invalid": spec(
    example({ credentials: "include" }, [answer(200, ORIGIN, ["Access-Control-Allow-Credentials", "True"])]),
  ),

  "preflight-status": spec(example({ method: "PUT" }, [preflight(405, ORIGIN, methods("PUT")), answer(200, ORIGIN)])),
  "preflight-redirected": spec(
    example({ method: "PUT" }, [preflight(301, ORIGIN, ["Location", `${API}/`]), answer(200, ORIGIN)]),
  ),
  "invalid-allow-methods": spec(
    example({ method: "PUT" }, [preflight(204, ORIGIN, methods("GET PUT")), answer(200, ORIGIN)]),
  ),
  "invalid-allow-headers": spec(
    example({ headers: [["X-Custom", "1"]] }, [
      preflight(204, ORIGIN, headers("x-custom; x-other")),
      answer(200, ORIGIN),
    ]),
  ),
  "method-not-allowed": spec(
    example({ method: "PUT" }, [preflight(204, ORIGIN, methods("GET, POST")), answer(200, ORIGIN)]),
  ),
  "header-not-allowed": spec(
    example({ method: "POST", headers: [JSON_TYPE], body: text("{}") }, [preflight(204, ORIGIN), answer(200, ORIGIN)]),
  ),
  "authorization-needs-explicit-header": spec(
    example({ headers: [["Authorization", "Bearer token"]] }, [preflight(204, ANY, headers("*")), answer(200, ANY)]),
  ),

  "redirect-mode-error": spec(example({ url: OLD, redirect: "error" }, [toNew(API), answer(200, ANY)])),
  "redirect-bad-location": spec(example({ url: OLD }, [toNew("https://"), answer(200, ANY)])),
  "redirect-scheme": spec(example({ url: OLD }, [toNew("ftp://files.example/data"), answer(200, ANY)])),
  "redirect-with-userinfo": spec(example({ url: OLD }, [toNew("https://user@api.example/data"), answer(200, ANY)])),
  "redirect-stream-body": spec(
    example({ url: OLD, method: "POST", body: stream }, [
      { ...preflight(204, ANY), http: "2" },
      { ...at(OLD, 307, ANY, ["Location", API]), http: "2" },
    ]),
  ),
  "too-many-redirects": spec(example({ url: OLD }, [toNew(OLD)])),

  "corp-blocked": spec(example({ mode: "no-cors" }, [answer(200, ["Cross-Origin-Resource-Policy", "same-origin"])])),
  "coep-blocked": spec(
    example({ api: "img", url: "https://cdn.example/a.png" }, [content("image/png", "")], { coep: "require-corp" }),
  ),
  "opaque-response-blocked": {
    profile: "chromium",
    case: example({ api: "script", url: API }, [content("application/json", '{"a":1}')]),
  },
  "integrity-mismatch": spec(
    example({ integrity: "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }, [answer(200, ANY)]),
  ),
  nosniff: spec(
    example({ api: "script", url: "https://cdn.example/a.js" }, [
      content("text/plain", "self.loaded = true;", ["X-Content-Type-Options", "nosniff"]),
    ]),
  ),
  "unexpected-content-type": spec(
    example({ api: "module-script", url: "https://cdn.example/a.js" }, [content("text/plain", "export {};", ANY)]),
  ),
  "unexpected-status": spec(example({ api: "eventsource", url: "https://api.example/events" }, [answer(503, ANY)])),
  "service-worker-response": spec(example({}, [{ via: "service-worker", respond: { type: "error" } }])),

  "network-error": spec(example({}, [{ respond: { error: "connection-refused" } }])),
  "stream-needs-http2": spec(example({ method: "POST", body: stream }, [preflight(204, ANY), answer(200, ANY)])),
  timeout: spec(example({ api: "xhr", timeout: 1000 }, [{ respond: { status: 200, headers: [ANY], delay: 2 } }])),
  aborted: spec(example({ abortAfter: 0.5 }, [{ respond: { status: 200, headers: [ANY], delay: 2 } }])),
};
