import { describe, expect, test } from "vitest";
import { judgeCase } from "../../src/cases/judge.js";
import { REASONS, type ReasonCode } from "../../src/core/reasons.js";
import { profilesOf, readTopic, TOPICS } from "./spec-cases.js";

const hit = new Set<ReasonCode>();
const ids = new Map<string, string>();
const titles = new Map<string, string>();

describe.each(TOPICS)("%s", (topic) => {
  test.each(readTopic(topic).map((given) => [given.id!, given.title ?? "", given] as const))(
    "%s: %s",
    (id, title, given) => {
      expect(ids.get(id), `${id} is also in ${ids.get(id)}`).toBeUndefined();
      ids.set(id, topic);
      expect(title).not.toBe("");
      titles.set(`${topic}: ${title}`, id);
      for (const profile of profilesOf(given)) {
        for (const verdict of judgeCase(given, { profile })) {
          expect(verdict.differences ?? [], `${verdict.id} as ${profile}`).toEqual([]);
          if (verdict.reason !== null) hit.add(verdict.reason);
        }
      }
    },
  );
});

test("there are enough cases, each with a title of its own, and every reason is hit", () => {
  expect(ids.size).toBeGreaterThanOrEqual(600);
  expect(titles.size).toBe(ids.size);
  expect(Object.keys(REASONS).filter((reason) => !hit.has(reason as ReasonCode))).toEqual([]);
});
