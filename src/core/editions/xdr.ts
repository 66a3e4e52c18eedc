import type { Profile } from "../profiles/profile.js";
import { spec } from "../profiles/spec.js";

/** XDomainRequest of Internet Explorer 8 and 9: every setup is made through it. */
export const xdr: Profile = {
  ...spec,
  name: "xdr",
  engine: "XDomainRequest, Internet Explorer 8 and 9",
  safelistedResponseHeaders: new Set(["content-type"]),
  exposeWildcard: false,
};
