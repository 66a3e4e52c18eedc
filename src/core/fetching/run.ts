import type { Received } from "../infrastructure/response.js";
import type { Fetching, FetchOutcome, HttpRequest } from "./outcome.js";

/** Drives a fetch with answers that are at hand. */
export function run(fetching: Fetching, send: (request: HttpRequest) => Received): FetchOutcome {
  let step = fetching.next();
  while (!step.done) step = fetching.next(send(step.value));
  return step.value;
}

/** Drives a fetch with answers that take their time. */
export async function runAsync(
  fetching: Fetching,
  send: (request: HttpRequest) => Received | Promise<Received>,
): Promise<FetchOutcome> {
  let step = fetching.next();
  while (!step.done) step = fetching.next(await send(step.value));
  return step.value;
}
