import { expect, test } from "vitest";
import { listening, OWN } from "../live/audit-bench.js";
import { type Ran, runCli } from "./run-cli.js";

/** Lets any origin in, on 127.0.0.1. */
async function auditedBy(...args: readonly string[]): Promise<Ran & { readonly href: string }> {
  const { url, close } = await listening((request, response) => {
    const { origin } = request.headers;
    if (origin !== undefined) response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Set-Cookie", "session=secret-value");
    response.end();
  });
  try {
    return { ...(await runCli(["audit", url.href, "--rate", "100000", ...args])), href: url.href };
  } finally {
    await close();
  }
}

test("prints who gets what and what is unwise about it", async () => {
  const { out, err, code, href } = await auditedBy("--origin", OWN);
  expect(err).toBe("");
  expect(code).toBe(0);
  expect(out.replaceAll(href, "http://127.0.0.1/")).toMatchSnapshot();
});

test("in Chinese", async () => {
  const { out } = await auditedBy("--lang", "zh-CN");
  expect(out).toContain("任何源都被放行");
  expect(out).not.toMatch(/Fix|Requests/);
});

test.each([
  ["low", 1],
  ["high", 0],
  ["never", 0],
])("--fail-on %s exits %i", async (failOn, expected) => {
  expect((await auditedBy("--fail-on", failOn)).code).toBe(expected);
});

test("--format json is the report and nothing else, without secrets", async () => {
  const { out, err, href } = await auditedBy("--format", "json", "-b", "id=secret-cookie", "--origin", OWN);
  const report = JSON.parse(out);
  expect(report).toMatchObject({ target: href, origin: OWN, leftOut: 0 });
  expect(report.findings.map(({ code }: { code: string }) => code)).toContain("arbitrary-origin");
  expect(report.origins[0]).toMatchObject({ origin: OWN, likeness: "own", sent: true, reads: { outcome: "allowed" } });
  expect(out).not.toContain("secret");
  expect(err).toBe(`${report.requests} requests, ${report.findings.length} findings.\n`);
});

test.each([
  ["markdown", "| `https://app.example.com` | **yes** | no |"],
  ["sarif", '"ruleId":"arbitrary-origin"'],
  ["junit", '<failure type="low" message="Any origin is let in">'],
])("--format %s", async (format, part) => {
  expect((await auditedBy("--format", format, "--origin", OWN)).out).toContain(part);
});

test("--dry-run prints the plan and sends nothing", async () => {
  const { out, err, code } = await runCli(["audit", "https://api.example/me", "--dry-run", "-u", "me:secret"]);
  expect(code).toBe(0);
  expect(out.split("\n")[0]).toBe("GET https://api.example/me  Authorization: Basic ***");
  expect(err).toMatch(/^At most \d+ requests, all to https:\/\/api\.example\. Nothing was sent\.\n$/);
});

test.each([
  [["audit"], "no URL given"],
  [["audit", "ftp://x.example/"], "ftp://x.example/: expected http or https, got ftp"],
  [["audit", "http://"], '"http://" is no URL'],
  [["audit", "https://me:pw@x.example/"], "x.example: the URL has a user name or password"],
  [["audit", "https://x.example/", "--origin", "data:x"], '--origin: "data:x" is no origin'],
  [["audit", "https://x.example/", "-H", "nonsense"], '--header: expected NAME: VALUE, got "nonsense"'],
  [["audit", "https://x.example/", "--rate", "0"], '--rate: expected a number above 0, got "0"'],
  [["audit", "https://x.example/", "--ask-method", "GET"], "--ask-method GET: no browser asks for it"],
  [["audit", "https://x.example/", "--resolve", "x"], '--resolve: expected HOST:ADDRESS, got "x"'],
  [["audit", "http://127.0.0.1:1/"], "http://127.0.0.1:1: nothing listens there"],
])("%j says what is wrong", async (args, message) => {
  const { err, out, code } = await runCli(args);
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err).toContain(message);
});
