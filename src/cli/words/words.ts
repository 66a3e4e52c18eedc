import { languageOf } from "../../explain/language.js";
import { pickLanguage } from "../../explain/pick-language.js";
import { number } from "../text/counts.js";
import { type WordKey, wordsEn } from "./en.js";
import type { WordText } from "./word-text.js";
import { wordsZhCn } from "./zh-cn.js";

/** The program's own words in one language: headings, labels, counts. What verdicts say comes from `explain`. */
export interface Words {
  readonly lang: string;
  say(key: WordKey, values?: Readonly<Record<string, string | number>>): string;
  /** The word for a code of the data, or the code itself where it has none. */
  name(kind: "outcome" | "stage" | "skip" | "confidence" | "allows" | "cause", code: string): string;
}

const TEXTS: Readonly<Record<string, Readonly<Record<WordKey, WordText>>>> = { en: wordsEn, "zh-CN": wordsZhCn };

export function wordsOf(lang: string): Words {
  const texts = pickLanguage(TEXTS, lang);
  const { plural, catalog } = languageOf(lang);
  const outcomes: Readonly<Record<string, string>> = catalog.outcomeNames;
  const say: Words["say"] = (key, values = {}) => {
    const text = texts[key];
    const template = typeof text === "string" ? text : (text[plural(Number(values["count"] ?? 0))] ?? text.other);
    return template.replace(/\{([a-z]+)\}/g, (_place, name: string) => shown(values[name]));
  };
  return {
    lang,
    say,
    name(kind, code) {
      if (kind === "outcome") return outcomes[code] ?? code;
      const key = `${kind}-${code}`;
      return key in texts ? say(key as WordKey) : code;
    },
  };
}

function shown(value: string | number | undefined): string {
  return typeof value === "number" ? number(value) : (value ?? "");
}
