import { getHeader, type HeaderList } from "../infrastructure/header-list.js";
import { isSameOrigin, type Origin } from "../infrastructure/origin.js";
import type { UrlRecord } from "../infrastructure/url-record.js";
import { isSchemelesslySameSite, type SiteOf, schemeOf } from "../policy/site.js";
import type { CorpDialect } from "../profiles/dialects/cross-origin-resource-policy.js";
import { type Failure, SUCCESS, type Success } from "../reasons.js";
import type { Trace } from "../trace.js";

export type EmbedderPolicy = "unsafe-none" | "require-corp" | "credentialless";

/** What the check needs of the browser. */
export interface CorpContext {
  readonly page: { readonly coep: EmbedderPolicy };
  readonly profile: CorpDialect;
  readonly siteOf: SiteOf;
}

/**
 * Cross-origin resource policy check — https://fetch.spec.whatwg.org/#cross-origin-resource-policy-check
 * @param request its origin, and the URL that the response came from
 */
export function corpCheck(
  request: { readonly origin: Origin; readonly url: UrlRecord },
  headers: HeaderList,
  { page, profile, siteOf }: CorpContext,
  trace: Trace | null,
): Success | Failure {
  const value = getHeader("cross-origin-resource-policy", headers);
  trace?.step("cross-origin-resource-policy-check", "3", "cross-origin-resource-policy", value);
  // 3. What the resource itself says.
  if (isBlocked(request, value, "unsafe-none", siteOf, profile)) return failure("corp-blocked", request, value);
  // 4. FIXME: reports of Cross-Origin-Embedder-Policy-Report-Only have no place in the model.
  // 5–6. What the embedder demands besides.
  trace?.step("cross-origin-resource-policy-check", "5", "embedder-policy", page.coep);
  if (!isBlocked(request, value, page.coep, siteOf, profile)) return SUCCESS;
  return { ...failure("coep-blocked", request, value), policy: page.coep };
}

function failure(
  reason: "corp-blocked" | "coep-blocked",
  { origin, url }: { readonly origin: Origin; readonly url: UrlRecord },
  value: string | null,
): Failure {
  const header = "cross-origin-resource-policy";
  return { ok: false, reason, header, value, url: url.href, origin: origin.serialized };
}

/** Internal check — https://fetch.spec.whatwg.org/#cross-origin-resource-policy-internal-check */
function isBlocked(
  { origin, url }: { readonly origin: Origin; readonly url: UrlRecord },
  value: string | null,
  embedderPolicy: EmbedderPolicy,
  siteOf: SiteOf,
  dialect: CorpDialect,
): boolean {
  // 2–4. Byte for byte; anything else, two values included, is none. Under require-corp, none is `same-origin`.
  let policy = value;
  if (policy !== "same-origin" && policy !== "same-site" && policy !== "cross-origin") {
    // PROFILE firefox: only an absent or empty header is none — netwerk/protocol/http/HttpBaseChannel.cpp
    // (ProcessCrossOriginResourcePolicyHeader); measured.
    const demands = embedderPolicy === "require-corp" && (!value || !dialect.invalidCorpSatisfiesCoep);
    // NOTE: credentialless demands as much of responses to requests with credentials; no-cors ones across origins have none then.
    policy = demands ? "same-origin" : null;
  }
  // 5.
  switch (policy) {
    case "same-origin":
      return !isSameOrigin(url, origin);
    case "same-site":
      return !isSchemelesslySameSite(origin, url, siteOf) || (url.scheme === "https" && schemeOf(origin) !== "https");
    default:
      return false;
  }
}
