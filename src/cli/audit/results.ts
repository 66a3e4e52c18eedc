import { FINDING_CODES } from "../../live/audit/finding.js";
import { element } from "../formats/xml.js";
import { clean, toJson } from "../text/clean.js";
import type { AuditContext, PrintedAudit, PrintedFinding } from "./report.js";

const LEVELS: Readonly<Record<PrintedFinding["severity"], string>> = {
  high: "error",
  medium: "warning",
  low: "warning",
  info: "note",
};

/** SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function auditSarif({ target, findings }: PrintedAudit, { version }: AuditContext): string {
  const results = findings.map(({ code, severity, title, consequence, fix }) => ({
    ruleId: code,
    level: LEVELS[severity],
    message: { text: clean(`${title}. ${consequence} ${fix}`) },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: encodeURI(clean(target)) }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: clean(target) }],
      },
    ],
    partialFingerprints: { "whycors/v1": clean(`${code} ${target}`) },
  }));
  const used = FINDING_CODES.filter((code) => findings.some((finding) => finding.code === code));
  const rules = used.map((id) => ({ id, shortDescription: { text: id.replaceAll("-", " ") } }));
  return `${toJson({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "whycors", version, rules } }, columnKind: "utf16CodeUnits", results }],
  })}\n`;
}

/** JUnit XML: what can be found, each as a test; what was found has failed. */
export function auditJunit({ target, findings }: PrintedAudit): string {
  const tests = FINDING_CODES.map((code) => {
    const found = findings.find((finding) => finding.code === code);
    const failure =
      found === undefined
        ? []
        : [element("failure", { type: found.severity, message: found.title }, `${found.consequence}\n${found.fix}`)];
    return element("testcase", { classname: target, name: code }, failure);
  });
  const failures = new Set(findings.map(({ code }) => code)).size;
  const suite = element("testsuite", { name: target, tests: tests.length, failures, errors: 0, skipped: 0 }, tests);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", { name: "whycors" }, [suite])}\n`;
}
