import type { HttpRequest } from "../core/fetching/outcome.js";
import type { HttpCache } from "../core/infrastructure/browser-state.js";
import { headerList } from "../core/infrastructure/header-list.js";
import { type HttpResponse, networkError, type Received } from "../core/infrastructure/response.js";
import { parseUrl } from "../core/infrastructure/url-record.js";
import type { Rule } from "./case.js";

/** A case's server: rules, of which the first that matches answers. */
export class RuleServer {
  readonly #rules: readonly Rule[];
  readonly #used: number[];

  constructor(rules: readonly Rule[], used: readonly number[] = rules.map(() => 0)) {
    this.#rules = rules;
    this.#used = [...used];
  }

  /** The network: what no rule matches finds nobody. */
  send = (request: Asked & Certified): Received => this.#answer(request, "network") ?? networkError("no-rule");

  serviceWorker = (request: HttpRequest): Received | null => this.#answer(request, "service-worker");

  /** A cache that the rules speak for, before the browser's own. */
  cacheOver(own: HttpCache): HttpCache {
    return {
      match: (sent, now) => {
        const answer = this.#answer(sent, "http-cache");
        return answer?.ok === true ? answer : own.match(sent, now);
      },
      stale: (sent, now) => own.stale(sent, now),
      store: (sent, response, now) => own.store(sent, response, now),
      invalidate: (sent) => own.invalidate(sent),
    };
  }

  get hasServiceWorker(): boolean {
    return this.#rules.some((rule) => rule.via === "service-worker");
  }

  fork(): RuleServer {
    return new RuleServer(this.#rules, this.#used);
  }

  #answer(request: Asked & Certified, via: Rule["via"]): Received | null {
    const rule = this.ruleFor(request, via);
    if (rule === null) return null;
    return rule.clientCertificate === true && request.presentsClientCertificate === false
      ? networkError("client-certificate", rule.respond.delay)
      : answerOf(rule);
  }

  /** The first rule that matches, which counts as used; it speaks only if it stands where it is asked. */
  ruleFor(request: Asked, via: Rule["via"]): Rule | null {
    for (const [index, rule] of this.#rules.entries()) {
      if (rule.via !== via || !matches(rule, request)) continue;
      if (rule.times !== undefined && this.#used[index]! >= rule.times) continue;
      this.#used[index]!++;
      return rule;
    }
    return null;
  }
}

/** What of a request a rule looks at. */
export type Asked = Pick<HttpRequest, "kind" | "method" | "url">;

/** What a rule with a handshake of its own looks at; who does not say has shown a certificate. */
type Certified = Partial<Pick<HttpRequest, "presentsClientCertificate">>;

export function matches({ when }: Pick<Rule, "when">, request: Asked): boolean {
  if (when.preflight !== undefined && when.preflight !== (request.kind === "preflight")) return false;
  if (when.method !== undefined && when.method !== request.method) return false;
  if (when.url === undefined) return true;
  return (parseUrl(when.url)?.wire ?? when.url) === request.url.wire;
}

/** Reason phrases as registered; servers write them so. */
const STATUS_TEXT: Readonly<Record<number, string>> = {
  100: "Continue",
  101: "Switching Protocols",
  102: "Processing",
  103: "Early Hints",
  200: "OK",
  201: "Created",
  202: "Accepted",
  203: "Non-Authoritative Information",
  204: "No Content",
  205: "Reset Content",
  206: "Partial Content",
  207: "Multi-Status",
  208: "Already Reported",
  226: "IM Used",
  300: "Multiple Choices",
  301: "Moved Permanently",
  302: "Found",
  303: "See Other",
  304: "Not Modified",
  305: "Use Proxy",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  407: "Proxy Authentication Required",
  408: "Request Timeout",
  409: "Conflict",
  410: "Gone",
  411: "Length Required",
  412: "Precondition Failed",
  413: "Payload Too Large",
  414: "URI Too Long",
  415: "Unsupported Media Type",
  416: "Range Not Satisfiable",
  417: "Expectation Failed",
  418: "I'm a Teapot",
  421: "Misdirected Request",
  422: "Unprocessable Entity",
  423: "Locked",
  424: "Failed Dependency",
  425: "Too Early",
  426: "Upgrade Required",
  428: "Precondition Required",
  429: "Too Many Requests",
  431: "Request Header Fields Too Large",
  451: "Unavailable For Legal Reasons",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
  505: "HTTP Version Not Supported",
  506: "Variant Also Negotiates",
  507: "Insufficient Storage",
  508: "Loop Detected",
  509: "Bandwidth Limit Exceeded",
  510: "Not Extended",
  511: "Network Authentication Required",
};

/** An answer as written; a status line of HTTP/1.1 without a text gets the registered one, HTTP/2 has none. */
function answerOf(rule: Rule): Received {
  const { respond } = rule;
  if (respond.error !== undefined) return networkError(respond.error, respond.delay);
  const status = respond.status ?? 200;
  const response: HttpResponse = {
    ok: true,
    status,
    statusText: rule.http === "2" ? "" : (respond.statusText ?? STATUS_TEXT[status] ?? ""),
    headers: headerList(respond.headers),
    body: respond.body,
    delay: respond.delay,
    via: rule.via,
    http: rule.http,
    addressSpace: rule.addressSpace,
    type: respond.type,
    redirected: respond.redirected,
  };
  return response;
}
