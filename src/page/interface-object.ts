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
  Object.defineProperties(Interface, ownMembersOf(Implementation, ["length", "name", "prototype"]));
  const { members, parent } = membersOf(prototype);
  Object.defineProperties(Interface.prototype, members);
  for (const name of omitted) Reflect.deleteProperty(Interface.prototype, name);
  if (parent !== Object.prototype) {
    Object.setPrototypeOf(Interface, parent.constructor);
    Object.setPrototypeOf(Interface.prototype, parent);
  }
  return Interface as Class;
}

interface Members {
  /** Of the interface and the mixins that it includes. */
  readonly members: PropertyDescriptorMap;
  /** The prototype of the interface that it inherits from, or Object's. */
  readonly parent: object;
}

/** They are the same for every page. */
const known = new WeakMap<object, Members>();

function membersOf(prototype: object): Members {
  let found = known.get(prototype);
  if (found === undefined) {
    let members = ownMembersOf(prototype, ["constructor"]);
    let parent = Object.getPrototypeOf(prototype) as object;
    for (; isMixin(parent); parent = Object.getPrototypeOf(parent) as object) {
      members = { ...ownMembersOf(parent, ["constructor"]), ...members };
    }
    found = { members, parent };
    known.set(prototype, found);
  }
  return found;
}

function isMixin(prototype: object): boolean {
  return prototype !== Object.prototype && !Object.hasOwn(prototype, Symbol.toStringTag);
}

function ownMembersOf(object: object, except: readonly string[]): PropertyDescriptorMap {
  const members: PropertyDescriptorMap = Object.getOwnPropertyDescriptors(object);
  for (const name of except) Reflect.deleteProperty(members, name);
  return members;
}
