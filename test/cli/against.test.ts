import { afterAll, beforeAll, expect, test } from "vitest";
import { listening } from "../live/audit-bench.js";
import { type Ran, runCli } from "./run-cli.js";

const PAGE = "https://app.example";
const RECORDED = "https://api.example";
let api: Awaited<ReturnType<typeof listening>>;
let asked: string[] = [];

beforeAll(async () => {
  api = await listening(({ method, url, headers }, response) => {
    asked.push(`${method} ${url} ${headers.authorization ?? ""}`.trim());
    response.setHeader("Access-Control-Allow-Origin", PAGE);
    response.setHeader("Access-Control-Allow-Methods", "PUT");
    if (url !== "/v1/secret") response.setHeader("Access-Control-Allow-Headers", "authorization");
    response.statusCode = method === "OPTIONS" ? 204 : 200;
    response.end();
  });
});
afterAll(() => api.close());

type Headers = Readonly<Record<string, string>>;

function entry(method: string, url: string, request: Headers = {}, response: Headers = {}): object {
  const pairs = (headers: Headers) => Object.entries(headers).map(([name, value]) => ({ name, value }));
  return {
    startedDateTime: "2026-01-01T00:00:00.000Z",
    time: 1,
    request: { method, url, httpVersion: "HTTP/1.1", headers: pairs({ Origin: PAGE, ...request }) },
    response: { status: 200, statusText: "OK", headers: pairs({ Server: "recorded", ...response }), content: {} },
  };
}

const HAR = JSON.stringify({
  log: {
    version: "1.2",
    creator: { name: "WebInspector", version: "537.36" },
    entries: [
      entry("GET", `${RECORDED}/same`, {}, { "Access-Control-Allow-Origin": PAGE }),
      entry("GET", `${RECORDED}/mended`),
      entry(
        "OPTIONS",
        `${RECORDED}/secret`,
        { "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization" },
        { "Access-Control-Allow-Origin": PAGE, "Access-Control-Allow-Headers": "authorization" },
      ),
      entry(
        "GET",
        `${RECORDED}/secret`,
        { Authorization: "Bearer top-secret" },
        { "Access-Control-Allow-Origin": PAGE },
      ),
      entry("GET", "https://cdn.example/other"),
    ],
  },
});

async function against(...args: readonly string[]): Promise<Ran> {
  asked = [];
  const given = [
    "replay",
    "session.har",
    "--against",
    ...args.map((arg) => arg.replace("{api}", `${api.url.origin}/v1`)),
  ];
  return runCli(given, { files: { "session.har": HAR } });
}

test("says what the other server would change, and asks no other", async () => {
  const { out, err, code } = await against("{api}");
  expect(err).toBe("");
  expect(code).toBe(0);
  expect(out.replaceAll(api.url.origin, "http://api")).toMatchSnapshot();
  expect(asked).toEqual(["GET /v1/same", "GET /v1/mended", "OPTIONS /v1/secret"]);
});

test("--fail-on changed", async () => {
  expect((await against("{api}", "--fail-on", "changed")).code).toBe(1);
});

test("several servers by their names", async () => {
  await against("api.example={api}", "--against", "cdn.example={api}");
  expect(asked).toContain("GET /v1/other");
});

test("the recording's secrets go along only when told", async () => {
  // The other server lets the header pass under another path.
  await against("api.example={api}/x");
  expect(asked).toContain("GET /v1/x/secret Bearer ***");
  await against("api.example={api}/x", "--with-secrets");
  expect(asked).toContain("GET /v1/x/secret Bearer top-secret");
});

test.each([
  [["--against", "http://a.example", "--against", "http://b.example"], "--against: more than one URL"],
  [["--send"], "--send needs --against URL"],
  [["--against", "nonsense://x"], "expected http or https"],
])("%j says what is wrong", async (args, message) => {
  const { err, code } = await runCli(["replay", "x.har", ...args], { files: { "x.har": HAR } });
  expect(code).toBe(2);
  expect(err).toContain(message);
});
