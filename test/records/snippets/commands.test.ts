import { expect, test } from "vitest";
import { readSnippet } from "../../../src/records/snippets/read-snippet.js";
import type { SnippetCall } from "../../../src/records/snippets/snippet.js";

const API = "https://api.example/data";

test.each<[string, SnippetCall["setup"]]>([
  [`curl -X PUT ${API} -H 'X-Custom: 1'`, { url: API, method: "PUT", headers: [["X-Custom", "1"]] }],
  [`$ curl -XPUT -H"X-Custom:1" ${API}`, { url: API, method: "PUT", headers: [["X-Custom", "1"]] }],
  [
    `curl --request=PUT --url ${API} -d a=1 -d 'b=2'`,
    {
      url: API,
      method: "PUT",
      body: { type: "text", value: "a=1&b=2" },
      headers: [["Content-Type", "application/x-www-form-urlencoded"]],
    },
  ],
  [
    `curl --json '{"a":1}' ${API}`,
    {
      url: API,
      method: "POST",
      body: { type: "text", value: '{"a":1}' },
      headers: [
        ["Content-Type", "application/json"],
        ["Accept", "application/json"],
      ],
    },
  ],
  [`curl -u me:secret ${API}`, { url: API, headers: [["Authorization", "Basic bWU6c2VjcmV0"]] }],
  [`curl -b 'sid=1' -e https://app.example/x -A bot ${API}`, { url: API, credentials: "include" }],
  [
    `curl -F a=1 -F 'file=@x.png' ${API}`,
    { url: API, method: "POST", body: { type: "formdata", value: "a=1&file=file" } },
  ],
  [`curl -G --data-urlencode 'q=a b' -d c=1 ${API}`, { url: `${API}?q=a%20b&c=1` }],
  [`curl -I ${API}`, { url: API, method: "HEAD" }],
  [`curl -X PUT \\ -H "X-Custom: 1" \\ ${API}`, { url: API, method: "PUT", headers: [["X-Custom", "1"]] }],
  ["curl localhost:3000/x", { url: "http://localhost:3000/x" }],
  [`curl -H 'Accept;' -H 'X-Gone:' ${API}`, { url: API, headers: [["Accept", ""]] }],
  [
    `curl $'https://api.example/data' --data-raw $'it\\'s \\u00e9' -H 'Content-Type: text/plain'`,
    { url: API, method: "POST", body: { type: "text", value: "it's é" }, headers: [["Content-Type", "text/plain"]] },
  ],
  [
    'curl ^"https://api.example/data^" ^\r\n  -X ^"PUT^" ^\r\n  -H ^"X-Custom: 1^" ^\r\n  --data-raw ^"^{^\\^"a^\\^":1^}^"',
    {
      url: API,
      method: "PUT",
      body: { type: "text", value: '{"a":1}' },
      headers: [
        ["X-Custom", "1"],
        ["Content-Type", "application/x-www-form-urlencoded"],
      ],
    },
  ],
  [`curl "${API}" ^${"\r\n"}  -H "X-Custom: it's"`, { url: API, headers: [["X-Custom", "it's"]] }],
  [`Here's mine:\ncurl ^"${API}^" -H ^"X-Custom: '1'^"`, { url: API, headers: [["X-Custom", "'1'"]] }],
  [`curl ${API} -H 'X-Custom: ^"1^"'`, { url: API, headers: [["X-Custom", '^"1^"']] }],
  [
    `curl ${API} -H 'Content-Type: text/plain' -d 'a ^\nb'`,
    { url: API, method: "POST", body: { type: "text", value: "a ^\nb" }, headers: [["Content-Type", "text/plain"]] },
  ],
  [
    `curl ${API} -H "Content-Type: text/plain" -d "^\\"" -d %40a`,
    { url: API, method: "POST", body: { type: "text", value: '^"&%40a' }, headers: [["Content-Type", "text/plain"]] },
  ],
  [
    "curl -X OPTIONS https://api.example/data -H 'Origin: https://app.example' -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: x-custom'",
    { url: API, method: "PUT", headers: [["x-custom", "1"]] },
  ],
  [
    'Invoke-WebRequest -UseBasicParsing -Uri "https://api.example/data" `\n-Method "PUT" `\n-WebSession $session `\n-Headers @{\n"Accept"="*/*"\n  "X-Custom"="1"\n  "Sec-Fetch-Mode"="cors"\n} `\n-ContentType "application/json" `\n-Body "{`"a`":1}"',
    {
      url: API,
      method: "PUT",
      body: { type: "text", value: '{"a":1}' },
      headers: [
        ["X-Custom", "1"],
        ["content-type", "application/json"],
      ],
    },
  ],
  ["Invoke-RestMethod https://api.example/data -Method Delete", { url: API, method: "DELETE" }],
])("%s", (command, expected) => {
  const { calls } = readSnippet(command);
  expect(calls.map(({ setup }) => setup)).toEqual([expected]);
});

test("DevTools' “Copy as cURL” tells the page, and what the browser added", () => {
  const { calls } = readSnippet(`curl 'https://api.example/data' \\
  -X 'PUT' \\
  -H 'accept: */*' \\
  -H 'accept-language: en-US,en;q=0.9' \\
  -b 'sid=abc' \\
  -H 'content-type: application/json' \\
  -H 'origin: https://app.example' \\
  -H 'priority: u=1, i' \\
  -H 'referer: https://app.example/page' \\
  -H 'sec-fetch-dest: empty' \\
  -H 'sec-fetch-mode: cors' \\
  -H 'x-custom: 1' \\
  --data-raw '{"a":1}'`);
  expect(calls).toMatchObject([
    {
      page: "https://app.example/page",
      setup: {
        method: "PUT",
        credentials: "include",
        headers: [
          ["content-type", "application/json"],
          ["x-custom", "1"],
        ],
      },
      parts: { "headers/1": { line: 12 } },
    },
  ]);
});

test("an image that was copied is one", () => {
  const { calls } = readSnippet(
    "curl 'https://cdn.example/a.png' -H 'sec-fetch-dest: image' -H 'sec-fetch-mode: no-cors' -H 'accept: image/*'",
  );
  expect(calls.map(({ setup }) => setup)).toEqual([{ url: "https://cdn.example/a.png", api: "img" }]);
});

test("several commands and URLs are several requests", () => {
  const { calls } = readSnippet(
    "curl https://a.example https://b.example | jq . && curl https://c.example --next -X PUT https://d.example",
  );
  expect(calls.map(({ setup }) => setup.url)).toEqual([
    "https://a.example",
    "https://b.example",
    "https://c.example",
    "https://d.example",
  ]);
});

test("options that are not known are named, those without an effect too", () => {
  const { calls } = readSnippet(`curl --frobnicate 3 -k -sSL --compressed -o out.json ${API}`);
  expect(calls.map(({ notes }) => notes)).toEqual([
    [
      { code: "curl-unknown", about: "curl", names: ["--frobnicate"] },
      { code: "curl-no-effect", about: "curl", names: ["--insecure"] },
    ],
  ]);
});

test("variables and files are assumed", () => {
  const [call] = readSnippet(`curl -H "Authorization: Bearer $TOKEN" -d @body.json ${API}`).calls;
  expect(call?.assumed.map(({ field, code, name }) => [field, code, name])).toEqual([
    ["headers", "not-in-snippet", "$TOKEN"],
    ["body", "file", "body.json"],
  ]);
});

test("HTML: elements, and the code in them", () => {
  const { kind, calls } = readSnippet(`<!doctype html>
<img src="https://cdn.example/a.png" crossorigin>
<script src="https://cdn.example/x.js" integrity="sha256-x"></script>
<link rel="preload" as="font" href="/f.woff2" crossorigin>
<form method="post" action="https://b.example"></form>
<button onclick="fetch('/clicked')">x</button>
<script>
  fetch("/x", { method: "PUT" });
</script>`);
  expect(kind).toBe("html");
  expect(calls.map(({ setup }) => setup)).toEqual([
    { api: "img", url: "https://cdn.example/a.png", crossorigin: "" },
    { api: "script", url: "https://cdn.example/x.js", integrity: "sha256-x" },
    { api: "font", url: "/f.woff2", crossorigin: "" },
    { api: "form", url: "https://b.example", method: "POST" },
    { url: "/clicked" },
    { url: "/x", method: "PUT" },
  ]);
  expect(calls.at(-1)?.at.line).toBe(8);
});
