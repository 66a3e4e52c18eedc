import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeAll } from "../../src/cases/judge.js";
import { CaseError, readCases } from "../../src/cases/read-cases.js";

const GOOD = { page: { url: "https://app.example/" }, setup: { url: "https://api.example/" } };

function errorOf(given: unknown): string {
  try {
    judgeAll(given as never);
  } catch (error) {
    if (error instanceof CaseError) return error.message;
    throw error;
  }
  return "no error";
}

test.each([
  [
    { ...GOOD, server: [{ respond: { status: "abc" } }] },
    '/server/0/respond/status: expected an integer 100–599, got "abc"',
  ],
  [{ ...GOOD, server: [{ respond: { status: 99 } }] }, "/server/0/respond/status: expected an integer 100–599, got 99"],
  [
    { ...GOOD, server: [{ respond: { status: 200.5 } }] },
    "/server/0/respond/status: expected an integer 100–599, got 200.5",
  ],
  [{ ...GOOD, setup: { url: "/", haeders: [] } }, '/setup/haeders: unknown key; did you mean "headers"?'],
  [{ ...GOOD, setup: { url: "/", headers: [["a"]] } }, '/setup/headers/0: expected a pair [name, value], got ["a"]'],
  [{ ...GOOD, setup: {} }, "/setup/url: missing: expected a string"],
  [{ setup: GOOD.setup }, "/page: missing: expected an object"],
  [{ ...GOOD, page: { url: "app.example" } }, '/page/url: expected an absolute URL, got "app.example"'],
  [{ ...GOOD, setup: { url: "/", api: "fetsch" } }, "/setup/api: expected one of"],
  // biome-ignore lint/suspicious/noThenProperty: the public format names it so
  [{ ...GOOD, then: [{ url: "/", after: -1 }] }, "/then/0/after: expected seconds from 0 on, got -1"],
  [[GOOD], 'expected a case, an object with "page" and "setup"; got a list'],
  [null, 'expected a case, an object with "page" and "setup"; got null'],
] as const)("%o → %s", (given, message) => {
  expect(errorOf(given)).toContain(message);
});

describe("files", () => {
  const read = (text: string, name: string) =>
    [...readCases(text, name)].map((result) =>
      result.error === undefined ? result.case.id : `${result.error.line}: ${result.error.message}`,
    );

  test("a list with comments, a byte order mark and trailing commas", () => {
    const text = `\ufeff[ // first\n${JSON.stringify(GOOD)}, /* "second" */ ${JSON.stringify({ ...GOOD, id: "b" })},\n]`;
    expect(read(text, "cases.json")).toEqual(["case-1", "b"]);
  });

  test("lines, of which a bad one takes no other with it", () => {
    const text = `${JSON.stringify(GOOD)}\n{"page":\n\n${JSON.stringify({ ...GOOD, id: "d" })}\n{}\n`;
    const [first, second, third, fourth] = read(text, "cases.ndjson");
    expect(first).toBe("case-1");
    expect(second).toMatch(/^2: not JSON: /);
    expect(third).toBe("d");
    expect(fourth).toMatch(/^5: \/page: missing/);
  });

  test("an id that is taken", () => {
    const twice = JSON.stringify([
      { ...GOOD, id: "a" },
      { ...GOOD, id: "a" },
    ]);
    expect(read(twice, "cases.json")[1]).toContain('/id: "a" is taken');
  });

  test.each(["", "   ", "{", "[1,2", "nonsense", "\0"])("%o is told to be no JSON", (text) => {
    expect(read(text, "cases.json")).toHaveLength(1);
    expect(read(text, "cases.json")[0]).toMatch(/not JSON|the file is empty/);
  });
});

test("whatever JSON it is given, the reader knows only its own error", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      for (const result of readCases(text, "any.json")) expect(result.error ?? result.case).toBeDefined();
    }),
  );
});

const word = fc.oneof(
  fc.string(),
  fc.constantFrom("https://api.example/x", "*", "null", "GET", "cors", "include", "text/plain", "__proto__"),
);
const pairs = fc.array(
  fc.tuple(
    fc.oneof(word, fc.constantFrom("Access-Control-Allow-Origin", "Content-Type", "Location", "constructor")),
    word,
  ),
  { maxLength: 5 },
);

test("whatever page code and servers say, there is a verdict", () => {
  fc.assert(
    fc.property(
      fc.record({
        api: fc.constantFrom(
          "fetch",
          "xhr",
          "eventsource",
          "beacon",
          "img",
          "script",
          "module-script",
          "stylesheet",
          "font",
          "form",
          "xdr",
          "track",
        ),
        url: word,
        method: word,
        headers: pairs,
        mode: word,
        credentials: word,
        redirect: word,
        cache: word,
        referrer: word,
        referrerPolicy: word,
        integrity: word,
        keepalive: fc.boolean(),
        withCredentials: fc.boolean(),
        crossorigin: fc.option(word),
        uploadListeners: fc.array(word, { maxLength: 2 }),
        body: fc.option(
          fc.record({
            type: fc.constantFrom("text", "urlencoded", "formdata", "blob", "bytes", "stream"),
            value: fc.string(),
            contentType: fc.option(word),
          }),
        ),
      }),
      fc.array(fc.record({ status: fc.integer({ min: 100, max: 599 }), headers: pairs, body: fc.string() }), {
        maxLength: 3,
      }),
      fc.constantFrom("spec", "chromium", "firefox", "webkit", "w3c-2014", "fetch-2018", "xdr"),
      fc.record({ csp: fc.option(word), opaque: fc.boolean() }),
      (setup, answers, profile, policy) => {
        const server = answers.map((respond, index) => ({
          respond,
          ...(index < answers.length - 1 ? { times: 1 } : {}),
        }));
        const [verdict] = judgeAll({ page: { url: "https://app.example/", ...policy }, setup, server } as never, {
          profile,
          trace: true,
        });
        expect(verdict!.explanation).not.toBe("");
        expect(JSON.parse(JSON.stringify(verdict))).toBeTruthy();
      },
    ),
    { numRuns: 2000 },
  );
}, 60_000);
