import { REASONS, type ReasonCode } from "../../core/reasons.js";
import type { Example, Shown } from "../example.js";
import { languageOf } from "../language.js";
import { pickLanguage } from "../pick-language.js";
import { referenceEn } from "./en.js";
import { HEADERS, type HeaderId } from "./header-list.js";
import { REASON_EXAMPLES, type ReasonExample } from "./reason-list.js";
import type { HeaderText, ReferenceTexts } from "./reference-text.js";
import { referenceZhCn } from "./zh-cn.js";

/** A page about one reason code. Its example is a case to judge: console lines and advice come from the model. */
export interface ReasonPage {
  readonly kind: "reason";
  readonly id: ReasonCode;
  readonly title: string;
  readonly meaning: string;
  readonly happens: string;
  readonly fix: string;
  readonly engines: string | null;
  /** The rule that speaks, in its standard. */
  readonly spec: string;
  readonly step: string;
  readonly example: ReasonExample;
}

/** A page about one header. */
export interface HeaderPage {
  readonly kind: "header";
  readonly id: HeaderId;
  readonly title: string;
  readonly sentBy: "browser" | "server";
  readonly meaning: string;
  readonly values: string;
  readonly traps: string;
  readonly engines: string | null;
  readonly spec: string;
  readonly example: { readonly case: Example; readonly shows: readonly Shown[] };
}

export interface Reference {
  readonly reasons: readonly ReasonPage[];
  readonly headers: readonly HeaderPage[];
}

const TEXTS: Readonly<Record<string, ReferenceTexts>> = { en: referenceEn, "zh-CN": referenceZhCn };

/** All pages, in the language asked for. */
export function reference(lang: string): Reference {
  const texts = pickLanguage(TEXTS, lang);
  return {
    reasons: (Object.keys(REASONS) as ReasonCode[]).map((id) => reasonPage(id, texts, lang)),
    headers: (Object.keys(HEADERS) as HeaderId[]).map((id) => headerPage(id, texts.headers[id])),
  };
}

function reasonPage(id: ReasonCode, texts: ReferenceTexts, lang: string): ReasonPage {
  const { url, step } = REASONS[id];
  const { title } = languageOf(lang).catalog.reasons[id];
  const text = texts.reasons[id];
  const engines = text.engines ?? null;
  return { kind: "reason", id, title, ...text, engines, spec: url, step, example: REASON_EXAMPLES[id] };
}

function headerPage(id: HeaderId, text: HeaderText): HeaderPage {
  const { name, sentBy, spec, ...example } = HEADERS[id];
  return { kind: "header", id, title: name, sentBy, ...text, engines: text.engines ?? null, spec, example };
}

/** The page of a reason code or a header, by its id or name in any case. */
export function referencePage(name: string, lang: string): ReasonPage | HeaderPage | null {
  const wanted = name.trim().toLowerCase();
  const { reasons, headers } = reference(lang);
  return (
    reasons.find(({ id }) => id === wanted) ??
    headers.find(({ id, title }) => id === wanted || title.toLowerCase().split(", ").includes(wanted)) ??
    null
  );
}
