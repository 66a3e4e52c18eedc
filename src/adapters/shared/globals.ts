import { PageError } from "../../page/page-error.js";

/** A global in whose place stands something else for a while. */
export interface Replaced {
  /** What was assigned to it since; undefined: nothing. */
  assigned: unknown;
  /** What stood there before; undefined: nothing. */
  readonly original: unknown;
  /** Takes its place again where somebody has redefined the property. @returns what was found there; undefined: its own */
  reclaim(keep: (found: unknown) => boolean): unknown;
  restore(): void;
}

/**
 * Defines a property that is asked each time it is read. What is assigned to it is kept, for `read` to make of it what it
 * likes.
 * @throws PageError when the property can't be redefined
 */
export function replaceGlobal(name: string, read: (assigned: unknown) => unknown): Replaced {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  if (before?.configurable === false) throw new PageError(`globalThis.${name} can't be replaced here`);
  const original: unknown = (globalThis as Record<string, unknown>)[name];
  let isRestored = false;
  const own: PropertyDescriptor = {
    configurable: true,
    enumerable: before?.enumerable ?? false,
    // Others may have kept this descriptor, and put it back after the end.
    get: () => (isRestored ? original : read(replaced.assigned)),
    set: (value: unknown) => {
      replaced.assigned = value;
    },
  };
  const replaced: Replaced = {
    assigned: undefined,
    original,
    reclaim(keep) {
      const now = Object.getOwnPropertyDescriptor(globalThis, name);
      if (now?.get === own.get) return undefined;
      const found: unknown = (globalThis as Record<string, unknown>)[name];
      if (!keep(found)) Object.defineProperty(globalThis, name, own);
      return found;
    },
    restore() {
      isRestored = true;
      if (before === undefined) Reflect.deleteProperty(globalThis, name);
      else Object.defineProperty(globalThis, name, before);
    },
  };
  Object.defineProperty(globalThis, name, own);
  return replaced;
}
