import { sequenceMermaid } from "../../explain/sequence/mermaid.js";
import { code, escaped } from "../formats/markdown.js";
import type { Report } from "./report.js";
import type { Line, Section } from "./sections.js";

/** For an issue, a pull request or a wiki; the picture is Mermaid, which those draw. */
export function markdownOf(report: Report, _lang: string): string {
  const { title, outcomeText, sentence, before, after, sequence, sequenceHeading } = report;
  const heading = `## ${escaped(title)}${outcomeText === "" ? "" : ` — ${escaped(outcomeText)}`}`;
  const picture =
    sequence === null ? [] : [`### ${escaped(sequenceHeading)}`, `\`\`\`mermaid\n${sequenceMermaid(sequence)}\`\`\``];
  const parts = [heading, escaped(sentence), ...before.map(sectionText), ...picture, ...after.map(sectionText)];
  return `${parts.join("\n\n")}\n`;
}

function sectionText({ heading, lines }: Section): string {
  return `### ${escaped(heading)}\n\n${lines.map(lineText).join("\n")}`;
}

function lineText(line: Line): string {
  if ("code" in line) return `  - ${code(line.code)}`;
  // No configuration has a fence in it: names are tokens, origins URLs.
  if ("block" in line) return `\n\`\`\`${line.language}\n${line.block}\n\`\`\`\n`;
  if ("rule" in line) return `- [${escaped(line.rule)}](${line.url})`;
  return `- ${escaped(line.text)}`;
}
