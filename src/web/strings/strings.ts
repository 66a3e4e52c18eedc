import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { loadChinese } from "../model/chinese.js";
import { en, type Strings } from "./en.js";

export const LANGUAGES = ["en", "zh-CN"] as const;
export type Language = (typeof LANGUAGES)[number];

export const StringsContext = createContext<Strings>(en);

export function useStrings(): Strings {
  return useContext(StringsContext);
}

/** A sentence with its places filled in. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** Chinese in whichever script and region is nearest to ours; else English. */
export function languageFor(wanted: readonly string[]): Language {
  const known = wanted.find((tag) => /^(?:en|zh)\b/i.test(tag));
  return known !== undefined && /^zh/i.test(known) ? "zh-CN" : "en";
}

/** English is there from the start, the others when they are asked for. */
export type { Strings };

export async function stringsOf(language: Language): Promise<Strings> {
  if (language === "en") return en;
  const [{ zhCn }] = await Promise.all([import("./zh-cn.js"), loadChinese()]);
  return zhCn;
}
