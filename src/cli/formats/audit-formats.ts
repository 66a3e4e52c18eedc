import type { AuditReport } from "../../live/audit/audit.js";
import { toJson } from "../text/clean.js";
import { auditMarkdown } from "./audit-markdown.js";
import { auditPretty } from "./audit-pretty.js";
import { type AuditContext, printedAudit } from "./audit-report.js";
import { auditJunit, auditSarif } from "./audit-results.js";
import type { AuditFormatName } from "./names.js";

export const AUDIT_FORMATS: Readonly<Record<AuditFormatName, (report: AuditReport, context: AuditContext) => string>> =
  {
    pretty: (report, context) => auditPretty(printedAudit(report, context), context),
    json: (report, context) => `${toJson(printedAudit(report, context))}\n`,
    markdown: (report, context) => auditMarkdown(printedAudit(report, context)),
    sarif: (report, context) => auditSarif(printedAudit(report, context), context),
    junit: (report, context) => auditJunit(printedAudit(report, context)),
  };
