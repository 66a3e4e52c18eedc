import { findVerdicts } from "./subject.js";
import { tell } from "./tell.js";

/**
 * Who reads a failure reads where the call was and why it failed, not where in here the error was made.
 * @param fetch what was called
 */
export function locatedAt<T>(fetch: (...given: never[]) => unknown, promise: Promise<T>): Promise<T> {
  const call: { stack?: string } = {};
  Error.captureStackTrace(call, fetch);
  return promise.then(undefined, (error: unknown) => {
    throw located(error, call);
  });
}

/** An error of a page's fetch, with the stack of the call; between message and frames it says why. Made when it is read. */
function located(error: unknown, call: { readonly stack?: string }): unknown {
  // What an abort was given is its caller's.
  if (!(error instanceof Error) || findVerdicts(error).verdicts.length === 0) return error;
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
