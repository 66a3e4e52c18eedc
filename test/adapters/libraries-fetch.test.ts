// @vitest-environment happy-dom
import ky from "ky";
import { ofetch } from "ofetch";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type InstalledCors, installCors } from "../../src/adapters/happy-dom.js";
import { type LoopbackApi, startApi } from "./libraries-servers.js";

/** Libraries over fetch, as a test suite imports them, over a server on loopback. */

let api: LoopbackApi;
let cors: InstalledCors;
beforeAll(async () => {
  const headers = ["Content-Type", "X-Custom"];
  api = await startApi({
    origins: [location.origin],
    methods: ["PUT"],
    headers,
    credentials: true,
    expose: ["X-Total"],
  });
});
beforeEach(() => {
  api.requests.length = 0;
  cors = installCors(globalThis, { network: "live", profile: "firefox", cookies: { [api.url]: "sid=1" } });
});
afterEach(() => cors.uninstall());
afterAll(() => api.close());

interface Echo {
  readonly method: string;
  readonly cookie: string | null;
  readonly type: string | null;
  readonly body: string;
}

describe("ky", () => {
  test("JSON, a header, credentials", async () => {
    const response = await ky.put(`${api.url}/open`, {
      json: { a: 1 },
      headers: { "X-Custom": "1" },
      credentials: "include",
    });
    expect(await response.json<Echo>()).toMatchObject({
      method: "PUT",
      cookie: "sid=1",
      type: "application/json",
      body: '{"a":1}',
    });
    expect([response.headers.get("x-total"), response.headers.get("x-other")]).toEqual(["3", null]);
    expect(api.requests).toEqual(["OPTIONS /open", "PUT /open"]);
  });

  test("what is blocked", async () => {
    await expect(ky(`${api.url}/closed`, { retry: 0 })).rejects.toThrow("NetworkError when attempting");
    expect(cors.page.verdicts[0]?.reason).toBe("missing-allow-origin");
  });

  test("it tries again, and the preflight is asked for once", async () => {
    const hooks = { beforeRetry: [() => {}] };
    cors.uninstall();
    let failures = 1;
    cors = installCors(globalThis, {
      network: () => ({
        status: failures-- > 0 ? 204 : failures === -1 ? 503 : 200,
        headers: { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "x-custom" },
      }),
    });
    await ky("https://api.example/", { headers: { "X-Custom": "1" }, retry: { limit: 1, delay: () => 0 }, hooks });
    expect(cors.page.exchanges.map(({ kind }) => kind)).toEqual(["preflight", "actual", "actual"]);
  });
});

describe("ofetch", () => {
  test("JSON, a header, credentials", async () => {
    const answer = await ofetch<Echo>(`${api.url}/open`, {
      method: "PUT",
      body: { a: 1 },
      headers: { "X-Custom": "1" },
      credentials: "include",
    });
    expect(answer).toMatchObject({ method: "PUT", cookie: "sid=1", type: "application/json", body: '{"a":1}' });
    expect(api.requests).toEqual(["OPTIONS /open", "PUT /open"]);
  });

  test("what is blocked", async () => {
    await expect(ofetch(`${api.url}/closed`, { retry: 0 })).rejects.toMatchObject({
      name: "FetchError",
      cause: { message: "NetworkError when attempting to fetch resource." },
    });
    expect(cors.page.verdicts[0]?.reason).toBe("missing-allow-origin");
  });
});
