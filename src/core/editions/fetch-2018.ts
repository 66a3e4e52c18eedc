import { SIMPLE_RESPONSE_HEADERS } from "../http-extensions/cors-safelisted-response-header-name.js";
import type { Profile } from "../profiles/profile.js";
import { spec } from "../profiles/spec.js";

/** The Fetch standard as of 2018-05-01: before the byte rules of the safelist, with its client hints. */
export const fetch2018: Profile = {
  ...spec,
  name: "fetch-2018",
  engine: "Fetch 2018-05-01",
  safelistEdition: "fetch-2018",
  safelistTotalLimit: Number.POSITIVE_INFINITY,
  maxAgeDefault: 0,
  maxAgeMalformed: 0,
  safelistedResponseHeaders: SIMPLE_RESPONSE_HEADERS,
  keepsAuthorizationOnRedirect: true,
  keepsBodyHeadersOnRedirect: true,
};
