import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Profile } from "../../src/core/profiles/profile.js";
import { spec } from "../../src/core/profiles/spec.js";
import { differencesOf, differs } from "../../src/explain/differences/differences.js";
import { DIFFERENCE_LIST } from "../../src/explain/differences/list.js";
import { SOURCES } from "../../src/explain/differences/sources.js";
import { differencesDocument } from "../../src/explain/differences/table.js";
import {
  casesIn,
  describedIn,
  differsFromSpec,
  isListed,
  MEASURED,
  NO_DIFFERENCES,
  showsAlone,
} from "../docs/differences.js";

/** `npm run docs` writes what is checked here. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const cases = new Map(casesIn(root).map((given) => [given.id, given]));

/** What only says how another difference works: nothing differs from the standard, which has neither. */
const DETAILS: ReadonlySet<string> = new Set(["orbParsesJavaScript", "localNetworkNeedsSecureContext"]);

test("every property of a profile is described by a dialect, once", () => {
  const described = describedIn(root).map(({ name }) => name);
  const properties = Object.keys(spec).filter((name) => !NO_DIFFERENCES.has(name));
  expect(described.sort()).toEqual(properties.sort());
});

test("the list is current: npm run docs", () => {
  const now = describedIn(root).filter(isListed);
  expect(DIFFERENCE_LIST.map(({ cases: _, ...listed }) => listed)).toEqual(now);
  for (const { name, cases: shown } of DIFFERENCE_LIST) {
    expect([name, Object.keys(shown)]).toEqual([name, MEASURED.filter((profile) => differs(profile, name))]);
  }
});

test("the document is current: npm run docs", () => {
  expect(readFileSync(`${root}docs/browser-differences.md`, "utf8")).toBe(differencesDocument());
});

test("a source is of a difference that there is", () => {
  const idle = Object.entries(SOURCES).flatMap(([name, engines]) =>
    Object.keys(engines)
      .filter((engine) => !differs(engine as "webkit", name as keyof Profile))
      .map((engine) => `${engine} ${name}`),
  );
  expect(idle).toEqual([]);
});

describe.each(MEASURED)("%s", (profile) => {
  test.each(differencesOf(profile).map(({ name, cases: ids }) => [name, ids] as const))("%s: %j", (name, ids) => {
    const shown = ids.map((id) => cases.get(id));
    if (DETAILS.has(name)) return;
    expect(shown.length).toBeGreaterThan(0);
    for (const given of shown) {
      expect(given).toBeDefined();
      expect(differsFromSpec(given!, profile)).toBe(true);
      expect(showsAlone(given!, profile, name)).toBe(true);
    }
  });
});
