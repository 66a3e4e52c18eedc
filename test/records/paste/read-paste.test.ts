import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPaste } from "../../../src/records/paste/read-paste.js";

const API = "https://api.example/orders";

/** `fetch(), line 3: PUT https://api.example/orders` */
function callsIn(text: string): string[] {
  return readPaste(text).calls.map(
    ({ what, at, setup }) => `${what}, line ${at.line}: ${setup.method ?? "GET"} ${setup.url}`,
  );
}

describe("page code among other things", () => {
  test.each<[string, string, string[]]>([
    [
      "in Markdown's fence",
      `It fails with this:\n\n\`\`\`js\nfetch("${API}", { method: "PUT" })\n\`\`\`\nWhat's wrong?`,
      [`fetch(), line 4: PUT ${API}`],
    ],
    [
      "without any mark",
      `Hello, here's what I do:\n\nconst base = "https://api.example";\naxios.put(base + "/orders", order)\n  .then(done);\n\nAny ideas? (I'm new to this)`,
      [`axios.put(), line 4: PUT ${API}`],
    ],
    ["within a sentence", `When I call \`fetch("${API}")\` it isn't allowed.`, [`fetch(), line 1: GET ${API}`]],
    ["in a quotation", `> fetch("${API}")\n\nThat's it.`, [`fetch(), line 1: GET ${API}`]],
    ["as HTML", `<pre><code>fetch(&quot;${API}&quot;)\n</code></pre>`, [`fetch(), line 1: GET ${API}`]],
    ["in a numbered list", `Steps:\n1. fetch("${API}")\n2. see the error`, [`fetch(), line 2: GET ${API}`]],
    [
      "with things left out",
      `This is the call\nfetch("${API}", {\n  method: "PUT",\n  ...\n}).then(...)`,
      [`fetch(), line 2: PUT ${API}`],
    ],
    ["cut at its end", `My code:\nfetch("${API}", {\n  method: "PUT",`, [`fetch(), line 2: PUT ${API}`]],
    [
      "a method of a class",
      `The service's method:\n  save(order: Order): Observable<Order> {\n    return this.http.put<Order>("${API}", order);\n  }\nIt's called once.`,
      [`HttpClient.put(), line 3: PUT ${API}`],
    ],
    [
      "a member of an object",
      `In the component:\n  methods: { async save() { await axios.put("${API}", {}); } },\nthat's all`,
      [`axios.put(), line 2: PUT ${API}`],
    ],
    [
      "but not a server's",
      `app.get("/", async (req, res) => {\n  const upstream = await fetch("${API}");\n  res.json(await upstream.json());\n});`,
      [],
    ],
    ["nor a worker's", `export default {\n  async fetch(request) {\n    return fetch("${API}");\n  },\n};`, []],
    [
      "an address that was left out",
      `axios.get("url")\n\nfetch('https://[host]/me')`,
      ["axios.get(), line 1: GET https://api.example/", "fetch(), line 3: GET https://api.example/me"],
    ],
    [
      "an instance of axios by itself",
      `const api = axios.create({ baseURL: "https://api.example/v1", headers: { "X-Custom": "1" } });`,
      ["axios.create(), line 1: GET https://api.example/v1/"],
    ],
    ["nor what is only spoken of", "I tried `fetch()` and axios.", []],
    [
      "elements",
      `The font's sheet:\n<link rel="stylesheet" href="https://cdn.example/a.css" crossorigin="anonymous">\nDoesn't load.`,
      ["<link>, line 2: GET https://cdn.example/a.css"],
    ],
  ])("%s", (_how, text, expected) => {
    expect(callsIn(text)).toEqual(expected);
  });
});

describe("what was sent, and the answers", () => {
  test("a command with its output", () => {
    const { sent, answers } = readPaste(
      `$ curl -i -X OPTIONS ${API} -H 'Origin: https://app.example'\nHTTP/1.1 204 No Content\nAllow: OPTIONS, GET\n\n$ curl -i ${API}\nHTTP/1.1 200 OK\nContent-Type: text/plain\n\nok`,
    );
    expect(sent.map(({ setup, page }) => [setup.method, setup.url, page])).toEqual([
      ["OPTIONS", API, "https://app.example"],
      [undefined, API, null],
    ]);
    expect(answers).toMatchObject([
      { on: "preflight", status: 204, headers: [["Allow", "OPTIONS, GET"]] },
      { on: "response", status: 200, headers: [["Content-Type", "text/plain"]] },
    ]);
  });

  test("curl -v", () => {
    const { sent, answers } = readPaste(
      "* Connected to localhost\n> PUT /orders HTTP/1.1\n> Host: localhost:8080\n> Origin: http://localhost:3000\n> X-Custom: 1\n>\n< HTTP/1.1 403 Forbidden\n< Vary: Origin\n<\n* left intact",
    );
    expect(sent).toMatchObject([
      {
        page: "http://localhost:3000",
        setup: { method: "PUT", url: "http://localhost:8080/orders", headers: [["X-Custom", "1"]] },
      },
    ]);
    expect(answers).toMatchObject([{ on: "response", status: 403, headers: [["Vary", "Origin"]] }]);
  });

  test.each([
    ["beside their names", "Request URL: https://api.example/me\nRequest Method: GET\nStatus Code: 401 Unauthorized"],
    ["below them", "Request URL:\nhttps://api.example/me\nRequest Method:\nGET\nStatus Code:\n401 Unauthorized"],
  ])("a panel's copy with values %s", (_where, general) => {
    const { sent, answers, origin } = readPaste(
      `${general}\nRequest Headers\nOrigin: https://app.example\nCookie: sid=1\nResponse Headers\nAccess-Control-Allow-Origin: *`,
    );
    expect(origin).toBe("https://app.example");
    expect(sent).toMatchObject([
      { page: "https://app.example", setup: { url: "https://api.example/me", credentials: "include" }, notes: [] },
    ]);
    expect(answers).toMatchObject([{ status: 401, headers: [["Access-Control-Allow-Origin", "*"]] }]);
  });

  test("header lines of CORS by themselves, and no others", () => {
    expect(readPaste("The server sends\naccess-control-allow-origin: *\nvary: Origin\nas it should.").answers).toEqual([
      {
        on: null,
        status: null,
        headers: [
          ["access-control-allow-origin", "*"],
          ["vary", "Origin"],
        ],
        line: 1,
      },
    ]);
    expect(readPaste("Steps: open it\nBrowser: Firefox\nVersion: 140").answers).toEqual([]);
  });

  test("names and values with a tab between them", () => {
    const { origin } = readPaste("Host\tapi.example\nOrigin\thttps://app.example\nAccess-Control-Request-Method\tPUT");
    expect(origin).toBe("https://app.example");
  });

  test("a preflight's request tells what it is for", () => {
    const { sent, answers } = readPaste(
      "**Request Headers:**\nAccess-Control-Request-Headers: x-custom\nAccess-Control-Request-Method: PUT\nHost: api.example\nOrigin: https://app.example\n\n**Response Headers:**\nAccess-Control-Allow-Origin: *",
    );
    expect(sent).toMatchObject([
      { setup: { method: "PUT", url: "https://api.example/", headers: [["x-custom", "1"]] } },
    ]);
    expect(answers).toMatchObject([{ on: "preflight" }]);
  });
});

test("whatever comes, it comes to an end and nothing is thrown", () => {
  const pieces = fc.constantFrom(
    "fetch('",
    "```",
    "`",
    "curl -H '",
    "HTTP/1.1 200 OK\n",
    "> ",
    "{",
    "});",
    "Access-Control-Allow-Origin: *\n",
    "It's (not)\n",
    "<script src=",
    "Request URL:\n",
    "class A {",
    "abstract get(): void;",
    "\n",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 20 }), (all) => {
      readPaste(all.join(""));
    }),
    { numRuns: 200 },
  );
});
