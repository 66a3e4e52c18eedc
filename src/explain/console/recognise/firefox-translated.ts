import type { ReasonCode, Stage } from "../../../core/reasons.js";
import type { LineFacts } from "./pattern.js";

/**
 * Firefox in other languages. Translators keep the names of headers, their values and the word CORS, so that the reason
 * shows by these; only what has no header in it is told by the language's own words.
 */
export interface Translated {
  readonly reasons: readonly ReasonCode[];
  readonly stage: Stage | null;
  readonly partial: boolean;
  readonly facts: LineFacts;
}

/** How the line begins: Firefox says that it blocked, and what. */
export const TRANSLATED_BEGINNINGS =
  /Quellübergreifende \(Cross-Origin\) Anfrage|Blocage d['’]une requête multiorigine|Solicitud (?:desde otro origen|de origen cruzado) bloqueada|Petición (?:de origen cruzado|cross-origin) bloqueada|Bloccata richiesta multiorigine|Richiesta multiorigine|Requisição cross-origin bloqueada|Pedido cross-origin bloqueado|Запрос из постороннего источника заблокирован|クロスオリジン要求をブロック|已(?:拦截|阻止)跨源请求|已封鎖跨(?:來)?源請求|교차 (?:출처|원본) 요청/;

/** One word each where the header alone does not tell. */
const SEVERAL = /multipl|múltipl|plusieurs|nur ein|vários|несколько|複数|多个|多個|여러/i;
const PREFLIGHT = /preflight|pré-vérification|verificación previa|プリフライト|预检|預檢|사전/i;
const REDIRECT = /redire|Weiterleitung|перенаправ|リダイレクト|重定向|重新導向|리디렉/i;
const NOT_HTTP = /\bhttp\b(?!:)/i;

/** An apostrophe stands between letters. */
const QUOTED =
  /(?<![\p{sc=Latin}\p{sc=Cyrillic}])[‘’'"“”«»]\s?([^‘’'"“”«»]*?)\s?[‘’'"“”«»](?![\p{sc=Latin}\p{sc=Cyrillic}])/gu;

/** @returns null when it is no line of Firefox, or an English one */
export function recogniseTranslated(line: string): Translated | null {
  const begins = TRANSLATED_BEGINNINGS.exec(line);
  if (begins === null) return null;
  const rest = line.slice(begins.index);
  const url = /[a-z][a-z\d+.-]*:\/\/[^\s‘’'"“”«»）)]+/i.exec(rest);
  const after = url === null ? rest : rest.slice(url.index + url[0].length);
  const status = /[:：]\s?(\d{3}|\(null\))[.。]?(?:\s\d+)?$/.exec(after)?.[1];
  const facts = {
    ...(url !== null && { url: url[0].replace(/[.。,，]+$/, "") }),
    ...(status !== undefined && { status }),
  };
  return { ...reasonIn(after, facts), partial: false, ...(isSilent(after) && { partial: true }) };
}

function isSilent(after: string): boolean {
  return !/Access-Control-/.test(after) && !PREFLIGHT.test(after) && !REDIRECT.test(after) && !NOT_HTTP.test(after);
}

function reasonIn(after: string, facts: LineFacts): Omit<Translated, "partial"> {
  const said = [...after.matchAll(QUOTED)].map(([, value]) => value!).filter((value) => value !== "");
  const values = said.filter((value) => !/^Access-Control-/i.test(value));
  const value = values[0];
  const told = (reasons: readonly ReasonCode[], stage: Stage | null = null, more: LineFacts = {}) => ({
    reasons,
    stage,
    facts: { ...facts, ...more },
  });
  if (values.includes("*")) return told(["wildcard-with-credentials"]);
  if (/Access-Control-Allow-Credentials/i.test(after))
    return told(["allow-credentials-missing", "allow-credentials-invalid"]);
  if (/Access-Control-Allow-Methods/i.test(after)) {
    if (value === undefined) return told(["method-not-allowed"], "preflight");
    return told(["invalid-allow-methods"], "preflight", { value });
  }
  if (/Access-Control-Allow-Headers/i.test(after)) {
    const header = value === undefined ? {} : { header: value };
    return PREFLIGHT.test(after)
      ? told(["header-not-allowed", "authorization-needs-explicit-header"], "preflight", header)
      : told(["invalid-allow-headers", "header-not-allowed"], "preflight", header);
  }
  if (/Access-Control-Allow-Origin/i.test(after)) {
    if (value !== undefined)
      return told(["allow-origin-mismatch", "invalid-allow-origin", "multiple-allow-origin"], null, { value });
    return told(SEVERAL.test(after) ? ["multiple-allow-origin"] : ["missing-allow-origin"]);
  }
  if (PREFLIGHT.test(after)) return told(["preflight-status", "preflight-redirected"], "preflight");
  if (REDIRECT.test(after)) return told(["preflight-redirected", "redirect-scheme"], "preflight");
  if (NOT_HTTP.test(after)) return told(["unsupported-scheme", "redirect-scheme"]);
  return told(["network-error", "bad-port", "mixed-content"]);
}
