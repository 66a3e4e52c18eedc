export { applyFixes } from "./cases/apply-fixes.js";
export type { Case } from "./cases/case.js";
export { type JudgeOptions, judge, judgeAll } from "./cases/judge.js";
export { CaseError, readCases } from "./cases/read-cases.js";
export type { Verdict } from "./cases/verdict.js";
export { PROFILE_NAMES, type ProfileName } from "./core/profiles/profile.js";
export { REASONS, type ReasonCode } from "./core/reasons.js";
export {
  CONFIGURATION_TARGETS,
  type Configuration,
  type ConfigurationPolicy,
  type ConfigurationTarget,
  configurationFor,
} from "./explain/configurations/configurations.js";
export { PolicyError } from "./explain/configurations/policy.js";
export { policyFor } from "./explain/configurations/policy-for.js";
export { createPage } from "./page/create-page.js";
export { LiveNetwork, type LiveOptions } from "./page/network/live-network.js";
export type { Page, PageOptions } from "./page/page.js";
export { RecordError } from "./records/record-error.js";
export { type ReplayOptions, type ReplaySource, replay } from "./records/replay.js";
