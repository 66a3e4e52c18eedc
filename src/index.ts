export type { Case } from "./cases/case.js";
export { type JudgeOptions, judge, judgeAll } from "./cases/judge.js";
export { CaseError, readCases } from "./cases/read-cases.js";
export type { Verdict } from "./cases/verdict.js";
export { PROFILE_NAMES, type ProfileName } from "./core/profiles/profile.js";
export { REASONS, type ReasonCode } from "./core/reasons.js";
export { createPage, type Page, type PageOptions } from "./page/create-page.js";
export { RecordError } from "./records/record-error.js";
export { type ReplayOptions, type ReplaySource, replay } from "./records/replay.js";
