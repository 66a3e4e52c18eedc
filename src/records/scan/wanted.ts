/**
 * Which parts of a JSON value are wanted: the rest is passed over without being decoded, and without being checked
 * beyond its brackets and quotes. A value of another type than its node expects is read whole.
 */
export type Wanted = WantedWhole | WantedText | WantedMembers | WantedElements;

/** Everything in it. */
export interface WantedWhole {
  readonly kind: "whole";
}

/** A string; one of more than `keep` bytes comes as an array that holds its beginning. */
export interface WantedText {
  readonly kind: "text";
  readonly keep: number;
}

/** An object, with these members only. */
export interface WantedMembers {
  readonly kind: "members";
  readonly of: ReadonlyMap<string, Wanted>;
}

/** An array, or its beginning. */
export interface WantedElements {
  readonly kind: "elements";
  readonly of: Wanted;
  readonly limit: number;
  /** Elements repeat from one array to the next (headers do): equal bytes give what `make` made of them once. */
  readonly repeats: boolean;
  readonly make: ((value: unknown) => unknown) | null;
}

export const WHOLE: WantedWhole = { kind: "whole" };

export function text(keep: number): WantedText {
  return { kind: "text", keep };
}

export function members(of: Readonly<Record<string, Wanted>>): WantedMembers {
  return { kind: "members", of: new Map(Object.entries(of)) };
}

export function elements(of: Wanted, limit = Number.POSITIVE_INFINITY): WantedElements {
  return { kind: "elements", of, limit, repeats: false, make: null };
}

export function repeatingElements(of: Wanted, make: (value: unknown) => unknown): WantedElements {
  return { kind: "elements", of, limit: Number.POSITIVE_INFINITY, repeats: true, make };
}
