import type { LikelyCause, Verdict } from "../../cases/verdict.js";
import type { CredentialsMode } from "../../core/infrastructure/request.js";
import type { ProfileName } from "../../core/profiles/profile.js";
import { outcomeOfReason } from "../../core/reasons.js";
import type { Trial } from "../../explain/fixes/trial.js";
import { languageOf } from "../../explain/language.js";
import type { RecordedExchange } from "../har/exchange.js";
import type { Recording } from "../har/recording.js";
import { assumption, type Guess, guess, type Inferred, inferred } from "../reconstruct/assumptions.js";
import { choosesCredentials, type Parts, type Reading, withCredentials } from "../reconstruct/reading.js";
import { type Attempt, Attempts } from "./attempt.js";
import { tell, traceOf, unknownExplanation } from "./entry.js";
import { agreement, isRefused, networkFailureOf, type Observed, observedOf } from "./observed.js";

export interface JudgeJobOptions {
  readonly file: string;
  readonly lang: string;
  readonly alternatives: boolean;
  readonly trace: boolean;
}

/** Judges what belongs to one request, in the reading that agrees best with the recording. */
export function judgeParts(
  parts: Parts,
  reading: Reading,
  recording: Recording,
  profile: ProfileName,
  options: JudgeJobOptions,
): { readonly verdict: Verdict; readonly chosen: Attempt } {
  const observed = observedOf(parts.hops, recording, options.lang);
  const attempts = new Attempts(parts, reading, recording.traits, profile);
  const choice = new Choice(attempts, reading, parts, observed).make();
  const verdict = verdictOf(choice, attempts, parts, observed, reading, options);
  return { verdict, chosen: choice.attempt };
}

interface Chosen {
  readonly attempt: Attempt;
  readonly assumed: readonly Guess[];
  /** The readings differ, and nothing decides between them. */
  readonly isOpen: boolean;
}

/** Weighs the readings of one entry. */
class Choice {
  readonly #attempts: Attempts;
  readonly #reading: Reading;
  readonly #parts: Parts;
  readonly #observed: Observed | null;

  constructor(attempts: Attempts, reading: Reading, parts: Parts, observed: Observed | null) {
    this.#attempts = attempts;
    this.#reading = reading;
    this.#parts = parts;
    this.#observed = observed;
  }

  make(): Chosen {
    const byCredentials = this.#byCredentials();
    if (!this.#contradicts(byCredentials.attempt)) return byCredentials;
    return this.#byRedirectMode(byCredentials) ?? byCredentials;
  }

  #byCredentials(): Chosen {
    const { setup, credentials, isCrossOrigin } = this.#reading;
    const [likely, ...others] = credentials.readings;
    const first = this.#attempts.attempt(withCredentials(setup, likely!.value));
    if (!isCrossOrigin || !choosesCredentials(setup)) return { attempt: first, assumed: [], isOpen: false };
    const plain: Chosen = { attempt: first, assumed: [assumed(likely!)], isOpen: false };
    const other = others[0];
    if (other === undefined || first.outcome.preflights.length + first.outcome.exchanges.length === 0) return plain;

    const second = this.#attempts.attempt(withCredentials(setup, other.value));
    const [one, two] = [outcomeOf(first), outcomeOf(second)];
    if (one === two) return { ...plain, assumed: [assumed(likely!, { value: other.value, outcome: null })] };
    // A tool or an extension that refuses a request says nothing about credentials.
    const seen = this.#observed;
    const isPlain = networkFailureOf(this.#parts.hops.at(-1)!, false) !== null;
    const isTelling = seen !== null && (seen.outcome === "allowed" || (two === "blocked" && !isPlain));
    if (isTelling && this.#contradicts(first) && this.#confirms(second)) {
      const because = { code: "only-agreement", evidence: seen.evidence } as const;
      const confirmed: Inferred<CredentialsMode> = inferred(other.value, because, "medium");
      return { attempt: second, assumed: [assumed(confirmed)], isOpen: false };
    }
    const differs = { value: other.value, outcome: two };
    const isOpen = credentials.isOpen && !this.#confirms(first);
    return { attempt: first, assumed: [assumed(likely!, differs)], isOpen };
  }

  /** A redirect that the page did not want to follow looks like one that led nowhere. */
  #byRedirectMode({ attempt, assumed: known }: Chosen): Chosen | null {
    const { setup, browser, outcome } = attempt;
    if (setup.api !== "fetch" || browser.profile.name === "xdr") return null;
    const redirected = outcome.exchanges.some(({ sent }) => sent.kind === "redirect") || isUnknown(attempt);
    if (!redirected || this.#parts.hops[0]!.status < 300 || this.#parts.hops[0]!.status > 399) return null;
    for (const redirect of ["manual", "error"] as const) {
      const other = this.#attempts.attempt({ ...setup, redirect });
      if (!this.#confirms(other)) continue;
      const because = { code: "only-agreement", evidence: this.#observed!.evidence } as const;
      return {
        attempt: other,
        assumed: [...known, guess("redirect", inferred(redirect, because, "low"))],
        isOpen: false,
      };
    }
    return null;
  }

  #contradicts(attempt: Attempt): boolean {
    return this.#observed !== null && (isUnknown(attempt) || agreement(outcomeOf(attempt), this.#observed) === false);
  }

  #confirms(attempt: Attempt): boolean {
    return agreement(outcomeOf(attempt), this.#observed) === true;
  }
}

function assumed(reading: Inferred<CredentialsMode>, otherwise: Guess["otherwise"] = null): Guess {
  return guess("credentials", reading, otherwise);
}

function isUnknown({ missing }: Attempt): boolean {
  return missing.length > 0;
}

/** `allowed` stands for whatever page code could load, readable or not. */
function outcomeOf(attempt: Attempt): Verdict["outcome"] {
  if (isUnknown(attempt)) return "unknown";
  const { failure, response } = attempt.outcome;
  if (failure !== null) return outcomeOfReason(failure.reason);
  return response?.type === "opaque" || response?.type === "opaqueredirect" ? "opaque" : "allowed";
}

function verdictOf(
  { attempt, assumed, isOpen }: Chosen,
  attempts: Attempts,
  parts: Parts,
  observed: Observed | null,
  reading: Reading,
  { file, lang, trace, alternatives }: JudgeJobOptions,
): Verdict {
  const { outcome, browser } = attempt;
  const entry = entryOf(parts);
  let steps = null;
  if (trace) {
    const again = attempts.replayed(attempt);
    steps = traceOf(attempt.setup, again.browser, again.send);
  }
  const missing = isOpen ? (["credentials mode"] as const) : attempt.missing;
  const isUnknownNow = missing.length > 0;
  const rerun = isUnknownNow ? null : (trial: Trial) => attempts.rerun(attempt, trial);
  const verdict = tell(outcome, browser, { id: `${file}#${entry}`, lang, rerun, steps, alternatives });
  const causes = unrecordedCause(attempt, lang);
  // Into the verdict itself, which is ours: copying it costs as much as a run of the engine.
  const told: Verdict = Object.assign(verdict, {
    assumed: [...reading.assumed, ...assumed, ...attempt.assumed].map((guessed) => assumption(guessed, lang)),
    likelyCauses: causes === null ? verdict.likelyCauses : [...verdict.likelyCauses, causes],
    source: sourceOf(file, parts),
    observed,
    agrees: agreement(isUnknownNow ? "unknown" : verdict.outcome, observed),
  });
  return isUnknownNow ? withoutAnswer(told, missing, observed, lang) : told;
}

/** A verdict that can't be given: nothing of what hangs on the outcome is told. */
export function withoutAnswer(
  verdict: Verdict,
  missing: readonly string[],
  observed: Observed | null,
  lang: string,
): Verdict {
  const {
    alternatives: _alternatives,
    xhr: _xhr,
    element: _element,
    events: _events,
    error: _error,
    thrownBy: _thrownBy,
    ...rest
  } = verdict;
  return {
    ...rest,
    outcome: "unknown",
    reason: null,
    detail: {},
    stage: null,
    more: [],
    missing,
    response: null,
    hiddenHeaders: [],
    settles: observed !== null && isRefused(observed.outcome) ? "rejects" : "resolves",
    console: [],
    explanation: unknownExplanation(missing, lang),
    fixes: [],
    warnings: [],
  };
}

function unrecordedCause({ unrecorded }: Attempt, lang: string): LikelyCause | null {
  if (unrecorded === null) return null;
  return { code: "preflight-not-recorded", evidence: languageOf(lang).catalog.evidence[unrecorded] };
}

function entryOf({ hops, orphan }: Parts): number {
  return orphan ?? hops[0]!.entry;
}

function sourceOf(file: string, parts: Parts): NonNullable<Verdict["source"]> {
  const preflight = parts.preflights.find((exchange): exchange is RecordedExchange => exchange !== null);
  const redirects = parts.hops.slice(1).map((hop) => hop.entry);
  return {
    file,
    entry: entryOf(parts),
    ...(preflight !== undefined && parts.orphan === null && { preflight: preflight.entry }),
    ...(redirects.length > 0 && { redirects }),
  };
}
