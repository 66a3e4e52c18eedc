import type { Pairs, Verdict } from "../cases/verdict.js";
import { FIELDS, type Field } from "./fields.js";
import type { Observation } from "./observation.js";

export interface Difference {
  readonly field: string;
  readonly seen: unknown;
  readonly expected: unknown;
}

/** The standards name the error; what it says is each implementation's own. */
const error: Field = (seen, verdict) =>
  seen.error === undefined && verdict.error === undefined ? null : [seen.error?.name, verdict.error?.name];

const CLIENT_FIELDS: Readonly<Record<string, Field>> = { ...FIELDS, error };
export const CLIENT_FIELD_NAMES: readonly string[] = Object.keys(CLIENT_FIELDS);

/**
 * @param compared the fields to look at
 * @returns the fields in which there was something to see, and those that differ
 */
export function differencesIn(
  seen: Observation,
  verdict: Verdict,
  setup: { readonly headers?: Pairs },
  compared: Readonly<Record<string, Field>> = CLIENT_FIELDS,
): { fields: string[]; differences: Difference[] } {
  const fields: string[] = [];
  const differences: Difference[] = [];
  for (const [name, field] of Object.entries(compared)) {
    const pair = field(seen, verdict, setup);
    if (pair === null) continue;
    fields.push(name);
    const [got, told, equal = got === told] = pair;
    if (!equal) differences.push({ field: name, seen: got, expected: told });
  }
  return { fields, differences };
}
