import type { Verdict } from "../../cases/verdict.js";
import { clean } from "../text/clean.js";
import type { Words } from "../words/words.js";
import type { MakeFormat } from "./format.js";
import type { Item } from "./item.js";
import { summaryLines } from "./summary.js";
import {
  disagreement,
  fixHeader,
  fixPlace,
  isStopped,
  profileMark,
  requestLine,
  ruleOf,
  SYMBOLS,
  wasWords,
} from "./words.js";

/** For a pull request or a job summary: the table, then what to do about each request that was stopped. */
export const markdown: MakeFormat = ({ title, words }) => {
  const stories: string[] = [];
  let rows = "";
  return {
    item(item) {
      rows += rowOf(item, words);
      if (item.verdict.matches === true) return "";
      if (isStopped(item.verdict) || item.verdict.matches === false || item.verdict.agrees === false)
        stories.push(storyOf(item, words));
      return "";
    },
    broken: () => "",
    end(tally) {
      const titles = (["request", "profile", "outcome", "reason"] as const).map((key) => words.say(key));
      const head = `| # | ${titles.join(" | ")} |\n| ---: | --- | --- | --- | --- |\n`;
      const summary = summaryLines(tally, words).map((line) => `${escaped(line)}\n`);
      const table = rows === "" ? "" : `${head}${rows}\n`;
      return `## whycors: ${escaped(title)}\n\n${table}${stories.join("\n")}${stories.length > 0 ? "\n" : ""}${summary.join("\n")}`;
    },
  };
};

function rowOf({ verdict, asked, was }: Item, words: Words): string {
  const before = was === undefined ? "" : ` ${escaped(wasWords(was, words))}`;
  const recorded = words.name("outcome", verdict.observed?.outcome ?? "");
  const doubt = verdict.agrees === false ? ` **${escaped(words.say("not-as-recorded", { outcome: recorded }))}**` : "";
  const expected =
    verdict.matches === undefined
      ? ""
      : verdict.matches
        ? ` ${words.say("expected")}`
        : ` **${words.say("different")}**`;
  const cells = [
    verdict.source === undefined ? escaped(verdict.id) : String(verdict.source.entry),
    code(requestLine(asked)),
    escaped(verdict.profile),
    `${SYMBOLS[verdict.outcome]} ${words.name("outcome", verdict.outcome)}${before}${doubt}${expected}`,
    verdict.reason === null ? "" : code(verdict.reason),
  ];
  return `| ${cells.join(" | ")} |\n`;
}

function differencesOf({ differences = [] }: Verdict, words: Words): string {
  return words.say("differences", {
    label: `**${words.say("not-as-was-expected")}**`,
    list: escaped(differences.join("; ")),
  });
}

function doubtOf(verdict: Verdict, words: Words): string {
  const sentence = words.say("disagreement-sentence", { disagreement: disagreement(verdict, words) });
  return `**${words.say("model-disagrees")}** ${escaped(sentence)}`;
}

function storyOf({ verdict, asked }: Item, words: Words): string {
  const rule = verdict.reason === null ? null : ruleOf(verdict.reason, words);
  const fixes = verdict.fixes.map((fix) => {
    const header = fixHeader(fix);
    const place = fixPlace(fix, words);
    if (header === null) return `- ${words.say("fix-sentence", { place, why: escaped(fix.why) })}`;
    return `- ${words.say("fix-sentence", { place, why: code(header) })} ${escaped(fix.why)}`;
  });
  const lines = [
    `### ${SYMBOLS[verdict.outcome]} ${code(requestLine(asked))} ${escaped(profileMark(verdict))}`,
    escaped(verdict.explanation),
    rule === null ? null : words.say("decided-by-rule", { rule: `[${escaped(rule.name)}](${rule.url})` }),
    verdict.matches === false ? differencesOf(verdict, words) : null,
    verdict.agrees === false ? doubtOf(verdict, words) : null,
    fixes.length === 0 ? null : fixes.join("\n"),
  ];
  return `${lines.filter((line) => line !== null).join("\n\n")}\n`;
}

export function escaped(text: string): string {
  return clean(text).replace(/[\\`*_{}[\]<>#|~@]/g, "\\$&");
}

/** In a table a `|` ends the cell even inside of code. */
export function code(text: string): string {
  const shown = clean(text).replaceAll("|", "\\|");
  const fence = "`".repeat(Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return fence.length === 1 ? `\`${shown}\`` : `${fence} ${shown} ${fence}`;
}
