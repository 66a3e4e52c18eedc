import type { ReasonCode, Stage } from "../../../core/reasons.js";
import type { Pattern } from "./pattern.js";

/** Wordings of Chromium 156, and of its ancestors as far as people still quote them. */

const ACCESS =
  "Access to {kind} at '{url}'[ (redirected from '{first}')] from origin '{origin}' has been blocked by CORS policy: ";

const XHR =
  "[ The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.]";
const ADVICE = "[ Have the server send the header with a valid value.]";

/** What follows the prefix; where the CORS check speaks, the preflight has its own beginning. */
const CHECKS: readonly [text: string, reasons: readonly ReasonCode[]][] = [
  ["No 'Access-Control-Allow-Origin' header is present on the requested resource.", ["missing-allow-origin"]],
  [
    `The 'Access-Control-Allow-Origin' header contains multiple values '{value}', but only one is allowed.${ADVICE}`,
    ["multiple-allow-origin"],
  ],
  [`The 'Access-Control-Allow-Origin' header contains the invalid value '{value}'.${ADVICE}`, ["invalid-allow-origin"]],
  [
    `The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to the supplied origin.${ADVICE}`,
    ["allow-origin-mismatch"],
  ],
  [
    `The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.${XHR}`,
    ["wildcard-with-credentials"],
  ],
  [
    `The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' which must be 'true' when the request's credentials mode is 'include'.${XHR}`,
    ["allow-credentials-missing", "allow-credentials-invalid"],
  ],
];

const OTHERS: readonly [text: string, reasons: readonly ReasonCode[], stage: Stage | null][] = [
  [
    "Response to preflight request doesn't pass access control check: It does not have HTTP ok status.",
    ["preflight-status", "preflight-redirected"],
    "preflight",
  ],
  [
    "Response to preflight request doesn't pass access control check: Redirect is not allowed for a preflight request.",
    ["preflight-redirected"],
    "preflight",
  ],
  [
    "Cannot parse Access-Control-Allow-Methods response header field in preflight response.",
    ["invalid-allow-methods"],
    "preflight",
  ],
  [
    "Cannot parse Access-Control-Allow-Headers response header field in preflight response.",
    ["invalid-allow-headers"],
    "preflight",
  ],
  [
    "Method {method} is not allowed by Access-Control-Allow-Methods in preflight response.",
    ["method-not-allowed"],
    "preflight",
  ],
  [
    "Request header field {header} is not allowed by Access-Control-Allow-Headers in preflight response.",
    ["header-not-allowed", "authorization-needs-explicit-header"],
    "preflight",
  ],
  [
    "Redirect location '{value}' contains a username and password, which is disallowed for cross-origin requests.",
    ["redirect-with-userinfo"],
    "redirect",
  ],
  ["Cross origin requests are not allowed by request mode.", ["same-origin-mode"], "redirect"],
  [
    "Cross origin requests are only supported for protocol schemes: {value}.",
    ["unsupported-scheme", "redirect-scheme"],
    null,
  ],
  ["Permission was denied for this request to access the `{value}` address space.", ["local-network-access"], null],
  [
    "The request client is not a secure context and the resource is in more-private address space `{value}`.",
    ["local-network-access"],
    null,
  ],
  [
    "Request had a target IP address space of [`]{any}[`] yet the resource is in address space [`]{value}[`].",
    ["local-network-access"],
    null,
  ],
  [
    "Request had no target IP address space, yet the resource is in address space [`]{value}[`].",
    ["local-network-access"],
    null,
  ],
  ["The response is invalid.", ["network-error"], null],
];

/** Of Private Network Access, which asked by a preflight; a permission took its place. */
const PRIVATE_NETWORK = [
  "No 'Access-Control-Allow-Private-Network' header was present in the preflight response for this private network request targeting the [`]{value}[`] address space.",
  "The 'Access-Control-Allow-Private-Network' header in the preflight response for this private network request targeting the [`]{value}[`] address space had a value of {any}, not 'true'.",
];

/** What versions up to 132 added. */
const NO_CORS =
  "[ If an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.][ Have the server send the header with a valid value, or, if an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.]";

function onPreflight(text: string): string {
  return `Response to preflight request doesn't pass access control check: ${text}`;
}

const TODAY: readonly Pattern[] = [
  ...CHECKS.flatMap(([text, reasons]): Pattern[] => [
    { text: ACCESS + onPreflight(text), reasons, stage: "preflight" },
    { text: ACCESS + text, reasons },
    { text: ACCESS + onPreflight(text) + NO_CORS, reasons, stage: "preflight", old: true },
    { text: ACCESS + text + NO_CORS, reasons, old: true },
  ]),
  ...OTHERS.map(
    ([text, reasons, stage]): Pattern => ({ text: ACCESS + text, reasons, ...(stage !== null && { stage }) }),
  ),
  ...PRIVATE_NETWORK.map(
    (text): Pattern => ({
      text: `${ACCESS}[Response to preflight request doesn't pass access control check: ]${text}`,
      reasons: ["local-network-access"],
      stage: "preflight",
      old: true,
    }),
  ),
  {
    text: "requested a {any} from a network that it could only access because of its users' privileged network position.{any}",
    reasons: ["local-network-access"],
    old: true,
  },
  {
    text: 'Fetch API cannot load {url}. URL scheme "{value}" is not supported.',
    reasons: ["unsupported-scheme"],
    stage: "setup",
  },
  {
    text: 'Fetch API cannot load {url}. Request mode is "same-origin" but the URL\'s origin is not same as the request origin {origin}.',
    reasons: ["same-origin-mode"],
    stage: "setup",
  },
  {
    text: 'Fetch API cannot load {url}. Request mode is "no-cors" but the redirect mode is not "follow".',
    reasons: ["redirect-mode-error"],
    stage: "setup",
  },
  {
    text: "Fetch API cannot load {url}. Refused to connect because it violates the document's Content Security Policy.",
    reasons: ["csp-blocked"],
    stage: "setup",
  },
  { text: "Fetch API cannot load {url}. SRI's integrity checks failed.", reasons: ["integrity-mismatch"] },
  { text: "Not allowed to load local resource: {url}", reasons: ["unsupported-scheme", "redirect-scheme"] },
  { text: "FTP is not supported.", reasons: ["unsupported-scheme"] },
  {
    text: "Unsafe attempt to load URL {url} from frame with URL {page}. Domains, protocols and ports must match.",
    reasons: ["same-origin-mode"],
  },
  {
    text: "Mixed Content: The page at '{page}' was loaded over HTTPS, but requested an insecure element '{url}'. This request was automatically upgraded to HTTPS{any}",
    reasons: [],
    warning: "http-to-https-mixed",
  },
  {
    text: "Mixed Content: The page at '{page}' was loaded over HTTPS, but requested an insecure {kind} '{url}'. This request has been blocked; the content must be served over HTTPS.",
    reasons: ["mixed-content"],
  },
  {
    text: "Mixed Content: The page at '{page}' was loaded over HTTPS, but requested an insecure {kind} '{url}'. This content should also be served over HTTPS.",
    reasons: [],
    warning: "http-to-https-mixed",
    old: true,
  },
  {
    text: "{any} '{url}' violates the following Content Security Policy directive: \"{value}\".{any}",
    reasons: ["csp-blocked"],
  },
  { text: 'Refused to set unsafe header "{header}"', reasons: [], warning: "forbidden-header-set" },
  {
    text: "Failed to decode downloaded font: {url}",
    reasons: ["unexpected-content-type", "unexpected-status", "nosniff"],
  },
  {
    text: 'EventSource\'s response has a MIME type ("{value}") that is not "text/event-stream". Aborting the connection.',
    reasons: ["unexpected-content-type"],
  },
  {
    text: "Refused to execute script from '{url}' because its MIME type ('{value}') is not executable, and strict MIME type checking is enabled.",
    reasons: ["nosniff"],
  },
  {
    text: "Refused to execute script from '{url}' because its MIME type ('{value}') is not executable.",
    reasons: ["unexpected-content-type"],
  },
  {
    text: 'Failed to load module script: Expected a JavaScript-or-Wasm module script but the server responded with a MIME type of "{value}".{any}',
    reasons: ["unexpected-content-type", "nosniff"],
  },
  {
    text: "Refused to apply style from '{url}' because its MIME type ('{value}') is not a supported stylesheet MIME type, and strict MIME checking is enabled.",
    reasons: ["nosniff", "unexpected-content-type"],
  },
  { text: "Error parsing 'integrity' attribute ('{value}').{any}", reasons: [] },
  {
    text: "Subresource Integrity: The resource '{url}' has an integrity attribute, but the {any}",
    reasons: ["integrity-mismatch"],
  },
  {
    text: "Failed to find a valid digest in the 'integrity' attribute for resource '{url}' with computed {any}",
    reasons: ["integrity-mismatch"],
  },
];

/** `XMLHttpRequest cannot load URL.`, `Failed to load URL:`, `Image from origin 'O' has been blocked …`, as it was once. */
const PREFIXES = [
  "{kind} cannot load {url}. ",
  "Failed to load {url}: ",
  "{kind} from origin '{page}' has been blocked from loading by Cross-Origin Resource Sharing policy: ",
  "Redirect from '{first}' to '{url}' has been blocked by CORS policy: ",
  "Redirect from '{url}' has been blocked by CORS policy: ",
  "Redirect at origin '{page}' has been blocked from loading by Cross-Origin Resource Sharing policy: ",
  "Access to {kind} at '{url}' from origin '{page}' has been blocked by CORS policy: ",
] as const;

const DENIED = "[ Origin '{origin}' is therefore not allowed access.]";
const OLD_TAIL = `${DENIED}[ The response had HTTP status code {status}.][ The credentials mode of an XMLHttpRequest is controlled by the withCredentials attribute.]${NO_CORS}`;

const OLD: readonly [text: string, reasons: readonly ReasonCode[], stage: Stage | null][] = [
  ...CHECKS.map(([text, reasons]): [string, readonly ReasonCode[], null] => [
    text.replace(XHR, "").replace(ADVICE, ""),
    reasons,
    null,
  ]),
  [
    "A wildcard '*' cannot be used in the 'Access-Control-Allow-Origin' header when the credentials flag is true.",
    ["wildcard-with-credentials"],
    null,
  ],
  [
    "Credentials flag is 'true', but the 'Access-Control-Allow-Credentials' header is '{value}'. It must be 'true' to allow credentials.",
    ["allow-credentials-missing", "allow-credentials-invalid"],
    null,
  ],
  ["Response for preflight has invalid HTTP status code {status}[.]", ["preflight-status"], "preflight"],
  ["Response for preflight does not have HTTP ok status.", ["preflight-status"], "preflight"],
  ["Invalid HTTP status code {status}", ["preflight-status"], "preflight"],
  ["Response for preflight is invalid (redirect)", ["preflight-redirected"], "preflight"],
  [
    "The request was redirected to '{value}', which is disallowed for cross-origin requests that require preflight.",
    ["preflight-redirected", "redirect-scheme"],
    "redirect",
  ],
  [
    "The request was redirected to a URL ('{value}') which has a disallowed scheme for cross-origin requests.",
    ["redirect-scheme"],
    "redirect",
  ],
  ["Redirect location '{value}' has a disallowed scheme for cross-origin requests.", ["redirect-scheme"], "redirect"],
  [
    "Redirect location '{value}' contains a username and password, which is disallowed for cross-origin requests.",
    ["redirect-with-userinfo"],
    "redirect",
  ],
  [
    "The request was redirected to a URL ('{value}') containing userinfo, which is disallowed for cross-origin requests.",
    ["redirect-with-userinfo"],
    "redirect",
  ],
  ["Cross origin requests are only supported for HTTP.", ["unsupported-scheme"], "setup"],
  ["Cross origin requests are only supported for protocol schemes: {value}.", ["unsupported-scheme"], "setup"],
  [
    "Cross-origin redirection denied by Cross-Origin Resource Sharing policy.",
    ["missing-allow-origin", "redirect-scheme"],
    "redirect",
  ],
  [
    "Method {method} is not allowed by Access-Control-Allow-Methods[ in preflight response].",
    ["method-not-allowed"],
    "preflight",
  ],
  [
    "Request header field {header} is not allowed by Access-Control-Allow-Headers[ in preflight response].",
    ["header-not-allowed", "authorization-needs-explicit-header"],
    "preflight",
  ],
  ["Invalid response.", ["network-error"], null],
  ["Received an invalid response.", ["network-error"], null],
];

const PAST: readonly Pattern[] = PREFIXES.flatMap((prefix) =>
  OLD.flatMap(([text, reasons, stage]): Pattern[] => [
    {
      text: `${prefix}[Response to preflight request doesn't pass access control check: ]${text}${OLD_TAIL}`,
      reasons,
      old: true,
      ...(stage !== null && { stage }),
    },
  ]),
);

/** What both Chrome and Safari said when they were one. */
const COMMON_PAST: readonly Pattern[] = [
  {
    text: "{kind} cannot load {url}. Origin {origin} is not allowed by Access-Control-Allow-Origin.",
    reasons: ["missing-allow-origin", "allow-origin-mismatch", "invalid-allow-origin"],
    old: true,
  },
  {
    text: "{kind} cannot load {url}. Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.",
    reasons: ["wildcard-with-credentials"],
    old: true,
  },
  {
    text: '{kind} cannot load {url}. Credentials flag is true, but Access-Control-Allow-Credentials is not "true".',
    reasons: ["allow-credentials-missing", "allow-credentials-invalid"],
    old: true,
  },
  {
    text: "Refused to connect to '{url}' because it violates the following Content Security Policy directive: \"{value}\".",
    reasons: ["csp-blocked"],
    old: true,
  },
  {
    text: "Cross-Origin Read Blocking (CORB) blocked cross-origin response {url} with MIME type {value}.{any}",
    reasons: ["opaque-response-blocked"],
    old: true,
  },
  {
    text: "No 'Access-Control-Allow-Origin' header is present on the requested resource. Origin '{origin}' is therefore not allowed access.[ The response had HTTP status code {status}.]",
    reasons: ["missing-allow-origin"],
    old: true,
  },
];

/** Today's come first. */
export const CHROMIUM_PATTERNS: readonly Pattern[] = [...TODAY, ...PAST, ...COMMON_PAST];

/** Of the network log: a request failed, and the page's console has said why, or will. */
export const NETWORK_LOG: readonly Pattern[] = [
  {
    text: "[{verb} {address} ]net::ERR_BLOCKED_BY_RESPONSE.NotSameOriginAfterDefaultedToSameOriginByCoep{any}",
    reasons: ["coep-blocked"],
  },
  { text: "[{verb} {address} ]net::ERR_BLOCKED_BY_RESPONSE.NotSame{any}", reasons: ["corp-blocked"] },
  { text: "[{verb} {address} ]net::ERR_BLOCKED_BY_ORB", reasons: ["opaque-response-blocked"] },
  { text: "[{verb} {address} ]net::ERR_UNSAFE_PORT", reasons: ["bad-port"] },
  { text: "[{verb} {address} ]net::ERR_TOO_MANY_REDIRECTS", reasons: ["too-many-redirects"] },
  {
    text: "{verb} {address} net::ERR_FAILED[ {status}]",
    reasons: ["missing-allow-origin", "preflight-status", "network-error"],
    partial: true,
  },
  { text: "{verb} {address} net::ERR_{error}", reasons: ["network-error"], partial: true },
  {
    text: "Failed to load resource: net::ERR_FAILED",
    reasons: ["missing-allow-origin", "preflight-status", "network-error"],
    partial: true,
  },
  { text: "Failed to load resource: net::ERR_{error}", reasons: ["network-error"], partial: true },
  { text: "OPTIONS {address} {status} ({any})", reasons: ["preflight-status"], stage: "preflight", partial: true },
];
