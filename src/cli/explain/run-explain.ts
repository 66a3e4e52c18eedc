import type { Case } from "../../cases/case.js";
import type { ProfileName } from "../../core/profiles/profile.js";
import { REASONS } from "../../core/reasons.js";
import { CONFIGURATION_TARGETS } from "../../explain/configurations/configurations.js";
import { tell } from "../../explain/telling/telling.js";
import { InputError } from "../errors.js";
import { exitWith, type Io } from "../io.js";
import { CONNECTION_NAMES, refuseWithout } from "../options/connection.js";
import { languageFor } from "../options/language.js";
import { clean } from "../text/clean.js";
import { didYouMean, listed } from "../text/suggest.js";
import { pageUrlOf } from "./call-subject.js";
import { consoleReports, lineReport, linesIn, subjectBehind } from "./console-report.js";
import { type ExplainContext, explainSubject, type Subject } from "./explain-call.js";
import { EXPLAIN_FORMATS } from "./formats.js";
import { type Input, inputOf } from "./input.js";
import { liveAnswers } from "./live-server.js";
import type { ExplainGiven } from "./options.js";
import { pasteSubjects } from "./paste-subjects.js";
import { reasonReport } from "./reason-report.js";
import { type Report, reportOf } from "./report.js";
import { runSubjects } from "./run-snippet.js";
import { serverRules } from "./server.js";
import { subjectsOf } from "./subjects.js";

/** Explains what the input is about: each request, a console line, or a reason code. */
export async function runExplain(io: Io, given: ExplainGiven, profiles: readonly ProfileName[]): Promise<void> {
  const lang = languageFor(io, given.lang, given.format !== "json");
  pageUrlOf(given);
  if (given.live !== true) refuseWithout("--live", given, ["send", ...CONNECTION_NAMES]);
  const rules = await serverRules(io, given);
  if (rules !== null && given.live === true) {
    throw new InputError("--live and --server are both given", "Leave one out: --live asks the real server.");
  }
  const input = await inputOf(io, given.input, given.as);
  if (given.quiet !== true) io.err(`${clean(readAs(input))}\n`);
  const profile = profiles[0] ?? "chromium";
  const context: ExplainContext = { profile, lang, trace: true, showSecrets: given.showSecrets === true };
  const options = {
    lang,
    withSteps: given.steps === true,
    namesEngine: profiles.length > 1,
    config: configOf(given.config),
  };
  const reports: Report[] = [];
  if (input.kind === "reason") reports.push(reasonReport(input.text.trim(), lang));
  else if (input.kind === "console") {
    for (const { report, told } of consoleReports(input.text, lang)) {
      reports.push(report);
      // With the server's answer at hand the request itself can be judged.
      const subject = rules === null && given.live !== true ? null : subjectBehind(told, pageUrlOf(given), lang);
      if (subject !== null) reports.push(reportOf(await explainOne(io, subject, rules, given, context), options));
    }
  } else {
    const lines = input.kind === "report" ? linesIn(input.text) : [];
    const pasted = input.kind === "report" ? pasteSubjects(input.text, lines, { ...given, lang }) : null;
    const subjects = chosen(
      given.run === true
        ? await runSubjects(io, input, { ...given, lang }, rules)
        : (pasted?.subjects ?? (await subjectsOf(io, input, { ...given, lang }, profile))),
      given.call,
    );
    const known = {
      request: subjects.length > 0,
      answer: rules !== null || given.live === true || subjects.some(({ hasServer }) => hasServer),
    };
    reports.push(...lines.map((told) => lineReport(told, lang, known)));
    reports.push(...(pasted?.reports ?? []));
    if (reports.length + subjects.length === 0) throw new InputError(tell("no-request", {}, lang), hintFor(input));
    for (const subject of subjects) {
      for (const name of profiles) {
        const explained = await explainOne(io, subject, rules, given, { ...context, profile: name });
        const shown = explained.policy === null ? null : (subject.target ?? null);
        reports.push(reportOf(explained, { ...options, config: options.config ?? shown }));
      }
    }
  }
  await io.out(EXPLAIN_FORMATS[given.format](reports, { width: io.width, colour: io.colour, lang }));
  if (given.failOn === "blocked" && reports.some(({ isStopped }) => isStopped)) exitWith(io, 1);
}

/** @throws InputError when nothing of this name can be configured */
function configOf(name: string | undefined): string | null {
  if (name === undefined) return null;
  const names = CONFIGURATION_TARGETS.map((target) => target.name);
  if (names.includes(name)) return name;
  throw new InputError(`--config: expected ${listed(names)}, got "${name}"`, didYouMean(name, names));
}

function chosen(subjects: readonly Subject[], call: string | undefined): readonly Subject[] {
  if (call === undefined) return subjects;
  const found = /^\d+$/.test(call) ? subjects[Number(call) - 1] : undefined;
  if (found !== undefined) return [found];
  throw new InputError(
    `--call: there is no request ${call}`,
    `The input makes ${subjects.length}; they are counted from 1.`,
  );
}

async function explainOne(
  io: Io,
  subject: Subject,
  rules: Case["server"] | null,
  given: ExplainGiven,
  context: ExplainContext,
) {
  if (given.run === true) return explainSubject(subject, context);
  if (rules !== null && rules !== undefined) return explainSubject(withServer(subject, rules), context);
  if (given.live !== true) return explainSubject(subject, context);
  const { rules: answers, unsent } = await liveAnswers(io, subject.given, context.profile, given);
  if (unsent === null) return explainSubject(withServer(subject, answers), context);
  const open = tell("open-response", { method: unsent }, context.lang);
  return explainSubject({ ...withServer(subject, answers), open }, context);
}

function withServer(subject: Subject, server: Case["server"]): Subject {
  const { verdicts: _recorded, ...rest } = subject;
  return { ...rest, given: { ...subject.given, server }, hasServer: true };
}

const READ_AS: Readonly<Record<Input["kind"], string>> = {
  javascript: "JavaScript",
  html: "HTML",
  curl: "a curl command",
  powershell: "a PowerShell command",
  console: "lines of a browser's console",
  report: "a report: what is in it of code, configuration, commands, console lines and answers",
  case: "a case",
  har: "a recording",
  http: "HTTP messages",
  reason: "a reason code",
};

function readAs({ kind, file }: Input): string {
  return `Read ${file === null ? "the input" : file} as ${READ_AS[kind]}; --as says otherwise.`;
}

function hintFor({ kind, text }: Input): string {
  const meant = /^\s*[\w-]+\s*$/.test(text) ? didYouMean(text.trim(), Object.keys(REASONS)) : null;
  if (meant !== null) return meant;
  if (kind === "report") {
    return "Add the console's line, the code that makes the request, what the server answered (curl -i), or its configuration.";
  }
  return kind === "javascript"
    ? "Give the call too, not only what is around it; --run runs the code."
    : "Say what it is with --as.";
}
