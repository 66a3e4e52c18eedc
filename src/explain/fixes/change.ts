import type { HttpRequest } from "../../core/fetching/outcome.js";
import type { Page } from "../../core/infrastructure/browser-state.js";
import { type HeaderPairs, withHeader, withoutHeaders } from "../../core/infrastructure/header-list.js";
import { originOf } from "../../core/infrastructure/origin.js";
import type { HttpResponse, Received } from "../../core/infrastructure/response.js";
import type { Setup } from "../../core/infrastructure/setup.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import { parseCsp } from "../../core/policy/content-security-policy.js";
import type { Values } from "../catalogs/catalog.js";
import type { FixCode } from "../codes.js";
import type { Trial } from "./trial.js";

/** One change, as data: small enough that half of it would make no sense. */
export type Change = AnswerChange | SetupChange | PageChange;

interface Common {
  readonly code: FixCode;
  /** What its sentence has places for. */
  readonly values?: Values;
  readonly moved?: Moved;
}

/** What answers at one origin answers at another, too; with a path: is asked by the other for it. */
export interface Moved {
  readonly from: string;
  readonly to: string;
  /** Only this one, with its query; absent: all of them. */
  readonly path?: string;
}

/** Of the answers to one kind of request for one URL. */
export interface AnswerChange extends Common {
  readonly at: "answer";
  readonly on: "preflight" | "redirect" | "response";
  /** As on the wire. */
  readonly url: string;
  readonly part: "header" | "status" | "protocol";
  /** As it is usually written; null: it is not a header that changes. */
  readonly header: string | null;
  readonly value: string;
}

/** Of what page code does. */
export interface SetupChange extends Common {
  readonly at: "setup";
  readonly set?: Partial<Setup>;
  /** Set after those of the same name are gone. */
  readonly headers?: HeaderPairs;
  /** Names in lower case. */
  readonly drop?: readonly string[];
}

/** What a document's own answer, its manifest or its user say, as a case writes it. */
export interface PageSettings {
  readonly url?: string;
  readonly opaque?: false;
  readonly csp?: string;
  readonly coep?: Page["coep"];
  readonly permissions?: Page["permissions"];
  readonly extensionPermissions?: Page["extensionPermissions"];
}

export interface PageChange extends Common {
  readonly at: "page";
  readonly set: PageSettings;
  /** The header of the document that says so; null: it is not a header. */
  readonly header: string | null;
  readonly value: string;
}

/** Whether one takes the place of the other. */
export function isSamePlace(one: Change, other: Change): boolean {
  if (one.at === "answer" && other.at === "answer") {
    return one.url === other.url && one.on === other.on && one.header === other.header;
  }
  if (one.at === "page" && other.at === "page") return one.header !== null && one.header === other.header;
  return false;
}

export function trialOf(changes: readonly Change[], setup: Setup, page: Page): Trial {
  const answers = changes.filter((change) => change.at === "answer");
  const setups = changes.filter((change) => change.at === "setup");
  const pages = changes.filter((change) => change.at === "page");
  const moves = changes.flatMap(({ moved }) => moved ?? []);
  const isForwarded = ({ path }: Moved) => path !== undefined;
  return {
    ...(answers.length > 0 && {
      amend: (sent: HttpRequest, received: Received) =>
        answers.reduce(
          (answer, change) => (answer.ok && concerns(change, sent) ? amended(answer, change) : answer),
          received,
        ),
    }),
    ...(setups.length > 0 && { setup: setups.reduce<Setup>((changed, change) => withChange(changed, change), setup) }),
    ...(pages.length > 0 && { page: pages.reduce(withSettings, page) }),
    ...(moves.some(isForwarded) && { forwards: askingBefore(moves.filter(isForwarded)) }),
    ...(moves.some((move) => !isForwarded(move)) && {
      moved: askingBefore(moves.filter((move) => !isForwarded(move))),
    }),
  };
}

function concerns({ on, url }: AnswerChange, sent: HttpRequest): boolean {
  return (on === "preflight") === (sent.kind === "preflight") && sent.url.wire === url;
}

function amended(answer: HttpResponse, { part, header, value }: AnswerChange): HttpResponse {
  if (part === "protocol") return { ...answer, http: "2" };
  if (header !== null) return { ...answer, headers: withHeader(answer.headers, header, value) };
  const headers = withoutHeaders(answer.headers, (name) => name === "location");
  return { ...answer, status: Number(value), statusText: "", headers };
}

/** A setup, of a case or as read, as changed. */
export function withChange<Given extends { readonly headers?: HeaderPairs }>(
  given: Given,
  { set, headers = [], drop = [] }: Pick<SetupChange, "set" | "headers" | "drop">,
): Given {
  const gone = new Set([...drop, ...headers.map(([name]) => name.toLowerCase())]);
  const before = given.headers ?? [];
  const kept = gone.size === 0 ? before : before.filter(([name]) => !gone.has(name.toLowerCase()));
  return { ...given, ...set, ...(gone.size > 0 && { headers: [...kept, ...headers] }) };
}

function withSettings(page: Page, { set }: PageChange): Page {
  const { csp, opaque: _opaque, url, ...rest } = set;
  const at = url === undefined ? page.url : (parseUrl(url) ?? page.url);
  const isMoved = url !== undefined || set.opaque === false;
  return {
    ...page,
    ...rest,
    url: at,
    origin: isMoved ? originOf(at) : page.origin,
    csp: csp === undefined ? page.csp : parseCsp(csp),
  };
}

function askingBefore(moves: readonly Moved[]): (sent: HttpRequest) => HttpRequest {
  return (sent) => {
    let { url } = sent;
    for (const { from, to, path } of moves) {
      if (url.origin !== to || (path !== undefined && `${url.path}${url.query}` !== path)) continue;
      url = parseUrl(`${from}${url.path}${url.query}`) ?? url;
    }
    if (url === sent.url) return sent;
    // Field by field: a request makes its headers when they are asked for.
    const { kind, method, headers, body, includeCredentials, presentsClientCertificate, request } = sent;
    return { kind, method, url, headers, body, includeCredentials, presentsClientCertificate, request };
  };
}
