import { SIMPLE_RESPONSE_HEADERS } from "../http-extensions/cors-safelisted-response-header-name.js";
import type { Profile } from "../profiles/profile.js";
import { spec } from "../profiles/spec.js";

/** W3C Cross-Origin Resource Sharing, Recommendation of 2014-01-16, which Fetch superseded. */
export const w3c2014: Profile = {
  ...spec,
  name: "w3c-2014",
  engine: "W3C CORS 2014-01-16",
  safelistEdition: "w3c-2014",
  safelistTotalLimit: Number.POSITIVE_INFINITY,
  announcesAllHeaders: true,
  preflightStatus200Only: true,
  listWildcards: false,
  exposeWildcard: false,
  preflightedRequestsFollowRedirects: false,
  follows308: false,
  safelistedResponseHeaders: SIMPLE_RESPONSE_HEADERS,
  keepsAuthorizationOnRedirect: true,
  keepsBodyHeadersOnRedirect: true,
};
