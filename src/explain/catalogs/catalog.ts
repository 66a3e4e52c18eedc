import type { PreflightCause } from "../../core/fetching/outcome.js";
import type { Facts, ReasonCode, Stage } from "../../core/reasons.js";
import type { AssumptionCode, CauseCode, EvidenceCode, FixCode, MissingPart, SkipCode, WarningCode } from "../codes.js";

/** What stands in a sentence's places: raw values and lists of them; language comes in when they are put in. */
export interface Values extends Omit<Facts, "value"> {
  readonly value?: string;
  /** The page's origin. */
  readonly page?: string;
  /** Of an error response: its status. */
  readonly errorStatus?: number;
  /** Why a preflight was needed, as phrases. */
  readonly because?: readonly string[];
  /** Response headers that script can't see. */
  readonly hidden?: readonly string[];
  /** Where the request began, when it was redirected since. */
  readonly first?: string;
  /** Headers or methods that go along in one sentence. */
  readonly names?: readonly string[];
  /** A header that is there with nothing in it. */
  readonly empty?: string;
  /** What the code or the server should say instead. */
  readonly instead?: string;
  /** Of a recording: what in it shows something, an entry's number, an outcome's name. */
  readonly evidence?: string;
  readonly entry?: number;
  readonly outcome?: string;
}

export type Place = keyof Values;

/** A sentence in the grammatical number of one of its places. */
export type Plural = { readonly by: Place; readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** One of several sentences: the first is taken whose stage and facts are at hand. */
export interface Choice {
  readonly stage?: Stage;
  readonly when?: readonly Place[];
  readonly text: string | Plural;
}

export type Text = string | readonly Choice[];

interface ReasonEntry {
  /** A few words, for lists and headings. */
  readonly title: string;
  /** One whole sentence. */
  readonly explanation: Text;
  /** What page code can do, where the server can't. */
  readonly fix?: Text;
}

export type OutcomeKey =
  | "allowed-same-origin"
  | "allowed-local"
  | "allowed-cors"
  | "allowed-extension"
  | "opaque-redirect"
  | "opaque-fetch"
  | "opaque-image"
  | "opaque-script"
  | "opaque-stylesheet"
  | "opaque-media"
  | "opaque-beacon"
  | "opaque-form"
  | "opaque-other";

/** Captions of the sequence picture. */
export type SequenceLabel =
  | "title"
  | "page"
  | "browser"
  | "server"
  | "preflight-cache"
  | "http-cache"
  | "preflight"
  | "kept-answer"
  | "cached"
  | "redirected"
  | "blocked"
  | "blocked-preflight"
  | "never-sent"
  | "no-answer"
  | "missing"
  | "readable"
  | "usable"
  | "unreadable"
  | "delivered"
  | "unknown"
  | "error-event"
  | "error-event-status"
  | "hides";

type OutcomeName = "allowed" | "opaque" | "blocked" | "failed" | "unknown";
export type WithheldKey = "passed" | "unasked" | "unsafe" | "preflight-only" | "other-origin";

/** A language. Whole sentences with named places in braces; lists and plurals are the language's own. */
export interface Catalog {
  /** BCP 47. */
  readonly language: string;
  /** What stands between the items of a list, as in Intl.ListFormat: of two, and of more before the last and elsewhere. */
  readonly list: { readonly two: string; readonly between: string; readonly last: string };
  readonly reasons: Readonly<Record<ReasonCode, ReasonEntry>>;
  readonly outcomes: Readonly<Record<OutcomeKey, Text>>;
  /** Follows the sentence of an allowed outcome that hides headers. */
  readonly hidden: Text;
  readonly unknown: Text;
  /** A request that was kept back: which of these, after a preflight that lets it pass, or without one. */
  readonly withheld: Readonly<Record<WithheldKey, string>>;
  readonly warnings: Readonly<Record<WarningCode, Text>>;
  readonly causes: Readonly<Record<CauseCode, string>>;
  /** Phrases: what kept an answer from coming; what is not here is shown as it is. */
  readonly errors: Readonly<Record<string, string>>;
  /** Phrases: why a preflight is needed. */
  readonly preflight: Readonly<Record<PreflightCause["code"], string>>;
  /** Why each change of an answer helps. */
  readonly fixes: Readonly<Record<FixCode, Text>>;
  readonly outcomeNames: Readonly<Record<OutcomeName, string>>;
  /** Phrases: what points to a cause. */
  readonly evidence: Readonly<Record<EvidenceCode, string>>;
  /** Phrases: what a recording lacks. */
  readonly missing: Readonly<Record<MissingPart, string>>;
  /** Phrases: why a recording or a snippet is read as it is. */
  readonly assumptions: Readonly<Record<AssumptionCode, string>>;
  /** Phrases: why an entry of a recording gets no verdict. */
  readonly skips: Readonly<Record<SkipCode, string>>;
  /** Captions of the sequence picture: a few words each, without a full stop. */
  readonly sequence: Readonly<Record<SequenceLabel, string>>;
}
