import type { Profile } from "./profile.js";
import { spec } from "./spec.js";
import { OF_LIBSOUP, webkit } from "./webkit.js";

/**
 * Safari as far as it can be told from WebKitGTK: the same engine over another network library. Derived, not measured: what
 * looks like that library's is as the standard has it.
 */
export const safari: Profile = {
  ...webkit,
  ...Object.fromEntries(OF_LIBSOUP.map((name) => [name, spec[name]])),
  name: "safari",
  engine: `Safari, derived from ${webkit.engine}, not measured`,
};
