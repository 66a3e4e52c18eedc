export type Pair = readonly [name: string, value: string];

interface Position<T> {
  readonly at: (index: number) => Pair | undefined;
  readonly make: (pair: Pair) => T;
  index: number;
}

const positions = new WeakMap<object, Position<unknown>>();

/** Default iterator object — https://webidl.spec.whatwg.org/#es-default-iterator-object: it sees what changes on the way. */
const PROTOTYPE: object = Object.create(Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())), {
  next: {
    configurable: true,
    enumerable: true,
    writable: true,
    value(this: object): IteratorResult<unknown> {
      const position = positions.get(this);
      if (position === undefined) throw new TypeError("next() was called on an object that is no Headers Iterator");
      const pair = position.at(position.index);
      if (pair === undefined) return { value: undefined, done: true };
      position.index++;
      return { value: position.make(pair), done: false };
    },
  },
  [Symbol.toStringTag]: { configurable: true, value: "Headers Iterator" },
});

export function headersIterator<T>(
  at: (index: number) => Pair | undefined,
  make: (pair: Pair) => T,
): IterableIterator<T> {
  const iterator: IterableIterator<T> = Object.create(PROTOTYPE);
  positions.set(iterator, { at, make, index: 0 });
  return iterator;
}
