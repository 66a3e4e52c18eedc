import type { Case } from "../../cases/case.js";
import { judge } from "../../cases/judge.js";
import { referencePage } from "../../explain/reference/reference.js";
import { sequenceOf } from "../../explain/sequence/sequence.js";
import { tell } from "../../explain/telling/telling.js";
import type { TellingKey } from "../../explain/telling/telling-key.js";
import { InputError } from "../errors.js";
import type { Report } from "./report.js";
import { type Line, ruleLine, type Section } from "./sections.js";

/** The reference page of a reason code or a header. */
export function reasonReport(name: string, lang: string): Report {
  const page = referencePage(name, lang);
  if (page === null)
    throw new InputError(
      `"${name}" is no reason code and no header of CORS`,
      "whycors explain missing-allow-origin is an example.",
    );
  const section = (key: TellingKey, lines: readonly Line[]): Section => ({ key, heading: tell(key, {}, lang), lines });
  const text = (words: string | null): Line[] => (words === null ? [] : [{ text: words }]);
  const sections =
    page.kind === "reason"
      ? [
          section("likely", text(page.happens)),
          section("fix", text(page.fix)),
          section("engines", text(page.engines)),
          section("rules", [ruleLine(page.id, lang)]),
        ]
      : [
          section("known", text(page.values)),
          section("warning", text(page.traps)),
          section("engines", text(page.engines)),
          section("rules", [{ rule: page.title, url: page.spec }]),
        ];
  const given = page.example.case as Case;
  const profile = page.kind === "reason" ? page.example.profile : (page.example.shows[0]?.profile ?? "spec");
  const verdict = judge(given, { profile, lang });
  const { api = "fetch", method = "GET", url } = given.setup;
  return {
    label: page.id,
    title: page.kind === "reason" ? tell("aside", { value: page.title, evidence: page.id }, lang) : page.title,
    outcome: null,
    outcomeText: "",
    sentence: page.meaning,
    before: sections.filter(({ lines }) => lines.length > 0),
    sequence: sequenceOf(verdict, { page: given.page.url, api, method, url, lang }),
    sequenceHeading: tell("sequence", {}, lang),
    after: [],
    isStopped: false,
    json: page,
  };
}
