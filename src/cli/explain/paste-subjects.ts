import type { Case } from "../../cases/case.js";
import { parseUrl } from "../../core/infrastructure/url-record.js";
import { tell } from "../../explain/telling/telling.js";
import type { ServerConfiguration } from "../../records/configurations/configuration.js";
import type { PastedAnswer } from "../../records/paste/messages.js";
import { type Paste, readPaste } from "../../records/paste/read-paste.js";
import type { SnippetCall } from "../../records/snippets/snippet.js";
import { callSubject, type PageGiven, pageFrom, pageUrlOf, SOME_PAGE } from "./call-subject.js";
import { configurationReport, configuredRules } from "./configuration-report.js";
import { subjectBehind, type Told } from "./console-report.js";
import type { Subject } from "./explain-call.js";
import type { Report } from "./report.js";

type Rules = NonNullable<Case["server"]>;

/** What a paste is about: requests, each with its page and the server's answer as far as it has them, and configurations. */
export function pasteSubjects(
  text: string,
  told: readonly Told[],
  given: PageGiven,
): { readonly subjects: Subject[]; readonly reports: Report[] } {
  const paste = readPaste(text);
  const rules = answerRules(paste.answers);
  const [configuration] = paste.configurations;
  const requests = requestsOf(paste);
  const subjects = requests.flatMap((call) => {
    const line = lineOf(call, told, requests.length);
    const page = pageUrlOf(given) ?? pageFrom(call.page ?? line?.facts.origin ?? originOf(told) ?? paste.origin ?? "");
    const subject = callSubject(placed(call, line), page, given.lang);
    return line === null ? [subject] : seen(subject, line);
  });
  // Without code the line itself tells of a request, where there is an answer to judge.
  const hasAnswer = rules !== null || configuration !== undefined;
  const judged = told.filter(
    ({ main }) =>
      !(rules === null && main.stage === "preflight" && configuration !== undefined && leavesOptions(configuration)),
  );
  const behind = hasAnswer && subjects.length === 0 ? judged.flatMap((each) => lineSubject(each, given)) : [];
  const found = [...subjects, ...behind];
  // What a server answered can be judged for any page that reads it.
  const some = rules !== null && found.length === 0 ? someRequest(paste, given) : [];
  const all = [...found, ...some].map((subject): Subject => {
    if (rules !== null) return answered(subject, rules, given.lang);
    return configuration === undefined ? subject : configured(subject, configuration);
  });
  const page = pageUrlOf(given)?.url ?? originOf(told) ?? paste.origin;
  const origin = page !== null && URL.canParse(page) ? new URL(page).origin : page;
  const reports = paste.configurations.map((each) =>
    configurationReport(each, origin, rules === null && each === configuration && all.length > 0, given.lang),
  );
  return { subjects: all, reports };
}

/** The request that a line tells of, by a page that it may not tell of. */
function lineSubject(told: Told, given: PageGiven): Subject[] {
  const page = pageUrlOf(given);
  const known = subjectBehind(told, page, given.lang);
  if (known !== null || told.main.reasons.length === 0) return seen(known, told);
  const { url = SOME_SERVER, origin } = told.facts;
  const where = page ?? (origin === undefined ? null : pageFrom(origin));
  const subject = subjectBehind(
    { ...told, facts: { ...told.facts, url } },
    where ?? { url: SOME_PAGE, opaque: false },
    given.lang,
  );
  if (subject === null) return [];
  const assumed = [
    ...(where === null ? [tell("page-assumed", { page: SOME_PAGE }, given.lang)] : []),
    ...(told.facts.url === undefined ? [tell("address-assumed", { url }, given.lang)] : []),
  ];
  return seen({ ...subject, assumed: [...assumed, ...subject.assumed] }, told);
}

/** A server that nothing names. */
const SOME_SERVER = "https://api.example/";

function someRequest({ origin }: Paste, given: PageGiven): Subject[] {
  const page = pageUrlOf(given) ?? (origin === null ? null : pageFrom(origin));
  return readPaste("fetch(url)").calls.map((call) => callSubject(call, page, given.lang));
}

function leavesOptions({ findings }: ServerConfiguration): boolean {
  return findings.some(({ code }) => code === "config-options");
}

/** A request, and what a line says became of it. */
function seen(subject: Subject | null, { main }: Told): Subject[] {
  if (subject === null) return [];
  const isKnown = !main.partial && main.reasons.length > 0;
  return [{ ...subject, ...(isKnown && { saw: main.reasons }), sawPreflight: main.stage === "preflight" }];
}

function configured({ saw, ...subject }: Subject, configuration: ServerConfiguration): Subject {
  // Where nothing answers OPTIONS, that is what the line tells of.
  const isExplained = subject.sawPreflight === true && leavesOptions(configuration);
  return {
    ...subject,
    ...(saw !== undefined && !isExplained && { saw }),
    given: { ...subject.given, server: configuredRules(configuration, subject.given) },
    hasServer: true,
    target: configuration.target,
  };
}

/** Page code, and what a panel or a command shows beside it; where code makes the same request it says more. */
function requestsOf({ calls, sent }: Paste): readonly SnippetCall[] {
  const [call] = calls;
  const [shown] = sent;
  // Code that does not say to where, and what it sent.
  if (calls.length === 1 && sent.length === 1 && isOpen(call!)) {
    const { url } = shown!.setup;
    const assumed = [...call!.assumed.filter(({ field }) => field !== "url"), ...shown!.assumed];
    return [{ ...call!, setup: { ...call!.setup, url }, page: call!.page ?? shown!.page, assumed }];
  }
  const pages = sent.flatMap(({ page }) => page ?? []);
  const told = calls.map((call) => {
    const shown = sent.find(({ setup }) => isSame(setup.url, call.setup.url));
    return { ...call, page: call.page ?? shown?.page ?? pages[0] ?? null };
  });
  const others = sent.filter(({ setup }) => !calls.some((call) => isSame(setup.url, call.setup.url)));
  // A command that asks as a preflight does is about the request that another one makes.
  const isProbe = ({ setup }: SnippetCall) => setup.method?.toUpperCase() === "OPTIONS";
  const rest =
    others.some((call) => !isProbe(call)) || told.length > 0 ? others.filter((call) => !isProbe(call)) : others;
  return told.length > 0 && rest.every(({ what }) => what === "curl") ? told : [...told, ...rest];
}

/** The console's line about this request: it has its URL, or there are no others. */
function lineOf(call: SnippetCall, told: readonly Told[], count: number): Told | null {
  const lines = told.filter(({ facts }) => facts.url !== undefined || facts.origin !== undefined);
  const named = lines.find(({ facts }) => facts.url !== undefined && isSame(facts.url, call.setup.url));
  if (named !== undefined) return named;
  return lines.length === 1 && count === 1 && isOpen(call) ? lines[0]! : null;
}

/** Its address, or a part of it, is not in the paste. */
function isOpen({ assumed, setup }: SnippetCall): boolean {
  return assumed.some(({ field }) => field === "url") || parseUrl(setup.url) === null;
}

/** The line tells where the request went. */
function placed(call: SnippetCall, line: Told | null): SnippetCall {
  const url = line?.facts.url;
  if (url === undefined || !isOpen(call) || parseUrl(url) === null) return call;
  return { ...call, setup: { ...call.setup, url }, assumed: call.assumed.filter(({ field }) => field !== "url") };
}

/** The same but for query and fragment. */
function isSame(one: string, other: string): boolean {
  const [first, second] = [one, other].map((url) => url.replace(/[?#].*$/s, "").replace(/\/$/, ""));
  return first === second;
}

function originOf(told: readonly Told[]): string | null {
  return told.find(({ facts }) => facts.origin !== undefined)?.facts.origin ?? null;
}

/** What the server said, as rules; what came first counts, and redirects in turn. */
function answerRules(answers: readonly PastedAnswer[]): Rules | null {
  const preflight = answers.find(({ on }) => on === "preflight");
  const others = answers.filter(({ on }) => on !== "preflight");
  const last = others.findIndex((answer) => !isRedirect(answer));
  const chain = last === -1 ? others : others.slice(0, last + 1);
  if (preflight === undefined && chain.length === 0) return null;
  return [
    ...(preflight === undefined ? [] : [{ when: { preflight: true }, respond: respond(preflight, 204) }]),
    ...chain.map((answer, index) => ({
      respond: respond(answer, 200),
      ...(index < chain.length - 1 && { times: 1 }),
    })),
  ];
}

function isRedirect({ status, headers }: PastedAnswer): boolean {
  return status !== null && status >= 300 && status < 400 && headers.some(([name]) => /^location$/i.test(name));
}

/** What a cache had is judged as what it had. */
function respond({ status, headers }: PastedAnswer, otherwise: number): Rules[number]["respond"] {
  return { status: status === null || status === 304 ? otherwise : status, headers: [...headers] };
}

function answered(subject: Subject, rules: Rules, lang: string): Subject {
  const isOpen = rules.every(({ when }) => when?.preflight === true);
  return {
    ...subject,
    given: { ...subject.given, server: rules },
    hasServer: true,
    ...(isOpen && { open: tell("paste-open", {}, lang) }),
  };
}
