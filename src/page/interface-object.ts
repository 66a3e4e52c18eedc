type Method = (...given: unknown[]) => unknown;

/**
 * Gives a prototype the shape of an interface prototype object — https://webidl.spec.whatwg.org/#interface-prototype-object:
 * members are enumerable, operations count their arguments, and it has a name as a string.
 */
export function asInterface(Class: { readonly prototype: object }, name: string): void {
  const { prototype } = Class;
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (key === "constructor") continue;
    const { value } = descriptor as { value?: unknown };
    if (typeof value === "function") descriptor.value = counting(key, value as Method);
    Object.defineProperty(prototype, key, { ...descriptor, enumerable: true });
  }
  Object.defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true });
}

/** Constants are on the interface object and on its prototype — https://webidl.spec.whatwg.org/#es-constants */
export function defineConstants(
  Class: { readonly prototype: object },
  constants: Readonly<Record<string, number>>,
): void {
  for (const [name, value] of Object.entries(constants)) {
    for (const target of [Class, Class.prototype]) Object.defineProperty(target, name, { value, enumerable: true });
  }
}

/** An operation whose required arguments are those that its method has no default for. */
function counting(name: string, method: Method): Method {
  const { length } = method;
  if (length === 0) return method;
  // A method of an object literal: not a constructor, and `this` is the caller's.
  const operation = {
    [name](...given: unknown[]) {
      if (given.length < length) {
        throw new TypeError(
          `${length} ${length === 1 ? "argument" : "arguments"} required, but only ${given.length} present.`,
        );
      }
      return method.apply(this, given);
    },
  }[name]!;
  return Object.defineProperty(operation, "length", { value: length });
}

/**
 * An interface object of one page: its members are its own, while the state behind them stays with the implementation.
 * @param Implementation was made by `asInterface`; its constructor takes what `given` returns
 * @param omitted members that this page's time did not know
 */
export function interfaceOf<Class extends new (...given: never[]) => object>(
  Implementation: new (...given: never[]) => object,
  given: (args: readonly unknown[]) => unknown[],
  omitted: readonly string[] = [],
): Class {
  const { prototype } = Implementation;
  const name = (prototype as { readonly [Symbol.toStringTag]: string })[Symbol.toStringTag];
  const parent = Object.getPrototypeOf(Implementation) as { readonly prototype: object };
  const Interface = {
    [name]: class {
      constructor(...args: unknown[]) {
        // biome-ignore lint/correctness/noConstructorReturn: the implementation makes the object, with its private state
        return Reflect.construct(Implementation, given(args), new.target) as object;
      }
    },
  }[name]!;
  Object.setPrototypeOf(Interface, parent);
  Object.setPrototypeOf(Interface.prototype, parent.prototype);
  copyMembers(Implementation, Interface, ["length", "name", "prototype"]);
  copyMembers(prototype, Interface.prototype, ["constructor", ...omitted]);
  return Interface as unknown as Class;
}

function copyMembers(from: object, to: object, except: readonly string[]): void {
  for (const key of Reflect.ownKeys(from)) {
    if (typeof key === "string" && except.includes(key)) continue;
    Object.defineProperty(to, key, Object.getOwnPropertyDescriptor(from, key)!);
  }
}
