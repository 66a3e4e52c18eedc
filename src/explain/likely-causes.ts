import type { Exchange, FetchOutcome } from "../core/fetching/outcome.js";
import { countHeader, getHeader, hasHeader } from "../core/infrastructure/header-list.js";
import type { HttpResponse } from "../core/infrastructure/response.js";
import { isRedirectStatus } from "../core/infrastructure/status.js";
import { parseUrl, type UrlRecord } from "../core/infrastructure/url-record.js";
import { REASONS } from "../core/reasons.js";
import type { CauseCode, EvidenceCode } from "./codes.js";
import { beyondPreflight } from "./fixes/beyond-preflight.js";
import type { Rerun } from "./fixes/trial.js";
import { languageOf, type Phrase, phrase } from "./language.js";
import type { LikelyCause } from "./results.js";
import { wasRefusedFromCache } from "./scene.js";

/** The refused answer as a cause looks at it. */
interface Clue {
  readonly outcome: FetchOutcome;
  readonly rerun: Rerun | null;
  readonly exchange: Exchange;
  readonly answer: HttpResponse;
  readonly isPreflight: boolean;
  /** What it answered, for evidence: OPTIONS, GET … */
  readonly method: string;
  readonly lacksOrigin: boolean;
  readonly header: (name: string) => string | null;
}

type Evidence = Exclude<Phrase<EvidenceCode>, string>;

type Cause = readonly [CauseCode, (clue: Clue) => Evidence | null];

const CAUSES: readonly Cause[] = [
  ["tunnel-page", tunnelPage],
  ["bot-challenge", botChallenge],
  ["preflight-behind-auth", behindAuth],
  ["preflight-not-handled", notHandled],
  ["gateway-error", gatewayError],
  ["server-error-page", serverError],
  ["error-without-cors", otherError],
  moved("login-redirect"),
  moved("http-to-https-redirect"),
  moved("trailing-slash-redirect"),
  moved("host-redirect"),
  ["cache-without-vary", cacheWithoutVary],
  ["storage-rules", storageRules],
  ["duplicate-header", duplicateHeader],
  ["headers-on-actual-only", onActualOnly],
  ["html-error-page", htmlPage],
];

/** Why the server probably answered as it did; only of what an answer of its was the ground for. */
export function likelyCausesOf(outcome: FetchOutcome, rerun: Rerun | null = null, lang = "en"): LikelyCause[] {
  const language = languageOf(lang);
  const told = (code: CauseCode, evidence: Phrase<EvidenceCode>): LikelyCause => ({
    code,
    evidence: phrase(language.catalog.evidence, evidence, language),
  });
  if (wasRefusedFromCache(outcome)) return [told("cache-without-vary", "own-cache")];
  const clue = clueOf(outcome, rerun);
  if (clue === null) return [];
  return CAUSES.flatMap(([code, evidenceOf]) => {
    const evidence = evidenceOf(clue);
    return evidence === null ? [] : [told(code, evidence)];
  });
}

function clueOf(outcome: FetchOutcome, rerun: Rerun | null): Clue | null {
  const { failure, exchanges } = outcome;
  if (failure === null || outcome.stage === "setup" || outcome.stage === "network") return null;
  const exchange = exchanges.at(-1);
  if (exchange === undefined || !exchange.received.ok) return null;
  const answer = exchange.received;
  const { row } = REASONS[failure.reason];
  if (row === "setup" || row === "network") return null;
  return {
    outcome,
    rerun,
    exchange,
    answer,
    isPreflight: exchange.sent.kind === "preflight",
    method: exchange.sent.method,
    lacksOrigin: !hasHeader("access-control-allow-origin", answer.headers),
    header: (name) => getHeader(name, answer.headers),
  };
}

function tunnelPage({ header }: Clue): Evidence | null {
  const code = header("ngrok-error-code");
  return code === null ? null : { code: "header", header: "ngrok-error-code", value: code };
}

function botChallenge({ answer, header, method }: Clue): Evidence | null {
  const mitigated = header("cf-mitigated");
  if (mitigated !== null) return { code: "header", header: "cf-mitigated", value: mitigated };
  const captcha = header("x-amzn-waf-action") ?? header("x-datadome") ?? header("x-px-block");
  if (captcha !== null) return { code: "firewall", status: answer.status, method };
  const isCloud = /cloudflare/i.test(header("server") ?? "") && (answer.status === 403 || answer.status === 429);
  return isCloud && isHtml(header("content-type"))
    ? { code: "html-from", status: answer.status, value: header("server") ?? "" }
    : null;
}

function isHtml(type: string | null): boolean {
  return type !== null && /^text\/html\b/i.test(type);
}

function behindAuth({ isPreflight, answer: { status }, header }: Clue): Evidence | null {
  if (!isPreflight || causeOfPreflightStatus(status) !== "preflight-behind-auth") return null;
  if (isUnrouted(header) || isStorage(header)) return null;
  return { code: header("www-authenticate") === null ? "status" : "authenticate", status, method: "OPTIONS" };
}

/** What a preflight's status alone tells. */
export function causeOfPreflightStatus(status: number): CauseCode | null {
  if ([401, 403, 407].includes(status)) return "preflight-behind-auth";
  return [404, 405, 501].includes(status) ? "preflight-not-handled" : null;
}

/** Amazon API Gateway: there is no such method here, in the words of one that misses a token. */
function isUnrouted(header: Clue["header"]): boolean {
  return /^MissingAuthenticationToken/.test(header("x-amzn-errortype") ?? "");
}

function notHandled({ isPreflight, answer: { status }, header }: Clue): Evidence | null {
  if (!isPreflight) return null;
  if (isUnrouted(header))
    return statusEvidence(status, "OPTIONS", ["x-amzn-errortype", header("x-amzn-errortype") ?? ""]);
  if (causeOfPreflightStatus(status) !== "preflight-not-handled") return null;
  const allow = header("allow");
  return statusEvidence(status, "OPTIONS", allow === null ? null : ["Allow", allow]);
}

const PROXY =
  /nginx|apache|varnish|cloudfront|cloudflare|envoy|haproxy|traefik|akamai|awselb|squid|openresty|caddy|istio|kong|fastly/i;

function statusEvidence(status: number, method: string, header: readonly [string, string] | null): Evidence {
  if (header === null) return { code: "status", status, method };
  return { code: "status-and-header", status, method, header: header[0], value: header[1] };
}

/** What tells of something between browser and application. */
function proxyOf({ header }: Clue): readonly [name: string, value: string] | null {
  const via = header("via");
  if (via !== null) return ["Via", via];
  const server = header("server");
  return server !== null && PROXY.test(server) ? ["Server", server] : null;
}

function gatewayError(clue: Clue): Evidence | null {
  const { status } = clue.answer;
  if (status < 400) return null;
  const proxy = proxyOf(clue);
  const isGateway = status === 502 || status === 503 || status === 504;
  if (!isGateway && (proxy === null || !clue.lacksOrigin)) return null;
  return statusEvidence(status, clue.method, proxy);
}

function serverError({ answer: { status }, lacksOrigin, method }: Clue): Evidence | null {
  const isError = status >= 500 && status !== 501 && lacksOrigin;
  return isError ? { code: "no-allow-origin", status, method } : null;
}

function otherError({ answer: { status }, lacksOrigin, isPreflight, method }: Clue): Evidence | null {
  if (status < 400 || status >= 500 || !lacksOrigin) return null;
  if (isPreflight && causeOfPreflightStatus(status) !== null) return null;
  return { code: "no-allow-origin", status, method };
}

interface Move {
  readonly from: UrlRecord;
  readonly to: UrlRecord;
  readonly status: number;
}

/** The redirect that the answer is, or that led to it. */
function moveOf({ outcome: { exchanges }, answer, exchange }: Clue): Move | null {
  if (isRedirectStatus(answer.status)) return moveIn(exchange);
  if (exchange.sent.kind !== "redirect") return null;
  const before = exchanges.findLast(
    ({ received, sent }) => sent.kind !== "preflight" && received.ok && isRedirectStatus(received.status),
  );
  return before === undefined ? null : moveIn(before);
}

function moveIn({ sent, received }: Exchange): Move | null {
  const location = received.ok ? getHeader("location", received.headers) : null;
  const to = location === null ? null : parseUrl(location, sent.url);
  return to === null || !to.isHttp || !received.ok ? null : { from: sent.url, to, status: received.status };
}

const LOGIN = /\b(?:log-?in|sign-?in|signon|sso|oauth2?|saml|auth|authorize|accounts?|session\/new|adfs|cas)\b/i;

/** Where a redirect leads, and what that tells. */
const MOVES: readonly (readonly [CauseCode, (from: UrlRecord, to: UrlRecord) => boolean])[] = [
  ["login-redirect", (_from, to) => LOGIN.test(`${to.hostname.split(".", 1)[0]} ${to.path}`)],
  [
    "http-to-https-redirect",
    (from, to) => from.scheme === "http" && to.scheme === "https" && from.hostname === to.hostname,
  ],
  [
    "trailing-slash-redirect",
    (from, to) =>
      from.hostname === to.hostname &&
      from.path !== to.path &&
      from.path.replace(/\/$/, "") === to.path.replace(/\/$/, ""),
  ],
  ["host-redirect", (from, to) => from.hostname !== to.hostname],
];

/** What a redirect is probably for; to a login is told alone. */
export function causesOfMove(from: UrlRecord, to: UrlRecord): CauseCode[] {
  const codes = MOVES.flatMap(([code, isSuch]) => (isSuch(from, to) ? [code] : []));
  return codes.includes("login-redirect") ? codes.filter((code) => code !== "host-redirect") : codes;
}

/** A cause that shows by where the redirect leads. */
function moved(code: CauseCode): Cause {
  return [
    code,
    (clue) => {
      const move = moveOf(clue);
      if (move === null || !causesOfMove(move.from, move.to).includes(code)) return null;
      return { code: "moved", status: move.status, location: `${move.to.origin}${move.to.path}` };
    },
  ];
}

const ORIGIN_REASONS = new Set(["missing-allow-origin", "allow-origin-mismatch"]);

function cacheWithoutVary({ outcome, header }: Clue): Evidence | null {
  if (!ORIGIN_REASONS.has(outcome.failure!.reason)) return null;
  if (/(?:^|,)\s*(?:origin|\*)\s*(?:,|$)/i.test(header("vary") ?? "")) return null;
  const hit = ["x-cache", "cf-cache-status", "x-cache-status", "x-vercel-cache", "cache-status"].find((name) =>
    /hit/i.test(header(name) ?? ""),
  );
  if (hit !== undefined) return { code: "cached-without-vary", header: hit, value: header(hit) ?? "" };
  const age = header("age");
  return age !== null && Number(age) > 0 ? { code: "cached-without-vary", header: "age", value: age } : null;
}

/** Amazon S3, Azure Blob Storage, Google Cloud Storage, Alibaba Cloud OSS and Tencent COS, by the name they give themselves. */
function isStorage(header: Clue["header"]): boolean {
  return /^(?:AmazonS3|Windows-Azure-Blob|UploadServer|AliyunOSS|tencent-cos)\b/i.test(header("server") ?? "");
}

/** It says 403 to a preflight that no rule fits, and leaves the headers out of other answers. */
function storageRules(clue: Clue): Evidence | null {
  const { header, lacksOrigin, isPreflight, answer } = clue;
  const isRefused = isPreflight ? answer.status === 403 : answer.status < 400;
  if (!lacksOrigin || !isRefused || !isStorage(header) || cacheWithoutVary(clue) !== null) return null;
  return { code: "header", header: "server", value: header("server") ?? "" };
}

function duplicateHeader({ answer, header }: Clue): Evidence | null {
  for (const name of ["access-control-allow-origin", "access-control-allow-credentials"]) {
    const value = header(name);
    if (value === null) continue;
    const lines = countHeader(name, answer.headers);
    const parts = value.split(",").map((part) => part.trim());
    if (lines > 1 || (parts.length > 1 && new Set(parts).size === 1)) return { code: "header", header: name, value };
  }
  return null;
}

/** Known where the request itself was seen on another hop, or can be run as if the preflight had passed. */
function onActualOnly({ isPreflight, lacksOrigin, outcome, rerun }: Clue): Evidence | null {
  if (!isPreflight || !lacksOrigin) return null;
  const { exchanges } = beyondPreflight(outcome, rerun) ?? outcome;
  const actual = exchanges.find(
    ({ sent, received }) =>
      sent.kind !== "preflight" && received.ok && hasHeader("access-control-allow-origin", received.headers),
  );
  return actual === undefined ? null : { code: "only-actual", method: actual.sent.method };
}

function htmlPage({ answer: { status }, lacksOrigin, header, method }: Clue): Evidence | null {
  const type = header("content-type");
  const isPage = type !== null && status >= 400 && lacksOrigin && isHtml(type);
  return isPage ? { code: "type", status, type, method } : null;
}
