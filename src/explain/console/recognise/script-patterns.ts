import type { ReasonCode } from "../../../core/reasons.js";
import type { Pattern } from "./pattern.js";

/** What browsers and libraries tell page code, whatever the reason was: by itself it says only that a request failed. */

const ANY_OF: readonly ReasonCode[] = ["missing-allow-origin", "preflight-status", "network-error"];

export const SCRIPT_PATTERNS: readonly Pattern[] = [
  "Http failure response for {address}: 0 Unknown Error",
  "Http failure response for (unknown url): 0 Unknown Error",
  "Failed to execute 'send' on 'XMLHttpRequest': Failed to load '{url}'",
  '"{url}": <no response>',
  "Error: Failed to fetch",
  "NetworkError when attempting to fetch resource",
  "TypeError: Load failed",
  "AxiosError: Network Error",
  'Error: ["]Network Error',
  "ERR_NETWORK",
  "HttpErrorResponse {any}status: 0, ",
  "statusText: 'Unknown Error'",
  "readyState: 0, {any}status: 0",
  "auth/network-request-failed",
  "failed due to a network error",
  "Request has been terminated Possible causes: the network is offline",
  "XMLHttpRequest onError callback was called",
  "XMLHttpRequest error",
].map((text) => ({ text, reasons: ANY_OF, partial: true }));

/** What page code is told that looks into something loaded without CORS. */
export const OPAQUE_PATTERNS: readonly Pattern[] = [
  { text: "ainted canvases may not be {any}", reasons: [], opaque: "pixels" },
  { text: "canvas has been tainted by cross-origin data", reasons: [], opaque: "pixels" },
  { text: "contains cross-origin data, and may not be loaded", reasons: [], opaque: "pixels" },
  { text: "canvas is tainted", reasons: [], opaque: "pixels" },
  { text: "Failed to read the 'cssRules' property from 'CSSStyleSheet'", reasons: [], opaque: "rules" },
  { text: "Failed to read the 'rules' property from 'CSSStyleSheet'", reasons: [], opaque: "rules" },
  { text: "Not allowed to access cross-origin stylesheet", reasons: [], opaque: "rules" },
  { text: "Script error.", reasons: [], opaque: "errors", alone: true },
];

/** A failure where no browser is: nothing there knows CORS. */
export const OUTSIDE_PATTERNS: readonly Pattern[] = [
  { text: "TypeError: fetch failed", reasons: ["network-error"], partial: true },
  { text: "TypeError: Network request failed", reasons: ["network-error"], partial: true },
];
