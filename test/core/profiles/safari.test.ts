import { expect, test } from "vitest";
import type { Profile } from "../../../src/core/profiles/profile.js";
import { safari } from "../../../src/core/profiles/safari.js";
import { spec } from "../../../src/core/profiles/spec.js";
import { OF_LIBSOUP, webkit } from "../../../src/core/profiles/webkit.js";

const keys = Object.keys(spec) as (keyof Profile)[];
const NAMES = ["name", "engine"];

test("Safari is WebKit, but for what comes from that port's network library", () => {
  const changed = keys.filter((key) => safari[key] !== webkit[key] && !NAMES.includes(key));
  expect(changed.sort()).toEqual([...OF_LIBSOUP].sort());
  for (const key of OF_LIBSOUP) expect([key, safari[key]]).toEqual([key, spec[key]]);
});

test("each of them is a difference of WebKitGTK", () => {
  expect(OF_LIBSOUP.filter((key) => webkit[key] === spec[key])).toEqual([]);
});

test("it never passes for measured", () => {
  expect(safari.engine).toContain("not measured");
});
