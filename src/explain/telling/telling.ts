import type { Text, Values } from "../catalogs/catalog.js";
import { languageOf, sentence } from "../language.js";
import { pickLanguage } from "../pick-language.js";
import { tellingEn } from "./en.js";
import { tellingZhCn } from "./zh-cn.js";

/** What stands around a verdict when it is told in full: headings, places, assumptions and notes of a snippet. */
export type TellingKey =
  // Outcomes, with where it ended
  | "allowed"
  | "opaque"
  | "blocked"
  | "failed"
  | "unknown"
  | "outcome-at"
  | "at-setup"
  | "at-preflight"
  | "at-redirect"
  | "at-response"
  | "at-network"
  // Headings
  | "asked"
  | "sequence"
  | "rules"
  | "script"
  | "console"
  | "engines"
  | "fix"
  | "alternative"
  | "configuration"
  | "next"
  | "likely"
  | "warning"
  | "assumed"
  | "note"
  | "needs"
  | "steps"
  | "recorded"
  | "ask"
  | "known"
  // What stands under them
  | "comma"
  | "aside"
  | "step"
  | "script-status"
  | "script-headers"
  | "script-no-headers"
  | "script-no-body"
  | "script-hidden"
  | "script-nothing"
  | "script-event"
  | "element-loads"
  | "element-fails"
  | "silent"
  | "same-in"
  | "next-problem"
  | "engine"
  | "engine-stopped"
  | "prints"
  | "fix-preflight"
  | "fix-redirect"
  | "fix-response"
  | "fix-request"
  | "fix-page"
  | "fix-page-server"
  | "alternative-outcome"
  | "configuration-none"
  | "tested"
  | "untested"
  // Without a server
  | "needs-preflight"
  | "needs-none"
  | "needs-permission"
  | "needs-answer"
  | "needs-response"
  | "add-server"
  | "open-response"
  // The snippet
  | "no-request"
  | "run-threw"
  | "line"
  | "page-assumed"
  | "not-in-snippet"
  | "spread"
  | "branch"
  | "file"
  | "devtools-copy"
  | "curl-origin"
  | "unknown-option"
  | "object-body"
  | "library-adds"
  | "curl-unknown"
  | "curl-no-effect"
  | "curl-preflight"
  | "browser-sets"
  | "unread-part"
  // Console lines
  | "console-rule"
  | "console-many"
  | "console-old"
  | "console-engine"
  | "console-url"
  | "console-origin"
  | "console-header"
  | "console-value"
  | "console-method"
  | "console-status"
  | "console-api"
  | "console-first"
  | "ask-server"
  | "ask-preflight"
  | "ask-snippet"
  | "ask-origin"
  | "ask-network"
  | "ask-live";

export type Telling = Readonly<Record<TellingKey, Text>>;

const TELLINGS: Readonly<Record<string, Telling>> = { en: tellingEn, "zh-CN": tellingZhCn };

/** One of these texts, with its places filled in. */
export function tell(key: TellingKey, values: Values, lang: string): string {
  return sentence(pickLanguage(TELLINGS, lang)[key], values, languageOf(lang));
}
