import type { AnyNode } from "acorn";
import type { Span } from "../snippet.js";

/** What an expression of a snippet is worth, as far as the snippet tells. */
export type Value = string | number | boolean | bigint | null | undefined | Unknown | Mixed | Thing;

/** Something that the snippet does not say. */
export class Unknown {
  /** The expression, as a person would name it. */
  readonly name: string;

  constructor(name: string) {
    this.name = name.length > 60 ? `${name.slice(0, 57)}…` : name;
  }
}

/** Text with unknown parts in it. */
export class Mixed {
  readonly parts: readonly (string | Unknown)[];

  constructor(parts: readonly (string | Unknown)[]) {
    this.parts = parts;
  }
}

export interface Slot {
  readonly value: Value;
  /** Where it is said. */
  readonly at: Span;
}

/** An object. Those of the platform know their members. */
export class Thing {
  readonly slots = new Map<string, Slot>();
  /** What is spread into it and not in the snippet. */
  readonly spread: Unknown[] = [];

  get(key: string): Value {
    const slot = this.slots.get(key);
    if (slot !== undefined) return slot.value;
    return this.spread.length > 0 ? new Unknown(`${this.spread[0]!.name}.${key}`) : undefined;
  }

  slot(key: string): Slot | null {
    return this.slots.get(key) ?? null;
  }

  set(key: string, slot: Slot): void {
    this.slots.set(key, slot);
  }
}

export class List extends Thing {
  readonly items: Slot[];

  constructor(items: Slot[] = []) {
    super();
    this.items = items;
  }

  override get(key: string): Value {
    if (key === "length") return this.items.length;
    return /^\d+$/.test(key) ? this.items[Number(key)]?.value : super.get(key);
  }
}

/** A name and what it stands for, found again in the scopes around. */
export class Scope {
  readonly #names = new Map<string, Slot>();
  readonly #outer: Scope | null;

  constructor(outer: Scope | null) {
    this.#outer = outer;
  }

  declare(name: string, slot: Slot): void {
    this.#names.set(name, slot);
  }

  find(name: string): Slot | undefined {
    return this.#names.get(name) ?? this.#outer?.find(name);
  }

  assign(name: string, slot: Slot): void {
    if (this.#names.has(name) || this.#outer === null) this.#names.set(name, slot);
    else this.#outer.assign(name, slot);
  }
}

/** A function of the snippet. */
export class Func extends Thing {
  readonly node: AnyNode & { type: "FunctionDeclaration" | "FunctionExpression" | "ArrowFunctionExpression" };
  readonly scope: Scope;
  /** `this` inside of it. */
  self: Value;
  called = false;

  constructor(node: Func["node"], scope: Scope, self: Value) {
    super();
    this.node = node;
    this.scope = scope;
    this.self = self;
  }
}

export class Class extends Thing {
  readonly node: AnyNode & { type: "ClassDeclaration" | "ClassExpression" };
  readonly scope: Scope;
  constructed = false;

  constructor(node: Class["node"], scope: Scope) {
    super();
    this.node = node;
    this.scope = scope;
  }
}

/** How a call is written. */
export interface Site {
  /** The whole call. */
  readonly at: Span;
  /** Where each argument is. */
  readonly args: readonly Span[];
  /** Names that the code gives to what is called, such as `api.get`. */
  readonly name: string;
}

/** A function of the platform or of a library. */
export class Native extends Thing {
  readonly call: (args: readonly Value[], site: Site) => Value;
  readonly construct: (args: readonly Value[], site: Site) => Value;

  constructor(
    call: Native["call"],
    construct: Native["construct"] = call,
    members: Readonly<Record<string, Value>> = {},
  ) {
    super();
    this.call = call;
    this.construct = construct;
    for (const [name, value] of Object.entries(members)) this.set(name, { value, at: NOWHERE });
  }
}

export const NOWHERE: Span = { start: 0, end: 0 };

/** An object with these members. */
export function thing(members: Readonly<Record<string, Value>>): Thing {
  const made = new Thing();
  for (const [name, value] of Object.entries(members)) made.set(name, { value, at: NOWHERE });
  return made;
}

export type Primitive = string | number | boolean | bigint | null | undefined;

export function isPrimitive(value: Value): value is Primitive {
  return value === null || (typeof value !== "object" && typeof value !== "function");
}

/** Platform objects that turn into text say how. */
export interface Textual {
  textParts(): readonly (string | Unknown)[];
}

function isTextual(value: Value): value is Thing & Textual {
  return value instanceof Thing && "textParts" in value;
}

/** What `String(value)` gives. */
export function textParts(value: Value): readonly (string | Unknown)[] {
  if (value instanceof Unknown) return [value];
  if (value instanceof Mixed) return value.parts;
  if (isTextual(value)) return value.textParts();
  if (value instanceof List)
    return value.items.flatMap(({ value }, index) => [...(index > 0 ? [","] : []), ...textParts(value)]);
  if (value instanceof Thing) return ["[object Object]"];
  return [String(value)];
}

export function joined(parts: readonly (string | Unknown)[]): Value {
  const merged: (string | Unknown)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === "string" && typeof last === "string") merged[merged.length - 1] = last + part;
    else if (part !== "") merged.push(part);
  }
  if (merged.length === 0) return "";
  if (merged.length === 1) return merged[0]!;
  return new Mixed(merged);
}

/** @returns undefined where the snippet does not tell */
export function isTruthy(value: Value): boolean | undefined {
  if (value instanceof Unknown) return undefined;
  return value instanceof Mixed || value instanceof Thing ? true : Boolean(value);
}
