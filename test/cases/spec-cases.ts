import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ReadCase } from "../../src/cases/case.js";
import { readCases } from "../../src/cases/read-cases.js";
import { PROFILE_NAMES, type ProfileName } from "../../src/core/profiles/profile.js";
import { CURRENT_PROFILES } from "../../src/core/profiles/profiles.js";

const root = fileURLToPath(new URL("../../spec-cases/", import.meta.url));

/** Names of the topics: one folder for each algorithm. */
export const TOPICS = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .filter((name) => filesOf(name).length > 0)
  .sort();

/** The cases of a topic. A case that can't be read is an error here, not a gap. */
export function readTopic(topic: string): ReadCase[] {
  const cases: ReadCase[] = [];
  for (const file of filesOf(topic)) {
    for (const result of readCases(readFileSync(`${root}${topic}/${file}`, "utf8"), `${topic}/${file}`)) {
      if (result.error !== undefined) throw result.error;
      cases.push(result.case);
    }
  }
  return cases;
}

/** The standard, the engines, and the editions for which the case says what it expects. */
export function profilesOf(given: ReadCase): ProfileName[] {
  const expectations = [given.expect, ...given.then.map((setup) => setup.expect)];
  const editions = PROFILE_NAMES.filter((name) => !CURRENT_PROFILES.includes(name));
  return [
    ...CURRENT_PROFILES,
    ...editions.filter((name) => expectations.some((expect) => expect?.[name] !== undefined)),
  ];
}

/** Recorded truth lies beside, in files of its own kind. */
function filesOf(topic: string): string[] {
  return readdirSync(`${root}${topic}`)
    .filter((file) => file.endsWith(".json"))
    .sort();
}
