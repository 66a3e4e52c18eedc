import type { ReasonCode, Stage } from "../../../core/reasons.js";
import type { Pattern } from "./pattern.js";

/** Wordings of Firefox 153 and of earlier ones, in English. */

const BLOCKED =
  "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at [']{url}[']. (Reason: ";
const STATUS = "[ Status code: {status}.]";

const REASONS_GIVEN: readonly [text: string, reasons: readonly ReasonCode[], stage: Stage | null, old?: true][] = [
  ["CORS header 'Access-Control-Allow-Origin' missing", ["missing-allow-origin"], null],
  ["Multiple CORS header 'Access-Control-Allow-Origin' not allowed", ["multiple-allow-origin"], null],
  [
    "CORS header 'Access-Control-Allow-Origin' does not match '{value}'",
    ["allow-origin-mismatch", "invalid-allow-origin", "multiple-allow-origin"],
    null,
  ],
  [
    "Credential is not supported if the CORS header 'Access-Control-Allow-Origin' is '*'",
    ["wildcard-with-credentials"],
    null,
  ],
  [
    "expected 'true' in CORS header 'Access-Control-Allow-Credentials'",
    ["allow-credentials-missing", "allow-credentials-invalid"],
    null,
  ],
  ["CORS preflight response did not succeed", ["preflight-status", "preflight-redirected"], "preflight"],
  ["CORS request external redirect not allowed", ["preflight-redirected", "redirect-scheme"], "preflight"],
  ["invalid token '{value}' in CORS header 'Access-Control-Allow-Methods'", ["invalid-allow-methods"], "preflight"],
  ["invalid token '{value}' in CORS header 'Access-Control-Allow-Headers'", ["invalid-allow-headers"], "preflight"],
  ["Did not find method in CORS header 'Access-Control-Allow-Methods'", ["method-not-allowed"], "preflight"],
  [
    "header '{header}' is not allowed according to header 'Access-Control-Allow-Headers' from CORS preflight response",
    ["header-not-allowed", "authorization-needs-explicit-header"],
    "preflight",
  ],
  ["CORS request not http", ["unsupported-scheme", "redirect-scheme"], null],
  ["CORS request not HTTP", ["unsupported-scheme", "redirect-scheme"], null],
  [
    "missing token '{header}' in CORS header 'Access-Control-Allow-Headers' from CORS preflight channel",
    ["header-not-allowed", "authorization-needs-explicit-header"],
    "preflight",
    true,
  ],
  [
    "missing token '{header}' in CORS header 'Access-Control-Allow-Headers'",
    ["header-not-allowed", "authorization-needs-explicit-header"],
    "preflight",
    true,
  ],
  ["CORS preflight channel did not succeed", ["preflight-status", "preflight-redirected"], "preflight", true],
  ["CORS request failed", ["network-error", "missing-allow-origin"], null, true],
  ["CORS disabled", ["network-error"], null],
];

/** It ends many failures: by itself it says that no answer came, or that something kept it. */
const NOT_SUCCEEDED: Pattern = {
  text: `${BLOCKED}CORS request did not succeed).${STATUS}`,
  reasons: ["network-error", "bad-port", "mixed-content"],
  partial: true,
};

export const FIREFOX_PATTERNS: readonly Pattern[] = [
  ...REASONS_GIVEN.map(
    ([text, reasons, stage, old]): Pattern => ({
      text: `${BLOCKED}${text}).${STATUS}`,
      reasons,
      ...(stage !== null && { stage }),
      ...(old && { old }),
    }),
  ),
  NOT_SUCCEEDED,
  {
    text: "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at {url}. This can be fixed by moving the resource to the same domain or enabling CORS.",
    reasons: ["missing-allow-origin", "allow-origin-mismatch", "preflight-status", "network-error"],
    old: true,
  },
  {
    text: "Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote resource at {url} soon. (Reason: {any}).",
    reasons: [],
    warning: "wildcard-authorization",
  },
  { text: "Attempt to set a forbidden header was denied: {header}", reasons: [], warning: "forbidden-header-set" },
  { text: 'Blocked loading mixed active content "{url}"', reasons: ["mixed-content"] },
  { text: 'Loading mixed (insecure) display content "{url}" on a secure page', reasons: [] },
  {
    text: "Mixed Content: Upgrading insecure display request '{url}' to use 'https'",
    reasons: [],
    warning: "http-to-https-mixed",
  },
  {
    text: "Content-Security-Policy: Upgrading insecure request '{url}' to use 'https'",
    reasons: [],
    warning: "http-to-https-mixed",
  },
  {
    text: 'Content-Security-Policy: The page\'s settings blocked {any} at {url} from being {kind} because it violates the following directive: "{value}"',
    reasons: ["csp-blocked"],
  },
  {
    text: 'Content-Security-Policy: The page\'s settings blocked the loading of a resource ({any}) at {url} because it violates the following directive: "{value}"',
    reasons: ["csp-blocked"],
  },
  {
    text: 'Content Security Policy: The page\'s settings blocked the loading of a resource at {url} ("{value}").',
    reasons: ["csp-blocked"],
    old: true,
  },
  {
    text: "Use of XMLHttpRequest's {value} attribute is {any} supported in the synchronous mode in window context.",
    reasons: ["invalid-state"],
    stage: "setup",
  },
  {
    text: "Security Error: Content at {page} may not load data from {url}.",
    reasons: ["same-origin-mode", "redirect-scheme", "unsupported-scheme"],
  },
  {
    text: "Security Error: Content at {page} may not load or link to {url}.",
    reasons: ["unsupported-scheme", "redirect-scheme", "same-origin-mode"],
  },
  {
    text: 'Redirecting to data: URI not allowed (Blocked loading of: "{url}")',
    reasons: ["redirect-scheme"],
    stage: "redirect",
  },
  {
    text: 'The resource at "{url}" was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof).{any}',
    reasons: ["corp-blocked", "coep-blocked"],
  },
  {
    text: 'source URI is malformed: "{url}".',
    reasons: ["unsupported-scheme"],
  },
  {
    text: 'The resource at "{url}" was blocked by OpaqueResponseBlocking. Reason: "{value}".',
    reasons: ["opaque-response-blocked"],
  },
  {
    text: "A resource is blocked by OpaqueResponseBlocking, please check browser console for details.",
    reasons: ["opaque-response-blocked"],
  },
  {
    text: 'The resource from "{url}" was blocked due to MIME type ("{value}") mismatch (X-Content-Type-Options: nosniff).',
    reasons: ["nosniff", "unexpected-content-type"],
  },
  {
    text: 'Script from "{url}" was blocked because of a disallowed MIME type ("{value}").',
    reasons: ["unexpected-content-type", "nosniff"],
  },
  {
    text: 'Loading module from "{url}" was blocked because of a disallowed MIME type ("{value}").',
    reasons: ["unexpected-content-type", "nosniff"],
  },
  {
    text: 'The stylesheet {url} was not loaded because its MIME type, "{value}", is not "text/css".',
    reasons: ["unexpected-content-type", "nosniff"],
  },
  {
    text: 'None of the "{any}" hashes in the integrity attribute match the content of the subresource at "{url}".{any}',
    reasons: ["integrity-mismatch"],
  },
  {
    text: '"{url}" is not eligible for integrity checks since it\'s neither CORS-enabled nor same-origin.',
    reasons: ["integrity-mismatch"],
  },
  { text: 'The script element has a malformed hash in its integrity attribute: "{value}".{any}', reasons: [] },
  { text: 'Unsupported hash algorithm in the integrity attribute: "{value}"', reasons: [] },
  { text: "The integrity attribute does not contain any valid metadata.", reasons: [] },
];
