import { readdirSync, readFileSync } from "node:fs";
import type { ReadCase } from "../../src/cases/case.js";
import { judgeCase } from "../../src/cases/judge.js";
import { readCases } from "../../src/cases/read-cases.js";
import { PROFILE_NAMES, type Profile, type ProfileName } from "../../src/core/profiles/profile.js";
import { PROFILES } from "../../src/core/profiles/profiles.js";
import { spec } from "../../src/core/profiles/spec.js";
import { differs } from "../../src/explain/differences/differences.js";
import type { ListedDifference } from "../../src/explain/differences/list.js";

/** What the list of differences is made of: the doc comments of the dialects, and the spec cases. */

export const MEASURED = ["chromium", "firefox", "webkit"] as const satisfies readonly ProfileName[];
type Measured = (typeof MEASURED)[number];

/** A case or two are enough to show a difference. */
const MOST_CASES = 2;

type Described = Omit<ListedDifference, "cases">;

/** The doc comments of all dialects, in the order of the files. */
export function describedIn(root: string): Described[] {
  const folder = `${root}/src/core/profiles/dialects`;
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const text = readFileSync(`${folder}/${file}`, "utf8");
      const link =
        /https:\/\/[^\s),*]*#[^\s),*]+/.exec(text)?.[0].replace(/[.:]$/, "") ?? "https://fetch.spec.whatwg.org/";
      const algorithm = file.replace(/\.ts$/, "");
      const members = /export interface \w+Dialect[^{]*\{([^}]*)\}/.exec(text)?.[1] ?? "";
      return [...members.matchAll(/\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*readonly (\w+):/g)].flatMap(
        ([, comment = "", name]): Described[] =>
          name !== undefined && name in spec
            ? [{ name: name as keyof Profile, text: sentence(comment), algorithm, link }]
            : [],
      );
    });
}

function sentence(comment: string): string {
  const text = comment.replace(/\s*\n\s*\*\s*/g, " ").trim();
  return text.replace(/\s*Standard(?: \([^)]*\))?: [^.]*\.$/, "");
}

/** Names of profiles, of which no dialect says anything. */
export const NO_DIFFERENCES: ReadonlySet<string> = new Set(["name", "engine", "words"]);

export function casesIn(root: string): ReadCase[] {
  const topics = readdirSync(`${root}/spec-cases`).sort();
  const cases = topics.flatMap((topic) =>
    readdirSync(`${root}/spec-cases/${topic}`)
      .filter((file) => file.endsWith(".json"))
      .sort()
      .flatMap((file) => [...readCases(readFileSync(`${root}/spec-cases/${topic}/${file}`, "utf8"), file)])
      .flatMap((result) => (result.error === undefined ? [withoutExpectation(result.case)] : [])),
  );
  // Those that were made to show a difference come first.
  const isMadeForIt = ({ id = "" }: ReadCase) => id.startsWith("engine-");
  return [...cases.filter(isMadeForIt), ...cases.filter((given) => !isMadeForIt(given))];
}

function withoutExpectation({ expect: _, ...given }: ReadCase): ReadCase {
  // biome-ignore lint/suspicious/noThenProperty: the public format names it so
  return { ...given, then: given.then.map(({ expect: _, ...step }) => step) };
}

/** Does the case come out otherwise once this one difference is taken back? */
export function showsAlone(given: ReadCase, profile: Measured, name: keyof Profile): boolean {
  return judged(given, profile) !== judgedWith(given, profile, { [name]: spec[name] });
}

/** Does it come out otherwise than by the standard, words aside? */
export function differsFromSpec(given: ReadCase, profile: Measured): boolean {
  return judged(given, profile) !== judged(given, "spec");
}

/** The profile with a change, for as long as one case takes. */
function judgedWith(given: ReadCase, profile: Measured, change: Partial<Profile>): string {
  const profiles = PROFILES as Record<ProfileName, Profile>;
  const own = profiles[profile];
  profiles[profile] = { ...own, ...change };
  try {
    return judged(given, profile);
  } finally {
    profiles[profile] = own;
  }
}

function judged(given: ReadCase, profile: ProfileName): string {
  return JSON.stringify(
    judgeCase(given, { profile }).map((verdict) => {
      const { outcome, reason, stage, preflight, exchanges, response, xhr, element, settles, events } = verdict;
      const { because: _, ...asked } = preflight;
      const error = verdict.error?.name;
      // The standard has no words for the console.
      const lines = profile === "spec" ? [] : verdict.console;
      return { outcome, reason, stage, asked, exchanges, response, xhr, element, settles, events, error, lines };
    }),
  );
}

/** Of a difference that some profile makes. */
export function isListed({ name }: Described): boolean {
  return PROFILE_NAMES.some((profile) => differs(profile, name));
}

/** The list as it is to be. */
export function listDifferences(root: string): ListedDifference[] {
  const cases = casesIn(root);
  const shows = new Map(
    MEASURED.map((profile) => [profile, cases.filter((given) => differsFromSpec(given, profile))] as const),
  );
  return describedIn(root)
    .filter(isListed)
    .map((described) => {
      const found = MEASURED.filter((profile) => differs(profile, described.name)).map((profile) => {
        const ids: string[] = [];
        for (const given of shows.get(profile)!) {
          if (ids.length === MOST_CASES) break;
          if (showsAlone(given, profile, described.name)) ids.push(given.id!);
        }
        return [profile, ids];
      });
      return { ...described, cases: Object.fromEntries(found) };
    });
}

/** The list as a file of the sources. */
export function listFile(list: readonly ListedDifference[]): string {
  return `import type { Profile } from "../../core/profiles/profile.js";

/** A difference as the model's own comments describe it, and the spec cases that show it. */
export interface ListedDifference {
  readonly name: keyof Profile;
  readonly text: string;
  /** The file that asks for it. */
  readonly algorithm: string;
  readonly link: string;
  readonly cases: Readonly<Partial<Record<"chromium" | "firefox" | "webkit", readonly string[]>>>;
}

/** Written by \`npm run docs\`, which takes it from doc comments and cases: change those. */
export const DIFFERENCE_LIST: readonly ListedDifference[] = ${JSON.stringify(list, null, 2)};
`;
}
