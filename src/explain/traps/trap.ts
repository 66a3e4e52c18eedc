import type { Exchange, FetchOutcome } from "../../core/fetching/outcome.js";
import type { Page } from "../../core/infrastructure/browser-state.js";
import { getHeader } from "../../core/infrastructure/header-list.js";
import type { HttpResponse } from "../../core/infrastructure/response.js";
import type { Profile } from "../../core/profiles/profile.js";
import type { Values } from "../catalogs/catalog.js";
import type { WarningCode } from "../codes.js";
import { wasCrossOrigin } from "../scene.js";
import { shortUrl } from "../values.js";

/** An answer that came, with its request. */
export interface Answered {
  readonly exchange: Exchange;
  readonly answer: HttpResponse;
  readonly url: string;
  /** The request's own Origin header. */
  readonly origin: string | null;
  readonly withCredentials: boolean;
}

/** An outcome as traps look at it. */
export interface View {
  readonly outcome: FetchOutcome;
  readonly profile: Profile;
  readonly page: Page;
  /** Answers to preflights. */
  readonly preflights: readonly Answered[];
  /** Other answers that CORS is about. */
  readonly actuals: readonly Answered[];
  /** Both, in order. */
  readonly all: readonly Answered[];
  /** After a refused preflight: what the server would have answered to the request itself, where that is known. */
  readonly unseen: readonly Answered[];
  /** URLs for which the page's earlier requests sent a preflight. */
  readonly preflightedBefore: readonly string[];
}

/** One thing to warn of: what the sentence says, or null. */
export interface Trap {
  readonly code: WarningCode;
  readonly applies: (view: View) => Values | null;
}

export function viewOf(
  outcome: FetchOutcome,
  profile: Profile,
  page: Page,
  beyond: FetchOutcome | null,
  preflightedBefore: readonly string[],
): View {
  const all = answersIn(outcome, page);
  const preflights = all.filter(isPreflight);
  const actuals = preflights.length === 0 ? all : all.filter((answered) => !isPreflight(answered));
  const unseen = beyond === null ? NO_ANSWERS : answersIn(beyond, page).filter((answered) => !isPreflight(answered));
  return { outcome, profile, page, preflights, actuals, all, unseen, preflightedBefore };
}

const NO_ANSWERS: readonly Answered[] = [];

function answersIn({ exchanges }: FetchOutcome, page: Page): readonly Answered[] {
  const all: Answered[] = [];
  for (const exchange of exchanges) {
    const { sent, received } = exchange;
    if (!received.ok || sent.request.mode !== "cors" || !wasCrossOrigin(exchange, page)) continue;
    all.push({
      exchange,
      answer: received,
      url: shortUrl(sent.url.href),
      origin: getHeader("origin", sent.headers),
      withCredentials: sent.request.credentialsMode === "include",
    });
  }
  return all;
}

function isPreflight({ exchange }: Answered): boolean {
  return exchange.sent.kind === "preflight";
}

/** The first answer that something can be said of. */
export function firstOf(answers: readonly Answered[], say: (answered: Answered) => Values | null): Values | null {
  for (let i = 0; i < answers.length; i++) {
    const values = say(answers[i]!);
    if (values !== null) return values;
  }
  return null;
}

/** A list header's members, as written; a malformed one is split all the same. */
export function members(name: string, answer: HttpResponse): readonly string[] {
  const value = getHeader(name, answer.headers);
  if (value === null) return NONE;
  return value
    .split(",")
    .map((member) => member.trim())
    .filter((member) => member !== "");
}
const NONE: readonly string[] = [];

export function isRedirectAnswer({ answer }: Answered): boolean {
  return answer.status >= 300 && answer.status <= 399 && getHeader("location", answer.headers) !== null;
}
