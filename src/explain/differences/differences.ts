import type { Profile, ProfileName } from "../../core/profiles/profile.js";
import { PROFILES } from "../../core/profiles/profiles.js";
import { OF_LIBSOUP } from "../../core/profiles/webkit.js";
import { DIFFERENCE_LIST, type ListedDifference } from "./list.js";
import { SOURCES } from "./sources.js";

/** One thing that a profile does otherwise than the standard. */
export interface Difference {
  /** Its name in the profile. */
  readonly name: keyof Profile;
  /** What it means where the value is true; else, what the value says. */
  readonly text: string;
  /** The part of the model that asks for it, and the standard's text on that. */
  readonly algorithm: string;
  readonly link: string;
  readonly standard: string;
  readonly value: string;
  /** A file of the engine, an address, that it was measured, or the edition that says so. */
  readonly source: string;
  /** Of the port's network library, and so perhaps not of the engine elsewhere. */
  readonly isOfPort: boolean;
  /** Ids of spec cases that show it. */
  readonly cases: readonly string[];
}

/** What a profile does otherwise than the standard, by part of the model. */
export function differencesOf(profile: ProfileName): Difference[] {
  const measured = profile === "safari" ? "webkit" : profile;
  return DIFFERENCE_LIST.filter(({ name }) => differs(profile, name)).map((listed) =>
    differenceOf(profile, measured, listed),
  );
}

/** Whether a profile says something else of it than the standard does. */
export function differs(profile: ProfileName, name: keyof Profile): boolean {
  return shown(PROFILES[profile][name]) !== shown(PROFILES.spec[name]);
}

/** @param measured the profile that was measured: what is derived knows what that one knows */
function differenceOf(profile: ProfileName, measured: ProfileName, listed: ListedDifference): Difference {
  const { name, text, algorithm, link } = listed;
  const sources: Readonly<Partial<Record<ProfileName, string>>> = SOURCES[name] ?? {};
  const cases: Readonly<Partial<Record<ProfileName, readonly string[]>>> = listed.cases;
  return {
    name,
    text,
    algorithm,
    link,
    standard: shown(PROFILES.spec[name]),
    value: shown(PROFILES[profile][name]),
    source: sources[measured] ?? sourceOf(profile),
    isOfPort: profile === "webkit" && (OF_LIBSOUP as readonly string[]).includes(name),
    cases: cases[measured] ?? [],
  };
}

function sourceOf(profile: ProfileName): string {
  if (profile === "safari") return `measured on ${PROFILES.webkit.engine}`;
  return PROFILES[profile].words === "none" ? PROFILES[profile].engine : "measured";
}

/** A value of a profile in words. */
export function shown(value: Profile[keyof Profile] | ReadonlySet<string>): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value === null || value === Number.POSITIVE_INFINITY) return "no limit";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(", ");
  if (value instanceof Set) return [...value].join(", ");
  return String(value);
}
