import type { Verdict } from "../../cases/verdict.js";
import type { PreflightCause } from "../../core/fetching/outcome.js";
import type { ReasonCode, Stage } from "../../core/reasons.js";
import { isPromiseLike } from "../../page/network/function-network.js";
import { installed, setTold } from "./current.js";
import { type Found, findVerdicts } from "./subject.js";
import { outcomeOf, tell } from "./tell.js";

/** Which block is meant; what is left out may be anything. */
export interface ExpectedBlock {
  readonly reason?: ReasonCode;
  readonly stage?: Stage;
}

/** What made the preflight necessary, and what it announced. */
export interface ExpectedPreflight {
  /** Each of these was a reason: a code, or a cause with the fields that matter. */
  readonly because?: PreflightCause["code"] | readonly (PreflightCause["code"] | Partial<PreflightCause>)[];
  /** Each of these was announced in Access-Control-Request-Headers. */
  readonly headers?: string | readonly string[];
}

/** What came of a check, as matchers and assertions tell it. */
export interface Checked {
  readonly pass: boolean;
  /** Why it did not pass; and where it did, what speaks against the opposite. */
  message(): string;
}

type Check<Expected extends unknown[]> = (verdicts: readonly Verdict[], ...expected: Expected) => Checked;

/** Makes a check of verdicts one of whatever leads to verdicts. Of a promise the answer is a promise. */
export function checkOf<Expected extends unknown[]>(check: Check<Expected>) {
  return (subject: unknown, ...expected: Expected): Checked | Promise<Checked> => {
    const judge = ({ verdicts, lack }: Found): Checked => {
      if (lack !== null) return { pass: false, message: () => lack };
      setTold(verdicts);
      return check(verdicts, ...expected);
    };
    if (!isPromiseLike(subject)) return judge(findVerdicts(subject));
    // What it comes to may be data only; then it is what the installed page did meanwhile, or last.
    const count = installed()?.verdicts.length ?? 0;
    const settled = (value: unknown) => {
      const found = findVerdicts(value);
      const all = installed()?.verdicts ?? [];
      if (found.lack === null || all.length === 0) return judge(found);
      return judge({ verdicts: all.slice(Math.min(count, all.length - 1)), lack: null });
    };
    return Promise.resolve(subject).then(settled, settled);
  };
}

/** Of a page: one of its requests was. */
export const checkBlocked: Check<[expected?: ExpectedBlock]> = (verdicts, expected = {}) => {
  const found = verdicts.find((verdict) => isBlocked(verdict, expected));
  const wanted = ["blocked by CORS", expected.stage && `at the ${expected.stage}`, expected.reason]
    .filter((part) => part !== undefined)
    .join(", ");
  return found === undefined
    ? { pass: false, message: () => `expected the request to be ${wanted}; it was ${summary(verdicts)}` }
    : { pass: true, message: () => `expected the request not to be ${wanted}\n\n${tell(found)}` };
};

function isBlocked({ outcome, reason, stage }: Verdict, expected: ExpectedBlock): boolean {
  // What stops a request before CORS has a say, mixed content for one, counts where it is named.
  if (outcome !== "blocked" && !(outcome === "failed" && expected.reason !== undefined)) return false;
  return (
    (expected.reason === undefined || expected.reason === reason) &&
    (expected.stage === undefined || expected.stage === stage)
  );
}

/** Of a page: all of its requests were. */
export const checkAllowed: Check<[]> = (verdicts) => {
  const refused = verdicts.filter(({ outcome }) => outcome !== "allowed");
  return refused.length > 0
    ? { pass: false, message: () => `expected the request to be allowed; it was ${summary(refused)}` }
    : { pass: true, message: () => `expected the request not to be allowed\n\n${tell(verdicts.at(-1)!)}` };
};

/** Of a page: one of its requests was. */
export const checkPreflighted: Check<[expected?: ExpectedPreflight]> = (verdicts, expected = {}) => {
  const found = verdicts.find(({ preflight }) => preflight.request !== null);
  if (found === undefined) {
    const because = verdicts.some(({ preflight }) => preflight.fromCache)
      ? "the preflight cache had the answer to one before"
      : "none was sent";
    return { pass: false, message: () => `expected a preflight; ${because}\n\n${verdicts.map(tell).join("\n\n")}` };
  }
  const lacks = verdicts.map((verdict) => lackOf(verdict, expected));
  const at = lacks.indexOf(null);
  const causes = found.preflight.because.map(causeText).join(", ");
  return at >= 0
    ? { pass: true, message: () => `expected no such preflight; one was sent because of ${causes}` }
    : {
        pass: false,
        message: () =>
          `expected a preflight ${lacks.find((lack) => lack !== null) ?? ""}; it was sent because of ${causes}`,
      };
};

/** What of the expectation does not hold; null: all of it does. */
function lackOf({ preflight }: Verdict, { because = [], headers = [] }: ExpectedPreflight): string | null {
  if (preflight.request === null) return "that was sent";
  for (const one of typeof because === "string" ? [because] : because) {
    const wanted: Partial<PreflightCause> = typeof one === "string" ? { code: one } : one;
    if (!preflight.because.some((cause) => matches(cause, wanted))) return `because of ${causeText(wanted)}`;
  }
  const line = preflight.request.headers.find(([name]) => /^access-control-request-headers$/i.test(name))?.[1] ?? "";
  const announced = line.split(",").map((name) => name.trim());
  for (const name of typeof headers === "string" ? [headers] : headers) {
    if (!announced.includes(name.toLowerCase())) return `that announces ${name}, not only “${line}”`;
  }
  return null;
}

function matches(cause: PreflightCause, wanted: Partial<PreflightCause>): boolean {
  return (Object.entries(wanted) as [keyof PreflightCause, unknown][]).every(([key, value]) =>
    key === "name" ? cause.name === `${value}`.toLowerCase() : cause[key] === value,
  );
}

function causeText({ code, name, value }: Partial<PreflightCause>): string {
  return [code, name, value].filter((part) => part !== undefined).join(" ");
}

/** Of a page: by its latest request. */
export const checkExposes: Check<[name: string]> = (verdicts, name) => {
  const verdict = verdicts.at(-1)!;
  const lower = name.toLowerCase();
  const isVisible = verdict.response?.headers.some(([visible]) => visible.toLowerCase() === lower) === true;
  if (isVisible) return { pass: true, message: () => `expected ${name} to be kept from script; script can read it` };
  const message = () => `expected script to be able to read ${name}; ${whyUnread(verdict, name)}`;
  return { pass: false, message };
};

/** Of a page: by its latest request. */
export const checkHides: Check<[name: string]> = (verdicts, name) => {
  const verdict = verdicts.at(-1)!;
  if (hides(verdict, name)) {
    return { pass: true, message: () => `expected script to be able to read ${name}; ${whyUnread(verdict, name)}` };
  }
  const visible = verdict.response?.headers.some(([one]) => one.toLowerCase() === name.toLowerCase()) === true;
  const because = visible ? "script can read it" : whyUnread(verdict, name);
  return { pass: false, message: () => `expected ${name} to be kept from script; ${because}` };
};

function hides({ hiddenHeaders }: Verdict, name: string): boolean {
  return hiddenHeaders.some((hidden) => hidden.toLowerCase() === name.toLowerCase());
}

function whyUnread(verdict: Verdict, name: string): string {
  if (verdict.response === null) return `there is no response that it could read\n\n${tell(verdict)}`;
  if (!hides(verdict, name)) return "the answer has no such header";
  return `the answer has it, and does not expose it\nFix (server, response): Access-Control-Expose-Headers: ${name}`;
}

/** In what else it ended; each with its reasons where there are any. */
function summary(verdicts: readonly Verdict[]): string {
  const last = verdicts.slice(-SHOWN);
  return `${last.map(outcomeOf).join(", ")}\n\n${last.map(tell).join("\n\n")}`;
}
const SHOWN = 3;
