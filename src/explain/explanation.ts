import type { FetchOutcome } from "../core/fetching/outcome.js";
import type { Page } from "../core/infrastructure/browser-state.js";
import { isSameOrigin } from "../core/infrastructure/origin.js";
import type { Api } from "../core/infrastructure/request.js";
import type { Profile } from "../core/profiles/profile.js";
import type { OutcomeKey } from "./catalogs/catalog.js";
import { type Language, languageOf, sentence } from "./language.js";
import { sceneOf } from "./scene.js";
import { failureValues, successValues } from "./values.js";

/** One plain sentence on what happened and why, in the language asked for; a second one names hidden headers. */
export function explanationOf(outcome: FetchOutcome, _profile: Profile, page: Page, lang: string): string {
  const language = languageOf(lang);
  const scene = sceneOf(outcome, page);
  if (scene === null) return successSentence(outcome, page, language);
  const { explanation } = language.catalog.reasons[scene.failure.reason];
  return sentence(explanation, failureValues(scene, language), language, scene.stage);
}

/** The sentence of a verdict that can't be given; `missing` names what the input lacks. */
export function unknownExplanation(missing: readonly string[], lang: string): string {
  const language = languageOf(lang);
  const known: Readonly<Record<string, string>> = language.catalog.missing;
  const names = missing.map((part) => known[part] ?? part);
  return sentence(language.catalog.unknown, { names }, language);
}

/** Of a request that could have been sent and was not. */
export function withheldExplanation(
  why: "unsafe" | "preflight-only" | "other-origin",
  values: { readonly method: string; readonly url: string },
  wasAsked: boolean,
  lang: string,
): string {
  const language = languageOf(lang);
  const { withheld } = language.catalog;
  const sentences = [withheld[wasAsked ? "passed" : "unasked"], withheld[why]];
  return sentences
    .map((text) => sentence(text, values, language))
    .join(language.catalog.language.startsWith("zh") ? "" : " ");
}

const OPAQUE: Partial<Record<Api, OutcomeKey>> = {
  fetch: "opaque-fetch",
  img: "opaque-image",
  "css-shape": "opaque-image",
  "webgl-texture": "opaque-image",
  script: "opaque-script",
  stylesheet: "opaque-stylesheet",
  video: "opaque-media",
  audio: "opaque-media",
  beacon: "opaque-beacon",
  form: "opaque-form",
};

function successSentence(outcome: FetchOutcome, page: Page, language: Language): string {
  const { catalog } = language;
  const key = outcomeKey(outcome, page);
  const values = successValues(outcome, page, language);
  const first = sentence(catalog.outcomes[key], values, language);
  const hides = key === "allowed-cors" && isReadByScript(outcome) && (values.hidden?.length ?? 0) > 0;
  return hides ? `${first} ${sentence(catalog.hidden, values, language)}` : first;
}

function isReadByScript({ setup }: FetchOutcome): boolean {
  return setup.api === "fetch" || setup.api === "xhr";
}

function outcomeKey({ setup, response, request, exchanges }: FetchOutcome, page: Page): OutcomeKey {
  if (response?.type === "opaqueredirect") return "opaque-redirect";
  if (response?.type === "opaque" || setup.api === "beacon" || setup.api === "form") {
    return OPAQUE[setup.api] ?? "opaque-other";
  }
  if (response?.type === "cors") return "allowed-cors";
  if (exchanges.length === 0 && request?.url.isHttp !== true) return "allowed-local";
  return request !== null && !isSameOrigin(request.url, page.origin) && page.extensionPermissions.length > 0
    ? "allowed-extension"
    : "allowed-same-origin";
}
