import {
  Func,
  isPrimitive,
  joined,
  List,
  Native,
  NOWHERE,
  type Site,
  type Slot,
  Thing,
  textParts,
  Unknown,
  type Value,
} from "./values.js";

/** Who runs the code, and so the functions in it. */
interface Caller {
  call(target: Value, args: readonly Value[], site: Site): Value;
  /** Of what the snippet hands over: it may be no function. */
  callback(target: Value, args: readonly Value[], site: Site): Value;
}

/** Items for which a callback is looked at. */
const MOST_ITEMS = 10;

/** What values of the language can do by themselves. */
export function memberOf(owner: Value, key: string, interpreter: Caller): Value {
  if (owner instanceof Unknown) return new Unknown(`${owner.name}.${key}`);
  const later = promiseMember(owner, key, interpreter);
  if (later !== undefined) return later;
  if (owner instanceof Func) return functionMember(owner, key, interpreter);
  if (owner instanceof List) return listMember(owner, key, interpreter);
  if (key === "toString" || key === "valueOf") return new Native(() => joined(textParts(owner)));
  if (typeof owner === "string") return stringMember(owner, key);
  return owner instanceof Thing ? undefined : new Unknown(key);
}

/** A promise is seen as what it brings. */
function promiseMember(owner: Value, key: string, interpreter: Caller): Value {
  if (key === "then" || key === "done" || key === "success") {
    return new Native(([onFulfilled, onRejected], site) => {
      const result = onFulfilled === undefined ? owner : interpreter.callback(onFulfilled, [owner], site);
      interpreter.callback(onRejected, [new Unknown("error")], site);
      return result;
    });
  }
  if (key !== "catch" && key !== "finally" && key !== "fail" && key !== "always") return undefined;
  return new Native(([callback], site) => {
    interpreter.callback(callback, [new Unknown("error")], site);
    return owner;
  });
}

function functionMember(owner: Func, key: string, interpreter: Caller): Value {
  switch (key) {
    case "call":
      return new Native(([, ...args], site) => interpreter.call(owner, args, { ...site, args: site.args.slice(1) }));
    case "apply":
      return new Native(([, args], site) =>
        interpreter.call(owner, args instanceof List ? args.items.map(({ value }) => value) : [], site),
      );
    case "bind":
      return new Native(() => owner);
    default:
      return undefined;
  }
}

function listMember(owner: List, key: string, interpreter: Caller): Value {
  const each = (callback: Value, site: Site): Slot[] =>
    owner.items
      .slice(0, MOST_ITEMS)
      .map(({ value, at }, index) => ({ value: interpreter.callback(callback, [value, index, owner], site), at }));
  switch (key) {
    case "map":
    case "flatMap":
      return new Native(([callback], site) => new List(each(callback, site)));
    case "forEach":
      return new Native(([callback], site) => void each(callback, site));
    case "filter":
    case "slice":
    case "toSorted":
    case "sort":
      return new Native(() => new List([...owner.items]));
    case "push":
      return new Native((args, site) => {
        owner.items.push(...args.map((value, index) => ({ value, at: site.args[index] ?? NOWHERE })));
        return owner.items.length;
      });
    case "concat":
      return new Native(
        (args) => new List([...owner.items, ...args.flatMap((arg) => (arg instanceof List ? arg.items : []))]),
      );
    case "join":
      return new Native(([separator = ","]) =>
        joined(
          owner.items.flatMap(({ value }, index) => [...(index > 0 ? textParts(separator) : []), ...textParts(value)]),
        ),
      );
    default:
      return undefined;
  }
}

/** Methods that are pure and take no functions; they are run as they are. */
const PURE = new Set([
  "at",
  "charAt",
  "concat",
  "endsWith",
  "includes",
  "indexOf",
  "lastIndexOf",
  "padEnd",
  "padStart",
  "slice",
  "startsWith",
  "substr",
  "substring",
  "toLowerCase",
  "toUpperCase",
  "trim",
  "trimEnd",
  "trimStart",
]);
/** Nothing that a snippet makes may grow without end. */
const LONGEST = 100_000;

function stringMember(owner: string, key: string): Value {
  if (key === "length") return owner.length;
  if (key === "replace" || key === "replaceAll") {
    return new Native(([search, replacement]) =>
      typeof search === "string" && typeof replacement === "string"
        ? owner[key](search, () => replacement).slice(0, LONGEST)
        : new Unknown(`${key}()`),
    );
  }
  if (key === "split") {
    return new Native(([separator]) =>
      typeof separator === "string"
        ? new List(owner.split(separator).map((value) => ({ value, at: NOWHERE })))
        : new Unknown("split()"),
    );
  }
  if (!PURE.has(key)) return undefined;
  return new Native((args) => {
    if (!args.every((arg) => isPrimitive(arg) && typeof arg !== "bigint")) return new Unknown(`${key}()`);
    const method = Reflect.get(String.prototype, key) as (...args: unknown[]) => unknown;
    if ((key === "padEnd" || key === "padStart") && Number(args[0]) > LONGEST) return owner;
    const result = method.apply(owner, [...args]);
    return typeof result === "string" || typeof result === "number" || typeof result === "boolean" ? result : undefined;
  });
}
