import { fetch2018 } from "../editions/fetch-2018.js";
import { w3c2014 } from "../editions/w3c-2014.js";
import { xdr } from "../editions/xdr.js";
import { chromium } from "./chromium.js";
import { firefox } from "./firefox.js";
import type { Profile, ProfileName } from "./profile.js";
import { safari } from "./safari.js";
import { spec } from "./spec.js";
import { webkit } from "./webkit.js";

export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  spec,
  chromium,
  firefox,
  webkit,
  safari,
  "w3c-2014": w3c2014,
  "fetch-2018": fetch2018,
  xdr,
};

/** What `--profile all` means: the standard and the engines that were measured. */
export const CURRENT_PROFILES: readonly ProfileName[] = ["spec", "chromium", "firefox", "webkit"];
