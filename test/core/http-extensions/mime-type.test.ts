import { expect, test } from "vitest";
import {
  extractMimeType,
  isAudioOrVideoMimeType,
  isHtmlMimeType,
  isImageMimeType,
  isJavaScriptMimeType,
  isJsonMimeType,
  isXmlMimeType,
  parseMimeType,
} from "../../../src/core/http-extensions/mime-type.js";
import { headerList } from "../../../src/core/infrastructure/header-list.js";

const extracted = (...values: string[]) => extractMimeType(headerList(values.map((value) => ["Content-Type", value])));

test.each([
  [[], null],
  [[""], null],
  [["text"], null],
  [["Text/HTML;Charset=UTF-8"], "text/html;UTF-8"],
  [["text/html", "text/plain"], "text/plain"],
  [["text/html;charset=a", "text/html"], "text/html;a"], // kept for the same essence
  [["text/html;charset=a", "text/html;charset=b"], "text/html;b"],
  [["text/html;charset=a", "text/plain"], "text/plain"],
  [["text/html", "*/*"], "text/html"],
  [["text/html", "x"], "text/html"],
  [['text/html;x=",text/plain"'], "text/html"], // a comma in quotes
])("extract a MIME type from %j → %s", (values, expected) => {
  const mimeType = extracted(...values);
  const text = mimeType && (mimeType.charset === null ? mimeType.essence : `${mimeType.essence};${mimeType.charset}`);
  expect(text).toBe(expected);
});

test("a value that came before gives the same answer", () => {
  expect(parseMimeType("text/vcard")).toBe(parseMimeType("text/vcard"));
  for (let i = 0; i < 2000; i++) parseMimeType(`text/x${i}`);
  expect(parseMimeType("text/vcard")?.essence).toBe("text/vcard");
});

test.each([
  [isJavaScriptMimeType, "text/javascript1.5", "application/json"],
  [isJsonMimeType, "application/vnd.api+json", "application/jsonx"],
  [isJsonMimeType, "text/json", "text/plain"],
  [isXmlMimeType, "image/svg+xml", "application/xmlx"],
  [isHtmlMimeType, "text/html", "application/xhtml+xml"],
  [isImageMimeType, "image/png", "application/png"],
  [isAudioOrVideoMimeType, "application/ogg", "application/mp4"],
] as const)("%o", (is, yes, no) => {
  expect([is(parseMimeType(yes)!), is(parseMimeType(no)!)]).toEqual([true, false]);
});
