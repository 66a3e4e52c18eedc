import type { ReasonCode } from "../../core/reasons.js";

/** English. */
export const en: Partial<Record<ReasonCode, string>> = {};
