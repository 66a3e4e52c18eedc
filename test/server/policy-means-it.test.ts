import fc from "fast-check";
import { expect, test } from "vitest";
import { createPage } from "../../src/page/create-page.js";
import { type CorsPolicy, corsServer } from "../../src/server/cors-server.js";

/** For each policy and request: the page may read the answer exactly when the policy means it. */

const ORIGINS = [
  "https://app.example",
  "https://www.app.example",
  "http://localhost:3000",
  "https://app.example.evil.example",
];
const METHODS = ["PUT", "DELETE", "PATCH", "Patch", "REPORT"];
const NAMES = ["X-Custom", "x-other", "Authorization", "Content-Type", "X-Requested-With"];
const HEADERS: readonly (readonly [string, string])[] = [
  ["X-Custom", "1"],
  ["X-Other", "2"],
  ["authorization", "Bearer token"],
  ["Content-Type", "application/json"],
  ["Accept", "application/json"],
];

const names = (of: readonly string[]) => fc.oneof(fc.constant("*" as const), fc.subarray([...of]));

const policies = fc
  .record(
    {
      origins: fc.oneof(
        fc.constant("*" as const),
        fc.subarray<string | RegExp>([...ORIGINS.slice(0, 3), /https:\/\/([a-z]+\.)?app\.example/g], { minLength: 1 }),
      ),
      methods: names(METHODS),
      headers: names(NAMES),
      credentials: fc.boolean(),
      maxAge: fc.nat(1000),
      expose: names(["X-Shown"]),
    },
    { requiredKeys: ["origins"] },
  )
  .filter(({ origins, credentials, expose }) => credentials !== true || (origins !== "*" && expose !== "*"));

const requests = fc.record({
  origin: fc.constantFrom(...ORIGINS),
  method: fc.constantFrom("GET", "HEAD", "POST", "put", ...METHODS),
  headers: fc.subarray([...HEADERS]),
  credentials: fc.constantFrom("include", "same-origin", "omit"),
});

type Asked = typeof requests extends fc.Arbitrary<infer T> ? T : never;

/** The meaning in words of its own, not those of the server. */
function means(policy: CorsPolicy, { origin, method, headers, credentials }: Asked): boolean {
  const originIsIn =
    policy.origins === "*" ||
    (policy.origins as readonly (string | RegExp)[]).some((one) =>
      typeof one === "string"
        ? one === origin
        : origin === "https://app.example" || origin === "https://www.app.example",
    );
  const sent = method === "put" ? "PUT" : method;
  const methodIsIn =
    /^(GET|HEAD|POST)$/.test(sent) || policy.methods === "*" || policy.methods?.includes(sent) === true;
  const headersAreIn = headers.every(
    ([name]) =>
      name === "Accept" ||
      policy.headers === "*" ||
      policy.headers?.some((one) => one.toLowerCase() === name.toLowerCase()) === true,
  );
  return originIsIn && methodIsIn && headersAreIn && (credentials !== "include" || policy.credentials === true);
}

test.each(["spec", "chromium", "firefox", "webkit"] as const)("profile %s", async (profile) => {
  await fc.assert(
    fc.asyncProperty(policies, requests, async (policy, asked) => {
      const { origin, method, headers, credentials } = asked;
      const server = corsServer(policy);
      const network = server.network(() => ({ headers: { "X-Shown": "1", "Cache-Control": "no-store" }, body: "" }));
      const page = createPage({ url: `${origin}/`, profile, network });
      const ask = () =>
        page.fetch("https://api.example/", { method, headers, credentials }).then(
          (response) => ({ isRead: true, shown: response.headers.has("x-shown") }),
          () => ({ isRead: false, shown: false }),
        );
      const isMeant = means(policy, asked);
      const expected = { isRead: isMeant, shown: isMeant && (policy.expose?.length ?? 0) > 0 };
      expect(await ask()).toEqual(expected);
      // And once more, with what the preflight cache has kept.
      expect(await ask()).toEqual(expected);
      expect(page.verdicts.every(({ outcome }) => outcome === (isMeant ? "allowed" : "blocked"))).toBe(true);
    }),
    { numRuns: 400 },
  );
});
