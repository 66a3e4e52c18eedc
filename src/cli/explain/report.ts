import type { Verdict } from "../../cases/verdict.js";
import { configurationFor } from "../../explain/configurations/configurations.js";
import type { Sequence } from "../../explain/sequence/sequence.js";
import { tell } from "../../explain/telling/telling.js";
import { requestLine, SYMBOLS } from "../formats/words.js";
import type { Explained } from "./explained.js";
import { outcomeText, type Section, sectionsOf } from "./sections.js";

/** What is printed of one thing explained, whatever the format. */
export interface Report {
  /** Above all: how the request was made, and where. */
  readonly label: string | null;
  readonly title: string;
  readonly outcome: Verdict["outcome"] | null;
  /** `blocked at the preflight` */
  readonly outcomeText: string;
  readonly sentence: string;
  readonly before: readonly Section[];
  readonly sequence: Sequence | null;
  /** Heading of the picture. */
  readonly sequenceHeading: string;
  readonly after: readonly Section[];
  readonly isStopped: boolean;
  readonly json: unknown;
}

/** Where it is printed. */
export interface ReportContext {
  readonly width: number;
  readonly colour: boolean;
  readonly lang: string;
}

export interface ReportOptions {
  readonly lang: string;
  readonly withSteps: boolean;
  /** Several browsers are told of: each report says which. */
  readonly namesEngine: boolean;
  /** Of which server a configuration is wanted. */
  readonly config: string | null;
}

export function reportOf(explained: Explained, { lang, withSteps, namesEngine, config }: ReportOptions): Report {
  const { what, at, asked, verdict, verdicts, needs, assumed, notes, sequence, policy } = explained;
  const { before, after } = sectionsOf(explained, lang, config);
  const place = at === null ? what : tell("line", { value: what, count: at.line }, lang);
  const { steps, ...shown } = verdict;
  return {
    label: namesEngine ? `${place} [${verdict.engine}]` : place,
    title: `${needs === null ? SYMBOLS[verdict.outcome] : SYMBOLS.unknown} ${requestLine(asked)}`,
    outcome: needs === null ? verdict.outcome : null,
    outcomeText: needs === null ? outcomeText(verdict, lang) : "",
    sentence: needs === null ? verdict.explanation : needs.sentence,
    before,
    sequence,
    sequenceHeading: tell("sequence", {}, lang),
    after: withSteps ? after : after.filter(({ key }) => key !== "steps"),
    isStopped: needs === null && (verdict.outcome === "blocked" || verdict.outcome === "failed"),
    json: {
      ...shown,
      ...(withSteps && { steps }),
      asked,
      what,
      ...(at !== null && { at }),
      ...(assumed.length > 0 && { assumptions: assumed }),
      ...(notes.length > 0 && { notes }),
      // The verdict is that of a server that does what is needed, of which nothing is known.
      ...(needs !== null && { outcome: "unknown", missing: ["server"], explanation: needs.sentence, needs }),
      ...(config !== null && policy !== null && { configuration: configurationFor(config, policy, { lang }) }),
      sequence,
      engines: verdicts.map(({ profile, engine, outcome, reason, stage, console }) => ({
        profile,
        engine,
        outcome,
        reason,
        stage,
        console,
      })),
    },
  };
}
