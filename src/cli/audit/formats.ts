import type { AuditReport } from "../../live/audit/audit.js";
import type { AuditFormatName } from "../formats/names.js";
import { toJson } from "../text/clean.js";
import { auditMarkdown } from "./markdown.js";
import { auditPretty } from "./pretty.js";
import { type AuditContext, printedAudit } from "./report.js";
import { auditJunit, auditSarif } from "./results.js";

export const AUDIT_FORMATS: Readonly<Record<AuditFormatName, (report: AuditReport, context: AuditContext) => string>> =
  {
    pretty: (report, context) => auditPretty(printedAudit(report, context), context),
    json: (report, context) => `${toJson(printedAudit(report, context))}\n`,
    markdown: (report, context) => auditMarkdown(printedAudit(report, context)),
    sarif: (report, context) => auditSarif(printedAudit(report, context), context),
    junit: (report, context) => auditJunit(printedAudit(report, context)),
  };
