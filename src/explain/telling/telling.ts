import type { Values } from "../catalogs/catalog.js";
import { languageOf, sentence } from "../language.js";
import { pickLanguage } from "../pick-language.js";
import { tellingEn } from "./en.js";
import type { Telling, TellingKey } from "./telling-key.js";
import { tellingZhCn } from "./zh-cn.js";

const TELLINGS: Readonly<Record<string, Telling>> = { en: tellingEn, "zh-CN": tellingZhCn };

/** One of these texts, with its places filled in. */
export function tell(key: TellingKey, values: Values, lang: string): string {
  return sentence(pickLanguage(TELLINGS, lang)[key], values, languageOf(lang));
}
