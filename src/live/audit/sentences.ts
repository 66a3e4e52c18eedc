import type { AuditCatalog, Place } from "./catalogs/catalog.js";
import { en } from "./catalogs/en.js";
import { zhCn } from "./catalogs/zh-cn.js";
import type { Finding, FindingValues } from "./finding.js";

const CATALOGS: readonly AuditCatalog[] = [en, zhCn];

export interface FindingSentences {
  readonly title: string;
  readonly consequence: string;
  readonly fix: string;
}

/** The catalog of a language, else of its main language, else English. */
export function auditCatalog(lang: string): AuditCatalog {
  const main = (tag: string) => tag.toLowerCase().split("-", 1)[0];
  return CATALOGS.find(({ language }) => main(language) === main(lang)) ?? en;
}

/** What there is to say of a finding, in the language asked for. */
export function findingSentences({ code, values }: Finding, lang: string): FindingSentences {
  const catalog = auditCatalog(lang);
  const { title, consequence, fix } = catalog.findings[code];
  const filled = (text: string) => fill(text, values, COMMAS[catalog.language] ?? ", ");
  const chosen =
    typeof consequence === "string" ? consequence : consequence[values.withCredentials ? "withCredentials" : "without"];
  return { title: filled(title), consequence: filled(chosen), fix: filled(fix) };
}

const COMMAS: Readonly<Record<string, string>> = { en: ", ", "zh-CN": "、" };

/** A list of many is told by its first members. */
const MOST = 3;

function fill(text: string, values: FindingValues, comma: string): string {
  return text.replace(/\{(\w+)\}/g, (_whole, place: Place) => {
    const value = values[place];
    if (value === undefined || typeof value === "string") return value ?? "";
    return `${value.slice(0, MOST).join(comma)}${value.length > MOST ? " …" : ""}`;
  });
}
