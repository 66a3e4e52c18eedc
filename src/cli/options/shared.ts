import type { Argv } from "yargs";
import { PROFILE_NAMES, type ProfileName } from "../../core/profiles/profile.js";
import { InputError } from "../errors.js";
import { didYouMean, listed } from "../text/suggest.js";

/** Options that commands share. */

/** What a builder's options are, by name. */
export type OptionsOf<Builder> = Builder extends (yargs: Argv) => Argv<infer Options> ? Options : never;

/** What `--profile all` means; editions are asked for by name. */
export const ENGINES: readonly ProfileName[] = ["spec", "chromium", "firefox", "webkit"];

export const profile = {
  type: "string",
  array: true,
  requiresArg: true,
} as const;

export const lang = {
  type: "string",
  requiresArg: true,
  describe: "Language of explanations and advice: en, zh-CN (default: the terminal's, for people; en for programs)",
} as const;

export const steps = {
  type: "boolean",
  describe: "Keep each step of the algorithms, as anchors and numbers of the standard",
} as const;

export const showSecrets = {
  type: "boolean",
  describe: "Print the values of Authorization, Cookie and Set-Cookie",
} as const;

export const filter = {
  type: "string",
  requiresArg: true,
  describe: "Only cases whose id or title contains this",
} as const;

/** For people, unless another one is asked for. */
export function formatOf<const Names extends readonly string[]>(choices: Names) {
  return { choices, default: "pretty", requiresArg: true, describe: "How to print" } as const;
}

export const quiet = {
  type: "boolean",
  describe: "No counts and notes on stderr, errors only",
} as const;

/** `chromium,firefox`, `all`; each name once, in the order given. */
export function profilesOf(values: readonly string[]): ProfileName[] {
  const names = values.flatMap((value) => value.split(",")).map((name) => name.trim());
  return [...new Set(names.flatMap((name) => (name === "all" ? ENGINES : [profileNamed(name)])))];
}

function profileNamed(name: string): ProfileName {
  const found = PROFILE_NAMES.find((known) => known === name);
  if (found !== undefined) return found;
  throw new InputError(
    `--profile: expected ${listed([...PROFILE_NAMES, "all"])}, got "${name}"`,
    didYouMean(name, PROFILE_NAMES),
  );
}
