import { expect, test } from "vitest";
import { unknownExplanation } from "../../src/explain/explanation.js";
import { API, answer, at, CREDENTIALS, headers, methods, ORIGIN, onPreflight, verdictFor, WILDCARD } from "./cases.js";

type Given = Parameters<typeof verdictFor>;

test.each<[Given[1], Given[2], string]>([
  [
    { method: "PUT", headers: [["X-Custom", "1"]] },
    [onPreflight(204, ORIGIN, methods("PUT"))],
    "The browser sent an OPTIONS preflight because of the method PUT and the header x-custom, and the answer of https://api.example/data does not list the header x-custom in Access-Control-Allow-Headers, so the PUT was never sent.",
  ],
  [
    {
      headers: [
        ["X-A", "1"],
        ["X-B", "1"],
      ],
    },
    [onPreflight(204, ORIGIN)],
    "The browser sent an OPTIONS preflight because of the header x-a and the header x-b, and the answer of https://api.example/data does not list the headers x-a and x-b in Access-Control-Allow-Headers, so the GET was never sent.",
  ],
  [
    { method: "patch" },
    [onPreflight(204, ORIGIN, methods("PATCH"))],
    "The code wrote the method as “patch”, which browsers leave as it is, and the preflight's answer of https://api.example/data allows PATCH, not patch, so the request was never sent.",
  ],
  [
    {},
    [answer(500)],
    "The GET reached https://api.example/data, which answered 500 without an Access-Control-Allow-Origin header, so the page at https://app.example is not even shown that status.",
  ],
  [
    {},
    [answer(200, ["Access-Control-Allow-Origin", "https://app.example/"])],
    "The response of https://api.example/data allows https://app.example/, which browsers do not take for https://app.example: the value must be the request's Origin byte for byte, without slash, path, default port or capitals, so the browser keeps it from the page.",
  ],
  [
    {},
    [answer(200, ["Access-Control-Allow-Origin", ""])],
    "The answer of https://api.example/data has an empty Access-Control-Allow-Origin where https://app.example would have to stand, so the browser keeps it from the page.",
  ],
  [
    { method: "PUT" },
    [onPreflight(401)],
    "The browser sent an OPTIONS preflight to https://api.example/data because of the method PUT, and the server answered 401 without an Access-Control-Allow-Origin header, so the PUT was never sent.",
  ],
  [
    { url: `${API}?token=1` },
    [at(`${API}?token=1`, 302, ["Location", "https://login.example/"])],
    "https://api.example/data answered with a redirect (302) that has no Access-Control-Allow-Origin header; every hop must allow the origin https://app.example, so the browser followed no further.",
  ],
  [
    {},
    [answer(200, WILDCARD, ["X-Request-Id", "7"])],
    "The response of https://api.example/data says Access-Control-Allow-Origin: *, so the page at https://app.example can read it. Script can't see the response header x-request-id, as Access-Control-Expose-Headers does not name it.",
  ],
  [
    { method: "PUT", credentials: "include" },
    [onPreflight(204, ORIGIN, CREDENTIALS, methods("PUT"), headers("x")), answer(200, ORIGIN, CREDENTIALS)],
    "The server allowed the PUT in an OPTIONS preflight (needed because of the method PUT), and the response of https://api.example/data allows the origin https://app.example too, so the page can read it.",
  ],
  [
    { url: "/own" },
    [answer(200)],
    "https://app.example/own is of the page's own origin, so CORS plays no part and the page can read the response.",
  ],
  [
    { mode: "no-cors" },
    [answer(200)],
    "Mode “no-cors” sends the request to https://api.example/data but hides the answer: the page sees no status, no headers and no body, whatever the server sent.",
  ],
  [
    { api: "img" },
    [{ respond: { headers: [["Content-Type", "image/png"]], body: "(image)" } }],
    "The image from https://api.example/data shows, but without CORS it taints a canvas: the page can't read its pixels.",
  ],
  [{ url: "http://[bad" }, [], "“http://[bad” is no URL, so nothing was sent."],
  [
    {},
    [{ respond: { error: "connection-refused" } }],
    "No response came from https://api.example/data (the connection was refused); this is no matter of CORS.",
  ],
])("%o", (setup, server, expected) => {
  expect(verdictFor("spec", setup, server).explanation).toBe(expected);
});

test("what can't be told says what is lacking", () => {
  expect(unknownExplanation(["preflight response", "credentials mode"], "zh-CN")).toBe(
    "无法判断浏览器会怎样做：输入缺少预检响应和凭据模式，而结果取决于它。",
  );
  expect(unknownExplanation(["the answer to the preflight"], "en")).toBe(
    "What a browser would do can't be told: the input lacks the answer to the preflight, and the outcome depends on it.",
  );
});
