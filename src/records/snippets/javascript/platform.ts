import { base64 } from "../encoding.js";
import type { Interpreter } from "./interpreter.js";
import {
  isPrimitive,
  joined,
  List,
  Mixed,
  Native,
  NOWHERE,
  type Slot,
  type Textual,
  Thing,
  textParts,
  thing,
  Unknown,
  type Value,
} from "./values.js";

/** Objects of the platform that requests are made of. */

/** Names and values in order: Headers, URLSearchParams and FormData. */
export class PairsThing extends Thing implements Textual {
  readonly type: "headers" | "query" | "form";
  readonly pairs: { readonly name: Value; readonly slot: Slot }[] = [];

  constructor(type: PairsThing["type"], init: Value) {
    super();
    this.type = type;
    for (const { name, slot } of pairsOf(init)) this.#add(name, slot);
    const append = new Native(([name, value], { args, at }) => this.#add(name, { value, at: args[0] ?? at }));
    const put = new Native(([name, value], { args, at }) => {
      this.#remove(name);
      this.#add(name, { value, at: args[0] ?? at });
    });
    const members: Record<string, Value> = {
      append,
      set: put,
      delete: new Native(([name]) => this.#remove(name)),
      get: new Native(([name]) => this.pairs.find((pair) => same(pair.name, name))?.slot.value ?? null),
      has: new Native(([name]) => this.pairs.some((pair) => same(pair.name, name))),
    };
    for (const [key, value] of Object.entries(members)) this.set(key, { value, at: NOWHERE });
  }

  #add(name: Value, slot: Slot): undefined {
    this.pairs.push({ name, slot });
  }

  #remove(name: Value): undefined {
    for (let i = this.pairs.length - 1; i >= 0; i--) if (same(this.pairs[i]!.name, name)) this.pairs.splice(i, 1);
  }

  textParts(): readonly (string | Unknown)[] {
    return this.type === "form" ? ["[object FormData]"] : encodedPairs(this.pairs);
  }
}

function same(one: Value, other: Value): boolean {
  return typeof one === "string" && typeof other === "string" && one.toLowerCase() === other.toLowerCase();
}

/** What Headers, URLSearchParams and libraries take: a record, pairs, text, or one of their own. */
export function pairsOf(init: Value): PairsThing["pairs"] {
  if (init instanceof PairsThing) return [...init.pairs];
  if (init instanceof List) {
    return init.items.flatMap(({ value, at }) =>
      value instanceof List ? [{ name: value.items[0]?.value, slot: { value: value.items[1]?.value, at } }] : [],
    );
  }
  if (init instanceof Thing) return [...init.slots].map(([name, slot]) => ({ name, slot }));
  if (typeof init !== "string") return [];
  return [...new URLSearchParams(init)].map(([name, value]) => ({ name, slot: { value, at: NOWHERE } }));
}

/** `a=1&b=2` */
export function encodedPairs(pairs: PairsThing["pairs"]): (string | Unknown)[] {
  return pairs.flatMap(({ name, slot }, index) => [
    ...(index > 0 ? ["&"] : []),
    ...textParts(name).map(encoded),
    "=",
    ...textParts(slot.value).map(encoded),
  ]);
}

function encoded(part: string | Unknown): string | Unknown {
  return typeof part === "string" ? new URLSearchParams([["", part]]).toString().slice(1) : part;
}

export class UrlThing extends Thing implements Textual {
  readonly parts: (string | Unknown)[];
  readonly #query: PairsThing;

  constructor(url: Value, base: Value) {
    super();
    this.parts = resolved(url, base);
    this.#query = new PairsThing("query", "");
  }

  override get(key: string): Value {
    if (key === "searchParams") return this.#query;
    if (key === "href" || key === "toString" || key === "toJSON") {
      return key === "href" ? joined(this.textParts()) : new Native(() => joined(this.textParts()));
    }
    if (key === "search") return joined(["?", ...this.#query.textParts()]);
    return super.get(key) ?? new Unknown(`url.${key}`);
  }

  override set(key: string, slot: Slot): void {
    if (key === "search") {
      this.#query.pairs.push(...pairsOf(typeof slot.value === "string" ? slot.value.replace(/^\?/, "") : slot.value));
    } else super.set(key, slot);
  }

  textParts(): readonly (string | Unknown)[] {
    const query = this.#query.textParts();
    if (query.length === 0) return this.parts;
    const [first] = this.parts;
    return [...this.parts, typeof first === "string" && first.includes("?") ? "&" : "?", ...query];
  }
}

function resolved(url: Value, base: Value): (string | Unknown)[] {
  const [first = ""] = textParts(url);
  const parts = [...textParts(url)];
  if (base === undefined || (typeof first === "string" && /^[a-z][a-z+.-]*:/i.test(first))) return parts;
  if (typeof first === "string" && typeof base === "string" && parts.length === 1 && URL.canParse(first, base)) {
    return [new URL(first, base).href];
  }
  const under = textParts(base);
  return typeof first === "string" && first.startsWith("/")
    ? [...under.map(withoutSlash), ...parts]
    : [...under, ...parts];
}

function withoutSlash(part: string | Unknown): string | Unknown {
  return typeof part === "string" ? part.replace(/\/+$/, "") : part;
}

/** Blob, File, bytes and streams: what matters of them is their kind. */
export class BodyThing extends Thing {
  readonly type: "blob" | "bytes" | "stream";
  readonly content: Value;
  readonly contentType: Value;

  constructor(type: BodyThing["type"], content: Value, contentType: Value = "") {
    super();
    this.type = type;
    this.content = content;
    this.contentType = contentType;
  }
}

/** `new Request()` */
export class RequestThing extends Thing {
  readonly url: Slot;
  readonly init: Value;

  constructor(url: Slot, init: Value) {
    super();
    this.url = url;
    this.init = init;
  }
}

/** An AbortSignal: seconds until it fires, where that is known. */
export class SignalThing extends Thing {
  after: number | null = null;
}

/** Names that every snippet can use, apart from what makes requests. */
export function platformNames(interpreter: Interpreter): Record<string, Value> {
  const json = thing({
    stringify: new Native(([value]) => joined(jsonParts(value))),
    parse: new Native(([text]) => (typeof text === "string" ? parsedJson(text) : new Unknown("JSON.parse()"))),
  });
  const object = new Native(([value]) => value, undefined, {
    assign: new Native((args) => assigned(args)),
    entries: new Native(
      ([value]) => new List(pairsOf(value).map(({ name, slot }) => item(new List([item(name), slot])))),
    ),
    keys: new Native(([value]) => new List(pairsOf(value).map(({ name }) => item(name)))),
    values: new Native(([value]) => new List(pairsOf(value).map(({ slot }) => slot))),
    freeze: new Native(([value]) => value),
    fromEntries: new Native(([value]) => {
      const made = new Thing();
      for (const { name, slot } of pairsOf(value)) if (typeof name === "string") made.set(name, slot);
      return made;
    }),
  });
  const text = (convert: (text: string) => string): Native =>
    new Native(([value]) => joined(textParts(value).map((part) => (typeof part === "string" ? convert(part) : part))));
  const timer = new Native(([callback, milliseconds], site) => {
    const before = interpreter.delay;
    interpreter.delay = typeof milliseconds === "number" ? before + milliseconds : before;
    interpreter.callback(callback, [], site);
    interpreter.delay = before;
    return new Unknown("timer");
  });
  const bytes = new Native(([content]) => new BodyThing("bytes", content));
  const blob = new Native(
    ([content, options]) => new BodyThing("blob", content, options instanceof Thing ? options.get("type") : ""),
  );
  const file = new Native(
    ([content, , options]) => new BodyThing("blob", content, options instanceof Thing ? options.get("type") : ""),
  );
  const stream = new Native(([source]) => new BodyThing("stream", source));
  return {
    JSON: json,
    Object: object,
    String: text((each) => each),
    Number: new Native(([value]) => (isPrimitive(value) ? Number(value) : new Unknown("Number()"))),
    encodeURIComponent: text(encodeWellFormed(encodeURIComponent)),
    encodeURI: text(encodeWellFormed(encodeURI)),
    btoa: new Native(([value]) =>
      joined(textParts(value).map((part) => (typeof part === "string" ? base64(part) : part))),
    ),
    Headers: new Native(([init]) => new PairsThing("headers", init)),
    URLSearchParams: new Native(([init]) => new PairsThing("query", init)),
    FormData: new Native(() => new PairsThing("form", undefined)),
    URL: new Native(([url, base]) => new UrlThing(url, base), undefined, {
      createObjectURL: new Native(() => "blob:url"),
    }),
    Request: new Native(([url, init], { args, at }) => new RequestThing({ value: url, at: args[0] ?? at }, init)),
    Blob: blob,
    File: file,
    ArrayBuffer: bytes,
    Uint8Array: bytes,
    Buffer: new Native(([content]) => new BodyThing("bytes", content), undefined, {
      from: new Native(([content]) => bufferOf(content)),
    }),
    TextEncoder: new Native(() => thing({ encode: bytes })),
    ReadableStream: stream,
    TransformStream: new Native(() =>
      thing({ readable: new BodyThing("stream", ""), writable: new Unknown("writable") }),
    ),
    AbortController: new Native(() => abortController(interpreter)),
    AbortSignal: thing({
      timeout: new Native(([milliseconds]) => {
        const signal = new SignalThing();
        if (typeof milliseconds === "number") signal.after = milliseconds / 1000;
        return signal;
      }),
    }),
    Promise: new Native(
      ([executor], site) => {
        let value: Value = new Unknown("promise");
        const resolve = new Native(([given]) => {
          value = given;
          return undefined;
        });
        interpreter.callback(executor, [resolve, new Native(() => undefined)], site);
        return value;
      },
      undefined,
      {
        all: new Native(([list]) => list),
        allSettled: new Native(([list]) => list),
        race: new Native(([list]) => (list instanceof List ? list.items[0]?.value : list)),
        resolve: new Native(([value]) => value),
        reject: new Native(() => new Unknown("rejection")),
      },
    ),
    setTimeout: timer,
    setInterval: timer,
    queueMicrotask: timer,
    // To the page itself: what follows is its own path.
    location: thing({
      origin: "",
      href: "",
      protocol: new Unknown("location.protocol"),
      host: new Unknown("location.host"),
      hostname: new Unknown("location.hostname"),
    }),
  };
}

function item(value: Value): Slot {
  return { value, at: NOWHERE };
}

function bufferOf(content: Value): Value {
  const made = new BodyThing("bytes", content);
  made.set(
    "toString",
    item(
      new Native(([encoding]) => (encoding === "base64" && typeof content === "string" ? base64(content) : content)),
    ),
  );
  return made;
}

function abortController(interpreter: Interpreter): Thing {
  const signal = new SignalThing();
  const abort = new Native(() => {
    if (interpreter.delay > 0) signal.after = interpreter.delay / 1000;
    return undefined;
  });
  return thing({ signal, abort });
}

function assigned([target, ...sources]: readonly Value[]): Value {
  const made = target instanceof Thing ? target : new Thing();
  for (const source of sources) {
    if (source instanceof Unknown) made.spread.push(source);
    else if (source instanceof Thing) for (const [key, slot] of source.slots) made.set(key, slot);
  }
  return made;
}

function encodeWellFormed(encode: (text: string) => string): (text: string) => string {
  return (text) => encode(text.replace(/\p{Surrogate}/gu, "\ufffd"));
}

function parsedJson(text: string): Value {
  try {
    return fromJson(JSON.parse(text));
  } catch {
    return new Unknown("JSON.parse()");
  }
}

function fromJson(value: unknown): Value {
  if (Array.isArray(value)) return new List(value.map((each) => item(fromJson(each))));
  if (typeof value === "object" && value !== null) {
    const made = new Thing();
    for (const [key, each] of Object.entries(value)) made.set(key, item(fromJson(each)));
    return made;
  }
  return value as Value;
}

/** Deeper nothing is told apart; a thing may contain itself. */
const DEEPEST = 20;

/** JSON text; what is unknown stands in it as it is. */
export function jsonParts(value: Value, depth = 0): (string | Unknown)[] {
  if (depth > DEEPEST || value === undefined) return ["null"];
  if (value instanceof Unknown) return ['"', value, '"'];
  if (value instanceof Mixed)
    return [
      '"',
      ...value.parts.map((part) => (typeof part === "string" ? JSON.stringify(part).slice(1, -1) : part)),
      '"',
    ];
  if (value instanceof List) {
    return [
      "[",
      ...value.items.flatMap(({ value: each }, index) => [...(index > 0 ? [","] : []), ...jsonParts(each, depth + 1)]),
      "]",
    ];
  }
  if (value instanceof PairsThing || !(value instanceof Thing)) {
    return [
      value instanceof Thing ? "{}" : (JSON.stringify(typeof value === "bigint" ? Number(value) : value) ?? "null"),
    ];
  }
  const members = [...value.slots].filter(([, slot]) => slot.value !== undefined);
  return [
    "{",
    ...members.flatMap(([key, slot], index) => [
      `${index > 0 ? "," : ""}${JSON.stringify(key)}:`,
      ...jsonParts(slot.value, depth + 1),
    ]),
    "}",
  ];
}
