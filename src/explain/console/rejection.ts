import type { FetchOutcome } from "../../core/fetching/outcome.js";
import type { Page } from "../../core/infrastructure/browser-state.js";
import type { Profile } from "../../core/profiles/profile.js";
import type { Failure } from "../../core/reasons.js";
import { isSilent } from "../../core/setup/script-view.js";
import { beyondLatin1 } from "./bytes.js";
import { chromiumMessage } from "./chromium-exceptions.js";
import { firefoxMessage } from "./firefox-exceptions.js";
import { webkitMessage } from "./webkit-exceptions.js";

export interface Rejection {
  readonly name: string;
  readonly message: string;
}

const MESSAGES = { chromium: chromiumMessage, firefox: firefoxMessage, webkit: webkitMessage, none: () => "" } as const;

/** What script gets where it gets an error object: a rejected promise or a thrown exception, in the profile's words. */
export function rejectionOf(outcome: FetchOutcome, profile: Profile, _page: Page): Rejection | null {
  const { failure } = outcome;
  if (failure === null || isSilent(outcome, profile)) return null;
  const name = nameOf(outcome, failure);
  return name === null ? null : { name, message: MESSAGES[profile.words](outcome, failure) };
}

/** The names are the standards', the same in every engine; null: script gets an event or nothing. */
function nameOf(outcome: FetchOutcome, failure: Failure): string | null {
  switch (outcome.setup.api) {
    case "fetch":
      if (failure.reason === "aborted") return "AbortError";
      if (failure.reason === "timeout") return "TimeoutError";
      // That a stream can't be kept alive is found out before that it can't be sent at all.
      return failure.reason === "stream-unsupported" && !outcome.setup.keepalive ? "NotSupportedError" : "TypeError";
    case "font":
      return "NetworkError";
    case "xhr":
      return outcome.thrownBy === null && outcome.setup.async ? null : xhrName(failure);
    case "eventsource":
      if (outcome.thrownBy === null) return null;
      return failure.reason === "csp-blocked" ? "SecurityError" : "SyntaxError";
    case "beacon":
      return outcome.thrownBy === null ? null : "TypeError";
    default:
      return null;
  }
}

function xhrName(failure: Failure): string {
  switch (failure.reason) {
    case "forbidden-method":
      return "SecurityError";
    case "invalid-header":
    case "invalid-method":
      return beyondLatin1(failure) === null ? "SyntaxError" : "TypeError";
    case "url-invalid":
      return "SyntaxError";
    case "invalid-state":
      // A synchronous request in a window takes neither; every other wrong moment is a wrong state.
      return failure.member === "timeout" || failure.member === "responseType"
        ? "InvalidAccessError"
        : "InvalidStateError";
    case "aborted":
      return "AbortError";
    case "timeout":
      return "TimeoutError";
    default:
      return "NetworkError";
  }
}
