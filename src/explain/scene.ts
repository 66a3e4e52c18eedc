import type { Exchange, FetchOutcome } from "../core/fetching/outcome.js";
import type { Page } from "../core/infrastructure/browser-state.js";
import { getHeader } from "../core/infrastructure/header-list.js";
import { isSameOrigin } from "../core/infrastructure/origin.js";
import type { HttpResponse } from "../core/infrastructure/response.js";
import { parseUrl } from "../core/infrastructure/url-record.js";
import { type Failure, REASONS, type Stage } from "../core/reasons.js";

/** A failure and what it was about: looked up once, for console lines, sentences and fixes alike. */
export interface Scene {
  readonly outcome: FetchOutcome;
  readonly failure: Failure;
  readonly stage: Stage;
  readonly page: Page;
  /** The exchange whose answer was refused, or from which the browser went no further; null: nothing was on the wire. */
  readonly exchange: Exchange | null;
  /** Its answer. */
  readonly answer: HttpResponse | null;
  /** URL of that request, or the one that never left. */
  readonly url: string;
  /** Where a redirect wanted to go, resolved if it can be, as written if not. */
  readonly target: string | null;
}

export function sceneOf(outcome: FetchOutcome, page: Page): Scene | null {
  const { failure } = outcome;
  if (failure === null) return null;
  const stage = outcome.stage ?? "setup";
  const exchange = refusedExchange(outcome, stage);
  const answer = exchange?.received.ok ? exchange.received : null;
  return {
    outcome,
    failure,
    stage,
    page,
    exchange,
    answer,
    url: exchange?.sent.url.href ?? unsentUrl(outcome, stage),
    target: stage === "redirect" && exchange !== null ? targetOf(exchange, failure) : null,
  };
}

function refusedExchange({ exchanges, failure }: FetchOutcome, stage: Stage): Exchange | null {
  const last = exchanges.at(-1);
  if (last === undefined || failure === null || stage === "setup" || stage === "network") return null;
  if ((stage === "preflight") !== (last.sent.kind === "preflight")) return null;
  const isCheck = REASONS[failure.reason].row === "cors-check";
  return isCheck && failure.url !== undefined && failure.url !== last.sent.url.href ? null : last;
}

/** The CORS check refused an answer that was not on the wire: the browser's own cache had it. */
export function wasRefusedFromCache(outcome: FetchOutcome): boolean {
  const { failure, stage } = outcome;
  if (failure === null || (stage !== "response" && stage !== "redirect")) return false;
  // PROFILE webkit: a redirect that was on the wire may be refused only after the next hop's preflight.
  if (outcome.exchanges.at(-1)?.sent.kind === "preflight") return false;
  return REASONS[failure.reason].row === "cors-check" && refusedExchange(outcome, stage) === null;
}

function unsentUrl({ request, url, preflights, setup }: FetchOutcome, stage: Stage): string {
  if (stage === "preflight") return preflights.at(-1)?.url.href ?? setup.url;
  return request?.url.href ?? url?.href ?? setup.url;
}

function targetOf({ sent, received }: Exchange, failure: Failure): string | null {
  // A rule of setup that strikes on a further hop names the URL that it would have been.
  if (REASONS[failure.reason].row === "setup" && failure.url !== undefined) return failure.url;
  const location = failure.location ?? (received.ok ? getHeader("location", received.headers) : null);
  return location === null ? null : (parseUrl(location, sent.url)?.href ?? location);
}

/** Whether some URL that the request went to, up to and with this exchange, was of another origin than the page's. */
export function wasCrossOrigin({ sent }: Exchange, page: Page): boolean {
  const { urlList } = sent.request;
  for (let i = 0; i < urlList.length; i++) if (!isSameOrigin(urlList[i]!, page.origin)) return true;
  return false;
}

/** The origin as the request named it; the page's where it sent none. */
export function originSent(scene: Scene): string {
  const sent = scene.exchange === null ? null : getHeader("origin", scene.exchange.sent.headers);
  return sent ?? scene.page.origin.serialized;
}

/** A response header's combined value. */
export function answered(scene: Scene, name: string): string | null {
  return scene.answer === null ? null : getHeader(name, scene.answer.headers);
}
