import type { Agreement, ClientReport } from "../../conform/client-report.js";
import { CLIENT_FIELD_NAMES } from "../../conform/compare.js";
import { escaped } from "../formats/markdown.js";
import type { ConformFormatName } from "../formats/names.js";
import { clean, toJson } from "../text/clean.js";
import { counted } from "../text/counts.js";
import { padEnd, padStart } from "../text/layout.js";
import { type Theme, themeOf } from "../text/theme.js";
import stringWidth from "../text/width.js";

interface ConformContext {
  readonly width: number;
  readonly colour: boolean;
  /** How many disagreements to print. */
  readonly show: number;
}

export const CONFORM_FORMATS: Readonly<
  Record<ConformFormatName, (reports: readonly ClientReport[], context: ConformContext) => string>
> = {
  pretty,
  json: (reports) => `${toJson(reports)}\n`,
  markdown,
};

const ALL = "in all fields";

function pretty(reports: readonly ClientReport[], { width, colour, show }: ConformContext): string {
  const theme = themeOf(colour);
  const rows = rowNames(reports);
  const first = Math.max(...rows.map((row) => row.length)) + 2;
  let text = "";
  for (const group of groupsOf(reports, width - first)) {
    const widths = group.map((report) => columnWidth(report, rows));
    const heads = group.map(({ client }, at) => padStart(clean(client), widths[at]!));
    text += `${theme.label(padEnd("", first) + heads.join("  "))}\n`;
    for (const row of rows) {
      const cells = group.map((report, at) => painted(agreementIn(report, row), widths[at]!, theme));
      text += `${padEnd(row, first)}${cells.join("  ").trimEnd()}\n`;
    }
    text += "\n";
  }
  for (const report of reports) text += `${clean(left(report))}\n`;
  for (const report of reports) text += disagreements(report, show, theme);
  return text;
}

function markdown(reports: readonly ClientReport[]): string {
  const head = `| | ${reports.map(({ client }) => escaped(client)).join(" | ")} |\n`;
  const rule = `| --- |${" ---: |".repeat(reports.length)}\n`;
  const rows = rowNames(reports).map((row) => {
    const cells = reports.map((report) => {
      const found = agreementIn(report, row);
      return found === null ? "–" : `${found.agree}/${found.total} (${percent(found)})`;
    });
    return `| ${row} | ${cells.join(" | ")} |\n`;
  });
  return `${head}${rule}${rows.join("")}\n${reports.map((report) => `${escaped(left(report))}\n`).join("\n")}`;
}

/** In the order of the comparison, the whole at the end. */
function rowNames(reports: readonly ClientReport[]): string[] {
  return [...CLIENT_FIELD_NAMES.filter((name) => reports.some(({ fields }) => fields[name] !== undefined)), ALL];
}

function agreementIn({ fields, all }: ClientReport, row: string): Agreement | null {
  return row === ALL ? all : (fields[row] ?? null);
}

function groupsOf(reports: readonly ClientReport[], room: number): ClientReport[][] {
  const rows = rowNames(reports);
  const groups: ClientReport[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const report of reports) {
    const needed = columnWidth(report, rows) + 2;
    if (used + needed > room) {
      groups.push([]);
      used = 0;
    }
    groups.at(-1)!.push(report);
    used += needed;
  }
  return groups;
}

function columnWidth(report: ClientReport, rows: readonly string[]): number {
  return Math.max(stringWidth(report.client), ...rows.map((row) => cellText(agreementIn(report, row)).length));
}

function cellText(found: Agreement | null): string {
  return found === null ? "–" : `${found.agree}/${found.total}  ${percent(found).padStart(7)}`;
}

function painted(found: Agreement | null, width: number, theme: Theme): string {
  const text = padStart(cellText(found), width);
  if (found === null) return theme.quiet(text);
  return found.agree === found.total ? theme.good(text) : text;
}

/** Never 100 % where something differs. */
function percent({ agree, total }: Agreement): string {
  if (total === 0) return "–";
  const rounded = (Math.floor((1000 * agree) / total) / 10).toFixed(1);
  return `${rounded} %`;
}

function left({ client, profile, setups, notApplicable }: ClientReport): string {
  const count = Object.values(notApplicable).reduce((sum, each) => sum + each, 0);
  const whys = Object.entries(notApplicable).map(([why, each]) => `${why} ${each}`);
  const rest = count === 0 ? "" : `; ${counted(count, "case")} not applicable: ${whys.join(", ")}`;
  return `${client}: ${counted(setups, "setup")} beside profile ${profile}${rest}.`;
}

function disagreements(report: ClientReport, show: number, theme: Theme): string {
  return report.disagreements
    .slice(0, show)
    .map(({ id, title, differences }) => {
      const lines = differences.map(
        ({ field, seen, expected }) =>
          `   ${field}\n      is       ${clean(shown(seen))}\n      expected ${clean(shown(expected))}\n`,
      );
      const head = `${theme.title(clean(`${report.client}: ${id}`))}  ${clean(title ?? "")}`.trimEnd();
      return `\n${head}\n${lines.join("")}`;
    })
    .join("");
}

function shown(value: unknown): string {
  return value === undefined ? "none" : String(value);
}
