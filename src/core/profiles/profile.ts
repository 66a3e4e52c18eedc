/** A browser as a flat record of named differences. All are spread from `spec`, so that they have one shape. */

export const PROFILE_NAMES = ["spec", "chromium", "firefox", "webkit", "w3c-2014", "fetch-2018", "xdr"] as const;
export type ProfileName = (typeof PROFILE_NAMES)[number];

export interface Profile {
  readonly name: ProfileName;
  /** What it was measured on; for `spec` the standard's date and commit. */
  readonly engine: string;
  /** Whose words rejections and console lines are in. */
  readonly words: "chromium" | "firefox" | "webkit" | "none";
}
