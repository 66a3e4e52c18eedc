import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseUrl } from "../../../src/core/infrastructure/url-record.js";
import { integrityFailure, matchesIntegrity } from "../../../src/core/policy/integrity.js";
import { spec } from "../../../src/core/profiles/spec.js";

const digest = (algorithm: string, body: string) =>
  `${algorithm}-${createHash(algorithm).update(body).digest("base64")}`;
const url = parseUrl("https://cdn.example/x.js")!;

const BODY = "alert('é 日本 😀')";
const RIGHT = digest("sha384", BODY);
const WRONG = digest("sha384", "other");

describe("do bytes match metadata list", () => {
  test.each([
    ["2", "", true],
    ["2", "  ", true],
    ["2", "md5-abc", true], // unknown: no check
    ["2", "sha256", true],
    ["2", "sha256-%%%", true],
    ["5", digest("sha256", BODY), true],
    ["5", RIGHT, true],
    ["5", digest("sha512", BODY), true],
    ["5", digest("sha512", BODY).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""), true],
    ["5", `${RIGHT}?opt=1`, true],
    ["5", RIGHT.replace("sha384", "SHA384"), true],
    ["5", `\t${RIGHT}\n`, true],
    ["5", WRONG, false],
    ["5", `${WRONG} ${RIGHT}`, true], // one is enough
    ["3", `${RIGHT} ${digest("sha512", "other")}`, false], // only the strongest count
    ["3", `${digest("sha256", "other")} ${RIGHT}`, true],
    ["5", "sha256-AAAA", false],
  ])("step %s: %s → %s", (_step, integrity, matches) => {
    expect(matchesIntegrity(BODY, integrity)).toBe(matches);
  });

  test("digests any text as its UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom("sha256", "sha384", "sha512"), (body, algorithm) => {
        expect(matchesIntegrity(body, digest(algorithm, body))).toBe(true);
      }),
    );
  });

  test("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (body, text) => void matchesIntegrity(body, text)),
    );
  });
});

describe("main fetch, step 23", () => {
  const failure = (integrity: string, type: "basic" | "cors" | "opaque", body: string | null = BODY) =>
    integrityFailure({ api: "script", integrity, url }, { type }, { body }, spec);

  test("a readable body is compared", () => {
    expect(failure(RIGHT, "cors")).toBeNull();
    const facts = { ok: false, reason: "integrity-mismatch", expected: WRONG, url: url.href };
    expect(failure(WRONG, "basic")).toEqual({ ...facts, actual: RIGHT });
  });

  test("an opaque one can't be", () => {
    const facts = { ok: false, reason: "integrity-mismatch", expected: RIGHT, url: url.href, type: "opaque" };
    expect(failure(RIGHT, "opaque")).toEqual(facts);
    expect(failure("md5-abc", "opaque")).toEqual({ ...facts, expected: "md5-abc" });
  });

  test("one that was not recorded is believed", () => {
    expect(failure(WRONG, "cors", null)).toBeNull();
  });
});
