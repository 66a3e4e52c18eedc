import type { Draft } from "../draft.js";
import type { Span } from "../snippet.js";
import { BodyThing, encodedPairs, PairsThing, pairsOf, RequestThing, UrlThing } from "./platform.js";
import { isTruthy, joined, Mixed, type Slot, Thing, textParts, Unknown, type Value } from "./values.js";

/** Turns values into parts of a setup; what the snippet does not say is assumed, and said so. */

/** A server to take for an address that is not in the snippet. */
const SOME_SERVER = "https://api.example";

/** Text whose unknown parts are taken for their own names. */
export function settleText(draft: Draft, field: string, value: Value, placeholder = slug): string {
  return textParts(value)
    .map((part) => (typeof part === "string" ? part : assumed(draft, field, part, placeholder(part.name))))
    .join("");
}

function assumed(draft: Draft, field: string, { name }: Unknown, value: string): string {
  draft.assume({ field, value, code: "not-in-snippet", name });
  return value;
}

/** `user.accessToken` → `accessToken` */
function slug(name: string): string {
  const words = name.match(/[A-Za-z_$][\w$]*/g);
  return words?.at(-1)?.replace(/[$_]+/g, "") || "x";
}

/** A URL; where it begins with something unknown, that is taken for a server. */
export function settleUrl(draft: Draft, { value, at }: Slot): string {
  draft.part("url", at);
  const parts = textParts(value instanceof RequestThing ? value.url.value : value);
  return parts
    .map((part, index) => {
      if (typeof part === "string") return part;
      const before = parts.slice(0, index).map((each) => (typeof each === "string" ? each : "x"));
      const followsServer = index === 1 && parts[0] instanceof Unknown;
      const taken = followsServer ? `/${slug(part.name)}` : urlPart(before.join(""), parts[index + 1], part.name);
      return assumed(draft, "url", part, taken);
    })
    .join("");
}

function urlPart(before: string, next: string | Unknown | undefined, name: string): string {
  if (before === "") {
    if (typeof next === "string" && next.startsWith("://")) return "https";
    if (next === undefined || (typeof next === "string" && /^[/?#]/.test(next))) {
      return next === undefined ? `${SOME_SERVER}/` : SOME_SERVER;
    }
    return next instanceof Unknown ? SOME_SERVER : `${SOME_SERVER}/`;
  }
  if (/^[a-z]+:\/\/$/i.test(before)) return "api.example";
  if (/^[a-z]+:\/\/[^/]*:$/i.test(before)) return "8080";
  return slug(name);
}

/** A word of a closed list, such as a mode. */
export function settleWord(draft: Draft, field: string, slot: Slot | null, usual: string): string | undefined {
  if (slot === null || slot.value === undefined) return undefined;
  draft.part(field, slot.at);
  if (slot.value instanceof Unknown) return assumed(draft, field, slot.value, usual);
  return settleText(draft, field, slot.value);
}

export function settleFlag(draft: Draft, field: string, slot: Slot | null): boolean {
  if (slot === null) return false;
  draft.part(field, slot.at);
  const known = isTruthy(slot.value);
  if (known === undefined && slot.value instanceof Unknown) assumed(draft, field, slot.value, "true");
  return known ?? true;
}

export function settleNumber(draft: Draft, field: string, slot: Slot | null): number {
  if (slot === null || slot.value === undefined) return 0;
  draft.part(field, slot.at);
  if (slot.value instanceof Unknown) assumed(draft, field, slot.value, "0");
  const number =
    typeof slot.value === "number"
      ? slot.value
      : Number(
          slot.value instanceof Thing || slot.value instanceof Unknown || slot.value instanceof Mixed ? 0 : slot.value,
        );
  return Number.isFinite(number) && number > 0 ? number : 0;
}

/** Headers in any of the forms that APIs take. */
export function settleHeaders(draft: Draft, slot: Slot | null): void {
  if (slot === null || slot.value === undefined || slot.value === null) return;
  draft.part("headers", slot.at);
  if (slot.value instanceof Unknown) {
    draft.assume({ field: "headers", code: "not-in-snippet", name: slot.value.name, value: "" });
    return;
  }
  const isSorted = slot.value instanceof PairsThing && slot.value.type === "headers";
  for (const { name, slot: field } of isSorted ? sorted(pairsOf(slot.value)) : pairsOf(slot.value)) {
    const title = settleText(draft, "headers", name);
    draft.header(title, settleHeader(draft, title, field.value), field.at.end > 0 ? field.at : slot.at);
  }
  if (slot.value instanceof Thing) settleSpread(draft, "headers", slot.value);
}

/** A Headers object gives its names in order and in small letters. */
function sorted(pairs: PairsThing["pairs"]): PairsThing["pairs"] {
  const named = pairs.map(({ name, slot }) => ({ name: typeof name === "string" ? name.toLowerCase() : name, slot }));
  return named.sort((a, b) => (String(a.name) < String(b.name) ? -1 : String(a.name) > String(b.name) ? 1 : 0));
}

export function settleHeader(draft: Draft, name: string, value: Value): string {
  const usual = name.toLowerCase() === "content-type" ? () => "application/json" : slug;
  return settleText(draft, `header ${name}`, value, usual);
}

/** What is spread in from outside may bring more. */
export function settleSpread(draft: Draft, field: string, { spread }: Thing): void {
  for (const { name } of spread) draft.assume({ field, code: "not-in-snippet", name, value: "" });
}

/** A body as fetch() and XMLHttpRequest take it. */
export function settleBody(draft: Draft, slot: Slot | null): void {
  if (slot === null || slot.value === undefined || slot.value === null) return;
  draft.part("body", slot.at);
  draft.setup.body = bodyOf(draft, slot.value, slot.at);
}

function bodyOf(draft: Draft, value: Value, at: Span): NonNullable<Draft["setup"]["body"]> {
  if (value instanceof PairsThing && value.type !== "headers") {
    const type = value.type === "form" ? "formdata" : "urlencoded";
    const plain = value.pairs.map(({ name, slot }) => ({ name, slot: { ...slot, value: formValue(slot.value) } }));
    return { type, value: settleText(draft, "body", joined(encodedPairs(plain))) };
  }
  if (value instanceof BodyThing) {
    const content = value.content instanceof Thing ? "" : settleText(draft, "body", value.content);
    const type = value.type === "blob" ? settleText(draft, "body", value.contentType) : "";
    return { type: value.type, value: content, ...(type !== "" && { contentType: type }) };
  }
  if (value instanceof Unknown) {
    const type = kindByName(value.name);
    draft.assume({ field: "body", code: "not-in-snippet", name: value.name, value: type });
    return { type, value: type === "formdata" || type === "urlencoded" ? "name=value" : slug(value.name) };
  }
  if (value instanceof Thing && !(value instanceof UrlThing)) {
    draft.note("object-body", draft.what, []);
    draft.part("body", at);
  }
  return { type: "text", value: settleText(draft, "body", value) };
}

/** A file's content does not matter. */
function formValue(value: Value): Value {
  if (value instanceof BodyThing) return "file";
  return value;
}

/** What people call such a thing. */
function kindByName(name: string): "text" | "formdata" | "blob" | "urlencoded" {
  if (/form_?data|\bfd\b|\bform\b|FormData/i.test(name)) return "formdata";
  if (/\b(?:blob|file)s?\b|\.files\b/i.test(name)) return "blob";
  return /searchparams|urlsearch/i.test(name) ? "urlencoded" : "text";
}
