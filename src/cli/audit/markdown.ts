import { code, escaped } from "../formats/markdown.js";
import type { PrintedAccess, PrintedAudit, PrintedExchange, PrintedFinding } from "./report.js";

/** For a pull request or a ticket. */
export function auditMarkdown({ target, origins, findings, requests }: PrintedAudit): string {
  const head = "| Origin | Reads | with cookies | Sends | with cookies |\n| --- | --- | --- | --- | --- |\n";
  const table = `${head}${origins.map(rowOf).join("")}`;
  const stories = findings.length === 0 ? ["Nothing unwise found.\n"] : findings.map(storyOf);
  return `## whycors audit: ${escaped(target)}\n\n${table}\n${stories.join("\n")}\n${requests} requests.\n`;
}

function rowOf({ origin, reads, readsWithCredentials, sends, sendsWithCredentials }: PrintedAccess): string {
  const word = (isIn: boolean | null) => (isIn === null ? "–" : isIn ? "**yes**" : "no");
  const cell = (of: PrintedAccess["reads"]) => word(of === null ? null : of.outcome === "allowed");
  const cells = [code(origin), cell(reads), cell(readsWithCredentials), word(sends), word(sendsWithCredentials)];
  return `| ${cells.join(" | ")} |\n`;
}

function storyOf({ code: id, severity, title, consequence, fix, evidence }: PrintedFinding): string {
  const shown = evidence.slice(0, 2).map(exchangeText).join("\n\n");
  return `### ${severity}: ${escaped(title)} (${code(id)})\n\n${escaped(consequence)}\n\n${fenced(shown)}\n\n**Fix.** ${escaped(fix)}\n`;
}

function exchangeText({ request, response }: PrintedExchange): string {
  const lines = (headers: PrintedExchange["request"]["headers"]) => headers.map(([name, value]) => `${name}: ${value}`);
  const answer =
    "error" in response ? [`(${response.error})`] : [`HTTP ${response.status}`, ...lines(response.headers)];
  return [`${request.method} ${request.url}`, ...lines(request.headers), "", ...answer].join("\n");
}

/** A fence longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text.replace(/[^\n\x20-\x7e\u00a0-\uffff]/g, "\ufffd")}\n${fence}`;
}
