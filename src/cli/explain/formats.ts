import { sequenceMermaid } from "../../explain/sequence/mermaid.js";
import { sequenceSvg } from "../../explain/sequence/svg.js";
import { InputError } from "../errors.js";
import type { ExplainFormatName } from "../formats/names.js";
import { toJson } from "../text/clean.js";
import { htmlPage } from "./html.js";
import { markdownOf } from "./markdown.js";
import { prettyOf } from "./pretty.js";
import type { Report, ReportContext } from "./report.js";

export type ReportFormat = (reports: readonly Report[], context: ReportContext) => string;

export const EXPLAIN_FORMATS: Readonly<Record<ExplainFormatName, ReportFormat>> = {
  pretty: (reports, context) => reports.map((report) => prettyOf(report, reports.length > 1, context)).join("\n"),
  json: (reports) => `[\n${reports.map(({ json }) => toJson(json)).join(",\n")}\n]\n`,
  markdown: (reports, { lang }) => reports.map((report) => markdownOf(report, lang)).join("\n"),
  mermaid: (reports) => sequenceMermaid(onlySequence(reports, "mermaid")),
  svg: (reports) => sequenceSvg(onlySequence(reports, "svg"), { standalone: true }),
  html: (reports, { lang }) => htmlPage(reports, lang),
};

/** A picture has one request in it. */
function onlySequence(reports: readonly Report[], format: string): NonNullable<Report["sequence"]> {
  const sequences = reports.flatMap(({ sequence }) => sequence ?? []);
  const [first] = sequences;
  if (first === undefined)
    throw new InputError(`--format ${format}: there is no request to draw`, "Give the code that makes it.");
  if (sequences.length === 1) return first;
  throw new InputError(
    `--format ${format} draws one request, and there are ${sequences.length}`,
    "Choose one with --call N.",
  );
}
