import type { ReadCase, Rule } from "../../cases/case.js";
import { BLANK_PAGE, BLANK_RULE, BLANK_SETUP } from "./blank.js";
import type { Pairs, Setup } from "./edit.js";

export type ExampleId =
  | "custom-header"
  | "no-headers"
  | "credentials-wildcard"
  | "json-post"
  | "preflight-401"
  | "redirect"
  | "authorization-wildcard"
  | "exposed"
  | "upload-progress"
  | "cache"
  | "image"
  | "local";

const APP = "https://app.example";
const API = "https://api.example";
const allow = (...more: Pairs): Pairs => [["Access-Control-Allow-Origin", APP], ...more];

const answer = (headers: Pairs, respond: Partial<Rule["respond"]> = {}, when: Rule["when"] = {}): Rule => ({
  ...BLANK_RULE,
  when,
  respond: { ...BLANK_RULE.respond, headers, ...respond },
});
const preflight = (headers: Pairs, status = 204): Rule => answer(headers, { status }, { preflight: true });

function example(setup: Partial<Setup>, server: Rule[], more: Partial<ReadCase> = {}): ReadCase {
  return {
    page: { ...BLANK_PAGE, url: `${APP}/` },
    setup: { ...BLANK_SETUP, url: `${API}/data`, ...setup },
    server,
    // biome-ignore lint/suspicious/noThenProperty: the public format names it so
    then: [],
    ...more,
  };
}

/** The case to begin with: one header that the server forgot. */
export const FIRST = "custom-header" satisfies ExampleId;

export const EXAMPLES: Readonly<Record<ExampleId, ReadCase>> = {
  "custom-header": example({ method: "PUT", headers: [["X-Custom", "1"]] }, [
    preflight(allow(["Access-Control-Allow-Methods", "GET, PUT"])),
    answer(allow()),
  ]),
  "no-headers": example({}, [answer([["Content-Type", "application/json"]])]),
  "credentials-wildcard": example({ credentials: "include" }, [answer([["Access-Control-Allow-Origin", "*"]])]),
  "json-post": example(
    {
      method: "POST",
      headers: [["Content-Type", "application/json"]],
      body: { type: "text", value: '{"name":"Ada"}', contentType: null },
    },
    [answer(allow(), { status: 404 }, { method: "OPTIONS" }), answer(allow(), { status: 201 })],
  ),
  "preflight-401": example({ headers: [["Authorization", "Bearer token"]] }, [
    preflight([["WWW-Authenticate", "Bearer"]], 401),
    answer(allow()),
  ]),
  redirect: example(
    { url: "http://api.example/data" },
    [
      answer([["Location", "https://api.example/data/"]], { status: 301 }, { url: "http://api.example/data" }),
      answer([["Access-Control-Allow-Origin", "http://app.example"]]),
    ],
    { page: { ...BLANK_PAGE, url: "http://app.example/" } },
  ),
  "authorization-wildcard": example({ headers: [["Authorization", "Bearer token"]] }, [
    preflight([
      ["Access-Control-Allow-Origin", "*"],
      ["Access-Control-Allow-Headers", "*"],
    ]),
    answer([["Access-Control-Allow-Origin", "*"]]),
  ]),
  exposed: example({}, [
    answer(
      allow(
        ["Access-Control-Expose-Headers", "ETag"],
        ["ETag", '"33a6"'],
        ["X-Request-Id", "f058"],
        ["Content-Type", "application/json"],
      ),
    ),
  ]),
  "upload-progress": example(
    {
      api: "xhr",
      method: "POST",
      uploadListeners: ["progress"],
      body: { type: "text", value: "a long text", contentType: null },
    },
    [answer(allow())],
  ),
  cache: example(
    { method: "DELETE", url: `${API}/items/1` },
    [preflight(allow(["Access-Control-Allow-Methods", "DELETE"], ["Access-Control-Max-Age", "600"])), answer(allow())],
    {
      // biome-ignore lint/suspicious/noThenProperty: the public format names it so
      then: [{ ...BLANK_SETUP, url: `${API}/items/1`, method: "DELETE", after: 60 }],
    },
  ),
  image: example({ api: "img", url: "https://cdn.example/photo.jpg" }, [answer([["Content-Type", "image/jpeg"]])]),
  local: example(
    { url: "http://127.0.0.1:3000/data" },
    [answer([["Access-Control-Allow-Origin", "http://localhost:8080/"]])],
    {
      page: { ...BLANK_PAGE, url: "http://localhost:8080/" },
    },
  ),
};

export const EXAMPLE_IDS = Object.keys(EXAMPLES) as ExampleId[];
