import { summaryLines } from "../summary.js";
import { clean } from "../text/clean.js";
import type { Item, MakeFormat } from "./format.js";
import {
  disagreement,
  fixHeader,
  fixPlace,
  isStopped,
  outcomeWords,
  profileMark,
  requestLine,
  ruleOf,
  SYMBOLS,
} from "./words.js";

/** For a pull request or a job summary: the table, then what to do about each request that was stopped. */
export const markdown: MakeFormat = ({ title }) => {
  const stories: string[] = [];
  let rows = "";
  return {
    item(item) {
      rows += rowOf(item);
      if (item.verdict.matches === true) return "";
      if (isStopped(item.verdict) || item.verdict.matches === false || item.verdict.agrees === false)
        stories.push(storyOf(item));
      return "";
    },
    broken: () => "",
    end(tally) {
      const head = "| # | Request | Profile | Outcome | Reason |\n| ---: | --- | --- | --- | --- |\n";
      const summary = summaryLines(tally).map((line) => `${escaped(line)}\n`);
      const table = rows === "" ? "" : `${head}${rows}\n`;
      return `## whycors: ${escaped(title)}\n\n${table}${stories.join("\n")}${stories.length > 0 ? "\n" : ""}${summary.join("\n")}`;
    },
  };
};

function rowOf({ verdict, asked, was }: Item): string {
  const before = was === undefined ? "" : ` (was ${was === null ? "absent" : escaped(outcomeWords(was))})`;
  const doubt = verdict.agrees === false ? ` **≠ recorded ${escaped(verdict.observed?.outcome ?? "")}**` : "";
  const expected = verdict.matches === undefined ? "" : verdict.matches ? " as expected" : " **not as expected**";
  const cells = [
    verdict.source === undefined ? escaped(verdict.id) : String(verdict.source.entry),
    code(requestLine(asked)),
    escaped(verdict.profile),
    `${SYMBOLS[verdict.outcome]} ${verdict.outcome}${before}${doubt}${expected}`,
    verdict.reason === null ? "" : code(verdict.reason),
  ];
  return `| ${cells.join(" | ")} |\n`;
}

function storyOf({ verdict, asked }: Item): string {
  const rule = verdict.reason === null ? null : ruleOf(verdict.reason);
  const fixes = verdict.fixes.map((fix) => {
    const header = fixHeader(fix);
    const what = header === null ? "" : ` ${code(header)}`;
    return `- ${fixPlace(fix)}:${what} ${escaped(fix.why)}`;
  });
  const lines = [
    `### ${SYMBOLS[verdict.outcome]} ${code(requestLine(asked))} ${escaped(profileMark(verdict))}`,
    escaped(verdict.explanation),
    rule === null ? null : `Decided by [${escaped(rule.name)}](${rule.url}).`,
    verdict.matches === false ? `**Not as expected:** ${escaped((verdict.differences ?? []).join("; "))}.` : null,
    verdict.agrees === false ? `**Model and recording disagree:** ${escaped(disagreement(verdict))}.` : null,
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
