import type { Rule } from "../../cases/case.js";
import { fill, type Strings } from "../strings/strings.js";

/** What a rule answers to, and with which status, in a few words. */
export function answerText({ when, respond }: Rule, { example, server }: Strings): string {
  const to = [when.preflight === true ? server.preflight : null, when.method ?? null, when.url ?? null]
    .filter((part) => part !== null)
    .join(" ");
  const status = respond.error ?? String(respond.status ?? 200);
  return fill(example.answer, { to: to === "" ? server.any : to, status });
}
