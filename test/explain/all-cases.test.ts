import { describe, expect, test } from "vitest";
import { judge } from "../../src/cases/judge.js";
import type { ProfileName } from "../../src/core/profiles/profile.js";
import { SPEC_CASES } from "./spec-cases.js";

describe.each<ProfileName>(["spec", "chromium", "firefox", "webkit"])("of every spec case, in %s", (profile) => {
  const verdicts = SPEC_CASES.map((given) => ({ given, verdict: judge(given, { profile }) }));

  test("sentences are whole", () => {
    const broken = verdicts.flatMap(({ verdict }) => {
      const { id, explanation, warnings, fixes } = verdict;
      const texts = [explanation, ...warnings.map(({ message }) => message), ...fixes.map(({ why }) => why)];
      return texts
        .filter((text) => !/[.”]$/.test(text) || /undefined|NaN|\[object|\{[a-z]+\}|“”/.test(text))
        .map((text) => [id, text]);
    });
    expect(broken).toEqual([]);
  });

  test("what was stopped has advice, but for an answer that the case does not have", () => {
    const silent = verdicts.filter(({ verdict: { reason, fixes } }) => reason !== null && fixes.length === 0);
    expect([...new Set(silent.map(({ verdict }) => verdict.detail.error))]).toEqual(["no-rule"]);
  });
});
