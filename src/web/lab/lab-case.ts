import type { ReadCase, Rule } from "../../cases/case.js";
import { judgeCase } from "../../cases/judge.js";
import type { Verdict } from "../../cases/verdict.js";
import { parseUrl, type UrlRecord } from "../../core/infrastructure/url-record.js";
import type { Setup } from "../model/edit.js";
import type { Engine } from "../model/engine.js";
import { getDomain } from "../model/site-list.js";

/** A case brought to the lab: the same, between origins of this machine. */
export interface LabCase {
  readonly given: ReadCase;
  /** What stands for what. */
  readonly origins: readonly (readonly [origin: string, inLab: string])[];
  /** What this browser will do, by the model. */
  readonly predicted: Verdict;
}

/** Why the lab can't stage a case. */
export type LabRefusal =
  | "too-many-origins"
  | "schemes"
  | "outlives"
  | "cookies"
  | "caches"
  | "http2"
  | "client-certificate"
  | "extension"
  | "address-space"
  | "api"
  | "waits"
  | "url-invalid"
  | "differs";

/** APIs that the lab's pages can call. */
const APIS: ReadonlySet<string> = new Set([
  "fetch",
  "xhr",
  "eventsource",
  "beacon",
  "img",
  "stylesheet",
  "script",
  "module-script",
  "font",
]);
/** Seconds; nobody waits longer for a lab. */
const LONGEST_WAIT = 8;

/**
 * @param ports of the lab: the page's, and two more
 * @param id of the run: all its URLs begin with it
 * @param at the request that is asked about; those before it happen too
 */
export function labCaseOf(
  whole: ReadCase,
  at: number,
  engine: Engine,
  ports: readonly number[],
  id: string,
): LabCase | LabRefusal {
  // biome-ignore lint/suspicious/noThenProperty: the public format names it so
  const given: ReadCase = { ...whole, then: whole.then.slice(0, at) };
  const refusal = refusalOf(given);
  if (refusal !== null) return refusal;
  const page = parseUrl(given.page.url);
  if (page === null || !page.isHttp) return "url-invalid";
  const origins = originsFor(page, urlsOf(given, page), ports);
  if (origins === null) return "too-many-origins";
  const staged = new Stage(page, origins, id).stage(given);
  const [original, predicted] = [given, staged].map((each) => judgeCase(each, { profile: engine })[at]);
  if (original === undefined || predicted === undefined) return "differs";
  if (!isAlike(original, predicted)) {
    const schemes = new Set([...origins.keys()].map((origin) => origin.split(":")[0]));
    return schemes.size > 1 ? "schemes" : "differs";
  }
  return { given: staged, origins: [...origins], predicted };
}

function refusalOf({ page, setup, server, then }: ReadCase): LabRefusal | null {
  const setups = [setup, ...then];
  if (setups.some(({ api }) => !APIS.has(api))) return "api";
  if (page.extensionPermissions.length > 0) return "extension";
  // There is no https here to go to.
  if (/\bupgrade-insecure-requests\b/i.test(page.csp ?? "")) return "schemes";
  if (page.addressSpace !== null || Object.keys(page.permissions).length > 0) return "address-space";
  if (server.some(({ addressSpace }) => addressSpace !== null)) return "address-space";
  if (server.some(({ via }) => via !== "network")) return "caches";
  if (server.some(({ http }) => http === "2")) return "http2";
  if (server.some(({ clientCertificate }) => clientCertificate === true)) return "client-certificate";
  if (Object.keys(page.cookies).length > 0 || page.thirdPartyCookies === "block") return "cookies";
  if (server.some(({ respond }) => respond.headers.some(([name]) => /^set-cookie$/i.test(name)))) return "cookies";
  if (setups.some(({ keepalive, abortAfter }) => keepalive && abortAfter !== null)) return "outlives";
  const waits = [...then.map(({ after }) => after), ...server.map(({ respond }) => respond.delay)];
  return waits.reduce((sum, wait) => sum + wait, 0) > LONGEST_WAIT ? "waits" : null;
}

/** Every URL that a case names and that could be asked. */
function urlsOf({ setup, then, server }: ReadCase, page: UrlRecord): readonly UrlRecord[] {
  const asked = [setup, ...then].map(({ url }) => parseUrl(url, page));
  const rules = server.flatMap(({ when, respond }) => [
    when.url === undefined ? null : parseUrl(when.url),
    ...respond.headers
      .filter(([name]) => name.toLowerCase() === "location")
      .map(([, value]) => parseUrl(value, asked[0] ?? page)),
  ]);
  return [...asked, ...rules].filter((url): url is UrlRecord => url?.isHttp === true);
}

/** 127.0.0.1 is one site and localhost another: origins of the page's site get the one, all others the other. */
function originsFor(
  page: UrlRecord,
  urls: readonly UrlRecord[],
  [first, second, third]: readonly number[],
): ReadonlyMap<string, string> | null {
  const near = [second, third].map((port) => `http://127.0.0.1:${port}`);
  const far = [second, third, first].map((port) => `http://localhost:${port}`);
  const origins = new Map([[page.origin, `http://127.0.0.1:${first}`]]);
  const ports = new Set([String(first)]);
  for (const { origin, hostname } of urls) {
    if (origins.has(origin)) continue;
    const isNear = hostname === page.hostname || siteOf(hostname) === siteOf(page.hostname);
    const free = (isNear ? near : far).find((each) => ![...origins.values()].includes(each) && !usesPort(each, ports));
    const last = isNear ? undefined : far.find((each) => ![...origins.values()].includes(each));
    const chosen = free ?? last;
    if (chosen === undefined) return null;
    origins.set(origin, chosen);
    ports.add(chosen.split(":")[2] ?? "");
  }
  return origins;
}

function usesPort(origin: string, ports: ReadonlySet<string>): boolean {
  return ports.has(origin.split(":")[2] ?? "");
}

function siteOf(hostname: string): string {
  return getDomain(hostname, { allowPrivateDomains: true }) ?? hostname;
}

/** Writes a case anew for the lab's origins. */
class Stage {
  readonly #page: UrlRecord;
  readonly #origins: ReadonlyMap<string, string>;
  readonly #folder: string;
  /** Origins as text, the longest first: one may begin another. */
  readonly #texts: readonly (readonly [string, string])[];

  constructor(page: UrlRecord, origins: ReadonlyMap<string, string>, id: string) {
    this.#page = page;
    this.#origins = origins;
    this.#folder = `/~${id}`;
    this.#texts = [...origins].sort(([a], [b]) => b.length - a.length);
  }

  stage({ page, setup, then, server }: ReadCase): ReadCase {
    return {
      page: { ...page, url: this.#url(page.url), csp: page.csp === null ? null : this.#policy(page.csp) },
      setup: this.#setup(setup),
      server: server.map((rule) => this.#rule(rule)),
      // biome-ignore lint/suspicious/noThenProperty: the public format names it so
      then: then.map((step) => ({ ...step, ...this.#setup(step) })),
    };
  }

  #setup(setup: Setup): Setup {
    const headers = setup.headers.map(([name, value]): [string, string] => [name, this.#text(value)]);
    const referrer = /^https?:/i.test(setup.referrer) ? this.#url(setup.referrer) : setup.referrer;
    return { ...setup, url: this.#url(setup.url), headers, referrer };
  }

  #rule({ when, respond, ...rule }: Rule): Rule {
    const headers = respond.headers.map(([name, value]): [string, string] => [
      name,
      name.toLowerCase() === "location" ? this.#location(value) : this.#text(value),
    ]);
    return {
      ...rule,
      when: when.url === undefined ? when : { ...when, url: this.#url(when.url) },
      respond: { ...respond, headers, body: paddedBody(respond.body, headers) },
    };
  }

  /** A URL, absolute or the page's; what is none stays what it is. */
  #url(text: string): string {
    const url = parseUrl(text, this.#page);
    const origin = url === null ? undefined : this.#origins.get(url.origin);
    if (url === null || origin === undefined) return text;
    const moved = new URL(url.href);
    moved.protocol = "http:";
    moved.host = new URL(origin).host;
    moved.pathname = `${this.#folder}${moved.pathname}`;
    return moved.href;
  }

  #location(text: string): string {
    if (/^[a-z][a-z+.-]*:/i.test(text)) return this.#url(text);
    return text.startsWith("/") && !text.startsWith("//") ? `${this.#folder}${text}` : text;
  }

  #text(value: string): string {
    return this.#texts.reduce((text, [from, to]) => text.replaceAll(from, to), value);
  }

  /** A policy may name hosts without their scheme. */
  #policy(csp: string): string {
    const hosts = this.#texts.map(([from, to]) => [new URL(from).host, new URL(to).host] as const);
    return this.#text(csp)
      .split(/([\s;]+)/)
      .map((part) => hosts.find(([host]) => host === part)?.[1] ?? part)
      .join("");
  }
}

/** A case may announce a length without writing out a body of it. */
function paddedBody(body: string, headers: readonly (readonly [string, string])[]): string {
  const lengths = headers.filter(([name]) => name.toLowerCase() === "content-length").map(([, value]) => Number(value));
  const [length = 0] = lengths;
  return lengths.length === 1 && Number.isInteger(length) && length < 100_000 ? body.padEnd(length, " ") : body;
}

function isAlike(one: Verdict, other: Verdict): boolean {
  const facts = ({ outcome, reason, stage, preflight, exchanges, settles }: Verdict) =>
    JSON.stringify([outcome, reason, stage, preflight.needed, exchanges.map(({ kind }) => kind), settles]);
  return facts(one) === facts(other);
}
