import { expect, test } from "vitest";
import type { CauseCode } from "../../src/explain/codes.js";
import { likelyCausesOf } from "../../src/explain/likely-causes.js";
import { API, answer, at, ORIGIN, onPreflight, outcomeFor, verdictFor, WILDCARD } from "./cases.js";

type Given = Parameters<typeof verdictFor>;
const PUT = { method: "PUT" };

test.each<[CauseCode, string, Given[1], Given[2]]>([
  [
    "preflight-behind-auth",
    "401 with WWW-Authenticate on OPTIONS",
    PUT,
    [onPreflight(401, ["WWW-Authenticate", "Basic"])],
  ],
  ["preflight-behind-auth", "403 on OPTIONS", PUT, [onPreflight(403)]],
  ["preflight-not-handled", "405 on OPTIONS, Allow: GET", PUT, [onPreflight(405, ["Allow", "GET"])]],
  ["server-error-page", "500 without Access-Control-Allow-Origin on GET", {}, [answer(500)]],
  ["gateway-error", "502 on GET, Server: nginx", {}, [answer(502, ["Server", "nginx"])]],
  ["gateway-error", "413 on POST, Via: 1.1 varnish", { method: "POST" }, [answer(413, ["Via", "1.1 varnish"])]],
  ["error-without-cors", "404 without Access-Control-Allow-Origin on GET", {}, [answer(404)]],
  ["login-redirect", "302 to https://api.example/login", {}, [answer(302, ["Location", "/login?next=%2Fdata"])]],
  [
    "http-to-https-redirect",
    "301 to https://api.example/data",
    { url: "http://api.example/data" },
    [answer(301, ["Location", API])],
  ],
  ["trailing-slash-redirect", "301 to https://api.example/data/", PUT, [onPreflight(301, ["Location", "/data/"])]],
  [
    "host-redirect",
    "308 to https://www.api.example/data",
    {},
    [answer(308, ["Location", "https://www.api.example/data"])],
  ],
  [
    "host-redirect",
    "302 to https://cdn.example/x",
    {},
    [at(API, 302, WILDCARD, ["Location", "https://cdn.example/x"]), answer(200, ORIGIN)],
  ],
  ["cache-without-vary", "x-cache: HIT, no Vary: Origin", {}, [answer(200, ["X-Cache", "HIT"])]],
  ["cache-without-vary", "age: 30, no Vary: Origin", {}, [answer(200, ["Age", "30"])]],
  ["duplicate-header", "access-control-allow-origin: *, *", {}, [answer(200, WILDCARD, WILDCARD)]],
  ["bot-challenge", "cf-mitigated: challenge", {}, [answer(403, ["cf-mitigated", "challenge"])]],
  ["tunnel-page", "ngrok-error-code: ERR_NGROK_3200", {}, [answer(404, ["ngrok-error-code", "ERR_NGROK_3200"])]],
  ["storage-rules", "server: AmazonS3", PUT, [onPreflight(403, ["Server", "AmazonS3"])]],
  ["storage-rules", "server: UploadServer", {}, [answer(200, ["Server", "UploadServer"])]],
  [
    "preflight-not-handled",
    "403 on OPTIONS, x-amzn-errortype: MissingAuthenticationTokenException",
    PUT,
    [onPreflight(403, ["x-amzn-errortype", "MissingAuthenticationTokenException"])],
  ],
  ["html-error-page", "404 with text/html on GET", {}, [answer(404, ["Content-Type", "text/html"])]],
])("%s: %s", (code, evidence, setup, server) => {
  const page = setup.url?.startsWith("http:") ? { url: "http://app.example/" } : {};
  expect(verdictFor("spec", setup, server, page).likelyCauses).toContainEqual({ code, evidence });
});

test.each<[string, Given[1], Given[2]]>([
  ["allowed", {}, [answer(200, ORIGIN, ["Age", "30"])]],
  ["never sent", { method: "TRACE" }, []],
  ["no answer", {}, [{ respond: { error: "dns" } }]],
  ["a plain omission", {}, [answer(200)]],
])("nothing to guess: %s", (_title, setup, server) => {
  expect(verdictFor("spec", setup, server).likelyCauses).toEqual([]);
});

test("headers that the actual answer would have had", () => {
  const server = [onPreflight(200), answer(200, ORIGIN)];
  const { outcome, rerun } = outcomeFor("spec", PUT, server);
  expect(likelyCausesOf(outcome, rerun)).toEqual([
    { code: "headers-on-actual-only", evidence: "PUT has Access-Control-Allow-Origin, OPTIONS has none" },
  ]);
  expect(likelyCausesOf(outcome)).toEqual([]);
});
