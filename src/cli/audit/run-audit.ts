import { isToken } from "../../core/infrastructure/method.js";
import { Asker } from "../../live/ask.js";
import { type AuditReport, audit, auditPlan } from "../../live/audit/audit.js";
import { SEVERITIES } from "../../live/audit/finding.js";
import type { AuditTarget } from "../../live/audit/plan.js";
import { maskHeader } from "../../records/mask.js";
import { InputError } from "../errors.js";
import { exitWith, type Io } from "../io.js";
import { connect } from "../options/connect.js";
import { languageFor } from "../options/language.js";
import { amount, headersOf, originOf, targetOf, trouble } from "../options/live.js";
import { Progress } from "../progress.js";
import { clean } from "../text/clean.js";
import { VERSION } from "../version.js";
import { AUDIT_FORMATS } from "./formats.js";
import type { AuditGiven } from "./options.js";

/** Asks a server, or with `--dry-run` only says what it would ask. */
export async function runAudit(io: Io, given: AuditGiven): Promise<void> {
  const lang = languageFor(io, given.lang, given.format === "pretty" || given.format === "markdown");
  const target = auditTargetOf(given);
  const rate = amount("rate", given.rate);
  const most = Math.floor(amount("max-requests", given.maxRequests));
  if (given.dryRun) return printPlan(io, target, given.showSecrets === true, most);

  const { routes, options, clientCertificate } = await connect(io, given);
  const asker = new Asker({ ...options, ...(clientCertificate !== null && { clientCertificate }) });
  const progress = new Progress(io);
  try {
    const report = await audit(target, asker, {
      rate,
      most,
      lang,
      onProgress: (done, { question: { method, url } }) => progress.report(() => `request ${done}: ${method} ${url}`),
    });
    progress.clear();
    if (report.error !== null) throw trouble(report.error, target.url, routes.trouble);
    const format = AUDIT_FORMATS[given.format];
    const context = {
      width: io.width,
      colour: io.colour,
      lang,
      version: VERSION,
      showSecrets: given.showSecrets === true,
    };
    await io.out(format(report, context));
    if (failsOn(report, given.failOn)) exitWith(io, 1);
    if (!given.quiet && given.format !== "pretty") io.err(`${countsOf(report)}\n`);
  } finally {
    asker.close();
    routes.close();
  }
}

function auditTargetOf(given: AuditGiven): AuditTarget {
  const methods = (given.askMethod ?? ["PUT", "PATCH", "DELETE"]).flatMap((method) => method.split(","));
  const names = (given.askHeader ?? ["authorization", "content-type"]).flatMap((name) => name.toLowerCase().split(","));
  for (const token of [...methods, ...names]) {
    if (!isToken(token)) throw new InputError(`"${token}" can't be the name of a method or header`);
  }
  const simple = methods.find((method) => /^(?:GET|HEAD|POST)$/i.test(method));
  if (simple !== undefined) {
    throw new InputError(
      `--ask-method ${simple}: no browser asks for it`,
      "Name methods that need a preflight, such as PUT.",
    );
  }
  return {
    url: targetOf(given.url),
    own: given.origin === undefined ? null : originOf(given.origin),
    methods,
    names,
    headers: headersOf(given),
    maySend: given.send === true,
  };
}

async function printPlan(io: Io, target: AuditTarget, showSecrets: boolean, most: number): Promise<void> {
  const plan = auditPlan(target);
  for (const { question } of plan.slice(0, most)) {
    const headers = question.headers.filter(([name]) => name !== "Accept");
    const shown = headers.map(([name, value]) => `${name}: ${showSecrets ? value : maskHeader(name, value)}`);
    await io.out(`${clean([`${question.method} ${question.url}`, ...shown].join("  "))}\n`);
  }
  const over = plan.length > most ? `, ${plan.length - most} more left out by --max-requests` : "";
  io.err(`At most ${Math.min(plan.length, most)} requests, all to ${target.url.origin}${over}. Nothing was sent.\n`);
}

function failsOn({ findings }: AuditReport, failOn: AuditGiven["failOn"]): boolean {
  if (failOn === "never") return false;
  const least = SEVERITIES.indexOf(failOn);
  return findings.some(({ severity }) => SEVERITIES.indexOf(severity) >= least);
}

function countsOf({ findings, exchanges }: AuditReport): string {
  return `${exchanges.length} requests, ${findings.length} findings.`;
}
