import { getHeader, hasHeader } from "../../core/infrastructure/header-list.js";
import type { Values } from "../catalogs/catalog.js";
import { wasRefusedFromCache } from "../scene.js";
import { shortUrl } from "../values.js";
import { type Answered, firstOf, isRedirectAnswer, members, type Trap, type View } from "./trap.js";

const ACAO = "access-control-allow-origin";
const ACEH = "access-control-expose-headers";

/** What the response gets wrong, or what is better known about it. */
export const RESPONSE_TRAPS: readonly Trap[] = [
  { code: "redirect-without-cors", applies: ({ actuals }) => firstOf(actuals, redirectWithoutCors) },
  { code: "redirect-null-origin", applies: redirectNullOrigin },
  { code: "errors-without-cors", applies: ({ actuals }) => firstOf(actuals, errorWithoutCors) },
  { code: "missing-vary-origin", applies: ({ actuals }) => firstOf(actuals, missingVary) },
  { code: "vary-only-when-origin", applies: cachedWithoutVary },
  { code: "expose-headers-missing", applies: exposeMissing },
  { code: "expose-set-cookie", applies: ({ actuals }) => firstOf(actuals, exposesCookie) },
  { code: "post-side-effect", applies: sideEffect },
];

function redirectWithoutCors(answered: Answered): Values | null {
  return isRedirectAnswer(answered) && !hasHeader(ACAO, answered.answer.headers) ? { url: answered.url } : null;
}

function redirectNullOrigin({ actuals, page }: View): Values | null {
  if (page.origin.opaque) return null;
  return firstOf(actuals, ({ origin, url }) => (origin === "null" ? { url } : null));
}

function errorWithoutCors({ answer, url }: Answered): Values | null {
  return answer.status >= 400 && !hasHeader(ACAO, answer.headers) ? { status: answer.status, url } : null;
}

function variesByOrigin({ answer }: Answered): boolean {
  return members("vary", answer).some((name) => name === "*" || name.toLowerCase() === "origin");
}

function missingVary(answered: Answered): Values | null {
  const { answer, origin, url } = answered;
  const value = getHeader(ACAO, answer.headers);
  if (value === null || value !== origin || value === "null" || variesByOrigin(answered)) return null;
  // What no cache keeps can't be mixed up.
  const keeps = members("cache-control", answer).every((directive) => directive.toLowerCase() !== "no-store");
  return keeps ? { value, url } : null;
}

function cachedWithoutVary({ outcome }: View): Values | null {
  const { failure } = outcome;
  if (failure?.reason !== "missing-allow-origin" && failure?.reason !== "allow-origin-mismatch") return null;
  return wasRefusedFromCache(outcome) ? { url: shortUrl(failure.url ?? outcome.setup.url) } : null;
}

/** Headers that code often reads, and that are there. */
const WANTED =
  /^(?:content-disposition|content-range|accept-ranges|etag|link|location|retry-after|server-timing|www-authenticate|x-request-id|x-correlation-id|x-total-count|x-total|x-total-pages|x-page|x-per-page|x-next-page|ratelimit|x-?ratelimit-.*|x-csrf-token|x-xsrf-token|x-auth-token|authorization)$/;

function exposeMissing({ outcome: { failure, response, setup } }: View): Values | null {
  if (failure !== null || response === null || (setup.api !== "fetch" && setup.api !== "xhr")) return null;
  if (response.type !== "cors") return null;
  const names = response.hidden.filter((name) => WANTED.test(name));
  return names.length === 0 ? null : { names };
}

function exposesCookie({ answer, url }: Answered): Values | null {
  return members(ACEH, answer).some((name) => /^set-cookie2?$/i.test(name)) ? { url } : null;
}

/** It was hidden after it was done. */
function sideEffect({ outcome, actuals }: View): Values | null {
  const { failure, stage, request } = outcome;
  if (failure === null || request === null || (stage !== "response" && stage !== "redirect")) return null;
  const sent = actuals.find(({ exchange }) => !/^(?:GET|HEAD|OPTIONS)$/.test(exchange.sent.method));
  return sent === undefined ? null : { method: sent.exchange.sent.method, url: sent.url };
}
