import type { FetchOutcome, PreflightCause, PreflightRecord } from "../core/fetching/outcome.js";
import type { Page } from "../core/infrastructure/browser-state.js";
import { getHeader } from "../core/infrastructure/header-list.js";
import { isRedirectStatus } from "../core/infrastructure/status.js";
import { parseUrl } from "../core/infrastructure/url-record.js";
import type { Values } from "./catalogs/catalog.js";
import { type Language, sentence } from "./language.js";
import { originSent, type Scene } from "./scene.js";

/** A URL as a sentence shows it: without query and fragment. */
export function shortUrl(url: string): string {
  return url.split(/[?#]/, 1)[0]!;
}

/** A page of no origin is still somewhere. */
function whereIs({ origin, url }: Page): string {
  return origin.opaque ? shortUrl(url.href) : origin.serialized;
}

/** What the sentence about a failure can say: the failure's own facts, and what they were about. */
export function failureValues(scene: Scene, language: Language): Values {
  const { failure, outcome, answer, page } = scene;
  const { ok, reason, value, ...facts } = failure;
  const first = outcome.request === null ? undefined : outcome.request.urlList[0];
  const redirected = outcome.exchanges.some(({ sent }) => sent.kind === "redirect");
  const status = facts.status ?? answer?.status;
  return {
    ...facts,
    ...optional("value", value ?? undefined),
    ...optional("status", status),
    ...optional("errorStatus", status !== undefined && status >= 400 ? status : undefined),
    ...optional("first", redirected && first !== undefined ? shortUrl(first.href) : undefined),
    ...optional("error", facts.error === undefined ? undefined : (language.catalog.errors[facts.error] ?? facts.error)),
    ...optional("empty", value === "" ? facts.header : undefined),
    ...optional("instead", upperCaseAllowed(scene) ?? meantOrigin(scene)),
    url:
      reason === "url-invalid" || reason === "url-has-credentials"
        ? (facts.url ?? "")
        : shortUrl(facts.url ?? scene.url),
    method: facts.method ?? methodOf(outcome),
    origin: facts.origin ?? originSent(scene),
    page: whereIs(page),
    because: becauseOf(outcome.preflights.at(-1), language),
  };
}

function optional<K extends keyof Values>(key: K, value: Values[K] | undefined): Partial<Values> {
  return value === undefined ? {} : { [key]: value };
}

function methodOf({ request, setup }: FetchOutcome): string {
  return request?.method ?? setup.method;
}

/** The page wrote a method in small letters that the server allows in capitals. */
function upperCaseAllowed({ failure }: Scene): string | undefined {
  if (failure.reason !== "method-not-allowed" || failure.method === undefined) return undefined;
  const upper = failure.method.toUpperCase();
  return upper !== failure.method && failure.allowed?.includes(upper) ? upper : undefined;
}

/** Access-Control-Allow-Origin names the request's origin, only not as browsers write it. */
function meantOrigin({ failure: { reason, value, origin } }: Scene): string | undefined {
  if (reason !== "allow-origin-mismatch" || typeof value !== "string" || origin === undefined) return undefined;
  return origin !== "null" && parseUrl(value)?.origin === origin ? origin : undefined;
}

function becauseOf(record: PreflightRecord | undefined, language: Language): readonly string[] {
  return preflightReasons(record?.because ?? [], language);
}

/** Why a preflight is needed, as phrases. */
export function preflightReasons(because: readonly PreflightCause[], language: Language): readonly string[] {
  const causes = because.length === 0 ? POLICY : because;
  return causes.map(({ code, name, value, count }) =>
    sentence(
      language.catalog.preflight[code],
      {
        ...optional("header", name?.toLowerCase()),
        ...optional("value", value),
        ...optional("count", count),
      },
      language,
    ),
  );
}

const POLICY: readonly PreflightCause[] = [{ code: "policy" }];

/** Headers that page code may want: not CORS's own, nor those that browser and server talk about among themselves. */
export function isMissed(name: string): boolean {
  return !UNMISSED.test(name);
}
const UNMISSED =
  /^(?:access-control-.*|set-cookie2?|vary|date|server|via|age|connection|keep-alive|transfer-encoding|accept-ranges|alt-svc|nel|report-to|reporting-endpoints|server-timing|timing-allow-origin|strict-transport-security|referrer-policy|permissions-policy|content-security-policy.*|cross-origin-.*|x-frame-options|x-content-type-options|x-xss-protection|x-powered-by|x-dns-prefetch-control|x-download-options|x-permitted-cross-domain-policies|origin-agent-cluster|location|status|cf-.*|expect-ct)$/;

/** What the sentence about a request that went through can say. */
export function successValues(outcome: FetchOutcome, page: Page, language: Language): Values {
  const last = outcome.exchanges.at(-1);
  const answer = last?.received.ok ? last.received : null;
  const value = answer === null ? null : getHeader("access-control-allow-origin", answer.headers);
  const preflight = outcome.preflights.at(-1);
  const url = outcome.request?.url.href ?? outcome.url?.href ?? outcome.setup.url;
  return {
    url: shortUrl(url),
    method: methodOf(outcome),
    page: whereIs(page),
    origin: (last === undefined ? null : getHeader("origin", last.sent.headers)) ?? page.origin.serialized,
    ...optional("value", value ?? undefined),
    ...optional("because", preflight === undefined ? undefined : becauseOf(preflight, language)),
    ...optional("hidden", outcome.response?.hidden.filter(isMissed)),
    ...optional("status", answer !== null && isRedirectStatus(answer.status) ? answer.status : undefined),
  };
}
