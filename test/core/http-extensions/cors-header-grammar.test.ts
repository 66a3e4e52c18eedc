import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  extractHeaderListValues,
  extractMaxAge,
  isMalformedList,
  preflightMaxAge,
} from "../../../src/core/http-extensions/cors-header-grammar.js";
import { headerList } from "../../../src/core/infrastructure/header-list.js";
import { chromium, DIALECTS, firefox, spec, webkit } from "./dialects.js";

const ACAH = "Access-Control-Allow-Headers";
const lines = (...values: string[]) => headerList(values.map((value) => [ACAH, value]));
const extracted = (...values: string[]) => extractHeaderListValues("access-control-allow-headers", lines(...values));

describe("extract header list values", () => {
  test("step 1: absent is null", () => {
    expect(extracted()).toBeNull();
    expect(extractHeaderListValues("access-control-allow-methods", lines("a"))).toBeNull();
  });

  test.each([
    [[""], []],
    [["*"], ["*"]],
    [["x-a"], ["x-a"]],
    [["X-A, x-b"], ["X-A", "x-b"]],
    [["a,b,\tc ,"], ["a", "b", "c"]],
    [[" , ,a,,"], ["a"]],
    [
      ["a", "b"],
      ["a", "b"],
    ], // several fields are one list
    [["", "a"], ["a"]],
    [["a, *"], ["a", "*"]],
    [["!#$%&'*+-.^_`|~09Az"], ["!#$%&'*+-.^_`|~09Az"]],
  ])("%j → %j", (values, expected) => {
    expect(extracted(...values)).toEqual(expected);
  });

  test.each([
    [["a b"], "a b"],
    [["a, b c, d/e"], "b c"],
    [['"a"'], '"a"'],
    [["x-a", "é"], "é"],
    [["a;b"], "a;b"],
    [["a:"], "a:"],
  ])("%j is malformed at %j", (values, token) => {
    const list = extracted(...values);
    expect(isMalformedList(list)).toBe(true);
    const header = "access-control-allow-headers";
    expect(list).toEqual({ ok: false, header, value: values.join(", "), token });
  });

  test("never throws, and splits nothing but tokens off", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (values) => {
        const list = extracted(...values);
        if (list === null || isMalformedList(list)) return;
        for (const token of list) expect(token).toMatch(/^[^\s,]+$/);
      }),
    );
  });
});

describe("Access-Control-Max-Age", () => {
  const maxAge = (...values: string[]) => headerList(values.map((value) => ["Access-Control-Max-Age", value]));

  test.each([
    [[], null],
    [["600"], { seconds: 600 }],
    [["0600"], { seconds: 600 }],
    [[" 600 "], { seconds: 600 }],
    [[""], "malformed"],
    [["-1"], "malformed"],
    [["600", "600"], "malformed"],
  ])("%j → %j", (values, expected) => {
    expect(extractMaxAge(maxAge(...values), spec)).toEqual(expected);
  });

  // columns: spec, chromium, firefox, webkit; measured but for the caps
  test.each([
    [[], [5, 5, 5, 5]],
    [["0"], [0, 0, 0, 0]],
    [["600"], [600, 600, 600, 600]],
    [["601"], [601, 601, 601, 600]],
    [["86401"], [86401, 7200, 86400, 600]],
    [["-1"], [5, 0, 0, 0]],
    [["+600"], [5, 600, 0, 600]],
    [["garbage"], [5, 5, 0, 5]],
    [["5.5"], [5, 5, 0, 5]],
    [["600, 600"], [5, 5, 0, 5]],
    [
      ["600", "0"],
      [5, 5, 0, 5],
    ],
    [["600s"], [5, 5, 0, 5]],
    [['"600"'], [5, 5, 0, 5]],
    [["1e3"], [5, 5, 0, 5]],
    [["99999999999"], [99999999999, 7200, 86400, 600]],
    [["99999999999999999999"], [1e20, 5, 86400, 5]],
    [["-99999999999999999999"], [5, 5, 0, 5]],
    [[""], [5, 5, 5, 5]],
  ])("%j is kept %j seconds", (values, expected) => {
    const seconds = [spec, chromium, firefox, webkit].map((dialect) => preflightMaxAge(maxAge(...values), dialect));
    expect(seconds).toEqual(expected);
  });

  test("never throws, never below zero", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.constantFrom(...Object.values(DIALECTS)), (values, dialect) => {
        expect(preflightMaxAge(maxAge(...values), dialect)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
