import { applyFixes } from "../../cases/apply-fixes.js";
import type { Case } from "../../cases/case.js";
import { judge } from "../../cases/judge.js";
import type { Fix, Verdict } from "../../cases/verdict.js";
import type { Api } from "../../core/infrastructure/request.js";
import type { ProfileName } from "../../core/profiles/profile.js";
import type { ReasonCode } from "../../core/reasons.js";
import { policyFor } from "../../explain/configurations/policy-for.js";
import { languageOf } from "../../explain/language.js";
import { sequenceOf } from "../../explain/sequence/sequence.js";
import { tell } from "../../explain/telling/telling.js";
import { preflightReasons } from "../../explain/values.js";
import { mask } from "../../records/mask.js";
import type { Position } from "../../records/snippets/snippet.js";
import { ENGINES } from "../options/shared.js";
import type { Explained, Needs } from "./explained.js";

/** A request and its server, as far as there is one. */
export interface Subject {
  readonly what: string;
  readonly at: Position | null;
  readonly given: Case;
  readonly hasServer: boolean;
  /** Of the server only the beginning is known: what to say if it comes to the rest. */
  readonly open?: string;
  readonly assumed: readonly string[];
  readonly notes: readonly string[];
  /** Verdicts that are there already, such as a recording's; others are not to be had where `asked` is given. */
  readonly verdicts?: readonly Verdict[];
  readonly asked?: Explained["asked"];
  /** What a browser's line beside it says: one of these. */
  readonly saw?: readonly ReasonCode[];
  /** That line is about a preflight. */
  readonly sawPreflight?: boolean;
  /** What the server is that is shown beside it, of CONFIGURATION_TARGETS. */
  readonly target?: string | null;
}

export interface ExplainContext {
  readonly profile: ProfileName;
  readonly lang: string;
  readonly trace: boolean;
  readonly showSecrets: boolean;
}

export function explainSubject(subject: Subject, context: ExplainContext): Explained {
  const { profile, lang } = context;
  if (subject.hasServer && subject.open === undefined) return told(subject, subject.given, null, context);
  // Nobody knows what the body will be: it is believed to be the one that was meant.
  const { setup } = subject.given;
  const bare: Case = {
    ...subject.given,
    setup: { ...setup, integrity: "" },
    server: [...(subject.given.server ?? []), ...bareServer(setup.api ?? "fetch")],
  };
  const first = judge(bare, { profile, lang });
  // What is known of the server decides already.
  if (subject.open !== undefined && first.stage === "preflight") return told(subject, subject.given, null, context);
  const wanted = first.fixes.filter(
    ({ where, on, value }) => where === "server" && on !== "page" && value !== undefined,
  );
  // It passes whatever a server answers, or nothing that one answers has a part in it.
  if (first.reason === null || first.stage === "setup" || wanted.length === 0) {
    return told(subject, bare, null, context);
  }
  const permitted = applyFixes(bare, wanted);
  const verdict = judge(permitted, { profile, lang });
  const notes = subject.open === undefined ? subject.notes : [...subject.notes, subject.open];
  const explained = told({ ...subject, notes }, permitted, needsOf(verdict, wanted, subject.given, lang), context);
  return { ...explained, policy: policyFor(first) };
}

/** A server that answers with what is meant, and permits nothing. */
function bareServer(api: Api): NonNullable<Case["server"]> {
  const [type, body] = CONTENT[api] ?? [null, "ok"];
  return [
    { when: { preflight: true }, respond: { status: 204 }, http: "2" },
    { respond: { status: 200, body, ...(type !== null && { headers: [["Content-Type", type]] }) }, http: "2" },
  ];
}

const CONTENT: Partial<Record<Api, readonly [type: string, body: string]>> = {
  script: ["text/javascript", "1"],
  "module-script": ["text/javascript", "1"],
  stylesheet: ["text/css", ""],
  track: ["text/vtt", "WEBVTT"],
  eventsource: ["text/event-stream", "data: 1\n\n"],
  img: ["image/png", ""],
  "css-shape": ["image/png", ""],
  "webgl-texture": ["image/png", ""],
  font: ["font/woff2", ""],
  video: ["video/mp4", ""],
  audio: ["audio/mpeg", ""],
};

function told(subject: Subject, given: Case, needs: Needs | null, context: ExplainContext): Explained {
  const { profile, lang, trace, showSecrets } = context;
  const hidden = <T>(value: T): T => (showSecrets ? value : mask(value));
  const known = (name: ProfileName): Verdict | undefined =>
    subject.verdicts?.find((verdict) => verdict.profile === name);
  const judged = (name: ProfileName): Verdict => judge(given, { profile: name, lang, trace, alternatives: true });
  const verdicts = [...new Set([profile, ...ENGINES])]
    .flatMap((name) => known(name) ?? (subject.asked === undefined ? [judged(name)] : []))
    .map(hidden);
  const verdict = verdicts[0]!;
  const { setup, page } = hidden(given);
  const asked = subject.asked ?? { api: setup.api ?? "fetch", method: methodOf(setup), url: setup.url };
  return {
    what: subject.what,
    at: subject.at,
    given: hidden(given),
    asked,
    verdict,
    verdicts,
    sequence: sequenceOf(verdict, { ...asked, page: page.opaque === true ? "null" : page.url, lang }),
    assumed: subject.assumed,
    notes: [
      ...subject.notes,
      ...(needs === null ? otherwise(subject, verdict, lang) : []),
      ...(subject.sawPreflight === true && !verdict.preflight.needed ? [tell("paste-preflight", {}, lang)] : []),
    ],
    needs,
    policy: policyFor(verdict),
  };
}

/** The answer that is shown can't be the one that the browser told of. */
function otherwise({ saw = [] }: Subject, { reason, more }: Verdict, lang: string): string[] {
  const all = [reason, ...more.map((each) => each.reason)];
  return saw.length === 0 || saw.some((each) => all.includes(each))
    ? []
    : [tell("paste-otherwise", { names: saw }, lang)];
}

function methodOf({ api, method }: Case["setup"]): string {
  return method ?? (api === "beacon" ? "POST" : "GET");
}

function needsOf(verdict: Verdict, fixes: readonly Fix[], given: Case, lang: string): Needs {
  const method = methodOf(given.setup);
  const lines = (on: Fix["on"]): string[] =>
    fixes.filter((fix) => fix.on === on && fix.header !== undefined).map(({ header, value }) => `${header}: ${value}`);
  const because = preflightReasons(verdict.preflight.because, languageOf(lang));
  const key = verdict.preflight.needed ? "needs-preflight" : "needs-none";
  return {
    sentence: tell(key, { method, because }, lang),
    preflight: verdict.preflight.needed ? lines("preflight") : null,
    response: lines("response"),
  };
}
