import { expect } from "vitest";
import { GLOSSARY } from "../../src/explain/catalogs/zh-cn.js";

const NOT_TEXT = new Set(["stage", "when", "by", "language"]);

/** Every text of a tree of data, by where it stands. */
export function textsOf(node: unknown, path = ""): [string, string][] {
  if (typeof node === "string") return [[path, node]];
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (NOT_TEXT.has(key) ? [] : textsOf(value, `${path}/${key}`)));
}

/**
 * Holds Chinese texts to the punctuation, the spacing and the words of the glossary.
 * @param chinese places that Chinese goes into; into others go words in Latin letters
 */
export function expectGoodChinese(node: unknown, chinese: readonly string[] = []): void {
  const bad = textsOf(node).flatMap(([path, text]) => {
    const bare = text.replace(/\{([A-Za-z]+)\}/g, (_place, name) => (chinese.includes(name) ? "中" : "x"));
    const wrong = GLOSSARY.flatMap(({ not: words }) => words).filter((word) => text.includes(word));
    const faults = FAULTS.flatMap((fault) => bare.match(fault) ?? []);
    return [...wrong, ...faults].map((found) => `${path}: ${found} in ${text}`);
  });
  expect(bad).toEqual([]);
}

const FAULTS = [
  // A space between Chinese and Latin letters.
  /.?\p{Script=Han}[A-Za-z0-9].?|.?[A-Za-z0-9]\p{Script=Han}.?/u,
  // Punctuation of full width after Chinese, and no space beside it.
  /\p{Script=Han}[,;:?!()]|[,;?!)]\p{Script=Han}|[，。；：（）、] | [，。；：（）、]/u,
];
