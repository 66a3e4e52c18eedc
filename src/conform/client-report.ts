import type { ProfileName } from "../core/profiles/profile.js";
import type { Difference } from "./compare.js";
import { CLIENT_FIELD_NAMES } from "./compare.js";
import type { Compared } from "./conform-client.js";

export interface Agreement {
  readonly agree: number;
  readonly total: number;
}

/** How far a client does what the model says. */
export interface ClientReport {
  /** What was tested, with its version. */
  readonly client: string;
  readonly profile: ProfileName;
  /** Setups performed. */
  readonly setups: number;
  readonly fields: Readonly<Record<string, Agreement>>;
  readonly all: Agreement;
  /** Cases that can't be put to it: how many, by what they would need. */
  readonly notApplicable: Readonly<Record<string, number>>;
  readonly disagreements: readonly Disagreement[];
}

export interface Disagreement {
  readonly id: string;
  readonly title: string | null;
  readonly differences: readonly Difference[];
}

/** Counts as a run goes. */
export class ClientTally {
  readonly #fields = new Map<string, { agree: number; total: number }>();
  readonly #notApplicable = new Map<string, number>();
  readonly #disagreements: Disagreement[] = [];
  #setups = 0;
  /** Cases, performed or not. */
  cases = 0;

  compared({ id, title, fields, differences }: Compared): void {
    this.#setups++;
    const wrong = new Set(differences.map(({ field }) => field));
    for (const field of fields) {
      const count = this.#fields.get(field) ?? { agree: 0, total: 0 };
      this.#fields.set(field, count);
      count.total++;
      if (!wrong.has(field)) count.agree++;
    }
    if (differences.length > 0) this.#disagreements.push({ id, title, differences });
  }

  notApplicable(why: string): void {
    this.#notApplicable.set(why, (this.#notApplicable.get(why) ?? 0) + 1);
  }

  report(client: string, profile: ProfileName): ClientReport {
    const names = CLIENT_FIELD_NAMES.filter((name) => this.#fields.has(name));
    const setups = this.#setups;
    const byCount = [...this.#notApplicable].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return {
      client,
      profile,
      setups,
      fields: Object.fromEntries(names.map((name) => [name, this.#fields.get(name)!])),
      all: { agree: setups - this.#disagreements.length, total: setups },
      notApplicable: Object.fromEntries(byCount),
      disagreements: this.#disagreements.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    };
  }
}
