import { findVerdicts } from "./shared-subject.js";
import { tell } from "./shared-tell.js";

/** An error of a page's fetch, with the stack of the call; between message and frames it says why. Made when it is read. */
export function located(error: unknown, call: { readonly stack?: string }): unknown {
  if (!(error instanceof Error)) return error;
  let stack: string | null = null;
  Object.defineProperty(error, "stack", {
    configurable: true,
    get() {
      if (stack === null) {
        const { verdicts } = findVerdicts(error);
        const frames = (call.stack ?? "").split("\n").slice(1);
        stack = [`${error.name}: ${error.message}`, ...verdicts.map(tell), ...frames].join("\n");
      }
      return stack;
    },
    set(given: string) {
      stack = given;
    },
  });
  return error;
}
