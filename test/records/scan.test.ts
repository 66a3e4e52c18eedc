import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PlainSearch } from "../../src/records/scan/byte-search.js";
import { HarReader } from "../../src/records/scan/har-reader.js";
import { locateFault } from "../../src/records/scan/locate-fault.js";
import { ScanMemory } from "../../src/records/scan/scan-memory.js";
import { elements, members, repeatingElements, text, type Wanted, WHOLE } from "../../src/records/scan/wanted.js";

const headers = repeatingElements(members({ name: WHOLE, value: WHOLE }), (value) => value);
const WANTED = members({
  a: WHOLE,
  text: text(16),
  request: members({ url: WHOLE, headers, deep: members({ a: WHOLE, list: elements(members({ a: WHOLE }), 2) }) }),
});

interface Scanned {
  readonly entries: unknown[];
  readonly about: Record<string, unknown>;
  readonly places: [number, number][];
  readonly reader: HarReader;
}

function scan(
  pieces: readonly Uint8Array[],
  { wanted = WANTED, useWasm = true }: { wanted?: Wanted; useWasm?: boolean } = {},
): Scanned {
  const entries: unknown[] = [];
  const about: Record<string, unknown> = {};
  const places: [number, number][] = [];
  const reader = new HarReader(
    wanted,
    {
      entry: (value, _index, offset, length) => {
        entries.push(value);
        places.push([offset, length]);
      },
      about: (key, value) => {
        about[key] = value;
      },
    },
    new ScanMemory(useWasm),
  );
  for (const piece of pieces) reader.write(piece);
  reader.end();
  return { entries, about, places, reader };
}

/** What the scanner promises, from what JSON.parse gives. */
function pick(value: unknown, wanted: Wanted): unknown {
  if (typeof value === "string" && wanted.kind === "text") {
    return Buffer.byteLength(JSON.stringify(value)) - 2 <= wanted.keep ? value : [expect.any(String)];
  }
  if (Array.isArray(value)) {
    return wanted.kind === "elements" ? value.slice(0, wanted.limit).map((item) => pick(item, wanted.of)) : value;
  }
  if (typeof value !== "object" || value === null || wanted.kind !== "members") return value;
  const own = Object.entries(value).filter(([key]) => wanted.of.has(key));
  return Object.fromEntries(own.map(([key, item]) => [key, pick(item, wanted.of.get(key)!)]));
}

const utf8 = (value: string) => Buffer.from(value);
const cut = (bytes: Uint8Array, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));

/** Keys that are wanted and keys that are not, strings with everything that JSON escapes. */
const key = fc.constantFrom(
  "a",
  "text",
  "request",
  "url",
  "headers",
  "deep",
  "list",
  "b",
  "__proto__",
  "é",
  'q"',
  "name",
);
const string = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom('\\"\\\\', "\u0000\n", "x".repeat(70), "\ud83d"),
);
const { value: json } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    string,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(null, true, false, 0, -1.5e-7),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie("value")), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
  ),
}));
const document = fc.record({
  entries: fc.array(json, { maxLength: 5 }),
  before: fc.boolean(),
  indent: fc.constantFrom(0, 1, 4),
});

function written({ entries, before, indent }: { entries: unknown[]; before: boolean; indent: number }): Buffer {
  const pages = [{ id: "p", title: "ü" }];
  const log = before ? { version: "1.2", pages, x: entries, entries } : { entries, pages, version: "1.2" };
  return utf8(JSON.stringify({ comment: entries, log }, null, indent));
}

describe("the scanner", () => {
  test.each([true, false])("gives what JSON.parse gives, whole and byte by byte (WebAssembly: %s)", (useWasm) => {
    fc.assert(
      fc.property(document, (given) => {
        const bytes = written(given);
        const expected = JSON.parse(bytes.toString()).log.entries.map((entry: unknown) => pick(entry, WANTED));
        for (const pieces of [[bytes], cut(bytes, 1), cut(bytes, 7)]) {
          const { entries, about, reader } = scan(pieces, { useWasm });
          expect(reader.failure).toBeNull();
          expect(entries).toEqual(expected);
          expect(about).toEqual({ version: "1.2", pages: [{ id: "p", title: "ü" }] });
        }
      }),
      { numRuns: 150 },
    );
  });

  test("does not mind where the text is cut in two", () => {
    const list = [
      { name: "Accept", value: "*/*" },
      { name: "X-Quote", value: '"\\' },
    ];
    const one = {
      text: `long ${'"\\é😀\n'.repeat(9)}`,
      timings: { a: [1, [2]] },
      request: { url: "u", headers: list, cookies: [{ x: "]}" }] },
    };
    const bytes = utf8(JSON.stringify({ log: { entries: [one, one, { a: 12.5 }, one] } }, null, 2));
    const expected = scan([bytes]);
    for (let at = 1; at < bytes.length; at += 2) {
      const { entries, places } = scan([bytes.subarray(0, at), bytes.subarray(at)]);
      expect(entries).toEqual(expected.entries);
      expect(places).toEqual(expected.places);
    }
    for (const [offset, length] of expected.places) {
      expect(JSON.parse(bytes.subarray(offset, offset + length).toString())).toBeTypeOf("object");
    }
  });

  test("remembers headers that repeat, and does not mistake one for another", () => {
    const name = fc.constantFrom("Accept", "Date", "ETag", "Vary");
    const header = fc.record({ name, value: fc.constantFrom("*/*", "a", "b", "é", '"', "x".repeat(400)) });
    const list = fc.oneof(
      fc.array(header, { maxLength: 6 }),
      fc.constantFrom([
        { name: "Accept", value: "*/*" },
        { name: "Date", value: "1" },
      ]),
    );
    fc.assert(
      fc.property(fc.array(list, { minLength: 20, maxLength: 60 }), fc.constantFrom(0, 2), (lists, indent) => {
        const given = lists.map((headers, index) => ({
          request: { headers: [...headers, { name: "ETag", value: `"${index}"` }] },
        }));
        const bytes = utf8(JSON.stringify({ log: { entries: given } }, null, indent));
        for (const size of [bytes.length, 200]) expect(scan(cut(bytes, size)).entries).toEqual(given);
      }),
    );
  });

  test("keeps the beginning of a long text, and no character or escape in half", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("\\", '"', "é", "😀", "a", "\n", "\u0001"), { maxLength: 60 }), (chars) => {
        const given = chars.join("");
        const bytes = utf8(JSON.stringify([{ text: given }]));
        for (const pieces of [[bytes], cut(bytes, 5)]) {
          const [entry] = scan(pieces).entries as [{ text: string | [string] }];
          if (typeof entry.text === "string") expect(entry.text).toBe(given);
          else expect(given.startsWith(entry.text[0])).toBe(true);
        }
      }),
    );
  });

  test("passes over bodies that are longer than its memory, and reads wanted parts that are", () => {
    const body = 'x"\\'.repeat(500_000);
    const bytes = utf8(
      JSON.stringify({ log: { entries: [{ text: body, skipped: [body, { body }], a: "after" }, { a: body }] } }),
    );
    const { entries } = scan(cut(bytes, 50_000));
    expect(entries).toEqual([{ text: [expect.any(String)], a: "after" }, { a: body }]);
  });

  test.each([10_000, 200_000])("survives %d levels of nesting, wanted or not", (depth) => {
    const nested = `${'{"x":['.repeat(depth)}${"]}".repeat(depth)}`;
    const bytes = utf8(`{"log":{"y":${nested},"entries":[{"b":${nested},"a":1}]}}`);
    expect(scan(cut(bytes, 4096)).entries).toEqual([{ a: 1 }]);
    const wanted = scan([utf8(`{"log":{"entries":[{"a":${"[".repeat(depth)}${"]".repeat(depth)}}]}}`)]);
    expect(wanted.entries).toHaveLength(1);
  });

  test("keys like __proto__ set nothing but themselves", () => {
    const [entry] = scan([
      utf8('{"log":{"entries":[{"__proto__":{"a":1},"constructor":2,"request":{"__proto__":{"url":"x"}}}]}}'),
    ]).entries;
    expect(Object.keys(entry as object)).toEqual(["request"]);
    expect((entry as { a?: unknown }).a).toBeUndefined();
  });

  test.each([
    ["a BOM", '\ufeff{"log":{"entries":[{"a":1}]}}'],
    ["a JSONP wrapper", ' onInputData ( {"log":{"entries":[{"a":1}]}} ) ; \n'],
    ["a list alone", '[{"a":1}]'],
    ["whitespace", '\r\n\t {"log" : { "entries" : [ { "a" : 1 } ] } } \n\n'],
  ])("reads %s", (_what, given) => {
    for (const size of [1, 3, 1000]) expect(scan(cut(utf8(given), size)).entries).toEqual([{ a: 1 }]);
  });
});

describe("searching bytes", () => {
  test("WebAssembly and JavaScript find the same", () => {
    const [wasm, plain] = [new ScanMemory(true), new ScanMemory(false)];
    const byte = fc.oneof(
      fc.constantFrom(...Buffer.from('"\\{}[]a \u0002\n')),
      fc.constant(0x61),
      fc.integer({ min: 0, max: 255 }),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 300 }), fc.nat(40), fc.nat(60), (bytes, from, length) => {
        for (const memory of [wasm, plain]) {
          memory.bytes.set(bytes, memory.start);
          memory.bytes.copyWithin(0, memory.start + from, memory.start + from + length);
          if (length > 0 && bytes.length % 2 === 1) memory.bytes[bytes.length % length]! ^= 1;
        }
        const [start, end] = [wasm.start + Math.min(from, bytes.length), wasm.start + bytes.length];
        for (const search of ["plainEnd", "closingQuote", "behindValue"] as const) {
          expect([search, wasm[search](start, end)]).toEqual([search, plain[search](start, end)]);
        }
        expect(wasm.isSame(0, wasm.start + from, length)).toBe(plain.isSame(0, plain.start + from, length));
      }),
      { numRuns: 3000 },
    );
  });

  test("JavaScript stands in where there is no WebAssembly", () => {
    expect(new PlainSearch({ bytes: utf8('{"a":"}"}x') }).behindValue(0, 10)).toBe(9);
  });
});

describe("what is no JSON", () => {
  test.each([
    ['{"log":{"entries":[{"a":1},\n {"a":tru}]}}', 2, 10, /“tru” is no value/, 1],
    ['{"log":{"entries":[{"a":1} {"a":2}]}}', 1, 28, /expected “,” or “]”, found “{”/, 1],
    ['{"log":{"entries":[{"a":1},]}}', 1, 28, /expected a value, found “]”/, 1],
    ['{"log":{"entries":[{"a":"é\u0000"}]}}', 1, 27, /raw control character/, 0],
    ['{"log":{"entries":[{"a":01}]}}', 1, 27, /“01” is no value/, 0],
    ['{"log":{"entries":[{"a":"\\x"}]}}', 1, 27, /“\\x” is no escape/, 0],
    ['{"log":{"entries":[{a:1}]}}', 1, 21, /expected a key in double quotes, found “a”/, 0],
    ['{"log":{"entries":[{"a":1}]}}\n}', 2, 1, /goes on behind the end/, 1],
    ['{"log":{"entries":7}}', 1, 19, /expected an array, found a number/, 0],
    ['{"log":[]}', 1, 8, /expected an object, found an array/, 0],
    ['{"log":{"entries":[{"a":1},{"a"', 1, 32, /ends in the middle/, 1],
  ])("%s: line %d, column %d", async (given, line, column, problem, delivered) => {
    const bytes = utf8(given);
    for (const pieces of [[bytes], cut(bytes, 1)]) {
      const { reader, entries } = scan(pieces);
      expect(entries).toHaveLength(delivered);
      const fault = await locateFault(stream(bytes), reader.failure!);
      expect(fault).toMatchObject({ line, column });
      expect(fault.problem).toMatch(problem);
    }
  });

  test("a text that ends anywhere fails there, and what came before is delivered", async () => {
    const bytes = written({ entries: [{ a: 1, text: "x\\" }, { request: { url: "é" } }], before: true, indent: 1 });
    const ends = scan([bytes]).places.map(([offset, length]) => offset + length);
    for (let end = 1; end < bytes.length - 1; end++) {
      const { reader, entries } = scan(cut(bytes.subarray(0, end), 9));
      expect(reader.failure).not.toBeNull();
      expect(entries).toHaveLength(ends.filter((each) => each <= end).length);
      const { line, column } = await locateFault(stream(bytes.subarray(0, end)), reader.failure!);
      const before = bytes.subarray(0, end).toString().split("\n");
      expect(line).toBe(before.length);
      expect(column).toBeGreaterThan(0);
    }
  });
});

async function* stream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
