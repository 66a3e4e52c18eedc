import type { ReasonCode } from "../../core/reasons.js";
import type { HeaderId } from "./header-list.js";

/** A reason's page in one language. */
export interface ReasonText {
  /** What it means. */
  readonly meaning: string;
  /** When it happens in practice. */
  readonly happens: string;
  readonly fix: string;
  /** Where engines go their own ways. */
  readonly engines?: string;
}

/** A header's page in one language. */
export interface HeaderText {
  readonly meaning: string;
  /** What may stand in it. */
  readonly values: string;
  /** What goes wrong with it. */
  readonly traps: string;
  readonly engines?: string;
}

export interface ReferenceTexts {
  readonly reasons: Readonly<Record<ReasonCode, ReasonText>>;
  readonly headers: Readonly<Record<HeaderId, HeaderText>>;
}
