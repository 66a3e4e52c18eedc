import { describe, expect, test } from "vitest";
import { type Case, judgeAll, type Verdict } from "../../src/index.js";

interface Staged {
  readonly given: Case;
  told<Value>(value: Value): Value;
}
interface Scene extends Staged {
  readonly file: string;
  readonly original: Case;
}
interface Truth extends Partial<Omit<Verdict, "outcome" | "console" | "response">> {
  readonly outcome: string;
  readonly console: readonly { readonly text: string }[];
}
type Compare = (given: { profile: string; scenes: readonly Scene[]; truths: readonly Truth[] }) => {
  readonly total: number;
  readonly bad: readonly { readonly id: string; readonly differences: readonly string[] }[];
  readonly otherwise: readonly { readonly id: string }[];
  readonly unanswered: readonly string[];
};

const load = (name: string) => import(new URL(name, import.meta.url).href);
const { stage } = (await load("staging.mjs")) as { stage(given: Case): Staged };
const { stageSpecCases } = (await load("spec-cases.mjs")) as {
  stageSpecCases(pattern: string): { scenes: Scene[]; left: { id: string; why: string }[] };
};
const { contradictionsIn } = (await load("expectations.mjs")) as { contradictionsIn: Compare };

const PAGE = "https://app.example/index.html";
const staged = (given: Partial<Case>) =>
  stage({ id: "a", page: { url: PAGE }, setup: { url: "https://api.example/data" }, ...given }).given;

describe("a case on the stage", () => {
  test.each([
    ["another site", "https://api.example/data?x#y", "https://far.test:8104/c/a/data?x#y"],
    ["no path", "https://api.example", "https://far.test:8104/c/a/"],
    ["a subdomain", "https://api.app.example/data", "https://api.page.test:8102/c/a/data"],
    ["clear text", "http://app.example/data", "http://page.test:8101/c/a/data"],
    ["another port", "https://app.example:8443/data", "https://page.test:8102/c/a/data"],
    ["a default port", "https://api.example:443/data", "https://far.test:8104/c/a/data"],
    ["a port that browsers refuse", "https://api.example:6667/data", "https://far.test:6667/c/a/data"],
    ["userinfo", "https://u:p@api.example/data", "https://u:p@far.test:8104/c/a/data"],
    ["capitals", "HTTPS://API.EXAMPLE/data", "HTTPS://FAR.TEST:8104/c/a/data"],
    ["no scheme", "//api.example/data", "//far.test:8104/c/a/data"],
    ["a path", "/data", "/c/a/data"],
    ["a relative URL", "data", "data"],
    ["another scheme", "ftp://api.example/data", "ftp://far.test/c/a/data"],
    ["no address", "data:text/plain,https://", "data:text/plain,https://"],
    ["no URL", "http://", "http://"],
  ])("asks for %s", (_what, url, moved) => {
    expect(staged({ setup: { url } }).setup.url).toBe(moved);
  });

  test.each([
    ["Access-Control-Allow-Origin", "https://app.example", "https://page.test:8101"],
    ["Access-Control-Allow-Origin", "https://app.example/", "https://page.test:8101/"],
    [
      "Access-Control-Allow-Origin",
      "https://app.example, https://api.example",
      "https://page.test:8101, https://far.test:8104",
    ],
    ["Access-Control-Allow-Origin", "https://app.example.evil.example", "https://app.example.evil.example"],
    ["Location", "https://api.example/next", "https://far.test:8104/c/a/next"],
    ["Location", "/next", "/c/a/next"],
    ["Location", "next", "next"],
    ["Set-Cookie", "a=1; Path=/x; Domain=api.example", "a=1; Path=/c/a/x; Domain=far.test"],
    ["Set-Cookie", "a=1; Path=/", "a=1; Path=/c/a"],
    ["Set-Cookie", "a=1; Domain=evil.example", "a=1; Domain=evil.example"],
  ])("is answered %s: %s", (name, value, moved) => {
    const { server } = staged({ server: [{ respond: { headers: [[name, value]] } }] });
    expect(server?.[0]?.respond.headers).toEqual([[name, moved]]);
  });

  test.each([
    ["connect-src 'self' https://api.example", "connect-src 'self' https://far.test:8104"],
    ["connect-src api.example", "connect-src far.test:8104"],
    ["connect-src *.app.example", "connect-src *.page.test:*"],
    [
      "connect-src https://api.example/data; img-src https:",
      "connect-src https://far.test:8104/c/a/data; img-src https:",
    ],
    // The stage's own script is to run.
    ["script-src 'none'; img-src a.example", "script-src 'unsafe-inline'; img-src a.example"],
    ["default-src https://api.example", "default-src https://far.test:8104 'unsafe-inline'"],
  ])("has the policy %s", (csp, moved) => {
    const { given, told } = stage({ id: "a", page: { url: PAGE, csp }, setup: { url: "https://api.example/data" } });
    expect(given.page.csp).toBe(moved);
    expect(told(given.page.csp)).toBe(csp);
  });

  test("keeps its jar to itself", () => {
    const { cookies } = staged({ page: { url: PAGE, cookies: { "https://api.example": "a=1" } } }).page;
    expect(cookies).toEqual({ "https://far.test:8104": ["a=1; Path=/c/a"] });
  });

  test("finds nobody where nobody is, and HTTP/2 where that is spoken", () => {
    const refused = staged({ server: [{ respond: { error: "connection-refused" } }] });
    expect(refused.setup.url).toBe("https://far.test:8109/c/a/data");
    const multiplexed = staged({ server: [{ http: "2", respond: { status: 200 } }] });
    expect(multiplexed.setup.url).toBe("https://far.test:8105/c/a/data");
  });

  // Chromium keeps nothing that came over a certificate it was told to put up with.
  test("is in clear text where answers are to be kept", () => {
    const keeping = { respond: { headers: [["Cache-Control", "max-age=60"]] as [string, string][] } };
    const { given, told } = stage({
      id: "a",
      page: { url: PAGE },
      setup: { url: "https://api.example/data" },
      server: [keeping],
      // biome-ignore lint/suspicious/noThenProperty: the public format names it so
      then: [{ url: "https://api.example/data" }],
    });
    expect(given.then?.[0]?.url).toBe("http://far.test:8104/c/a/data");
    expect(told(given.then?.[0]?.url)).toBe("https://api.example/data");
  });

  test.each([
    ["a host that is no ordinary name: localhost", { setup: { url: "http://localhost:3000/" } }],
    ["api form", { setup: { api: "form", url: "https://api.example/" } }],
    ["a page of another scheme", { page: { url: "file:///index.html" } }],
    ["address spaces", { page: { url: PAGE, addressSpace: "public" } }],
    ["a service worker", { server: [{ via: "service-worker", respond: {} }] }],
    ["the error dns", { server: [{ respond: { error: "dns" } }] }],
    ["waiting for more than 20 seconds", { server: [{ respond: { delay: 21 } }] }],
    [
      "a cookie for every path",
      { page: { url: PAGE, cookies: { "https://api.example": "__Host-a=1; Secure; Path=/" } } },
    ],
    ["a page that asks for itself", { setup: { url: `${PAGE}#part` } }],
    ["the way a URL is written: https:\\\\api.example\\data", { setup: { url: "https:\\\\api.example\\data" } }],
  ] as [string, Partial<Case>][])("does not have %s", (why, given) => {
    expect(() => staged(given)).toThrow(why);
  });
});

describe("the spec cases", () => {
  const { scenes, left } = stageSpecCases("**");
  const ENGINES = ["chromium", "firefox", "webkit"];
  /** The texts differ in what the stage can't have: a default port that is written out, letters beyond ASCII, ports of schemes. */
  const OTHERWISE = [
    "cors-check-origin-default-port-in-value",
    "cors-check-origin-punycode",
    "csp-host-http-upgrade",
    "csp-host-source-wss",
    "main-fetch-order-mixed-mode-redirect",
    "warnings-default-port",
  ];

  test("are nearly all staged, each under its own path, and each other says why", () => {
    expect(scenes.length).toBeGreaterThan(8 * left.length);
    expect(left.filter(({ why }) => why === "")).toEqual([]);
    for (const { given } of scenes)
      expect(given.page.url).toMatch(new RegExp(`^https?://[a-z.]+test:\\d+/c/${given.id}/`));
  });

  test.each(ENGINES)("mean to the model of %s there what they mean where they are", (profile) => {
    const some = scenes.filter((_scene, index) => index % ENGINES.length === ENGINES.indexOf(profile));
    const { otherwise, unanswered } = contradictionsIn({ profile, scenes: some, truths: [] });
    expect(otherwise.map(({ id }) => id).filter((id) => !OTHERWISE.includes(id))).toEqual([]);
    expect(unanswered.length).toBeGreaterThan(some.length - 50);
  });

  describe("and a browser", () => {
    const [scene] = stageSpecCases("concept-cors-check/*").scenes.filter(
      ({ original }) => original.expect?.["reason"] === "missing-allow-origin",
    ) as [Scene];
    const [verdict] = judgeAll({ ...scene.given, expect: {} }, { profile: "chromium" }) as [Verdict];
    const { response: _none, ...rest } = verdict;
    const truth: Truth = {
      ...rest,
      outcome: "rejected",
      console: verdict.console.map((text) => ({ text })),
    };
    const contradicted = (change: Partial<Truth>) =>
      contradictionsIn({ profile: "chromium", scenes: [scene], truths: [{ ...truth, ...change }] });

    test("that does as expected is counted", () => {
      expect(contradicted({})).toEqual({ total: 1, bad: [], otherwise: [], unanswered: [] });
    });

    test("that does not is told of, in the case's own words", () => {
      const text = `Access to fetch at '${scene.given.setup.url}' was fine`;
      const { bad } = contradicted({ outcome: "allowed", console: [{ text }] });
      const differences = bad.flatMap((each) => each.differences).join("\n");
      expect(differences).toContain(`outcome: expected "blocked", got "allowed"`);
      expect(differences).not.toContain("page.test");
      expect(differences).not.toContain("/c/");
    });
  });
});
