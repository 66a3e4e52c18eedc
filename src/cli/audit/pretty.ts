import type { AuditCatalog } from "../../live/audit/catalogs/catalog.js";
import { auditCatalog } from "../../live/audit/sentences.js";
import { clean } from "../text/clean.js";
import { padEnd, shorten, wrap } from "../text/layout.js";
import { type Theme, themeOf } from "../text/theme.js";
import stringWidth from "../text/width.js";
import type { AuditContext, Cell, PrintedAccess, PrintedAudit, PrintedExchange, PrintedFinding } from "./report.js";

/** For people at a terminal: who gets what, then what is wrong with it. */
export function auditPretty(audit: PrintedAudit, { width, colour, lang }: AuditContext): string {
  const printer = new Printer(auditCatalog(lang), themeOf(colour), Math.min(width, 110));
  return [
    printer.table(audit.origins),
    ...audit.findings.map((finding) => printer.story(finding)),
    printer.end(audit),
  ].join("\n");
}

interface Mark {
  readonly text: string;
  readonly paint: (text: string) => string;
}

class Printer {
  readonly #catalog: AuditCatalog;
  readonly #theme: Theme;
  readonly #width: number;

  constructor(catalog: AuditCatalog, theme: Theme, width: number) {
    this.#catalog = catalog;
    this.#theme = theme;
    this.#width = width;
  }

  table(origins: readonly PrintedAccess[]): string {
    const { words, likenesses } = this.#catalog;
    const titles = [words.reads, words.withCookies, words.sends, words.withCookies];
    const widths = titles.map((title) => stringWidth(title) + 2);
    const fixed = widths.reduce((sum, width) => sum + width, 0);
    const longest = Math.max(...origins.map(({ origin }) => stringWidth(clean(origin))), 6);
    const first = Math.max(8, Math.min(longest, this.#width - fixed - 2));
    const room = this.#width - first - 2 - fixed;
    const head = [padEnd(words.origin, first + 2), ...titles.map((title, index) => padEnd(title, widths[index]!))].join(
      "",
    );
    const rows = origins.map((access) => {
      const marks = this.#marks(access).map(({ text, paint }, index) => paint(padEnd(text, widths[index]!)));
      const about = `${likenesses[access.likeness]}${access.sent ? "" : ` (${words.notSent})`}`;
      const note = room >= 12 ? this.#theme.quiet(shorten(about, room)) : "";
      return `${padEnd(shorten(clean(access.origin), first), first + 2)}${marks.join("")}${note}`.trimEnd();
    });
    return `${this.#theme.label(head.trimEnd())}\n${rows.join("\n")}\n`;
  }

  story(finding: PrintedFinding): string {
    const { code, severity, title, consequence, fix, evidence } = finding;
    const { words, severities } = this.#catalog;
    const theme = this.#theme;
    const paint = severity === "high" ? theme.bad : severity === "info" ? theme.quiet : theme.odd;
    const [first] = evidence;
    const lines = [
      ...this.#wrapped(consequence),
      ...(first === undefined
        ? []
        : evidenceLines(first).flatMap((line) => this.#wrapped(line).map((part) => theme.code(part)))),
      ...this.#wrapped(`${words.fix}${fix}`),
    ];
    const head = `${paint(severities[severity])}  ${theme.title(clean(title))}  ${theme.quiet(code)}`;
    return `${head}\n${lines.map((line) => `   ${line}\n`).join("")}`;
  }

  end({ requests, findings, leftOut }: PrintedAudit): string {
    const { words } = this.#catalog;
    const counts = `${words.requests}${requests}${leftOut > 0 ? `  ${words.leftOut}${leftOut}` : ""}\n`;
    return findings.length === 0 ? `${words.nothing}\n${counts}` : counts;
  }

  #wrapped(text: string): string[] {
    return wrap(clean(text), this.#width - 3);
  }

  /** NOTE: to be let in is no merit here, so that no colour praises it. */
  #marks({ reads, readsWithCredentials, sends, sendsWithCredentials }: PrintedAccess): Mark[] {
    const { yes, no } = this.#catalog.words;
    const isRead = (cell: Cell) => (cell === null ? null : cell.outcome === "allowed");
    return [isRead(reads), isRead(readsWithCredentials), sends, sendsWithCredentials].map((isIn) => {
      if (isIn === null) return { text: "–", paint: this.#theme.quiet };
      return isIn ? { text: yes, paint: this.#theme.odd } : { text: no, paint: this.#theme.quiet };
    });
  }
}

/** The exchange, cut to what CORS is about. */
function evidenceLines({ request, response }: PrintedExchange): string[] {
  const answer =
    "error" in response ? response.error : [String(response.status), ...concerned(response.headers)].join("  ");
  return [`> ${[`${request.method} ${request.url}`, ...concerned(request.headers)].join("  ")}`, `< ${answer}`];
}

function concerned(headers: PrintedExchange["request"]["headers"]): string[] {
  return headers
    .filter(([name]) => /^(?:origin|access-control-.*|vary|location)$/i.test(name))
    .map(([name, value]) => `${name}: ${value}`);
}
