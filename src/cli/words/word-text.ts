/** A sentence or a label; with a number in it, one for each grammatical number that `count` can have. */
export type WordText = string | ({ readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
