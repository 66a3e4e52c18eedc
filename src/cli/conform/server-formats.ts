import type { ServerReport, ServerResult } from "../../conform/server/conform-server.js";
import { code, escaped } from "../formats/markdown.js";
import type { ConformFormatName } from "../formats/names.js";
import { clean, toJson } from "../text/clean.js";
import { counted } from "../text/counts.js";
import { themeOf } from "../text/theme.js";

interface ServerContext {
  readonly width: number;
  readonly colour: boolean;
}

export const CONFORM_SERVER_FORMATS: Readonly<
  Record<ConformFormatName, (report: ServerReport, context: ServerContext) => string>
> = {
  pretty,
  json: (report) => `${toJson(report)}\n`,
  markdown,
};

function pretty(report: ServerReport, { colour }: ServerContext): string {
  const theme = themeOf(colour);
  const lines = report.results.map((result) => {
    const mark = result.passed ? theme.good("✓") : theme.bad("✗");
    const head = `${mark} ${clean(result.title)}\n`;
    if (result.passed) return head;
    const story = [...exchangeLines(result), clean(result.because), result.link];
    return `${head}${story.map((line) => `    ${theme.quiet(line)}\n`).join("")}`;
  });
  return `${lines.join("")}\n${totalOf(report)}\n`;
}

function markdown(report: ServerReport): string {
  const rows = report.results.map(
    (result) =>
      `| ${result.passed ? "✓" : "✗"} | [${escaped(result.title)}](${result.link}) | ${result.passed ? "" : escaped(result.because)} |\n`,
  );
  return `## whycors conform: ${code(report.url)}\n\n| | Case | |\n| --- | --- | --- |\n${rows.join("")}\n${totalOf(report)}\n`;
}

function totalOf({ url, passed, results }: ServerReport): string {
  return `${clean(url)}: ${passed} of ${counted(results.length, "case")} as the policy says.`;
}

/** What of the exchange CORS is about. */
function exchangeLines({ exchanges, outcome }: ServerResult): string[] {
  const lines = exchanges.flatMap(({ request, response }) => [
    clean([`> ${request.method}`, request.url, ...concerned(request.headers)].join("  ")),
    response === null ? "< nothing" : clean([`< ${response.status}`, ...concerned(response.headers)].join("  ")),
  ]);
  return outcome === "unanswered" ? [...lines, "The server did not answer."] : lines;
}

function concerned(headers: readonly (readonly [name: string, value: string])[]): string[] {
  return headers
    .filter(([name]) => /^(?:origin|cookie|access-control-.*|vary|location)$/i.test(name))
    .map(([name, value]) => `${name}: ${value}`);
}
