export { type Facts, type Failure, REASONS, type ReasonCode, type Stage } from "./reasons.js";
