import type { ReadCase } from "../../cases/case.js";
import { parseUrl, type UrlRecord } from "../../core/infrastructure/url-record.js";
import type { RecordedExchange } from "../har/exchange.js";
import type { Recording } from "../har/recording.js";
import { headerReader } from "./api.js";
import { type Inferred, inferred } from "./assumptions.js";

/** The page that asked: as much of a case's `page` as a recording can tell. */
export type RecordedPage = Pick<ReadCase["page"], "url" | "opaque"> &
  Partial<Pick<ReadCase["page"], "csp" | "coep" | "referrerPolicy">>;

/** Origin of the page, `null` for an opaque one. */
export type PageOrigin = Inferred<string>;

/**
 * @param exchange the request, its first hop
 * @param preflight its preflight, which names the origin where the request's own headers are provisional
 * @param override what the user says
 * @returns null when nothing tells
 */
export function pageOriginOf(
  exchange: RecordedExchange,
  preflight: RecordedExchange | null,
  recording: Pick<Recording, "pages">,
  override: string | undefined,
): PageOrigin | null {
  if (override !== undefined) return inferred(override, "given", "high");
  const header = headerReader(exchange);
  const written = header("origin") ?? (preflight === null ? null : headerReader(preflight)("origin"));
  if (written !== null && (written === "null" || originOfUrl(written) !== null)) {
    return inferred(
      written === "null" ? "null" : originOfUrl(written)!,
      { code: "header-says", header: "Origin" },
      "high",
    );
  }
  const referer = originOfUrl(header("referer"));
  if (referer !== null) return inferred(referer, "referer", "medium");
  const page = originOfUrl(recording.pages.get(exchange.pageref) ?? null);
  if (page !== null) return inferred(page, "page-of-entry", "medium");
  const initiator = originOfUrl(exchange.initiatorUrl);
  if (initiator !== null) return inferred(initiator, "initiator", "low");
  const [only] = recording.pages.size === 1 ? recording.pages.values() : [];
  const single = originOfUrl(only ?? null);
  return single === null ? null : inferred(single, "only-page", "low");
}

/** The document: its URL as exactly as something names it. */
export function pageOf(exchange: RecordedExchange, origin: string, recording: Pick<Recording, "pages">): RecordedPage {
  const named = [recording.pages.get(exchange.pageref) ?? null, headerReader(exchange)("referer")];
  if (origin === "null") {
    const url = named.find((candidate) => candidate !== null && parseUrl(candidate) !== null) ?? "about:blank";
    return { url, opaque: true };
  }
  const url = named.find((candidate) => originOfUrl(candidate) === origin);
  return { url: url ?? `${origin}/`, opaque: false };
}

/**
 * The same with the policies that the document was delivered with. What went out has passed the CSP, and may have done
 * so by a nonce or a hash, which no entry tells: it is asked only about what did not go out.
 */
export function withPolicies(page: RecordedPage, recording: Recording, wentOut: boolean): RecordedPage {
  const policies = recording.documents.get(page.url.split("#", 1)[0]!);
  if (policies === undefined || page.opaque) return page;
  const { csp, coep, referrerPolicy } = policies;
  const isCoep = coep === "require-corp" || coep === "credentialless";
  return {
    ...page,
    ...(csp !== null && !wentOut && { csp }),
    ...(isCoep && { coep }),
    ...(referrerPolicy !== null && { referrerPolicy }),
  };
}

/** Also of `file:` pages, whose origin is opaque. */
export function originOfUrl(url: string | null): string | null {
  if (url === null || url === "") return null;
  const record = parseUrl(url);
  if (record === null || record.scheme === "about") return null;
  return record.scheme === "file" ? "null" : isWebOrigin(record) ? record.origin : null;
}

function isWebOrigin({ origin, isHttp }: UrlRecord): boolean {
  return origin !== "null" && (isHttp || origin.includes("-extension://"));
}
