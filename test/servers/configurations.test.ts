import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  CONFIGURATION_TARGETS,
  type ConfigurationPolicy,
  configurationFor,
} from "../../src/explain/configurations/configurations.js";
import { createPage } from "../../src/page/create-page.js";
import { LANGUAGES } from "./languages.js";
import { NODE } from "./node.js";
import { POLICIES } from "./policies.js";
import { PROXIES } from "./proxies.js";
import { type Running, type Server, start } from "./server.js";

/** Real servers with the generated configurations, asked as a browser asks. */

const SERVERS: readonly Server[] = [...PROXIES, ...NODE, ...LANGUAGES];

/** Names that each of these can't be told. */
const BEYOND: Readonly<Record<string, RegExp>> = {
  // Its parser of preflights passes over all but letters, digits and hyphens; see its note.
  go: /[^A-Za-z0-9-]/,
};

const STRANGERS = ["https://evil.example", "https://app.example.evil.example", "http://app.example"];

function list(value: ConfigurationPolicy["methods"]): readonly string[] {
  return value === undefined || value === "*" ? [] : value;
}

/** Without what the server can't be told. */
function fitting(target: string, policy: ConfigurationPolicy): ConfigurationPolicy {
  const pattern = BEYOND[target];
  if (pattern === undefined) return policy;
  const kept = (names: ConfigurationPolicy["headers"]) => list(names).filter((name) => !pattern.test(name));
  return { ...policy, headers: kept(policy.headers), expose: kept(policy.expose) };
}

describe.each(SERVERS)("$target", (server) => {
  const version = server.version();
  const isLeftOut = version === null && process.env["CI"] === undefined;

  test("is what the matrix says", ({ skip }) => {
    if (isLeftOut) skip(`${server.target} is not installed`);
    const tested = CONFIGURATION_TARGETS.find(({ name }) => name === server.target)?.tested;
    expect(version, `${server.target} is not installed`).not.toBeNull();
    expect(tested).not.toBeNull();
    if (process.env["CI"] !== undefined) expect(version, "src/explain/configurations/tested.ts").toBe(tested);
  });

  describe.skipIf(isLeftOut).each(POLICIES)("%s", (_title, given) => {
    const policy = fitting(server.target, given);
    const path = policy.path ?? "/";
    const headers = list(policy.expose).map((name): [string, string] => [name, "7"]);
    const origins = policy.origins === "*" ? ["https://any.example"] : (policy.origins as readonly string[]);
    let application: HttpServer;
    let running: Running;

    beforeAll(async () => {
      application = createServer(({ method, url = "" }, response) => {
        const status = method === "OPTIONS" ? 401 : url.endsWith("/missing") ? 404 : 200;
        response.writeHead(status, status === 200 ? Object.fromEntries(headers) : {}).end("data");
      });
      await new Promise<void>((resolve) => application.listen(0, "127.0.0.1", resolve));
      const upstream = (application.address() as AddressInfo).port;
      const configuration = configurationFor(server.target, policy);
      running = await start(server, { configuration, policy, headers, upstream });
    });

    afterAll(async () => {
      await running?.stop();
      application?.close();
    });

    /** What script gets, and the verdict on it. */
    async function ask(origin: string, options: RequestInit & { readonly at?: string } = {}) {
      const page = createPage({ url: `${origin}/`, network: "live" });
      const { at = "data", ...init } = options;
      try {
        const response = await page.fetch(`${running.origin}${path}${at}`, init as never).catch(() => null);
        await response?.text();
        return { response, verdict: page.verdicts.at(-1)!.toJSON() };
      } finally {
        page.close();
      }
    }

    const credentials = policy.credentials === true ? ("include" as const) : ("same-origin" as const);
    const asked = Object.fromEntries(
      list(policy.headers).map((name) => [name, name === "Content-Type" ? "application/x-any" : "1"]),
    );

    test.each(origins)("lets %s in", async (origin) => {
      for (const method of ["GET", ...list(policy.methods)]) {
        const { response, verdict } = await ask(origin, { method, headers: asked, credentials });
        expect(verdict.console.join("\n"), method).toBe("");
        expect(response?.status, method).toBe(200);
        for (const [name, value] of headers) expect(response?.headers.get(name), name).toBe(value);
        for (const exchange of verdict.exchanges) {
          const read = (name: string) => {
            const found = exchange.response!.headers.filter(([other]) => other.toLowerCase() === name);
            return found.map(([, text]) => text).join(", ");
          };
          expect(read("access-control-allow-origin")).toBe(policy.origins === "*" ? "*" : origin);
          expect(read("access-control-allow-credentials")).toBe(policy.credentials === true ? "true" : "");
          // No cache keeps an answer to OPTIONS.
          if (policy.origins !== "*" && exchange.kind !== "preflight")
            expect(read("vary").toLowerCase()).toContain("origin");
          if (exchange.kind !== "preflight" || policy.maxAge === undefined) continue;
          expect(read("access-control-max-age")).toBe(String(policy.maxAge));
        }
      }
    });

    test("shows its errors", async () => {
      const { response, verdict } = await ask(origins[0]!, { at: "missing", credentials });
      expect(verdict.console.join("\n")).toBe("");
      expect(response?.status).toBe(404);
    });

    test.each(policy.origins === "*" ? [] : STRANGERS)("keeps %s out", async (origin) => {
      const { response, verdict } = await ask(origin);
      expect(response).toBeNull();
      expect(["missing-allow-origin", "allow-origin-mismatch"]).toContain(verdict.reason);
      const preflighted = await ask(origin, { method: "PUT", headers: asked, credentials });
      expect(preflighted.response).toBeNull();
      expect(preflighted.verdict.stage).toBe("preflight");
    });

    test("allows no other method, header or credentials", async () => {
      const method = await ask(origins[0]!, { method: "COPY" });
      expect(method.response).toBeNull();
      const header = await ask(origins[0]!, { headers: { "X-Unlisted": "1" } });
      expect(header.response).toBeNull();
      if (policy.credentials === true) return;
      expect((await ask(origins[0]!, { credentials: "include" })).response).toBeNull();
    });
  });
});
