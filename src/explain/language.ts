import type { Stage } from "../core/reasons.js";
import type { Catalog, Choice, Place, Plural, Text, Values } from "./catalogs/catalog.js";
import { en } from "./catalogs/en.js";
import { zhCn } from "./catalogs/zh-cn.js";
import { pickLanguage } from "./pick-language.js";

/** Every language; a new one is a file of data and a line here. */
const CATALOGS: Readonly<Record<string, Catalog>> = { [en.language]: en, [zhCn.language]: zhCn };

export const LANGUAGES: readonly string[] = Object.keys(CATALOGS);

/** A catalog with what its language brings along. */
export interface Language {
  readonly catalog: Catalog;
  /** “a, b and c”. */
  readonly and: (list: readonly string[]) => string;
  /** The grammatical number of so many. */
  readonly plural: (count: number) => Intl.LDMLPluralRule;
}

const languages = new Map<string, Language>();

/** The language asked for, else its main language, else the first. */
export function languageOf(tag: string): Language {
  const known = languages.get(tag);
  if (known !== undefined) return known;
  const catalog = pickLanguage(CATALOGS, tag);
  const language: Language = {
    catalog,
    and: (list) => conjunction(list, catalog.list),
    plural: pluralRule(catalog.language),
  };
  languages.set(tag, language);
  return language;
}

/** NOTE: what Intl.ListFormat does, which takes 14 ms to make, a tenth of a short run. */
function conjunction(list: readonly string[], { two, between, last }: Catalog["list"]): string {
  const append = (text: string, part: string) => text + gap(text, part) + part;
  return list.reduce((text, item, at) => {
    if (at === 0) return item;
    const isLast = at === list.length - 1;
    return append(append(text, isLast ? (at === 1 ? two : last) : between), item);
  }, "");
}

/** A space sets Chinese off from words in Latin letters; the platform's lists leave it out. */
function gap(before: string, after: string): string {
  const meets = (HAN_LAST.test(before) && WORD_FIRST.test(after)) || (WORD_LAST.test(before) && HAN_FIRST.test(after));
  return meets ? " " : "";
}

const HAN_FIRST = /^\p{Script=Han}/u;
const HAN_LAST = /\p{Script=Han}$/u;
const WORD_FIRST = /^[\w([*]/;
const WORD_LAST = /[\w)\]*]$/;

function pluralRule(language: string): Language["plural"] {
  let rules: Intl.PluralRules | null = null;
  const known: Intl.LDMLPluralRule[] = [];
  return (count) => {
    const select = () => {
      rules ??= new Intl.PluralRules(language);
      return rules.select(count);
    };
    if (!Number.isInteger(count) || count < 0 || count > 99) return select();
    known[count] ??= select();
    return known[count];
  };
}

/** A phrase by its code, with what goes in its places where it has some. */
export type Phrase<Code extends string> = Code | (Values & { readonly code: Code });

/** The words of a phrase. */
export function phrase<Code extends string>(
  phrases: Readonly<Record<Code, string>>,
  said: Phrase<Code>,
  { and }: Language,
): string {
  return typeof said === "string" ? phrases[said] : fill(phrases[said.code], said, and);
}

/** A sentence of the catalog with its places filled in. */
export function sentence(text: Text, values: Values, { and, plural }: Language, stage: Stage | null = null): string {
  const chosen = typeof text === "string" ? text : choose(text, values, stage);
  const template = typeof chosen === "string" ? chosen : inNumber(chosen, values, plural);
  return fill(template, values, and);
}

function choose(choices: readonly Choice[], values: Values, stage: Stage | null): string | Plural {
  for (const choice of choices) {
    if (choice.stage !== undefined && choice.stage !== stage) continue;
    if (choice.when === undefined || choice.when.every((place) => isThere(values[place]))) return choice.text;
  }
  return choices.at(-1)!.text;
}

function isThere(value: Values[Place]): boolean {
  return value !== undefined && value !== "" && (typeof value !== "object" || value.length > 0);
}

function inNumber(text: Plural, values: Values, plural: Language["plural"]): string {
  const value = values[text.by];
  const count = typeof value === "object" ? value.length : Number(value ?? 0);
  return text[plural(count)] ?? text.other;
}

/** Texts and the places between them, taken apart once. */
type Template = readonly Piece[];

interface Piece {
  readonly text: string;
  readonly place: Place | null;
  /** Chinese and a space stand before the place, or after it: next to Chinese the space goes. */
  readonly spacedBefore: boolean;
  readonly spacedAfter: boolean;
}

const templates = new Map<string, Template>();

function templateOf(text: string): Template {
  let template = templates.get(text);
  if (template === undefined) {
    const parts = text.split(/\{([A-Za-z]+)\}/);
    template = parts.flatMap((part, i): Piece[] => {
      if (i % 2 !== 0) return [];
      const place = (parts[i + 1] as Place | undefined) ?? null;
      const spacedBefore = /\p{Script=Han} $/u.test(part);
      return [{ text: part, place, spacedBefore, spacedAfter: /^ \p{Script=Han}/u.test(parts[i + 2] ?? "") }];
    });
    templates.set(text, template);
  }
  return template;
}

/** The places that a text has, for tests. */
export function placesOf(text: string): readonly string[] {
  return templateOf(text).flatMap(({ place }) => (place === null ? [] : [place]));
}

function fill(text: string, values: Values, and: Language["and"]): string {
  const template = templateOf(text);
  let filled = "";
  let closeUp = false;
  for (let i = 0; i < template.length; i++) {
    const { text, place, spacedBefore, spacedAfter } = template[i]!;
    filled += closeUp ? text.slice(1) : text;
    if (place === null) continue;
    const value = shown(values[place], and);
    if (spacedBefore && HAN_FIRST.test(value)) filled = filled.slice(0, -1);
    filled += value;
    closeUp = spacedAfter && HAN_LAST.test(value);
  }
  return filled;
}

const LONGEST = 160;

function shown(value: Values[Place], and: Language["and"]): string {
  if (value === undefined) return "";
  if (typeof value === "object") return and(value);
  const text = String(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
