type Method = (...given: unknown[]) => unknown;
type AnyClass = abstract new (...given: never[]) => object;

/**
 * Gives a prototype the shape of an interface prototype object — https://webidl.spec.whatwg.org/#interface-prototype-object:
 * members are enumerable, operations count their arguments, and it has a name as a string.
 */
export function asInterface(Class: AnyClass, name: string): void {
  asMixin(Class);
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: name, configurable: true });
}

/** An interface mixin has members, but no name: they become those of each interface that includes it. */
export function asMixin({ prototype }: AnyClass): void {
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (key !== "constructor") Object.defineProperty(prototype, key, asMember(key, descriptor));
  }
}

/** Static operations — https://webidl.spec.whatwg.org/#define-the-static-operations */
export function defineStatics(Class: AnyClass, operations: object): void {
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(operations))) {
    Object.defineProperty(Class, key, asMember(key, descriptor));
  }
}

/** Constants are on the interface object and on its prototype — https://webidl.spec.whatwg.org/#es-constants */
export function defineConstants(Class: AnyClass, constants: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(constants)) {
    for (const target of [Class, Class.prototype]) Object.defineProperty(target, name, { value, enumerable: true });
  }
}

function asMember(name: string, descriptor: PropertyDescriptor): PropertyDescriptor {
  const { value } = descriptor as { value?: unknown };
  return {
    ...descriptor,
    ...(typeof value === "function" ? { value: counting(name, value as Method) } : {}),
    enumerable: true,
  };
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

interface InterfaceOptions {
  /** How many arguments its constructor can't do without; that they are there, `given` sees to. */
  readonly length?: number;
  /** Members that this page's time did not know. */
  readonly omitted?: readonly string[];
}

/**
 * An interface object of one page: its members are its own, while the state behind them stays with the implementation.
 * @param Implementation was made by `asInterface`; its constructor takes what `given` returns
 */
export function interfaceOf<Class extends new (...given: never[]) => object>(
  Implementation: new (...given: never[]) => object,
  given: (args: readonly unknown[]) => unknown[],
  { length = 0, omitted = [] }: InterfaceOptions = {},
): Class {
  const { prototype } = Implementation;
  const name = (prototype as { readonly [Symbol.toStringTag]: string })[Symbol.toStringTag];
  const Interface = {
    [name]: class {
      constructor(...args: unknown[]) {
        // biome-ignore lint/correctness/noConstructorReturn: the implementation makes the object, with its private state
        return Reflect.construct(Implementation, given(args), new.target) as object;
      }
    },
  }[name]!;
  Object.defineProperty(Interface, "length", { value: length });
  copyMembers(Implementation, Interface, ["length", "name", "prototype"]);
  copyMembers(prototype, Interface.prototype, ["constructor", ...omitted]);
  let parent = Object.getPrototypeOf(prototype) as object;
  for (; isMixin(parent); parent = Object.getPrototypeOf(parent) as object) {
    copyMembers(parent, Interface.prototype, ["constructor"]);
  }
  if (parent !== Object.prototype) {
    Object.setPrototypeOf(Interface, parent.constructor);
    Object.setPrototypeOf(Interface.prototype, parent);
  }
  return Interface as unknown as Class;
}

function isMixin(prototype: object): boolean {
  return prototype !== Object.prototype && !Object.hasOwn(prototype, Symbol.toStringTag);
}

function copyMembers(from: object, to: object, except: readonly string[]): void {
  for (const key of Reflect.ownKeys(from)) {
    if (typeof key === "string" && except.includes(key)) continue;
    Object.defineProperty(to, key, Object.getOwnPropertyDescriptor(from, key)!);
  }
}
