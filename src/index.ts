export type { Case } from "./cases/case.js";
export type { Verdict } from "./cases/verdict.js";
export { REASONS, type ReasonCode } from "./core/reasons.js";
