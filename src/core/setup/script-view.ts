import type { FetchOutcome } from "../fetching/outcome.js";
import type { Profile } from "../profiles/profile.js";

/** How the call ended for page code. */
export type Settling = "resolves" | "rejects" | "throws";

/**
 * resolves: a promise is fulfilled, load fires, EventSource opens, sendBeacon returns true. rejects: the opposite of it.
 * throws: a call threw.
 */
export function settlingOf(outcome: FetchOutcome, profile: Profile): Settling {
  const { failure, setup } = outcome;
  if (outcome.thrownBy !== null) return "throws";
  if (setup.api === "xhr" && !setup.async && failure !== null)
    return isSilent(outcome, profile) ? "resolves" : "throws";
  if (setup.api === "beacon") return beaconReturnedTrue(outcome, profile) ? "resolves" : "rejects";
  return failure === null ? "resolves" : "rejects";
}

/** PROFILE webkit: Source/WebCore/loader/DocumentThreadableLoader.cpp (loadRequest) gives up mixed content without telling. */
export function isSilent({ failure, stage, setup }: FetchOutcome, { syncMixedContentIsSilent }: Profile): boolean {
  if (setup.api !== "xhr" || setup.async || !syncMixedContentIsSilent) return false;
  return failure?.reason === "mixed-content" && stage === "setup";
}

/** sendBeacon answers before anything is sent: only what is known at once makes it false. */
function beaconReturnedTrue({ failure, stage, request }: FetchOutcome, profile: Profile): boolean {
  const mode = request?.mode;
  if (failure === null || stage !== "setup") return true;
  const { reason } = failure;
  if (reason === "keepalive-quota") return false;
  const upgraded = failure.url !== request?.askedUrl.href;
  return !profile.beaconReports.some(
    (told) =>
      told === reason || (mode === "cors" && told === `${reason} cors`) || (upgraded && told === `${reason} upgraded`),
  );
}

/** What page code may do with what an element loaded. */
export interface ElementView {
  readonly loads: boolean;
  readonly canvas?: "readable" | "tainted" | "SecurityError";
  readonly cssRules?: "readable" | "SecurityError";
  readonly errors?: "full" | "muted";
}

/**
 * PROFILE firefox: of what a script without CORS throws, only the errors that the engine itself makes are muted —
 * js/src/vm/ErrorObject.cpp (getOrCreateErrorReport).
 */
export function tellsErrors({ response }: FetchOutcome, { mutesScriptErrors }: Profile): boolean {
  const body = response?.internal.body ?? "";
  return !mutesScriptErrors && /\bthrow\s+(?:new\b|[\w$.]*(?:Error|Exception)\s*\()/.test(body);
}

/** Elements, as far as each has something to read; null: the API is none. */
export function elementViewOf(outcome: FetchOutcome, profile: Profile): ElementView | null {
  const loads = outcome.failure === null;
  const readable = loads && outcome.response?.type !== "opaque";
  switch (outcome.setup.api) {
    case "img":
    case "video":
      return loads ? { loads, canvas: readable ? "readable" : "tainted" } : { loads };
    case "webgl-texture":
      return loads ? { loads, canvas: readable ? "readable" : "SecurityError" } : { loads };
    case "stylesheet":
      return loads ? { loads, cssRules: readable ? "readable" : "SecurityError" } : { loads };
    case "script":
    case "module-script":
      return loads ? { loads, errors: readable || tellsErrors(outcome, profile) ? "full" : "muted" } : { loads };
    case "audio":
    case "track":
    case "font":
    case "css-shape":
    case "manifest":
      return { loads };
    default:
      return null;
  }
}
