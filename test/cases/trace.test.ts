import { expect, test } from "vitest";
import { judgeCase } from "../../src/cases/judge.js";
import { readTopic, TOPICS } from "./spec-cases.js";

test("a trace changes nothing but adds its steps", () => {
  let steps = 0;
  for (const given of TOPICS.flatMap(readTopic)) {
    const plain = judgeCase(given, { profile: "spec" });
    const traced = judgeCase(given, { profile: "spec", trace: true });
    for (const [index, { steps: taken, ...verdict }] of traced.entries()) {
      expect(verdict, verdict.id).toEqual(plain[index]);
      steps += taken!.length;
    }
  }
  expect(steps).toBeGreaterThan(1000);
});
