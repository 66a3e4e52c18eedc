import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Verdict } from "../../src/cases/verdict.js";
import { replay } from "../../src/records/replay.js";

const folder = fileURLToPath(new URL("../../fixtures/", import.meta.url));
const recordings = readdirSync(folder).filter((file) => /\.(?:har|http)$/.test(file));

test.each(recordings)("%s is told in Chinese: explanations, assumptions, what was left out", async (name) => {
  const left: string[] = [];
  const verdicts: Verdict[] = [];
  const options = { lang: "zh-CN", onSkip: ({ message }: { message: string }) => left.push(message) };
  for await (const verdict of replay({ name, path: folder + name }, options)) verdicts.push(verdict);
  const texts = verdicts.flatMap(({ explanation, assumed, fixes, warnings }) => [
    explanation,
    ...assumed.map(({ because }) => because),
    ...fixes.map(({ why }) => why),
    ...warnings.map(({ message }) => message),
  ]);
  expect(verdicts.length).toBeGreaterThan(0);
  expect([...texts, ...left].filter((text) => !/\p{Script=Han}/u.test(text) || /[{}]| the | is /.test(text))).toEqual(
    [],
  );
});
