import { REASONS } from "../../core/reasons.js";
import { clean, toJson } from "../text/clean.js";
import type { Words } from "../words/words.js";
import type { MakeFormat } from "./format.js";
import type { Item } from "./item.js";
import { disagreement, fixHeader, fixPlace, isStopped, place, profileMark, requestLine, ruleOf } from "./words.js";

/** SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const sarif: MakeFormat = ({ version, words }) => {
  const rules = new Map<string, Rule>();
  const results: object[] = [];
  const add = (item: Item, found: Finding): void => {
    rules.set(found.rule, ruleFor(found.rule, words));
    results.push({
      ruleId: found.rule,
      level: found.level,
      message: { text: clean(`${found.message} (${requestLine(item.asked)} ${profileMark(item.verdict)})`) },
      locations: [locationOf(item)],
      partialFingerprints: { "whycors/v1": clean(`${item.verdict.profile} ${found.rule} ${requestLine(item.asked)}`) },
    });
  };
  return {
    item(item) {
      for (const found of findings(item, words)) add(item, found);
      return "";
    },
    broken: () => "",
    end() {
      const driver = { name: "whycors", version, rules: [...rules.values()] };
      return `${toJson({
        $schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }],
      })}\n`;
    },
  };
};

interface Finding {
  readonly rule: string;
  readonly level: "error" | "warning" | "note";
  readonly message: string;
}

interface Rule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly helpUri?: string;
}

function* findings(item: Item, words: Words): Generator<Finding> {
  const { verdict } = item;
  // What was expected is no finding, however it ended.
  if (verdict.matches !== undefined) {
    const message = [...(verdict.differences ?? []), verdict.explanation].join(". ");
    if (!verdict.matches) yield { rule: "not-as-expected", level: "error", message };
    return;
  }
  if (isStopped(verdict)) {
    const fixes = verdict.fixes.map((fix) => ` ${fixPlace(fix, words)}: ${fixHeader(fix) ?? fix.why}`);
    const message = `${verdict.explanation}${fixes.join("")}`;
    yield { rule: verdict.reason ?? verdict.outcome, level: "error", message };
  }
  if (verdict.outcome === "unknown") yield { rule: "unknown", level: "note", message: verdict.explanation };
  if (verdict.agrees === false) {
    yield {
      rule: "disagreement",
      level: "warning",
      message: `Model and recording disagree: ${disagreement(verdict, words)}.`,
    };
  }
  for (const { code, message } of verdict.warnings) yield { rule: code, level: "warning", message };
}

function ruleFor(id: string, words: Words): Rule {
  const reason = Object.keys(REASONS).find((code) => code === id) as keyof typeof REASONS | undefined;
  if (reason === undefined) return { id, shortDescription: { text: id.replaceAll("-", " ") } };
  const { name, url } = ruleOf(reason, words);
  return { id, shortDescription: { text: `${id.replaceAll("-", " ")} (${name})` }, helpUri: url };
}

/** A recording has no useful lines: the entry is the place. Viewers want a region all the same. */
function locationOf(item: Item): object {
  const { file, verdict } = item;
  const entry = verdict.source?.entry;
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(clean(file === "-" ? "stdin" : file).replaceAll("\\", "/")) },
      region: { startLine: 1 },
    },
    logicalLocations: [
      {
        fullyQualifiedName: clean(entry === undefined ? verdict.id : `log.entries[${entry}]`),
        name: clean(place(item)),
      },
    ],
  };
}
