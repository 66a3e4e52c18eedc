import { decodeAndSplit } from "../http-extensions/get-decode-and-split.js";
import type { Page } from "../infrastructure/browser-state.js";
import { getHeader, type HeaderList } from "../infrastructure/header-list.js";
import type { ReferrerPolicy, Request } from "../infrastructure/request.js";
import type { UrlRecord } from "../infrastructure/url-record.js";
import type { ReferrerDialect } from "../profiles/dialects/referrer-policy.js";
import { isPotentiallyTrustworthyUrl } from "./potentially-trustworthy.js";
import { isSchemelesslySameSite, type SiteOf } from "./site.js";

/** Default referrer policy — https://w3c.github.io/webappsec-referrer-policy/#default-referrer-policy */
export const DEFAULT_REFERRER_POLICY = "strict-origin-when-cross-origin";

const REFERRER_POLICIES: ReadonlySet<string> = new Set<Exclude<ReferrerPolicy, "">>([
  "no-referrer",
  "no-referrer-when-downgrade",
  "same-origin",
  "origin",
  "strict-origin",
  "origin-when-cross-origin",
  "strict-origin-when-cross-origin",
  "unsafe-url",
]);

/** Referrer policy — https://w3c.github.io/webappsec-referrer-policy/#referrer-policy */
export function isReferrerPolicy(token: string): token is ReferrerPolicy {
  return token === "" || REFERRER_POLICIES.has(token);
}

/**
 * Parse a referrer policy from a Referrer-Policy header —
 * https://w3c.github.io/webappsec-referrer-policy/#parse-referrer-policy-from-header: the last one that is known.
 * @returns the empty string when there is none
 */
export function parseReferrerPolicy(headers: HeaderList): ReferrerPolicy {
  // 1.
  const value = getHeader("referrer-policy", headers);
  if (value === null) return "";
  // 2–4. Unknown tokens are steps towards the future, passed over.
  let policy: ReferrerPolicy = "";
  for (const member of decodeAndSplit(value)) {
    const token = member.toLowerCase();
    if (token !== "" && isReferrerPolicy(token)) policy = token;
  }
  return policy;
}

/** Longer ones are cut down to the origin. */
const REFERRER_LIMIT = 4096;

/**
 * Determine request's referrer — https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer
 * @param referrerPolicy the empty string means the default
 * @returns the value of the Referer header; null: none
 */
export function determineReferrer(
  referrer: Request["referrer"],
  page: Pick<Page, "url" | "origin">,
  requestUrl: UrlRecord,
  referrerPolicy: ReferrerPolicy,
  siteOf: SiteOf,
  dialect: ReferrerDialect,
): string | null {
  // 3. Main fetch does not ask for `no-referrer`; a page without an origin has nothing to say.
  if (referrer === "no-referrer" || referrerPolicy === "no-referrer") return null;
  // PROFILE webkit: sandboxed frames send one; measured.
  if (referrer === "client" && page.origin.opaque && !dialect.opaquePagesSendReferrer) return null;
  const source = referrer === "client" ? page.url : referrer;

  // 4–6. Stripped: no fragment, no userinfo, nothing of a local scheme.
  // NON-SPEC: nothing but http(s) either, as in every engine.
  if (!source.isHttp) return null;
  const referrerOrigin = `${source.origin}/`;
  const referrerUrl = source.wire.length > REFERRER_LIMIT ? referrerOrigin : source.wire;

  // 8.
  // PROFILE firefox: who asks is the page's principal, which is of no origin — dom/security/ReferrerInfo.cpp
  const foreign = page.origin.opaque && dialect.opaquePagesAreOfAnotherSite;
  const sameOrigin = source.origin === requestUrl.origin && !foreign;
  const ignored = ignoresReferrerPolicy(referrerPolicy, page, requestUrl, siteOf, dialect);
  switch (ignored ? DEFAULT_REFERRER_POLICY : referrerPolicy) {
    case "origin":
      return referrerOrigin;
    case "unsafe-url":
      return referrerUrl;
    case "strict-origin":
      return isDowngrade(source, requestUrl) ? null : referrerOrigin;
    case "same-origin":
      return sameOrigin ? referrerUrl : null;
    case "origin-when-cross-origin":
      return sameOrigin ? referrerUrl : referrerOrigin;
    case "no-referrer-when-downgrade":
      return isDowngrade(source, requestUrl) ? null : referrerUrl;
    default:
      if (sameOrigin) return referrerUrl;
      return isDowngrade(source, requestUrl) ? null : referrerOrigin;
  }
}

/** Policies that say more to another site than the default does. */
const WEAKER: ReadonlySet<ReferrerPolicy> = new Set<ReferrerPolicy>([
  "unsafe-url",
  "origin-when-cross-origin",
  "no-referrer-when-downgrade",
]);

function isDowngrade(source: UrlRecord, requestUrl: UrlRecord): boolean {
  return isPotentiallyTrustworthyUrl(source) && !isPotentiallyTrustworthyUrl(requestUrl);
}

/**
 * PROFILE firefox: pref network.http.referer.disallowCrossSiteRelaxingDefault — dom/security/ReferrerInfo.cpp
 * (ShouldIgnoreLessRestrictedPolicies); measured.
 */
export function ignoresReferrerPolicy(
  policy: ReferrerPolicy,
  page: Pick<Page, "url" | "origin">,
  requestUrl: UrlRecord,
  siteOf: SiteOf,
  dialect: ReferrerDialect,
): boolean {
  if (!WEAKER.has(policy)) return false;
  if (page.origin.opaque && dialect.opaquePagesAreOfAnotherSite) return true;
  const origin = { opaque: false, serialized: page.url.origin };
  return dialect.ignoresWeakReferrerPolicyCrossSite && !isSchemelesslySameSite(origin, requestUrl, siteOf);
}
