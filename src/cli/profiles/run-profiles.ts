import { PROFILE_NAMES, type ProfileName } from "../../core/profiles/profile.js";
import { PROFILES } from "../../core/profiles/profiles.js";
import { type Difference, differencesOf } from "../../explain/differences/differences.js";
import { InputError } from "../errors.js";
import type { Io } from "../io.js";
import { profilesOf } from "../options/shared.js";
import { toJson } from "../text/clean.js";
import { counted } from "../text/counts.js";
import { padEnd } from "../text/layout.js";
import { type Theme, themeOf } from "../text/theme.js";
import type { ProfilesGiven } from "./options.js";

/** Lists the profiles, or the differences of one. */
export async function runProfiles(io: Io, { name, format }: ProfilesGiven): Promise<void> {
  if (name === undefined) {
    const all = PROFILE_NAMES.map((each) => ({
      name: each,
      engine: PROFILES[each].engine,
      differences: differencesOf(each).length,
    }));
    await io.out(format === "json" ? `${toJson(all)}\n` : all.map(lineOf).join(""));
    return;
  }
  const [profile, ...others] = profilesOf([name]);
  if (profile === undefined || others.length > 0)
    throw new InputError(`"${name}" stands for several profiles`, "Name one.");
  const differences = differencesOf(profile);
  if (format === "json") await io.out(`${toJson({ name: profile, engine: PROFILES[profile].engine, differences })}\n`);
  else await io.out(listed(profile, differences, themeOf(io.colour)));
}

function lineOf({ name, engine, differences }: { name: ProfileName; engine: string; differences: number }): string {
  const count = differences === 0 ? "" : `, ${counted(differences, "difference")} from the standard`;
  return `${padEnd(name, 12)}${engine}${count}\n`;
}

function listed(profile: ProfileName, differences: readonly Difference[], theme: Theme): string {
  const head = `${theme.title(profile)}  ${PROFILES[profile].engine}: ${counted(differences.length, "difference")} from ${PROFILES.spec.engine}\n`;
  const cases = (ids: readonly string[]) => (ids.length === 0 ? "" : `; cases ${ids.join(", ")}`);
  const port = (isOfPort: boolean) => (isOfPort ? "; perhaps of this port's network library alone" : "");
  return differences.reduce(
    (text, { name, text: what, standard, value, source, link, isOfPort, cases: ids }) =>
      `${text}\n${what}\n   ${theme.code(name)}: ${theme.odd(value)}, standard ${standard || "none"}\n   ${theme.quiet(`${source}${port(isOfPort)}${cases(ids)}`)}\n   ${theme.quiet(link)}\n`,
    head,
  );
}
