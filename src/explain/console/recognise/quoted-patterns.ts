import type { Pattern } from "./pattern.js";

/**
 * Wordings as people quote them: without what stood before or after, in small letters, without quotation marks. Each is
 * told by words that no other has; where the request went is looked for in the line as a whole.
 */

type Engine = "Chromium" | "Firefox" | "Safari (WebKit)";

export const QUOTED_PATTERNS: readonly (readonly [Engine, Pattern])[] = [
  ["Chromium", { text: "No 'Access-Control-Allow-Origin' header is present", reasons: ["missing-allow-origin"] }],
  [
    "Chromium",
    {
      text: "'Access-Control-Allow-Origin' header contains multiple values[ '{value}', but]",
      reasons: ["multiple-allow-origin"],
    },
  ],
  [
    "Chromium",
    { text: "'Access-Control-Allow-Origin' header contains the invalid value", reasons: ["invalid-allow-origin"] },
  ],
  [
    "Chromium",
    {
      text: "'Access-Control-Allow-Origin' header has a value[ '{value}'] that is not equal to the supplied origin",
      reasons: ["allow-origin-mismatch"],
    },
  ],
  [
    "Chromium",
    {
      text: "'Access-Control-Allow-Origin' header in the response must not be the wildcard",
      reasons: ["wildcard-with-credentials"],
    },
  ],
  [
    "Chromium",
    {
      text: "wildcard {any} cannot be used in the 'Access-Control-Allow-Origin' header",
      reasons: ["wildcard-with-credentials"],
      old: true,
    },
  ],
  [
    "Chromium",
    {
      text: "'Access-Control-Allow-Credentials' header in the response is[ '{value}'] which must be 'true'",
      reasons: ["allow-credentials-missing", "allow-credentials-invalid"],
    },
  ],
  [
    "Chromium",
    {
      text: "'Access-Control-Allow-Credentials' header is '{value}'. It must be 'true'",
      reasons: ["allow-credentials-missing", "allow-credentials-invalid"],
      old: true,
    },
  ],
  [
    "Chromium",
    {
      text: "doesn't pass access control check: It does not have HTTP ok status",
      reasons: ["preflight-status", "preflight-redirected"],
      stage: "preflight",
    },
  ],
  [
    "Chromium",
    {
      text: "Response for preflight has invalid HTTP status code[ {status}]",
      reasons: ["preflight-status"],
      stage: "preflight",
      old: true,
    },
  ],
  [
    "Chromium",
    {
      text: "Redirect is not allowed for a preflight request",
      reasons: ["preflight-redirected"],
      stage: "preflight",
    },
  ],
  [
    "Chromium",
    {
      text: "Response for preflight is invalid (redirect)",
      reasons: ["preflight-redirected"],
      stage: "preflight",
      old: true,
    },
  ],
  [
    "Chromium",
    {
      text: "Method {method} is not allowed by Access-Control-Allow-Methods",
      reasons: ["method-not-allowed"],
      stage: "preflight",
    },
  ],
  [
    "Chromium",
    {
      text: "Request header field '{header}' is not allowed by Access-Control-Allow-Headers",
      reasons: ["header-not-allowed", "authorization-needs-explicit-header"],
      stage: "preflight",
    },
  ],
  [
    "Chromium",
    {
      text: "Cross origin requests are only",
      reasons: ["unsupported-scheme", "redirect-scheme"],
    },
  ],
  [
    "Chromium",
    {
      text: "Permission was denied for this request to access the '{value}' address space",
      reasons: ["local-network-access"],
    },
  ],
  ["Chromium", { text: "more-private address space '{value}'", reasons: ["local-network-access"] }],
  [
    "Chromium",
    {
      text: "target IP address space of {any} yet the resource is in address space",
      reasons: ["local-network-access"],
    },
  ],
  [
    "Chromium",
    {
      text: "'Access-Control-Allow-Private-Network' header",
      reasons: ["local-network-access"],
      stage: "preflight",
      old: true,
    },
  ],
  [
    "Chromium",
    {
      text: "was loaded over HTTPS, but requested an insecure {any} '{address}'. This request has been blocked",
      reasons: ["mixed-content"],
    },
  ],
  ["Chromium", { text: "err_blocked_by_response.notsame", reasons: ["corp-blocked", "coep-blocked"] }],
  [
    "Safari (WebKit)",
    {
      text: "{any} is not allowed by Access-Control-Allow-Origin[. Status code: {status}]",
      reasons: ["missing-allow-origin", "allow-origin-mismatch", "invalid-allow-origin"],
    },
  ],
  [
    "Safari (WebKit)",
    {
      text: "Preflight response is not successful",
      reasons: ["preflight-status", "preflight-redirected"],
      stage: "preflight",
    },
  ],
  [
    "Firefox",
    {
      text: "CORS header 'Access-Control-Allow-Origin' missing[). Status code: {status}]",
      reasons: ["missing-allow-origin"],
    },
  ],
  [
    "Firefox",
    {
      text: "CORS header 'Access-Control-Allow-Origin' does not match[ '{value}']",
      reasons: ["allow-origin-mismatch", "invalid-allow-origin", "multiple-allow-origin"],
    },
  ],
  [
    "Firefox",
    {
      text: "Credential is not supported if the CORS header 'Access-Control-Allow-Origin' is",
      reasons: ["wildcard-with-credentials"],
    },
  ],
  [
    "Firefox",
    {
      text: "CORS preflight {any} did not succeed",
      reasons: ["preflight-status", "preflight-redirected"],
      stage: "preflight",
    },
  ],
  [
    "Firefox",
    {
      text: "Did not find method in CORS header 'Access-Control-Allow-Methods'",
      reasons: ["method-not-allowed"],
      stage: "preflight",
    },
  ],
  [
    "Firefox",
    {
      text: "header '{header}' is not allowed according to header 'Access-Control-Allow-Headers'",
      reasons: ["header-not-allowed", "authorization-needs-explicit-header"],
      stage: "preflight",
    },
  ],
  ["Firefox", { text: "CORS request not http", reasons: ["unsupported-scheme", "redirect-scheme"] }],
  [
    "Firefox",
    {
      text: "CORS request did not succeed",
      reasons: ["network-error", "bad-port", "mixed-content"],
      partial: true,
    },
  ],
];

/** That CORS refused it, and no more: the line was cut before it says why. */
export const CUT_PATTERNS: readonly (readonly [Engine, Pattern])[] = [
  [
    "Chromium",
    {
      text: "blocked by CORS policy",
      reasons: ["missing-allow-origin", "preflight-status", "header-not-allowed"],
      partial: true,
    },
  ],
  // What the network panel has instead of a status.
  [
    "Chromium",
    {
      text: "(blocked:cors)",
      reasons: ["missing-allow-origin", "preflight-status", "header-not-allowed"],
      partial: true,
    },
  ],
  [
    "Firefox",
    {
      text: "Cross-Origin Request Blocked: The Same Origin Policy disallows",
      reasons: ["missing-allow-origin", "preflight-status", "network-error"],
      partial: true,
    },
  ],
];
