import type { Case } from "../../cases/case.js";
import { judge } from "../../cases/judge.js";
import { getHeader, headerList } from "../../core/infrastructure/header-list.js";
import { tell } from "../../explain/telling/telling.js";
import type { TellingKey } from "../../explain/telling/telling-key.js";
import type { ConfiguredAnswer, Finding, ServerConfiguration } from "../../records/configurations/configuration.js";
import type { Report } from "./report.js";
import type { Line, Section } from "./sections.js";

type Rules = NonNullable<Case["server"]>;

/** How the server would answer this request, as its configuration has it. */
export function configuredRules({ answer }: ServerConfiguration, given: Case): Rules {
  const origin = given.page.opaque === true ? "null" : new URL(given.page.url).origin;
  const { preflight } = judge({ ...given, server: [{ respond: { status: 204 } }] });
  const asked = headerList(preflight.request?.headers ?? []);
  const names = (getHeader("access-control-request-headers", asked) ?? "").split(",").filter((name) => name !== "");
  const method = getHeader("access-control-request-method", asked) ?? (given.setup.method ?? "GET").toUpperCase();
  return [
    { when: { preflight: true }, respond: respond(answer({ origin, method, isPreflight: true, headers: names })) },
    { respond: respond(answer({ origin, method, isPreflight: false, headers: [] })) },
  ];
}

function respond({ status, headers }: ConfiguredAnswer): Rules[number]["respond"] {
  return { status, headers: headers.map(([name, value]) => [name, value]) };
}

/** Of no request in particular. */
const SOME_REQUEST = { method: "GET", headers: ["content-type"] };

/** What a configuration answers to a page, and what is wrong with it; `isJudged`: a verdict with it comes next. */
export function configurationReport(
  configuration: ServerConfiguration,
  page: string | null,
  isJudged: boolean,
  lang: string,
): Report {
  const { title, line, findings, origins, target } = configuration;
  const origin = page ?? origins[0] ?? "https://app.example";
  const preflight = configuration.answer({ origin, isPreflight: true, ...SOME_REQUEST });
  const response = configuration.answer({ origin, isPreflight: false, ...SOME_REQUEST });
  const section = (key: TellingKey, lines: readonly Line[]): Section => ({ key, heading: tell(key, {}, lang), lines });
  const sections = [
    section("config-answers", [
      { text: tell("config-preflight", { method: SOME_REQUEST.method, header: SOME_REQUEST.headers[0]! }, lang) },
      ...answerLines(preflight, origin, lang),
      { text: tell("config-response", {}, lang) },
      ...answerLines(response, origin, lang),
    ]),
    section(
      "warning",
      findings.map((found) => ({ text: findingText(found, title, lang) })),
    ),
    section("ask", isJudged ? [] : [{ text: tell("ask-request", {}, lang) }]),
  ];
  return {
    label: tell("line", { value: title, count: line }, lang),
    title: tell("config-title", { member: title }, lang),
    outcome: null,
    outcomeText: "",
    sentence: tell("config-reads", { member: title, origin }, lang),
    before: sections.filter(({ lines }) => lines.length > 0),
    sequence: null,
    sequenceHeading: "",
    after: [],
    isStopped: false,
    json: { configuration: target, title, line, origin, preflight, response, findings },
  };
}

function answerLines({ status, headers }: ConfiguredAnswer, origin: string, lang: string): Line[] {
  const lines: Line[] = [{ code: String(status) }, ...headers.map(([name, value]) => ({ code: `${name}: ${value}` }))];
  const isAllowed = headers.some(([name]) => /^access-control-allow-origin$/i.test(name));
  return isAllowed ? lines : [...lines, { text: tell("config-no-origin", { origin }, lang) }];
}

function findingText({ code, value, instead }: Finding, title: string, lang: string): string {
  return tell(code, { member: title, value, first: instead }, lang);
}
