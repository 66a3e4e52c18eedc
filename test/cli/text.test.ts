import { expect, test } from "vitest";
import { clean, toJson } from "../../src/cli/text/clean.js";
import { padEnd, shorten, wrap } from "../../src/cli/text/layout.js";
import stringWidth from "../../src/cli/text/width.js";

test.each([
  ["plain", "plain"],
  ["\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"],
  ["a\r\nb\tc", "a\\r\\nb\\tc"],
  ["\x9b31m", "\\x9b31m"], // CSI in one character
  ["\u202etxt.exe", "\\u202etxt.exe"], // right to left override
  ["a\u200bb", "a\\u200bb"],
  ["\ud800", "\\ud800"],
  ["\u{1f600} ü 漢", "\u{1f600} ü 漢"],
])("clean %j", (given, expected) => {
  expect(clean(given)).toBe(expected);
});

test("JSON has no control characters, and reads the same", () => {
  const value = { "\x9b": "\x7f\u2028\ud800\x1b" };
  expect(toJson(value)).toBe('{"\\u009b":"\\u007f\\u2028\\ud800\\u001b"}');
  expect(JSON.parse(toJson(value))).toEqual(value);
});

test.each([
  ["abc", 3],
  ["", 0],
  ["é", 1],
  ["e\u0301", 1],
  ["漢字", 4],
  ["✓ ok … → —", 10],
  ["한글", 4],
  ["ｱ", 1],
  ["\u{1f600}", 2],
  ["\x1b[31mred\x1b[39m", 3],
])("width of %j", (text, width) => {
  expect(stringWidth(text)).toBe(width);
});

test.each([
  ["https://api.example/a/b", 23, "https://api.example/a/b"],
  ["https://api.example/items/1234", 20, "https://ap…tems/1234"],
  ["漢字漢字漢字", 7, "漢字…字"],
  ["abc", 1, "…"],
  ["abc", 0, ""],
])("shorten %j to %i", (text, width, expected) => {
  expect(shorten(text, width)).toBe(expected);
  expect(stringWidth(shorten(text, width))).toBeLessThanOrEqual(width);
});

test("padding counts columns", () => {
  expect(padEnd("漢", 4)).toBe("漢  ");
});

test.each([
  ["one two three", 7, ["one two", "three"]],
  ["https://a-long-url.example/stays/whole ok", 10, ["https://a-long-url.example/stays/whole", "ok"]],
  ["服务器没有允许这个来源。", 10, ["服务器没有", "允许这个来", "源。"]],
  ["头 X-Custom，不允许", 13, ["头 X-Custom，", "不允许"]],
  ["", 10, [""]],
])("wrap %j at %i", (text, width, expected) => {
  expect(wrap(text, width)).toEqual(expected);
});
