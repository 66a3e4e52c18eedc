import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ALLOW,
  API,
  bytesOf,
  entry,
  har,
  PAGE,
  preflight,
  type Replayed,
  replayed,
  replayedSource,
} from "./replayed.js";

const one = har([entry({ got: ALLOW }), entry({ got: {}, error: "net::ERR_FAILED" })]);
const OUTCOMES = ["allowed", "blocked"];
const outcomes = ({ verdicts }: Replayed) => verdicts.map(({ outcome }) => outcome);

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "whycors-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, bytes: Uint8Array | string): { name: string; path: string } {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { name, path };
}

describe("where bytes come from", () => {
  test.each([
    ["a file", () => file("a.har", bytesOf(one))],
    ["gzip", () => file("a.har.gz", gzipSync(bytesOf(one)))],
    [
      "two gzip members",
      () =>
        file("b.har.gz", Buffer.concat([gzipSync(bytesOf(one).subarray(0, 90)), gzipSync(bytesOf(one).subarray(90))])),
    ],
    [
      "a zip with bodies attached",
      () => file("a.zip", zipSync({ "a1.json": bytesOf("{}"), "har.har": bytesOf(one), "b.png": new Uint8Array(9) })),
    ],
    ["a zip that is only stored", () => file("s.zip", zipSync({ "har.har": bytesOf(one) }, { level: 0 }))],
    ["a gzip on stdin", () => ({ name: "-", stream: Readable.from([gzipSync(bytesOf(one))]) })],
    [
      "stdin in pieces",
      () => ({ name: "-", stream: Readable.from([bytesOf(one).subarray(0, 7), bytesOf(one).subarray(7)]) }),
    ],
    [
      "a long stdin",
      () => ({
        name: "-",
        stream: Readable.from([bytesOf(one), ...Array.from({ length: 12 }, () => " ".repeat(2 ** 20))]),
      }),
    ],
    ["chunks", () => ({ name: "x", chunks: () => Readable.from([bytesOf(one)]) })],
  ])("%s", async (_what, source) => {
    const replay = await replayedSource(source());
    expect(replay.error).toBeNull();
    expect(outcomes(replay)).toEqual(OUTCOMES);
  });

  test("several recordings in a zip go by their own names", async () => {
    const { verdicts } = await replayedSource(
      file("two.zip", zipSync({ "a.har": bytesOf(one), "b/c.har": bytesOf(one) })),
    );
    expect(verdicts.map(({ source }) => source?.file)).toEqual([
      "two.zip/a.har",
      "two.zip/a.har",
      "two.zip/b/c.har",
      "two.zip/b/c.har",
    ]);
  });

  test("a spooled stdin leaves no file behind", async () => {
    const before = process.env["TMPDIR"];
    const spool = mkdtempSync(join(folder, "spool-"));
    process.env["TMPDIR"] = spool;
    try {
      const seen: number[] = [];
      const stream = Readable.from([bytesOf(one), ...Array.from({ length: 12 }, () => " ".repeat(2 ** 20))]);
      await replayedSource({ name: "-", stream }, { onProgress: () => seen.push(readdirSync(spool).length) });
      expect(seen[0]).toBe(1);
      expect(readdirSync(spool)).toEqual([]);
    } finally {
      if (before === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = before;
    }
  });
});

describe("input that can't be used", () => {
  const bad: readonly (readonly [string, Uint8Array | string, RegExp])[] = [
    ["an empty file", "", /^bad: is empty; replay reads HAR/],
    ["an empty gzip", gzipSync(""), /^bad: is empty/],
    ["a gzip of 0 bytes after its magic", Buffer.from([0x1f, 0x8b]), /^bad: the gzip data is cut off/],
    ["whitespace", " \n\n", /nothing but whitespace/],
    ["HTML", "<!doctype html><p>", /is no recording: found an HTML page/],
    ["a sentence", "Hello there.", /is no recording: found text that begins "Hello there\."/],
    ["a number", "12", /found JSON that is no object/],
    ["binary data", Buffer.from([0, 1, 2, 3, 4, 5, 6, 7]), /found binary data/],
    ["UTF-16", Buffer.from("\ufeff{}", "utf16le"), /is UTF-16; save it as UTF-8/],
    ["another JSON", '{"openapi":"3.0","paths":{}}', /is no HAR: found an object with "openapi", "paths"/],
    ["an empty object", "{}", /is no HAR: found an empty object/],
    ["a log without entries", '{"log":{"version":"1.2"}}', /\/log: is no HAR: found a log without entries/],
    [
      "entries that are no list",
      '{"log":{"entries":{}}}',
      /^bad:1:19, \/log\/entries: expected an array, found an object/,
    ],
    [
      "a zip without a recording",
      zipSync({ "trace.trace": new Uint8Array(5) }),
      /is a zip without a \.har file in it \(found trace\.trace\)/,
    ],
    ["an empty zip", zipSync({}), /is a zip without a \.har file in it \(found nothing\)/],
    [
      "half a zip",
      zipSync({ "a.har": bytesOf(one) }).subarray(0, 120),
      /the zip is damaged or cut off|ends in the middle|is empty/,
    ],
    [
      "a damaged gzip",
      Buffer.concat([gzipSync(bytesOf(one)).subarray(0, 20), Buffer.from("garbage garbage")]),
      /gzip data is (?:damaged|cut off)/,
    ],
  ];

  test.each(bad)("%s", async (_what, bytes, message) => {
    const { error, verdicts } = await replayedSource({ ...file("bad", bytes), name: "bad" });
    expect(error?.message).toMatch(message);
    expect(verdicts).toEqual([]);
  });

  test("a missing file, a directory, nothing at all", async () => {
    expect((await replayedSource({ name: "x", path: join(folder, "none") })).error?.message).toMatch(
      /^x: no such file/,
    );
    expect((await replayedSource({ name: "x", path: folder })).error?.message).toMatch(
      /^x: is a directory; name the recordings in it/,
    );
    expect((await replayedSource({ name: "x" })).error?.message).toMatch(/nothing to read/);
  });

  test("an origin that is none", async () => {
    expect((await replayed(one, { origin: "app.example" })).error?.message).toMatch(/expected an origin such as/);
    expect((await replayed(one, { origin: `${PAGE}/` })).error?.message).toMatch(/expected an origin such as/);
  });

  test("what was judged before a fault is told, then the fault with its place", async () => {
    const text = JSON.stringify(one, null, 1);
    const second = text.lastIndexOf("_resourceType") - 1;
    const broken = `${text.slice(0, second)}!${text.slice(second)}`;
    for (const padding of ["", " ".repeat(3e6)]) {
      const { error, verdicts } = await replayed(broken + padding);
      expect(verdicts.map(({ outcome }) => outcome)).toEqual(["allowed"]);
      expect(error).toMatchObject({
        file: "test.har",
        entry: 1,
        path: "/log/entries/1",
        line: broken.slice(0, second).split("\n").length,
      });
      expect(error?.message).toMatch(/^test\.har:\d+:\d+, entry 1, \/log\/entries\/1: expected a key in double quotes/);
    }
  });

  test("a recording that is cut off still tells its beginning", async () => {
    const bytes = bytesOf(one);
    const cut = await replayed(bytes.subarray(0, bytes.length - 30));
    expect(outcomes(cut)).toEqual(["allowed"]);
    expect(cut.error?.message).toMatch(/ends in the middle/);
    const gzip = gzipSync(
      bytesOf(har(Array.from({ length: 3000 }, (_, i) => entry({ url: `${API}/${Math.sin(i)}`, got: ALLOW })))),
    );
    const half = await replayedSource(file("half.gz", gzip.subarray(0, gzip.length / 2)));
    expect(half.verdicts.length).toBeGreaterThan(100);
    expect(half.error?.message).toMatch(/gzip data is cut off/);
  });

  test("entries that can't be used are named, and the rest is judged", async () => {
    const { verdicts, skips, error } = await replayed(har([7, entry({ got: ALLOW }), { request: { url: 5 } }, null]));
    expect(error).toBeNull();
    expect(verdicts).toHaveLength(1);
    expect(skips).toMatchObject([
      { file: "test.har", entry: 0, reason: "not-an-object", kind: "unusable", path: "" },
      { entry: 2, reason: "bad-url", path: "/request/url", message: "expected a URL, found a number" },
      { entry: 3, reason: "not-an-object" },
    ]);
  });
});

describe("NDJSON", () => {
  const lines = (...items: unknown[]) =>
    items.map((item) => (typeof item === "string" ? item : JSON.stringify(item))).join("\n");
  const given = {
    id: "mine",
    page: { url: `${PAGE}/` },
    setup: { url: `${API}/` },
    server: [{ respond: { headers: [["Access-Control-Allow-Origin", "*"]] } }],
  };

  test("of entries and of cases, in their order", async () => {
    const { verdicts, skips } = await replayed(
      lines(entry({ got: {} }), given, "", entry({ got: ALLOW }), "{ nonsense", { ...given, setup: {} }),
    );
    expect(verdicts.map(({ id, outcome, source }) => [id, outcome, source!.entry])).toEqual([
      ["test.har#0", "blocked", 0],
      ["mine", "allowed", 1],
      ["test.har#2", "allowed", 2],
    ]);
    expect(skips).toMatchObject([
      { entry: 3, reason: "not-json", message: "line 5 is not JSON" },
      { entry: 4, reason: "bad-case", message: expect.stringContaining("/setup/url") },
    ]);
  });

  test.each([
    ["one entry over many lines", JSON.stringify(entry({ got: ALLOW }), null, 2)],
    ["one case over many lines", JSON.stringify(given, null, 2)],
    ["a list of cases", JSON.stringify([given], null, 2)],
    ["a list of entries", JSON.stringify([entry({ got: ALLOW })], null, 2)],
    ["a BOM and CRLF", `\ufeff${lines(given)}\r\n\r\n`],
  ])("%s", async (_what, text) => {
    const replay = await replayed(text);
    expect(replay.error).toBeNull();
    expect(outcomes(replay)).toEqual(["allowed"]);
  });

  test("in pieces", async () => {
    const text = lines(...Array.from({ length: 30 }, () => entry({ got: ALLOW })));
    expect((await replayed(text, { piece: 100 })).verdicts).toHaveLength(30);
  });

  test("one of its lines", async () => {
    expect((await replayed(lines(given, entry({ got: ALLOW })), { entry: 0 })).verdicts).toMatchObject([
      { id: "mine" },
    ]);
    expect((await replayed(lines(given, entry({ got: ALLOW })), { entry: 1 })).verdicts).toMatchObject([
      { id: "test.har#1" },
    ]);
  });
});

describe(".http text", () => {
  const get = `GET /data HTTP/1.1\nHost: api.example\nOrigin: ${PAGE}\n\nHTTP/1.1 200 OK\nAccess-Control-Allow-Origin: *\n\n{}\n`;

  test.each(["\n", "\r\n"])("pairs with lines that end in %j", async (end) => {
    const text = `# A comment\n${get}\n### second\n\nPUT https://api.example/data\nOrigin: ${PAGE}\n\nbody\n\nHTTP/2 200\nAccess-Control-Allow-Origin: *\n`;
    const { verdicts, error } = await replayed(text.replace("# A comment\n", "").replaceAll("\n", end));
    expect(error).toBeNull();
    expect(verdicts.map(({ outcome, exchanges }) => [outcome, exchanges.at(-1)?.request.url])).toEqual([
      ["allowed", "https://api.example/data"],
      ["allowed", "https://api.example/data"],
    ]);
  });

  test("a preflight and its request", async () => {
    const head = `Host: api.example\nOrigin: ${PAGE}\n`;
    const asks = `OPTIONS /x HTTP/1.1\n${head}Access-Control-Request-Method: PUT\n\nHTTP/1.1 204 No Content\n`;
    const put = `\n###\nPUT /x HTTP/1.1\n${head}\nHTTP/1.1 200 OK\nAccess-Control-Allow-Origin: ${PAGE}\n`;
    const good = `Access-Control-Allow-Origin: ${PAGE}\nAccess-Control-Allow-Methods: PUT\n`;
    expect((await replayed(asks + good + put)).verdicts).toMatchObject([
      { outcome: "allowed", source: { entry: 1, preflight: 0 } },
    ]);
    expect((await replayed(asks + put)).verdicts).toMatchObject([{ outcome: "blocked", stage: "preflight" }]);
    expect((await replayed(asks)).verdicts).toMatchObject([{ outcome: "blocked", source: { entry: 0 } }]);
  });

  test("without an answer it is judged as far as it goes", async () => {
    const [verdict] = (await replayed(`DELETE /x HTTP/1.1\nHost: api.example\nOrigin: ${PAGE}\n`)).verdicts;
    expect(verdict).toMatchObject({ outcome: "unknown", missing: ["preflight"], preflight: { needed: true } });
  });

  test.each([
    ["no Host", "GET /x HTTP/1.1\nOrigin: https://a.example\n", "bad-url"],
    ["no header", "GET http://a.example/x HTTP/1.1\nnonsense\n", "bad-headers"],
    ["no request line", "###\nGET http://a.example/ HTTP/1.1\n\n###\n???\n\n", "bad-method"],
    ["a response alone", "GET http://a.example/\n\n###\nHTTP/1.1 200 OK\n", "no-request"],
    ["nobody asks", "GET http://a.example/x HTTP/1.1\n", "no-page"],
  ])("%s", async (_what, text, reason) => {
    expect((await replayed(text)).skips).toContainEqual(expect.objectContaining({ reason }));
  });
});

describe("large recordings", () => {
  const fixtures = fileURLToPath(new URL("../../fixtures/", import.meta.url));
  const PADDING = " ".repeat(3e6);

  test.each(readdirSync(fixtures).filter((name) => name.endsWith(".har")))(
    "%s gives the same verdicts when it streams",
    async (name) => {
      const text = readFileSync(fixtures + name, "utf8");
      for (const only of ["all", "cross-origin"] as const) {
        const small = await replayed(text, { only });
        const streamed = await replayed(text + PADDING, { only, piece: 10_007 });
        expect(streamed.error).toBeNull();
        expect(streamed.verdicts).toEqual(small.verdicts);
        expect(streamed.skips.map(({ entry, reason }) => `${entry} ${reason}`).sort()).toEqual(
          small.skips.map(({ entry, reason }) => `${entry} ${reason}`).sort(),
        );
      }
    },
  );

  test("what does not fit into memory is read again", async () => {
    const count = 60_000;
    const entries = function* () {
      yield '{"log":{"creator":{"name":"WebInspector"},"entries":[';
      for (let i = 0; i < count; i++) {
        const put = entry({ method: "PUT", url: `${API}/${i}`, got: ALLOW, at: i * 100 });
        const asks = preflight({
          asks: "PUT",
          url: `${API}/${i}`,
          got: { ...ALLOW, "Access-Control-Allow-Methods": "PUT" },
          at: i * 100 + 1,
        });
        yield `${i === 0 ? "" : ","}${JSON.stringify(i % 1000 === 0 ? put : entry({ url: `${API}/${i}`, got: ALLOW, at: i * 100 }))}`;
        if (i % 1000 === 0) yield `,${JSON.stringify(asks)}`;
      }
      yield "]}}";
    };
    const passes = new Set<number>();
    const text = [...entries()].map((piece) => Buffer.from(piece));
    const source = { name: "large", chunks: () => Readable.from(text) };
    const options = { only: "cross-origin" as const, onProgress: ({ pass }: { pass: number }) => passes.add(pass) };
    const { verdicts, error } = await replayedSource(source, options);
    expect(error).toBeNull();
    expect(verdicts).toHaveLength(count);
    expect(verdicts.filter(({ outcome, agrees }) => outcome === "allowed" && agrees === true)).toHaveLength(count);
    expect(verdicts.filter(({ preflight }) => preflight.response !== null)).toHaveLength(count / 1000);
    expect([...passes]).toEqual([1, 2]);
  });
});
