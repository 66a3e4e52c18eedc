import { paintOf } from "../formats/table.js";
import { clean } from "../text/clean.js";
import { padEnd, wrap } from "../text/layout.js";
import { type Theme, themeOf } from "../text/theme.js";
import stringWidth from "../text/width.js";
import type { Report, ReportContext } from "./report.js";
import type { Line, Section } from "./sections.js";
import { sequenceText } from "./sequence-text.js";

const INDENT = "   ";
/** Prose is not read well on longer lines. */
const WIDEST = 110;

/** For people at a terminal. */
export function prettyOf(report: Report, hasOthers: boolean, { width, colour }: ReportContext): string {
  const theme = themeOf(colour);
  const columns = Math.min(width, WIDEST) - INDENT.length;
  const sections = [...report.before, ...report.after];
  const label = Math.max(10, ...sections.map(({ heading }) => stringWidth(heading))) + 2;
  const parts: string[] = [];
  if (hasOthers && report.label !== null) parts.push(theme.quiet(clean(report.label)));
  const outcome = report.outcome === null ? "" : ` ${paintOf(report.outcome, theme)(report.outcomeText)}`;
  parts.push(`${theme.title(clean(report.title))}${outcome}`);
  parts.push(...wrap(clean(report.sentence), columns).map((line) => INDENT + line));
  parts.push(...report.before.flatMap((section) => sectionLines(section, label, columns, theme)));
  if (report.sequence !== null) {
    parts.push(
      "",
      ...sequenceText(report.sequence, Math.min(width, 120) - INDENT.length, theme).map((line) =>
        (INDENT + line).trimEnd(),
      ),
      "",
    );
  }
  parts.push(...report.after.flatMap((section) => sectionLines(section, label, columns, theme)));
  return `${parts.join("\n").replace(/\n+$/, "")}\n`;
}

function sectionLines({ heading, lines, key }: Section, label: number, columns: number, theme: Theme): string[] {
  const paint = key === "warning" ? theme.odd : theme.label;
  return lines
    .flatMap((line) => lineText(line, columns - label, theme))
    .map((text, index) => INDENT + (index === 0 ? paint(padEnd(heading, label)) : " ".repeat(label)) + text)
    .map((line) => line.trimEnd());
}

function lineText(line: Line, width: number, theme: Theme): string[] {
  if ("code" in line) return [line.code === "" ? "" : theme.code(clean(line.code))];
  if ("block" in line) return line.block.split("\n").map((each) => (each === "" ? "" : theme.code(clean(each))));
  if ("rule" in line) return [`${line.rule} ${theme.quiet(line.url)}`];
  return wrap(clean(line.text), width);
}
