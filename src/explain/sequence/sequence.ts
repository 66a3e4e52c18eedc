import type { PreflightCause } from "../../core/fetching/outcome.js";
import type { Api } from "../../core/infrastructure/request.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import { type Facts, REASONS, type ReasonCode, type Stage } from "../../core/reasons.js";
import type { SequenceLabel, Values } from "../catalogs/catalog.js";
import { type Language, languageOf, sentence } from "../language.js";
import { isMissed } from "../values.js";
import { type Pairs, requestHeaders, responseHeaders, type SequenceHeader } from "./headers.js";

/** Who speaks with whom, as facts: renderers draw them, words come from the catalog. */
export interface Sequence {
  /** What the picture shows, for those who can't see it. */
  readonly title: string;
  readonly description: string;
  /** Page, browser, its caches as far as they spoke, and a server for each origin. */
  readonly participants: readonly Participant[];
  readonly messages: readonly Message[];
}

export interface Participant {
  readonly role: "page" | "browser" | "preflight-cache" | "http-cache" | "server";
  readonly label: string;
  /** Origin of a page or server. */
  readonly origin: string | null;
}

export interface Message {
  readonly kind: "call" | "preflight" | "request" | "answer" | "result";
  /** Indexes of participants. */
  readonly from: number;
  readonly to: number;
  /** `OPTIONS /data`, `204`, what script gets. */
  readonly text: string;
  /** Those that mattered. */
  readonly headers: readonly ShownHeader[];
  /** What became of it, where that is not plain. */
  readonly mark: "blocked" | "redirected" | "cached" | "never-sent" | "unanswered" | null;
  /** The mark in words. */
  readonly note: string | null;
  /** The exchange of the verdict that it is a part of. */
  readonly exchange: number | null;
}

export interface ShownHeader extends SequenceHeader {
  /** Name and value, or that it is missing. */
  readonly text: string;
}

interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Pairs;
}

interface WireResponse {
  readonly status: number;
  readonly headers: Pairs;
}

/** Of a verdict, what the picture is made from. */
export interface ToldVerdict {
  readonly outcome: "allowed" | "opaque" | "blocked" | "failed" | "unknown";
  readonly reason: ReasonCode | null;
  readonly detail: Facts;
  readonly stage: Stage | null;
  readonly preflight: { readonly because: readonly PreflightCause[]; readonly fromCache: boolean };
  readonly exchanges: readonly {
    readonly kind: "preflight" | "actual" | "redirect";
    readonly request: WireRequest;
    readonly response: WireResponse | null;
  }[];
  readonly response: { readonly status: number } | null;
  readonly xhr?: { readonly status: number };
  readonly hiddenHeaders: readonly string[];
  readonly error?: { readonly name: string; readonly message: string };
  readonly explanation: string;
}

/** What the verdict itself does not tell. */
export interface SequenceContext {
  /** URL or origin of the page; `null` for an opaque origin. */
  readonly page: string;
  readonly api: Api;
  readonly method: string;
  /** As page code named it; may be relative. */
  readonly url: string;
  /** Language of the words, a BCP 47 tag. */
  readonly lang: string;
}

/** The way of a request between page, browser and servers. */
export function sequenceOf(verdict: ToldVerdict, context: SequenceContext): Sequence {
  const drawing = new Drawing(verdict, context);
  drawing.call();
  if (verdict.preflight.fromCache) drawing.cachedPreflight();
  for (const index of verdict.exchanges.keys()) drawing.exchange(index);
  drawing.notSent();
  drawing.result();
  return {
    title: drawing.say("title", { method: context.method, url: context.url }),
    description: verdict.explanation,
    participants: drawing.participants,
    messages: drawing.messages,
  };
}

const PAGE = 0;
const BROWSER = 1;

class Drawing {
  readonly participants: Participant[];
  readonly messages: Message[] = [];
  readonly #verdict: ToldVerdict;
  readonly #context: SequenceContext;
  readonly #language: Language;

  constructor(verdict: ToldVerdict, context: SequenceContext) {
    this.#verdict = verdict;
    this.#context = context;
    this.#language = languageOf(context.lang);
    this.participants = [
      { role: "page", label: this.say("page"), origin: originOf(context.page) },
      { role: "browser", label: this.say("browser"), origin: null },
    ];
  }

  say(label: SequenceLabel, values: Values = {}): string {
    return sentence(this.#language.catalog.sequence[label], values, this.#language);
  }

  call(): void {
    const { api, method, url } = this.#context;
    this.#add({ kind: "call", from: PAGE, to: BROWSER, text: `${CALLS[api]} ${method} ${url}` });
  }

  cachedPreflight(): void {
    const cache = this.#participant("preflight-cache", null);
    const note = this.say("cached");
    this.#add({ kind: "answer", from: cache, to: BROWSER, text: this.say("preflight"), mark: "cached", note });
  }

  exchange(index: number): void {
    const { exchanges, preflight } = this.#verdict;
    const { kind, request, response } = exchanges[index]!;
    const server = this.#server(request.url);
    this.#add({
      kind: kind === "preflight" ? "preflight" : "request",
      from: BROWSER,
      to: server,
      text: `${request.method} ${pathOf(request.url)}`,
      headers: requestHeaders(request.headers, preflight.because),
      exchange: index,
    });
    if (response === null) {
      this.#unanswered(server, index);
      return;
    }
    const refused = index === exchanges.length - 1 && this.#refusesLast();
    const location = exchanges[index + 1]?.kind === "redirect" || isFollowed(exchanges, index);
    this.#add({
      kind: "answer",
      from: server,
      to: BROWSER,
      text: String(response.status),
      headers: responseHeaders(response, kind, refused ? this.#verdict : null),
      exchange: index,
      ...(refused
        ? { mark: "blocked", note: this.say(kind === "preflight" ? "blocked-preflight" : "blocked") }
        : location
          ? { mark: "redirected", note: this.say("redirected") }
          : {}),
    });
  }

  /** The browser found fault with the last answer, or with where it leads. */
  #refusesLast(): boolean {
    const { stage, exchanges } = this.#verdict;
    const last = exchanges.at(-1);
    if (last === undefined || stage === null || stage === "setup" || stage === "network") return false;
    return (stage === "preflight") === (last.kind === "preflight") && !this.#isRefusedFromCache();
  }

  /** The CORS check refused an answer that was not on the wire: the browser had kept it. */
  #isRefusedFromCache(): boolean {
    const { stage, reason, detail, exchanges } = this.#verdict;
    if ((stage !== "response" && stage !== "redirect") || reason === null) return false;
    const last = exchanges.at(-1);
    if (REASONS[reason].row !== "cors-check" || detail.url === undefined) return false;
    return last === undefined || withoutFragment(last.request.url) !== withoutFragment(detail.url);
  }

  /** What would have followed, had nothing stopped it. */
  notSent(): void {
    const { stage, detail, exchanges, preflight, reason } = this.#verdict;
    const { method, url } = this.#context;
    if (stage === "preflight") {
      const last = exchanges.at(-1);
      if (last?.kind !== "preflight") this.#lost("preflight", "OPTIONS", detail.url ?? url);
      const asked = last?.request.headers.find(([name]) => name.toLowerCase() === "access-control-request-method");
      this.#never(detail.method ?? asked?.[1] ?? method, last?.request.url ?? detail.url ?? url);
    } else if (stage === "setup") {
      if (exchanges.length === 0) this.#never(method, url);
    } else if (stage === "network") {
      if (exchanges.at(-1)?.response !== null) this.#lost("request", detail.method ?? method, detail.url ?? url);
    } else if (stage === "redirect") {
      this.#nextHop();
    }
    if (this.#isRefusedFromCache() && reason !== null) {
      const cache = this.#participant("http-cache", null);
      const headers = responseHeaders({ status: 200, headers: [] }, "actual", this.#verdict);
      const note = this.say("blocked");
      const text = this.say("kept-answer");
      this.#add({ kind: "answer", from: cache, to: BROWSER, text, headers, mark: "blocked", note });
    } else if (exchanges.length === 0 && stage === null && !preflight.fromCache && isHttp(url, this.#context.page)) {
      const cache = this.#participant("http-cache", null);
      this.#add({ kind: "answer", from: cache, to: BROWSER, text: this.say("kept-answer"), mark: "cached" });
    }
  }

  #nextHop(): void {
    const last = this.#verdict.exchanges.at(-1);
    const { location = last?.response?.headers.find(([name]) => name.toLowerCase() === "location")?.[1], url } =
      this.#verdict.detail;
    const from = last === undefined ? null : parseUrl(last.request.url);
    const target = location === undefined || from === null ? null : parseUrl(location, from);
    if (target?.isHttp === true && url !== undefined) this.#never(this.#context.method, target.href);
  }

  #never(method: string, url: string): void {
    const target = parseUrl(url, parseUrl(this.#context.page) ?? undefined);
    if (target === null || !target.isHttp) return;
    this.#add({
      kind: "request",
      from: BROWSER,
      to: this.#server(target.href),
      text: `${method} ${pathOf(target.href)}`,
      mark: "never-sent",
      note: this.say("never-sent"),
    });
  }

  /** A request that reached nobody. */
  #lost(kind: "preflight" | "request", method: string, url: string): void {
    const target = parseUrl(url, parseUrl(this.#context.page) ?? undefined);
    if (target === null) return;
    const server = this.#server(target.href);
    this.#add({ kind, from: BROWSER, to: server, text: `${method} ${pathOf(target.href)}` });
    this.#unanswered(server, null);
  }

  #unanswered(server: number, exchange: number | null): void {
    const { error } = this.#verdict.detail;
    const { errors } = this.#language.catalog;
    const note = error === undefined ? null : (errors[error] ?? error);
    const text = this.say("no-answer");
    this.#add({ kind: "answer", from: server, to: BROWSER, text, mark: "unanswered", note, exchange });
  }

  result(): void {
    this.#add({ kind: "result", from: BROWSER, to: PAGE, text: this.#resultText() });
    const { hiddenHeaders, outcome } = this.#verdict;
    const names = hiddenHeaders.filter(isMissed);
    if (outcome !== "allowed" || names.length === 0) return;
    const last = this.messages.pop()!;
    this.messages.push({ ...last, note: this.say("hides", { names }) });
  }

  #resultText(): string {
    const { outcome, error, xhr, response } = this.#verdict;
    const { api } = this.#context;
    if (outcome === "allowed") {
      const status = response?.status ?? xhr?.status;
      return status === undefined ? this.say("usable") : this.say("readable", { status });
    }
    if (outcome === "opaque") return this.say(api === "beacon" || api === "form" ? "delivered" : "unreadable");
    if (outcome === "unknown") return this.say("unknown");
    if (error !== undefined) return `${error.name}: ${error.message}`.replace(/: $/, "");
    if (api === "fetch" || api === "font") return "TypeError";
    return xhr === undefined ? this.say("error-event") : this.say("error-event-status", { status: xhr.status });
  }

  #server(url: string): number {
    return this.#participant("server", originOf(url));
  }

  #participant(role: Participant["role"], origin: string | null): number {
    const known = this.participants.findIndex((other) => other.role === role && other.origin === origin);
    if (known !== -1) return known;
    // Caches are the browser's own and stand beside it.
    const participant = { role, label: this.say(role), origin };
    return this.participants.push(participant) - 1;
  }

  #add({
    headers = [],
    ...given
  }: Partial<Omit<Message, "headers">> &
    Pick<Message, "kind" | "from" | "to" | "text"> & { readonly headers?: readonly SequenceHeader[] }): void {
    const shown = headers.map((header) => ({ ...header, text: this.#headerText(header) }));
    this.messages.push({ headers: shown, mark: null, note: null, exchange: null, ...given });
  }

  #headerText({ name, value }: SequenceHeader): string {
    return value === null ? this.say("missing", { header: name }) : `${name}: ${value}`;
  }
}

/** A preflight of the next hop stands between a redirect and the request that follows it. */
function isFollowed(exchanges: ToldVerdict["exchanges"], index: number): boolean {
  return (
    exchanges[index]?.kind !== "preflight" &&
    exchanges[index + 1]?.kind === "preflight" &&
    exchanges[index + 2]?.kind === "redirect"
  );
}

const CALLS: Readonly<Record<Api, string>> = {
  fetch: "fetch()",
  xhr: "XMLHttpRequest",
  eventsource: "EventSource",
  beacon: "sendBeacon()",
  img: "<img>",
  script: "<script>",
  "module-script": '<script type="module">',
  stylesheet: '<link rel="stylesheet">',
  font: "@font-face",
  video: "<video>",
  audio: "<audio>",
  track: "<track>",
  form: "<form>",
  "css-shape": "shape-outside",
  "webgl-texture": "texImage2D()",
  manifest: '<link rel="manifest">',
  xdr: "XDomainRequest",
};

/** `null` stays the word: an opaque origin has no other name. */
function originOf(url: string): string {
  const parsed = parseUrl(url);
  return parsed === null ? url : parsed.origin === "null" ? parsed.href : parsed.origin;
}

function isHttp(url: string, page: string): boolean {
  return parseUrl(url, parseUrl(page) ?? undefined)?.isHttp === true;
}

function pathOf(url: string): string {
  const parsed = parseUrl(url);
  return parsed === null ? url : `${parsed.path}${parsed.query}`;
}

function withoutFragment(url: string): string {
  return url.split("#", 1)[0]!;
}
