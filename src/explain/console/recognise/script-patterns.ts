import type { ReasonCode } from "../../../core/reasons.js";
import type { Pattern } from "./pattern.js";

/** What browsers and libraries tell page code, whatever the reason was: by itself it says only that a request failed. */

const ANY_OF: readonly ReasonCode[] = ["missing-allow-origin", "preflight-status", "network-error"];

export const SCRIPT_PATTERNS: readonly Pattern[] = [
  "Http failure response for {address}: 0 Unknown Error",
  "Http failure response for (unknown url): 0 Unknown Error",
  "Failed to execute 'send' on 'XMLHttpRequest': Failed to load '{url}'",
  '"{url}": <no response>',
  "TypeError: Failed to fetch",
  "NetworkError when attempting to fetch resource",
  "TypeError: Load failed",
  "AxiosError: Network Error",
  "Error: Network Error",
  "code: 'ERR_NETWORK'",
  "Request has been terminated Possible causes: the network is offline",
  "XMLHttpRequest onError callback was called",
  "XMLHttpRequest error",
].map((text) => ({ text, reasons: ANY_OF, partial: true }));

/** The same where no browser is: nothing there knows CORS. */
export const OUTSIDE_PATTERNS: readonly Pattern[] = [
  { text: "TypeError: fetch failed", reasons: ["network-error"], partial: true },
  { text: "TypeError: Network request failed", reasons: ["network-error"], partial: true },
];
