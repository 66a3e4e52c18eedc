import { PROFILES } from "../../../src/core/profiles/profiles.js";

export const { spec, chromium, firefox, webkit } = PROFILES;
export const DIALECTS = { spec, chromium, firefox, webkit } as const;
