import type { Exchange, FetchOutcome, HttpRequest } from "../../core/fetching/outcome.js";
import { getHeader, type HeaderList } from "../../core/infrastructure/header-list.js";
import { isToken } from "../../core/infrastructure/method.js";
import type { Api } from "../../core/infrastructure/request.js";
import type { HttpResponse } from "../../core/infrastructure/response.js";
import { isOkStatus, isRedirectStatus } from "../../core/infrastructure/status.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import type { Failure } from "../../core/reasons.js";
import { wasRefusedFromCache } from "../scene.js";
import type { AnswerChange, Moved } from "./change.js";

/** Changes of which one is enough, what opens least first. */
export type Choice<Kind> = readonly Kind[];

type Facts = Omit<AnswerChange, "at" | "on" | "url" | "part">;

/**
 * Everything that a server could say differently in the answer at which a fetch ended. Which of it helps is for the model
 * to say.
 */
export function answerChanges(outcome: FetchOutcome): readonly Choice<AnswerChange>[] {
  if (wasRefusedFromCache(outcome)) return storedAnswerChanges(outcome);
  const exchange = refused(outcome);
  if (exchange === undefined || !exchange.received.ok) return [];
  const { sent, received } = exchange;
  const isPreflight = sent.kind === "preflight";
  const choices = isPreflight ? preflightChoices(outcome, sent, received) : responseChoices(outcome, sent, received);
  const place = { at: "answer", on: kindOf(exchange), url: sent.url.wire } as const;
  return choices.map((choice) =>
    choice.map((facts) => ({ ...place, part: partOf(facts), ...facts })).filter((change) => !isSaid(change, received)),
  );
}

/** The last answer of the stage. PROFILE webkit: a redirect may be refused only after the next hop's preflight. */
function refused({ exchanges, stage }: FetchOutcome): Exchange | undefined {
  const last = exchanges.at(-1);
  if (stage === "redirect") return exchanges.findLast(({ sent }) => sent.kind !== "preflight");
  return (stage === "preflight") === (last?.sent.kind === "preflight") ? last : undefined;
}

/** Which of a request's answers it is. */
export function kindOf({ sent, received }: Exchange): AnswerChange["on"] {
  if (sent.kind === "preflight") return "preflight";
  return received.ok && isRedirectStatus(received.status) ? "redirect" : "response";
}

function partOf({ header, code }: Facts): AnswerChange["part"] {
  if (header !== null) return "header";
  return code === "http2" ? "protocol" : "status";
}

function isSaid({ header, value }: AnswerChange, { headers }: HttpResponse): boolean {
  return header !== null && getHeader(header.toLowerCase(), headers) === value;
}

/** Of the answer that the browser's cache had: it should not have been taken for one to this request. */
function storedAnswerChanges({ request, failure }: FetchOutcome): readonly Choice<AnswerChange>[] {
  if (request === null) return [];
  const place = { at: "answer", on: "response", url: request.url.wire, part: "header", code: "vary-origin" } as const;
  const choices: Choice<AnswerChange>[] = [
    [{ ...place, header: "Access-Control-Allow-Origin", value: failure?.origin ?? request.origin.serialized }],
  ];
  if (request.credentialsMode !== "include") return choices;
  return [...choices, [{ ...place, header: "Access-Control-Allow-Credentials", value: "true" }]];
}

function preflightChoices(
  outcome: FetchOutcome,
  sent: HttpRequest,
  { status, headers }: HttpResponse,
): Choice<Facts>[] {
  const choices = permissions(sent, outcome.failure);
  if (!isOkStatus(status)) {
    choices.push([
      { code: isRedirectStatus(status) ? "preflight-direct" : "preflight-ok", header: null, value: "204" },
    ]);
  }
  const literal = isWithCredentials(sent);
  const method = outcome.failure?.method ?? sent.request.method;
  const methods = extended(headers, "access-control-allow-methods", [method], literal);
  choices.push([
    { code: "allow-methods", header: "Access-Control-Allow-Methods", value: methods, values: { names: [method] } },
  ]);
  const names = outcome.failure?.headers ?? announced(sent);
  const allowed = extended(headers, "access-control-allow-headers", names, literal);
  choices.push([{ code: "allow-headers", header: "Access-Control-Allow-Headers", value: allowed, values: { names } }]);
  return choices;
}

function responseChoices(outcome: FetchOutcome, sent: HttpRequest, { status, headers }: HttpResponse): Choice<Facts>[] {
  const choices = permissions(sent, outcome.failure);
  const policy = { code: "resource-policy", header: "Cross-Origin-Resource-Policy" } as const;
  choices.push([
    { ...policy, value: "same-site" },
    { ...policy, value: "cross-origin" },
  ]);
  if (isRedirectStatus(status)) choices.push(...locations(sent, headers));
  if (status !== 200 && !isRedirectStatus(status)) choices.push([{ code: "status-ok", header: null, value: "200" }]);
  const type = CONTENT_TYPES[outcome.setup.api];
  if (type !== undefined) choices.push([{ code: "content-type", header: "Content-Type", value: type }]);
  if (sent.request.body?.hasSource === false) choices.push([{ code: "http2", header: null, value: "HTTP/2" }]);
  return choices;
}

/** What the CORS check looks at, where the request can be checked. */
function permissions(sent: HttpRequest, failure: Failure | null): Choice<Facts>[] {
  const origin = failure?.origin ?? getHeader("origin", sent.headers);
  if (origin === null) return [];
  const header = "Access-Control-Allow-Origin";
  const named: Facts = { code: origin === "null" ? "allow-origin-null" : "allow-origin", header, value: origin };
  // PROFILE webkit: some hops are checked as if credentials were included.
  if (isWithCredentials(sent) || failure?.header === "access-control-allow-credentials") {
    return [[named], [{ code: "allow-credentials", header: "Access-Control-Allow-Credentials", value: "true" }]];
  }
  return [[named, { code: "allow-origin-any", header, value: "*" }]];
}

function locations({ url }: HttpRequest, headers: HeaderList): Choice<Facts>[] {
  const location = getHeader("location", headers);
  const target = location === null ? null : parseUrl(location, url);
  if (target === null) return [];
  const choices: Choice<Facts>[] = [];
  const rest = `${target.path}${target.query}${target.fragment}`;
  if (target.username !== "" || target.password !== "") {
    choices.push([{ code: "location-without-userinfo", header: "Location", value: `${target.origin}${rest}` }]);
  }
  if (target.scheme === "http") {
    const moved: Moved = { from: target.origin, to: `https://${target.host}` };
    const value = `${moved.to}${rest}`;
    choices.push([{ code: "location-https", header: "Location", value, moved, values: { url: value } }]);
  }
  return choices;
}

/** What each API takes; an image's real type is for its owner to say. */
const CONTENT_TYPES: Partial<Record<Api, string>> = {
  eventsource: "text/event-stream",
  script: "text/javascript",
  "module-script": "text/javascript",
  stylesheet: "text/css",
  track: "text/vtt",
};

function isWithCredentials({ request }: HttpRequest): boolean {
  return request.credentialsMode === "include";
}

/** Header names that the preflight asked for. */
export function announced(sent: HttpRequest): readonly string[] {
  const value = getHeader("access-control-request-headers", sent.headers);
  return value === null || value === "" ? [] : [...new Set(value.split(",").map((name) => name.trim()))];
}

/** The list with these added: good members stay, bad ones go, and so does a wildcard that is none. */
function extended(headers: HeaderList, name: string, added: readonly string[], withCredentials: boolean): string {
  const isGood = (member: string) => isToken(member) && !(withCredentials && member === "*");
  const members = (getHeader(name, headers) ?? "").split(",").map((member) => member.trim());
  return [...new Set([...members.filter(isGood), ...added])].join(", ");
}
