import { describe, expect, test } from "vitest";
import type { Verdict } from "../../src/cases/verdict.js";
import { ALLOW, API, entry, har, PAGE, preflight, replayed } from "./replayed.js";

const PERMIT = {
  ...ALLOW,
  "Access-Control-Allow-Methods": "PUT",
  "Access-Control-Allow-Headers": "x-a, authorization",
};

async function verdicts(
  entries: readonly unknown[],
  options: Parameters<typeof replayed>[1] & { log?: object } = {},
): Promise<readonly Verdict[]> {
  const { log, ...rest } = options;
  const { verdicts, error } = await replayed(har(entries, { ...log }), { profiles: ["chromium"], ...rest });
  expect(error).toBeNull();
  return verdicts;
}

async function verdict(entries: readonly unknown[], options: Parameters<typeof verdicts>[1] = {}): Promise<Verdict> {
  const [first, ...others] = await verdicts(entries, options);
  expect(others).toEqual([]);
  return first!;
}

const assumed = ({ assumed }: Verdict, field: string) => assumed.find((each) => each.field === field);

describe("preflights", () => {
  test("belong to the request of the same URL, method and headers, before or after it", async () => {
    const put = entry({ method: "PUT", got: ALLOW, at: 100, time: 50 });
    for (const entries of [
      [put, preflight({ asks: "PUT", got: PERMIT, at: 110 })],
      [preflight({ asks: "PUT", got: PERMIT, at: 80, time: 15 }), put],
    ]) {
      const { source, preflight: told, outcome, agrees } = await verdict(entries);
      expect({ outcome, agrees }).toEqual({ outcome: "allowed", agrees: true });
      expect(told).toMatchObject({ needed: true, fromCache: false, response: { status: 204 } });
      expect(source).toMatchObject({ entry: entries.indexOf(put), preflight: entries.indexOf(put) === 0 ? 1 : 0 });
    }
  });

  test("of concurrent requests are told apart by what they ask for, 22 entries on", async () => {
    const methods = ["PUT", "DELETE", "PATCH"];
    const requests = Array.from({ length: 22 }, (_, i) => {
      const url = `${API}/items/${i % 4}`;
      return { url, method: methods[i % 3]!, sent: i % 2 === 0 ? { "X-A": "1" } : {} };
    });
    const entries = [
      ...requests.map((request, i) => entry({ ...request, got: ALLOW, at: i, time: 100 })),
      ...requests
        .map(({ url, method, sent }, i) =>
          preflight({ url, asks: method, got: PERMIT, at: 30 + i, ...("X-A" in sent && { names: "x-a" }) }),
        )
        .reverse(),
    ];
    const told = await verdicts(entries);
    expect(told).toHaveLength(22);
    expect(new Set(told.map(({ source }) => source!.preflight)).size).toBe(22);
    for (const { source, exchanges } of told) {
      const [asked] = exchanges.filter(({ kind }) => kind === "preflight");
      const given = requests[source!.entry]!;
      expect(asked?.request.url).toBe(given.url);
      expect(asked?.request.headers).toContainEqual(["Access-Control-Request-Method", given.method]);
    }
  });

  test("give back an Authorization that a sanitising exporter removed", async () => {
    const told = await verdict([
      entry({ got: ALLOW, at: 0 }),
      preflight({ asks: "GET", names: "authorization", got: PERMIT, at: 1 }),
    ]);
    expect(told.outcome).toBe("allowed");
    expect(told.preflight.because).toEqual([expect.objectContaining({ code: "header", name: "authorization" })]);
    expect(assumed(told, "headers.authorization")).toMatchObject({ confidence: "high", value: null });
  });

  test("decide where the request got no further", async () => {
    const failed = entry({
      method: "PUT",
      status: 0,
      error: "net::ERR_FAILED",
      got: {},
      more: { request: { method: "PUT", url: `${API}/data`, headers: [] } },
    });
    const told = await verdict([failed, preflight({ asks: "PUT", got: ALLOW, at: 1 })]);
    expect(told).toMatchObject({ outcome: "blocked", reason: "method-not-allowed", stage: "preflight", agrees: true });
  });

  test("that were answered before are taken from the cache, on the recording's clock", async () => {
    const again = (at: number) => entry({ method: "PUT", got: ALLOW, at });
    const first = [again(0), preflight({ asks: "PUT", got: { ...PERMIT, "Access-Control-Max-Age": "10" }, at: 1 })];
    const [, cached, expired] = await verdicts([...first, again(9000), again(30_000)]);
    expect(cached).toMatchObject({ outcome: "allowed", preflight: { needed: true, fromCache: true } });
    expect(assumed(cached!, "preflight")).toMatchObject({ value: "from cache", confidence: "high" });
    expect(expired).toMatchObject({
      outcome: "allowed",
      preflight: { needed: true, fromCache: false, response: null },
    });
    expect(assumed(expired!, "preflight")).toMatchObject({ value: "permitted", confidence: "medium" });
  });

  test("that are missing block nothing, and are reported", async () => {
    const told = await verdict([entry({ method: "PUT", got: ALLOW })]);
    expect(told).toMatchObject({ outcome: "allowed", preflight: { needed: true, request: null, response: null } });
    expect(told.exchanges.map(({ kind }) => kind)).toEqual(["actual"]);
    expect(told.likelyCauses).toContainEqual({ code: "preflight-not-recorded", evidence: expect.any(String) });
    const unanswered = await verdict([entry({ method: "PUT", status: 0, error: "net::ERR_FAILED" })]);
    expect(unanswered).toMatchObject({
      outcome: "unknown",
      missing: ["preflight"],
      agrees: null,
      reason: null,
      stage: null,
    });
  });

  test("without their request are judged for what they ask", async () => {
    const refused = await verdict([preflight({ asks: "PUT", got: ALLOW })], {
      log: { creator: { name: "mitmproxy" } },
    });
    expect(refused).toMatchObject({ outcome: "blocked", reason: "method-not-allowed", source: { entry: 0 } });
    const permitted = await verdict([preflight({ asks: "PUT", names: "x-a", got: PERMIT })]);
    expect(permitted).toMatchObject({ outcome: "unknown", missing: ["response"] });
  });

  test("that nothing else explains speak of an upload listener", async () => {
    const post = entry({ method: "POST", type: "xhr", got: ALLOW, more: {} });
    const told = await verdict([post, preflight({ asks: "POST", got: PERMIT, at: 1 })], { profiles: ["spec"] });
    expect(told.preflight.because).toEqual([{ code: "upload-listener" }]);
    expect(assumed(told, "uploadListeners")).toMatchObject({ confidence: "medium" });
  });
});

describe("redirects", () => {
  const to = (location: string, got: Record<string, string> = ALLOW) => ({
    status: 302,
    got: { ...got, Location: location },
  });

  test("are one request with their targets", async () => {
    const told = await verdict([
      entry({ ...to("/b"), at: 0 }),
      entry({ url: `${API}/b`, ...to("https://cdn.example/c"), at: 11 }),
      entry({
        url: "https://cdn.example/c",
        sent: { Origin: "null" },
        got: { "Access-Control-Allow-Origin": "*" },
        at: 22,
      }),
    ]);
    expect(told).toMatchObject({ outcome: "allowed", source: { entry: 0, redirects: [1, 2] } });
    expect(told.exchanges.map(({ kind }) => kind)).toEqual(["actual", "redirect", "redirect"]);
  });

  test("that lead back to a URL are not taken for one another", async () => {
    const told = await verdicts([
      entry({ ...to(`${API}/data`), at: 0 }),
      entry({ ...to(`${API}/data`), at: 20 }),
      entry({ got: ALLOW, at: 40 }),
      entry({ got: ALLOW, at: 5000 }),
    ]);
    expect(told.map(({ source }) => [source!.entry, source!.redirects])).toEqual([
      [0, [1, 2]],
      [3, undefined],
    ]);
  });

  test("whose target is not recorded leave the question open, unless they are refused themselves", async () => {
    const open = await verdict([entry(to("/b"))], { log: { creator: { name: "Firefox" } }, profiles: ["firefox"] });
    expect(open).toMatchObject({ outcome: "unknown", missing: ["redirect target"] });
    const refused = await verdict([entry({ ...to("/b", {}), error: "net::ERR_FAILED" })]);
    expect(refused).toMatchObject({
      outcome: "blocked",
      reason: "missing-allow-origin",
      stage: "redirect",
      agrees: true,
    });
  });

  test("that the page did not follow are told from the target that never began", async () => {
    const told = await verdict([
      entry(to("/b")),
      entry({ url: `${API}/b`, status: 0, error: "net::ERR_ABORTED", at: 11 }),
    ]);
    expect(told.outcome).toBe("opaque");
    expect(assumed(told, "redirect")).toMatchObject({ value: "manual" });
  });
});

describe("credentials", () => {
  const CREDENTIALS = { ...ALLOW, "Access-Control-Allow-Credentials": "true" };
  const ANY = { "Access-Control-Allow-Origin": "*" };

  test.each([
    ["a cookie was sent", { sent: { Cookie: "a=b" }, got: CREDENTIALS }, "allowed", "include", "high"],
    [
      "a cookie was sent, and any origin allowed",
      { sent: { Cookie: "a=b" }, got: ANY, error: "net::ERR_FAILED" },
      "blocked",
      "include",
      "high",
    ],
    ["none was recorded", { got: ANY }, "allowed", "same-origin", "low"],
    ["the browser refused any origin", { got: ANY, error: "net::ERR_FAILED" }, "blocked", "include", "medium"],
    ["the server allows them", { got: CREDENTIALS }, "allowed", "include", "low"],
  ])("%s", async (_what, parts, outcome, value, confidence) => {
    const told = await verdict([entry(parts)]);
    expect(told).toMatchObject({ outcome, agrees: true });
    expect(assumed(told, "credentials")).toMatchObject({ value, confidence });
  });

  test("are told by a preflight that refuses them, where Firefox shows status 0", async () => {
    const entries = [entry({ method: "PUT", status: 0 }), preflight({ asks: "PUT", got: PERMIT, at: 1 })];
    const told = await verdict(entries, { log: { creator: { name: "Firefox" } }, profiles: ["firefox"] });
    expect(told).toMatchObject({ outcome: "blocked", reason: "allow-credentials-missing", stage: "preflight" });
  });

  test("are an open question where the readings differ and nothing decides", async () => {
    const given = [entry({ got: { ...ANY, "Access-Control-Allow-Credentials": "true" } })];
    const open = await verdict(given, { log: { creator: { name: "Firefox" } } });
    expect(open).toMatchObject({ outcome: "unknown", missing: ["credentials mode"] });
    expect(assumed(open, "credentials")?.because).toContain("the outcome is");
    const said = await verdict(given, { log: { creator: { name: "Firefox" } }, credentials: "omit" });
    expect(said.outcome).toBe("allowed");
    expect(assumed(said, "credentials")).toMatchObject({ value: "omit", because: "given on the command line" });
  });
});

describe("the page", () => {
  const bare = (headers: Record<string, string>, more: object = {}) => ({
    request: {
      method: "GET",
      url: `${API}/data`,
      headers: { Host: "api.example", "Sec-Fetch-Mode": "cors", ...headers },
    },
    response: { status: 200, headers: ALLOW },
    ...more,
  });
  const pages = [
    { id: "p", title: `${PAGE}/index.html` },
    { id: "q", title: "Just a title" },
  ];

  test.each([
    ["Origin", bare({ Origin: PAGE, Referer: "https://other.example/" }), "high"],
    ["Referer", bare({ Referer: `${PAGE}/x` }), "medium"],
    ["the page of the entry", bare({}, { pageref: "p" }), "medium"],
    ["the code that caused it", bare({}, { pageref: "q", _initiator: { url: `${PAGE}/a.js` } }), "low"],
  ])("is told by %s", async (_what, given, confidence) => {
    const told = await verdict([given], { log: { pages } });
    expect(assumed(told, "page.origin")).toMatchObject({ value: PAGE, confidence });
    expect(told.outcome).toBe("allowed");
  });

  test("may be opaque", async () => {
    const told = await verdict([entry({ sent: { Origin: "null" }, got: { "Access-Control-Allow-Origin": "null" } })]);
    expect(told).toMatchObject({ outcome: "allowed" });
    expect(assumed(told, "page.origin")?.value).toBe("null");
  });

  test("may be told by nothing: then there is no verdict, and --origin gives one", async () => {
    const given = har([bare({})]);
    expect((await replayed(given)).skips).toMatchObject([{ reason: "no-page", kind: "unusable" }]);
    expect((await replayed(given, { origin: PAGE })).verdicts).toMatchObject([{ outcome: "allowed" }]);
  });

  test("brings its policies along, where its document was recorded", async () => {
    const document = (headers: object) => ({
      _resourceType: "document",
      request: { method: "GET", url: `${PAGE}/`, headers: {} },
      response: { status: 200, headers },
    });
    const image = entry({
      type: "image",
      sent: { "Sec-Fetch-Mode": "no-cors", Referer: `${PAGE}/` },
      error: "net::ERR_BLOCKED_BY_RESPONSE",
    });
    const coep = await verdict([document({ "Cross-Origin-Embedder-Policy": "require-corp" }), image]);
    expect(coep).toMatchObject({ outcome: "blocked", reason: "coep-blocked", agrees: true });
    const unsent = entry({ status: 0, error: "", sent: { Referer: `${PAGE}/` } });
    const csp = await verdict([document({ "Content-Security-Policy": "connect-src 'self'" }), unsent]);
    expect(csp).toMatchObject({ outcome: "failed", reason: "csp-blocked", agrees: true });
  });
});

describe("what the recording shows", () => {
  test.each([
    ["DevTools", "WebInspector", { got: {}, error: "net::ERR_FAILED" }, { outcome: "blocked" }, true],
    ["DevTools, no error", "WebInspector", { got: ALLOW }, { outcome: "allowed" }, true],
    [
      "DevTools against the model",
      "WebInspector",
      { got: ALLOW, error: "net::ERR_BLOCKED_BY_CLIENT" },
      { outcome: "failed" },
      false,
    ],
    ["DevTools, aborted after it came", "WebInspector", { got: ALLOW, error: "net::ERR_ABORTED" }, null, null],
    [
      "a refused connection",
      "WebInspector",
      { status: 0, error: "net::ERR_CONNECTION_REFUSED" },
      { outcome: "failed" },
      true,
    ],
    ["Firefox", "Firefox", { got: {}, error: null }, null, null],
    ["Firefox, status 0", "Firefox", { status: 0 }, { outcome: "failed" }, null],
    ["mitmproxy", "mitmproxy", { got: {} }, null, null],
    ["mitmproxy, no connection", "mitmproxy", { status: 0, error: "connection closed" }, { outcome: "failed" }, true],
    [
      "Playwright",
      "Playwright",
      { status: -1, more: { _failureText: "net::ERR_FAILED" } },
      { outcome: "blocked" },
      null,
    ],
    [
      "Safari",
      "WebKit Web Inspector",
      { got: {}, error: "Origin is not allowed by Access-Control-Allow-Origin (CORS)" },
      { outcome: "blocked" },
      true,
    ],
  ])("%s", async (_what, name, parts, observed, agrees) => {
    const told = await verdict([entry(parts)], { log: { creator: { name } } });
    if (observed === null) expect(told.observed).toBeNull();
    else expect(told.observed).toMatchObject(observed);
    expect(told.agrees).toBe(agrees);
  });

  test("a service worker's answer is not checked for CORS", async () => {
    const own = {
      response: { status: 200, headers: { "Content-Type": "a/b" }, _fetchedViaServiceWorker: true, _error: null },
    };
    expect(await verdict([entry({ more: own })])).toMatchObject({ outcome: "allowed", agrees: true });
  });

  test("a 304 is what was stored", async () => {
    const [, renewed] = await verdicts([entry({ got: ALLOW }), entry({ status: 304, got: {}, at: 9 })]);
    expect(renewed).toMatchObject({ outcome: "allowed", response: { status: 200 }, agrees: true });
  });
});

test.each(["__proto__", "constructor"])("the resource type %s says nothing", async (type) => {
  const { assumed, outcome } = await verdict([entry({ type, got: ALLOW, sent: { "Sec-Fetch-Dest": type } })]);
  expect(outcome).toBe("allowed");
  expect(assumed.find(({ field }) => field === "api")).toMatchObject({ value: "fetch" });
});

describe("which requests", () => {
  const entries = [
    entry({ got: ALLOW }),
    entry({ url: `${PAGE}/own`, sent: { "Sec-Fetch-Site": "same-origin" } }),
    entry({ type: "image", sent: { "Sec-Fetch-Mode": "no-cors" } }),
    entry({ got: {}, error: "net::ERR_FAILED", url: `${API}/blocked` }),
    entry({ method: "PUT", got: ALLOW, url: `${API}/put`, at: 5 }),
    preflight({ asks: "PUT", got: PERMIT, url: `${API}/put`, at: 6 }),
    { _resourceType: "document", request: { method: "GET", url: PAGE } },
  ];

  test.each([
    ["cross-origin", [0, 3, 4], { "same-origin": 1, "no-cors": 1, navigation: 1 }],
    ["all", [0, 1, 2, 3, 4], { navigation: 1 }],
    ["blocked", [3], { "not-blocked": 4, navigation: 1 }],
    ["preflighted", [4], { "same-origin": 1, "no-cors": 1, navigation: 1, "not-preflighted": 2 }],
  ] as const)("%s", async (only, expected, left) => {
    const { verdicts, skips } = await replayed(har(entries), { only, profiles: ["chromium"] });
    expect(verdicts.map(({ source }) => source!.entry)).toEqual(expected);
    const counts = Object.fromEntries(
      Object.keys(left).map((reason) => [reason, skips.filter((skip) => skip.reason === reason).length]),
    );
    expect(counts).toEqual(left);
    expect(skips).toHaveLength(Object.values(left).reduce((sum, count) => sum + count, 0));
  });

  test("one entry, by its number or that of its preflight", async () => {
    expect((await replayed(har(entries), { entry: 5 })).verdicts.map(({ source }) => source!.entry)).toEqual([4]);
    expect((await replayed(har(entries), { entry: 1 })).verdicts).toHaveLength(1);
    expect((await replayed(har(entries), { entry: 6 })).error?.message).toMatch(/entry 6.*navigation/);
    expect((await replayed(har(entries), { entry: 60 })).error?.message).toMatch(/no such entry; the last one is 5/);
  });

  test("several profiles stand side by side", async () => {
    const { verdicts } = await replayed(har(entries), { profiles: ["spec", "firefox"], only: "cross-origin" });
    expect(verdicts.map(({ profile, source }) => `${source!.entry} ${profile}`)).toEqual([
      "0 spec",
      "0 firefox",
      "3 spec",
      "3 firefox",
      "4 spec",
      "4 firefox",
    ]);
  });
});
