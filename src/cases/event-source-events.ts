import type { FetchOutcome } from "../core/fetching/outcome.js";
import type { Profile } from "../core/profiles/profile.js";
import type { Failure } from "../core/reasons.js";

/**
 * What an EventSource fires up to its first message or error — https://html.spec.whatwg.org/#sse-processing-model.
 * An error carries the readyState: 2 when the connection is given up, 0 when it will be tried again.
 */
export function eventSourceEvents(outcome: FetchOutcome, profile: Profile): string[] {
  const { failure, response, thrownBy } = outcome;
  if (thrownBy !== null) return [];
  if (failure !== null) return [`error ${triesAgain(failure, profile) ? 0 : 2}`];
  const body = response?.internal.body ?? "";
  // The end of the stream is an error that leads to a new connection.
  return hasMessage(body) ? ["open", "message"] : ["open", "error 0"];
}

function triesAgain({ reason, scheme, origin }: Failure, { eventSourceRetriesAfter: retries }: Profile): boolean {
  // NOTE: a blob of another origin is refused, one of the page's own may only be gone.
  if (scheme === "blob" && origin !== undefined) return false;
  return retries.includes(reason) || (scheme !== undefined && retries.includes(`${reason} ${scheme}`));
}

/** Does the stream dispatch a message: a block with data, of no other event type, ended by an empty line? */
function hasMessage(body: string): boolean {
  let data = false;
  let named = false;
  for (const line of body.replace(/^\ufeff/, "").split(/\r\n|\r|\n/)) {
    if (line === "") {
      if (data && !named) return true;
      data = false;
      named = false;
    } else if (/^data(?::|$)/.test(line)) data = true;
    else if (line.startsWith("event:")) named = !/^event: ?(?:message)?$/.test(line);
  }
  return false;
}
