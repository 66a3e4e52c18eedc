import type { Classes } from "./classes.js";

const bridges = new WeakMap<AbortSignal, AbortSignal>();

/** A signal of a window that is not the global one is followed by one of Node's, which the page's classes understand. */
export function windowSignal(given: unknown, { AbortSignal: WindowSignal }: Classes): unknown {
  if (WindowSignal === null || WindowSignal === AbortSignal || !(given instanceof WindowSignal)) return given;
  const known = bridges.get(given);
  if (known !== undefined) return known;
  const controller = new AbortController();
  const { signal } = controller;
  bridges.set(given, signal);
  if (given.aborted) controller.abort(given.reason);
  else given.addEventListener("abort", () => controller.abort(given.reason), { once: true });
  return signal;
}
