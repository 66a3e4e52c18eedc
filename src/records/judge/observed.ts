import type { Verdict } from "../../cases/verdict.js";
import { isRedirectStatus } from "../../core/infrastructure/status.js";
import type { EvidenceCode } from "../../explain/codes.js";
import { languageOf, type Phrase, phrase } from "../../explain/language.js";
import type { RecordedExchange } from "../har/exchange.js";
import type { Recording } from "../har/recording.js";

/** What the recording itself says that the browser did. */
export interface Observed {
  readonly outcome: "allowed" | "blocked" | "failed";
  readonly evidence: string;
}

/**
 * @param hops the request and its redirects
 * @returns null when the recording does not tell: most exporters see the wire and not the page
 */
export function observedOf(
  hops: readonly RecordedExchange[],
  { exporter, traits }: Recording,
  lang = "en",
): Observed | null {
  const last = hops.at(-1);
  if (last === undefined) return null;
  const { error, status, engineReason } = last;
  if (engineReason !== null) return observedReason(engineReason, lang);
  if (exporter === "playwright" && last.wasAborted) return null;
  if (error !== null)
    return observedError(last, error, exporter === "playwright" ? "response._failureText" : "response._error", lang);
  if (status === 0) {
    if (exporter === "firefox") return { outcome: "failed", evidence: "status 0" };
    return exporter === "playwright" ? { outcome: "failed", evidence: "status -1" } : null;
  }
  // A stream that is closed for its content is no error in any recording.
  if (last.resourceType === "eventsource") return null;
  if (traits.marksBlocked && last.tellsErrors)
    return { outcome: "allowed", evidence: evidence({ code: "no-error", status }, lang) };
  if (exporter === "chrome-har") {
    return { outcome: "allowed", evidence: evidence("chrome-har", lang) };
  }
  return null;
}

function evidence(said: Phrase<EvidenceCode>, lang: string): string {
  const language = languageOf(lang);
  return phrase(language.catalog.evidence, said, language);
}

/** What was refused by a rule about who may read what, and what was never sent. */
function observedReason(reason: string, lang: string): Observed {
  const isCors = /^[A-Z]|^(?:corp|coep|orb|origin|content-type)/.test(reason);
  return { outcome: isCors ? "blocked" : "failed", evidence: evidence({ code: "engine-reason", value: reason }, lang) };
}

/** Chrome's net errors, and what others write. */
function observedError({ status }: RecordedExchange, error: string, field: string, lang: string): Observed | null {
  const shown = error === "" ? evidence({ code: "empty-error", member: field }, lang) : `${field} ${error}`;
  // A no-cors request or a closed EventSource: it had arrived.
  if (/ERR_ABORTED/.test(error)) {
    return status > 0 && !isRedirectStatus(status) ? null : { outcome: "failed", evidence: shown };
  }
  if (/ERR_FAILED|ERR_BLOCKED_BY_(?:ORB|RESPONSE)|access control|cross-origin|\bCORS\b/i.test(error)) {
    return { outcome: "blocked", evidence: shown };
  }
  return { outcome: "failed", evidence: shown };
}

/** Whether model and recording say the same; null where one of them does not say. */
export function agreement(outcome: Verdict["outcome"], observed: Observed | null): boolean | null {
  if (observed === null || outcome === "unknown") return null;
  return isRefused(outcome) === isRefused(observed.outcome);
}

/** Page code got nothing. */
export function isRefused(outcome: Verdict["outcome"]): boolean {
  return outcome === "blocked" || outcome === "failed";
}

const FAILURES: readonly (readonly [RegExp, string])[] = [
  [/CONNECTION_REFUSED|connection refused|ECONNREFUSED|could not connect/i, "connection-refused"],
  [/NAME_NOT_RESOLVED|NAME_RESOLUTION|UNKNOWN_HOST|ENOTFOUND|hostname could not be found/i, "dns"],
  [/ERR_(?:CERT|SSL|BAD_SSL)|certificate|\bTLS\b|SSL_ERROR|SEC_ERROR/i, "tls"],
  [/TIMED_OUT|TIMEOUT|timed out/i, "timeout"],
  [/ERR_ABORTED|NS_BINDING_ABORTED|cancel+ed/i, "aborted"],
  [/BLOCKED_BY_(?:CLIENT|ADMINISTRATOR)|inspector/i, "blocked-by-client"],
  [
    /CONNECTION_(?:RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|ECONNRESET|socket hang up|network connection was lost/i,
    "connection-reset",
  ],
  [/INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|NETWORK_CHANGED|PROXY|QUIC|HTTP2/i, "connection-failed"],
];

/** What broke the connection, where the words are plain about it; null: they may mean CORS as well. */
export function networkFailureOf({ error }: RecordedExchange, isProxy: boolean): string | null {
  if (error === null) return null;
  const known = FAILURES.find(([pattern]) => pattern.test(error));
  if (known !== undefined) return known[1];
  return isProxy ? "connection-failed" : null;
}
