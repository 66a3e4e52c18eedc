import { getHeader, hasHeader } from "../../core/infrastructure/header-list.js";
import { isOkStatus, isRedirectStatus } from "../../core/infrastructure/status.js";
import { parseUrl, type UrlRecord } from "../../core/infrastructure/url-record.js";
import type { Values } from "../catalogs/catalog.js";
import { shortUrl } from "../values.js";
import { type Answered, firstOf, members, type Trap, type View } from "./trap.js";

const ACAM = "access-control-allow-methods";
const ACAH = "access-control-allow-headers";
const ACEH = "access-control-expose-headers";
const ACMA = "access-control-max-age";

/** What the answer to OPTIONS gets wrong, or what is said elsewhere that counts only there. */
export const PREFLIGHT_TRAPS: readonly Trap[] = [
  { code: "preflight-auth", applies: ({ preflights }) => firstOf(preflights, status(isAuth)) },
  { code: "preflight-redirect", applies: ({ preflights }) => firstOf(preflights, status(isRedirectStatus)) },
  {
    code: "preflight-status",
    applies: ({ preflights }) =>
      firstOf(
        preflights,
        status((n) => !isOkStatus(n) && !isRedirectStatus(n) && !isAuth(n)),
      ),
  },
  { code: "wildcard-authorization", applies: ({ preflights }) => firstOf(preflights, wildcardAuthorization) },
  { code: "wildcard-uncached-firefox", applies: ({ preflights }) => firstOf(preflights, wildcardUncached) },
  { code: "safelisted-method-listed", applies: ({ preflights }) => firstOf(preflights, listed(ACAM, SAFE_METHOD)) },
  { code: "safelisted-header-listed", applies: ({ preflights }) => firstOf(preflights, listed(ACAH, SAFE_HEADER)) },
  { code: "content-type-missing-in-acah", applies: ({ preflights }) => firstOf(preflights, contentTypeMissing) },
  { code: "allow-headers-on-actual-only", applies: allowOnActualOnly },
  { code: "preflight-cached-per-url", applies: cachedPerUrl },
  { code: "expose-on-preflight", applies: exposeOnPreflight },
  { code: "max-age-over-cap", applies: maxAgeOverCap },
  { code: "max-age-not-number", applies: ({ preflights }) => firstOf(preflights, maxAgeNotNumber) },
  { code: "max-age-missing", applies: ({ preflights }) => firstOf(preflights, maxAgeMissing) },
  {
    code: "max-age-on-actual",
    applies: ({ actuals }) => firstOf(actuals, ({ answer, url }) => (hasHeader(ACMA, answer.headers) ? { url } : null)),
  },
];

function status(isWrong: (status: number) => boolean): (answered: Answered) => Values | null {
  return ({ answer, url }) => (isWrong(answer.status) ? { status: answer.status, url } : null);
}

function isAuth(status: number): boolean {
  return status === 401 || status === 403 || status === 407;
}

function lower(names: readonly string[]): readonly string[] {
  return names.map((name) => name.toLowerCase());
}

function wildcardAuthorization({ exchange, answer, url }: Answered): Values | null {
  if (!hasHeader("authorization", exchange.sent.request.headers)) return null;
  const names = lower(members(ACAH, answer));
  return names.includes("*") && !names.includes("authorization") ? { url } : null;
}

function wildcardUncached({ answer, withCredentials }: Answered): Values | null {
  if (withCredentials || !hasHeader(ACMA, answer.headers)) return null;
  const names = [];
  if (members(ACAM, answer).includes("*")) names.push("Access-Control-Allow-Methods");
  if (members(ACAH, answer).includes("*")) names.push("Access-Control-Allow-Headers");
  return names.length === 0 ? null : { names };
}

const SAFE_METHOD = /^(?:GET|HEAD|POST)$/;
const SAFE_HEADER = /^(?:accept|accept-language|content-language)$/i;

function listed(header: string, safe: RegExp): (answered: Answered) => Values | null {
  return ({ answer, exchange }) => {
    const asked = lower((getHeader("access-control-request-headers", exchange.sent.headers) ?? "").split(","));
    const names = members(header, answer).filter((name) => safe.test(name) && !asked.includes(name.toLowerCase()));
    return names.length === 0 ? null : { names };
  };
}

function contentTypeMissing({ exchange, answer, withCredentials }: Answered): Values | null {
  const asked = getHeader("access-control-request-headers", exchange.sent.headers)?.split(",") ?? [];
  if (!asked.includes("content-type")) return null;
  const names = lower(members(ACAH, answer));
  if (names.includes("content-type") || (names.includes("*") && !withCredentials)) return null;
  return { value: getHeader("content-type", exchange.sent.request.headers) ?? "" };
}

function allowOnActualOnly({ preflights, actuals, unseen }: View): Values | null {
  if (preflights.length === 0) return null;
  const answers = [...actuals, ...unseen];
  const names = [];
  for (const [name, spelling] of [
    [ACAM, "Access-Control-Allow-Methods"],
    [ACAH, "Access-Control-Allow-Headers"],
  ] as const) {
    const onPreflight = preflights.some(({ answer }) => hasHeader(name, answer.headers));
    if (!onPreflight && answers.some(({ answer }) => hasHeader(name, answer.headers))) names.push(spelling);
  }
  return names.length === 0 ? null : { names, url: answers[0]!.url };
}

/** The same path but for one part, as /item/1 and /item/2: one answer can't serve both. */
function cachedPerUrl({ preflights, preflightedBefore }: View): Values | null {
  if (preflightedBefore.length === 0) return null;
  return firstOf(preflights, ({ exchange, url }) => {
    const before = preflightedBefore.find((other) => differsInOnePart(exchange.sent.url, other));
    return before === undefined ? null : { url, first: shortUrl(before) };
  });
}

function differsInOnePart(url: UrlRecord, before: string): boolean {
  const other = parseUrl(before);
  if (other === null || other.origin !== url.origin || other.path === url.path) return false;
  const parts = url.path.split("/");
  const others = other.path.split("/");
  return parts.length === others.length && parts.filter((part, i) => part !== others[i]).length === 1;
}

function exposeOnPreflight({ preflights, actuals }: View): Values | null {
  const onPreflight = preflights.some(({ answer }) => hasHeader(ACEH, answer.headers));
  if (!onPreflight || actuals.some(({ answer }) => hasHeader(ACEH, answer.headers))) return null;
  return { url: preflights[0]!.url };
}

/** The largest cap of any engine: beyond it, nobody keeps the answer that long. */
const LARGEST_CAP = 86400;

function maxAgeOverCap({ preflights, profile }: View): Values | null {
  const cap = Math.min(profile.maxAgeCap, LARGEST_CAP);
  return firstOf(preflights, ({ answer }) => {
    const value = getHeader(ACMA, answer.headers);
    return value !== null && /^\d+$/.test(value) && Number(value) > cap ? { value, limit: cap } : null;
  });
}

function maxAgeNotNumber({ answer }: Answered): Values | null {
  const value = getHeader(ACMA, answer.headers);
  return value === null || /^\d+$/.test(value) ? null : { value };
}

function maxAgeMissing({ answer, url }: Answered): Values | null {
  return isOkStatus(answer.status) && !hasHeader(ACMA, answer.headers) ? { url } : null;
}
