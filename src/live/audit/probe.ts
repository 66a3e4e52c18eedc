import type { HeaderPairs } from "../../core/infrastructure/header-list.js";
import type { Answered, Question, Reply } from "../ask.js";
import type { Candidate } from "./origins.js";

/** What a probe is to find out. */
export type Purpose =
  /** What the server says when nobody asks across origins. */
  | "plain"
  /** May a page of this origin read the answer? */
  | "read"
  /** The same once more, after others have asked: does a cache answer? */
  | "read-again"
  /** May it send what needs a preflight? */
  | "preflight"
  | "preflight-method"
  | "preflight-header"
  /** What errors say. */
  | "not-found"
  | "wrong-method";

/** One request of an audit. */
export interface Probe {
  readonly purpose: Purpose;
  /** Who asks; null: nobody in particular. */
  readonly candidate: Candidate | null;
  /** The method or header that a preflight asks for. */
  readonly asked?: string;
  readonly question: Question;
}

/** A probe and what came of it: the evidence. */
export interface Exchange {
  readonly probe: Probe;
  readonly reply: Reply;
}

export type AnsweredExchange = Exchange & { readonly reply: Answered };

export function isAnswered(exchange: Exchange | null | undefined): exchange is AnsweredExchange {
  return exchange?.reply.ok === true;
}

/** A response header, all its lines joined; null: there is none. `name` in lower case. */
export function replyHeader({ headers }: { readonly headers: HeaderPairs }, name: string): string | null {
  const values = headers.filter(([other]) => other.toLowerCase() === name).map(([, value]) => value.trim());
  return values.length === 0 ? null : values.join(", ");
}
