import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { ALLOW, API, bytesOf, entry, har, PAGE, preflight, type Replayed, replayed } from "./replayed.js";

/** Whatever is done to a recording: typed errors, named skips, and a verdict on the rest. */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const tour = JSON.parse(readFileSync(new URL("../../fixtures/tour.har", import.meta.url), "utf8"));
tour.log.entries = tour.log.entries.slice(2, 11);
const made = JSON.parse(
  JSON.stringify(
    har([
      entry({ status: 302, got: { ...ALLOW, Location: "/b" } }),
      entry({ url: `${API}/b`, got: ALLOW, at: 11 }),
      entry({
        method: "PUT",
        sent: { "X-A": "1", "Content-Type": "a/b" },
        got: ALLOW,
        more: { pageref: "p", _initiator: { url: PAGE } },
      }),
      preflight({ asks: "PUT", names: "x-a,content-type", got: { ...ALLOW, "Access-Control-Max-Age": "5" } }),
      entry({ status: 304, got: { ETag: "x" }, at: 30 }),
      entry({ type: "eventsource", sent: { Accept: "text/event-stream", Cookie: "a=b" }, got: ALLOW }),
      entry({ type: "ping", method: "POST", sent: { "Content-Type": "application/json" } }),
      entry({ type: "font", got: ALLOW, more: { _fromCache: "disk" } }),
    ]),
  ),
);

const odd = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    -1,
    1e308,
    2 ** 53,
    "",
    "\u0000",
    "\ud800",
    "null",
    "https://",
    "http://[",
    "//x",
    "javascript:x",
  ),
  fc.constantFrom<Json>(
    [],
    {},
    [null],
    [[["x"]]],
    { __proto__: "x" },
    "x".repeat(70_000),
    "OPTIONS",
    "CONNECT",
    "a b",
    "GET",
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.integer(),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
);

interface Mutation {
  readonly where: number;
  readonly how: "delete" | "replace" | "copy" | "rename";
  readonly value: Json;
  readonly name: string;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  where: fc.nat(),
  how: fc.constantFrom("delete", "replace", "replace", "copy", "rename"),
  value: odd,
  name: fc.constantFrom("headers", "request", "url", "__proto__", "status", "x"),
});

/** Every place in a document: the container and the key. */
function* places(value: Json): Generator<readonly [container: Json[] | { [key: string]: Json }, key: string]> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    yield [value, key];
    yield* places(item);
  }
}

function mutate(document: Json, mutations: readonly Mutation[]): Json {
  const copy = structuredClone(document);
  for (const { where, how, value, name } of mutations) {
    const all = [...places(copy)];
    const place = all[where % Math.max(1, all.length)];
    if (place === undefined) continue;
    const [container, key] = place;
    const held = container as { [key: string]: Json };
    if (how === "replace") held[key] = value;
    else if (how === "copy") held[key] = [held[key] ?? null, held[key] ?? null];
    else if (how === "rename")
      Object.defineProperty(held, name, { value: held[key], enumerable: true, configurable: true, writable: true });
    else if (Array.isArray(container)) container.splice(Number(key), 1);
    else delete held[key];
  }
  return copy;
}

function check({ verdicts, skips, error }: Replayed): void {
  for (const verdict of verdicts) {
    expect(["allowed", "opaque", "blocked", "failed", "unknown"]).toContain(verdict.outcome);
    expect(verdict.explanation).not.toBe("");
    expect(verdict.source?.entry).toBeGreaterThanOrEqual(0);
    if (verdict.outcome === "unknown") expect(verdict.missing?.length).toBeGreaterThan(0);
    JSON.stringify(verdict);
  }
  for (const skip of skips) {
    expect(skip.message).not.toBe("");
    expect(skip.message.length).toBeLessThan(500);
  }
  if (error !== null) expect(error.message).toMatch(/^test\.har/);
}

const RUNS = { numRuns: 250 };
const PADDING = Buffer.alloc(2.2e6, " ");

describe.each([
  ["a real recording", tour as Json],
  ["all kinds of entries", made as Json],
])("%s, mutated", (_what, document) => {
  test("deletions and values of other types", async () => {
    const profiles = ["spec", "chromium", "firefox", "webkit"] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.array(mutation, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(...profiles),
        async (mutations, profile) => {
          check(await replayed(mutate(document, mutations), { profiles: [profile] }));
        },
      ),
      RUNS,
    );
  });

  test("the same when it streams", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 6 }), async (mutations) => {
        const bytes = bytesOf(mutate(document, mutations));
        const whole = await replayed(bytes);
        const streamed = await replayed(Buffer.concat([bytes, PADDING]), { piece: 300_000 });
        check(streamed);
        expect(streamed.verdicts.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(
          whole.verdicts.map(({ id, outcome }) => `${id} ${outcome}`),
        );
        expect(streamed.error === null).toBe(whole.error === null);
      }),
      { numRuns: 60 },
    );
  });

  test("bytes changed, lost and added", async () => {
    const bytes = bytesOf(document);
    const change = fc.record({ at: fc.nat(bytes.length - 1), length: fc.nat(3), put: fc.uint8Array({ maxLength: 3 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        let changed: Uint8Array = bytes;
        for (const { at, length, put } of changes) {
          changed = Buffer.concat([changed.subarray(0, at), put, changed.subarray(at + length)]);
        }
        check(await replayed(changed));
      }),
      RUNS,
    );
  });

  test("cut off anywhere, also when packed", async () => {
    const plain = bytesOf(document);
    const packed = [plain, gzipSync(plain), zipSync({ "a.har": plain })];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...packed), fc.double({ min: 0, max: 1, noNaN: true }), async (bytes, share) => {
        const cut = await replayed(bytes.subarray(0, Math.floor(bytes.length * share)));
        check(cut);
        if (share < 0.999) expect(cut.error).not.toBeNull();
      }),
      { numRuns: 80 },
    );
  });
});

test("anything at all", async () => {
  const start = fc.constantFrom(
    "",
    "{",
    "[",
    '{"log":',
    '{"log":{"entries":[',
    "GET / HTTP/1.1\n",
    "x(",
    "\ufeff",
    '{"request":{}}\n',
  );
  await fc.assert(
    fc.asyncProperty(start, fc.string({ unit: "binary", maxLength: 60 }), async (head, rest) =>
      check(await replayed(head + rest)),
    ),
    { numRuns: 1000 },
  );
});

describe("absurd recordings", () => {
  test.each([
    [
      "a header block of megabytes",
      har([entry({ got: { ...ALLOW, "X-Long": "x".repeat(5e6) } }), entry({ got: ALLOW })]),
      2,
    ],
    [
      "100,000 headers",
      har([
        {
          ...entry({}),
          response: { status: 200, headers: Array.from({ length: 1e5 }, () => ({ name: "a", value: "b" })) },
        },
      ]),
      1,
    ],
    ["a URL of a megabyte", har([entry({ url: `${API}/${"x".repeat(1e6)}`, got: ALLOW })]), 1],
    ["times out of order", har([entry({ at: 1e6 }), entry({ at: -1e6 }), preflight({ asks: "GET", at: 5 })]), 2],
  ])("%s", async (_what, document, verdicts) => {
    const replay = await replayed(document);
    check(replay);
    expect(replay.verdicts.length).toBeGreaterThanOrEqual(verdicts);
  });

  test.each([10_000, 100_000])("%d levels of nesting", async (depth) => {
    const nested = `${'{"a":['.repeat(depth)}${"]}".repeat(depth)}`;
    const text = JSON.stringify(har([entry({ got: ALLOW, more: { x: "NESTED", _initiator: "NESTED" } })])).replaceAll(
      '"NESTED"',
      nested,
    );
    for (const padding of ["", PADDING.toString()]) {
      const replay = await replayed(text + padding);
      expect(replay.error).toBeNull();
      expect(replay.verdicts).toMatchObject([{ outcome: "allowed" }]);
    }
  });

  test("thousands of equal requests and preflights do not take for ever", async () => {
    const entries = Array.from({ length: 4000 }, (_, i) => [
      entry({ method: "PUT", got: ALLOW, time: 1e6 }),
      preflight({ asks: "PUT", got: ALLOW, at: i % 7 }),
    ]).flat();
    const start = performance.now();
    check(await replayed(har(entries), { only: "blocked" }));
    expect(performance.now() - start).toBeLessThan(30_000);
  });

  test("a chain of redirects in a circle", async () => {
    const hop = (url: string, to: string) => entry({ url: API + url, status: 302, got: { ...ALLOW, Location: to } });
    const replay = await replayed(
      har(Array.from({ length: 30 }, (_, i) => hop(i % 2 === 0 ? "/a" : "/b", i % 2 === 0 ? "/b" : "/a"))),
    );
    check(replay);
    expect(replay.verdicts.length).toBeGreaterThan(0);
  });
});
