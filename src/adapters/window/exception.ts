import type { Classes } from "./classes.js";

/** A DOMException that is thrown is one of the window's. */
export function inWindowsWords<Result>({ DOMException: WindowException }: Classes, call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    throw windowException(error, WindowException);
  }
}

function windowException(error: unknown, WindowException: Classes["DOMException"]): unknown {
  const isWindows: boolean = error instanceof WindowException;
  if (isWindows || !isDomException(error)) return error;
  const translated = new WindowException(error.message, error.name);
  if (error.cause !== undefined) {
    Object.defineProperty(translated, "cause", { value: error.cause, configurable: true, writable: true });
  }
  return translated;
}

function isDomException(error: unknown): error is Error {
  return error instanceof Error && Object.prototype.toString.call(error) === "[object DOMException]";
}
