/** Where engines differ about Access-Control-Max-Age — https://fetch.spec.whatwg.org/#extract-header-list-values */
export interface MaxAgeDialect {
  /** Seconds that no answer is kept longer than. Standard: `Infinity`. */
  readonly maxAgeCap: number;
  /** Seconds for a value that is no number. Standard: 5, as if absent. */
  readonly maxAgeMalformed: number;
  /** A sign may stand in front, and below zero means zero. Standard: false, digits only. */
  readonly maxAgeSigned: boolean;
  /** A number over 64 bits is no number. Standard: false. */
  readonly maxAgeOverflows: boolean;
}
