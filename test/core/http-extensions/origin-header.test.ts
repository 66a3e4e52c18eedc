import { expect, test } from "vitest";
import { byteSerializeRequestOrigin, originHeaderValue } from "../../../src/core/http-extensions/origin-header.js";
import { OPAQUE_ORIGIN, originOf } from "../../../src/core/infrastructure/origin.js";
import type { ReferrerPolicy } from "../../../src/core/infrastructure/request.js";
import { parseUrl } from "../../../src/core/infrastructure/url-record.js";

const APP = originOf(parseUrl("https://app.example/")!);
type Requested = Parameters<typeof originHeaderValue>[0];
const BASE: Requested = {
  method: "GET",
  url: parseUrl("https://api.example/")!,
  origin: APP,
  mode: "cors",
  responseTainting: "basic",
  redirectTainted: false,
};
const to = (url: string): Partial<Requested> => ({ url: parseUrl(url)! });
const POST: Partial<Requested> = { method: "POST" };
const NO_CORS: Partial<Requested> = { method: "POST", mode: "no-cors", responseTainting: "opaque" };

test.each([
  ["3", { responseTainting: "cors" }, "", "https://app.example"],
  ["3", { responseTainting: "cors" }, "no-referrer", "https://app.example"], // the page opted in
  ["3", { responseTainting: "cors", redirectTainted: true }, "", "null"],
  ["3", { responseTainting: "cors", origin: OPAQUE_ORIGIN }, "", "null"],
  ["4", {}, "", null],
  ["4", { method: "HEAD" }, "", null],
  ["4", { mode: "no-cors", responseTainting: "opaque" }, "", null],
  ["4.2", POST, "no-referrer", "https://app.example"], // mode cors
  ["4.2", { ...POST, mode: "same-origin" }, "", "https://app.example"],
  ["4.2", { method: "PUT", ...to("https://app.example/") }, "", "https://app.example"],
  ["4.1 no-referrer", NO_CORS, "no-referrer", "null"],
  ["4.1 strict", NO_CORS, "strict-origin-when-cross-origin", "https://app.example"],
  ["4.1 strict", { ...NO_CORS, ...to("http://api.example/") }, "strict-origin-when-cross-origin", "null"],
  ["4.1 strict", { ...NO_CORS, ...to("http://api.example/") }, "strict-origin", "null"],
  ["4.1 strict", { ...NO_CORS, ...to("http://api.example/") }, "no-referrer-when-downgrade", "null"],
  ["4.1 strict", { ...NO_CORS, ...to("http://api.example/") }, "", "null"],
  ["4.1 same-origin", NO_CORS, "same-origin", "null"],
  ["4.1 same-origin", { ...NO_CORS, ...to("https://app.example/x") }, "same-origin", "https://app.example"],
  ["4.1 otherwise", { ...NO_CORS, ...to("http://api.example/") }, "unsafe-url", "https://app.example"],
  ["4.1 otherwise", NO_CORS, "origin", "https://app.example"],
] as [string, Partial<Requested>, ReferrerPolicy, string | null][])(
  "step %s: %j, %s → %s",
  (_step, part, policy, value) => {
    expect(originHeaderValue({ ...BASE, ...part }, policy)).toBe(value);
  },
);

test("byte-serializing a request origin", () => {
  expect(byteSerializeRequestOrigin(BASE)).toBe("https://app.example");
  expect(byteSerializeRequestOrigin({ ...BASE, redirectTainted: true })).toBe("null");
});
