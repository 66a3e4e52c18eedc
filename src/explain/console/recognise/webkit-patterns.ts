import type { ReasonCode } from "../../../core/reasons.js";
import type { Pattern } from "./pattern.js";

/** Wordings of WebKit 2.50, which are Safari's. */

/** What the CORS code says; after a redirect it stands behind where that led. */
const SAID: readonly [text: string, reasons: readonly ReasonCode[], stage?: "preflight"][] = [
  [
    "Origin {origin} is not allowed by Access-Control-Allow-Origin. Status code: {status}",
    ["missing-allow-origin", "allow-origin-mismatch", "invalid-allow-origin"],
  ],
  [
    "Origin {origin} is not allowed by Access-Control-Allow-Origin.",
    ["missing-allow-origin", "allow-origin-mismatch", "invalid-allow-origin"],
  ],
  ["Access-Control-Allow-Origin cannot contain more than one origin.", ["multiple-allow-origin"]],
  ["Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.", ["wildcard-with-credentials"]],
  [
    'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".',
    ["allow-credentials-missing", "allow-credentials-invalid"],
  ],
  [
    "Preflight response is not successful.[ Status code: {status}]",
    ["preflight-status", "preflight-redirected"],
    "preflight",
  ],
  ["Preflight response is not successful", ["preflight-status", "preflight-redirected"], "preflight"],
  ["Header Access-Control-Allow-Methods has an invalid value: {value}", ["invalid-allow-methods"], "preflight"],
  ["Header Access-Control-Allow-Headers has an invalid value: {value}", ["invalid-allow-headers"], "preflight"],
  ["Method {method} is not allowed by Access-Control-Allow-Methods.", ["method-not-allowed"], "preflight"],
  [
    "Request header field {header} is not allowed by Access-Control-Allow-Headers.",
    ["header-not-allowed", "authorization-needs-explicit-header"],
    "preflight",
  ],
];

const DENIED = "Cross-origin redirection to {url} denied by Cross-Origin Resource Sharing policy: ";

const MANY: readonly ReasonCode[] = ["missing-allow-origin", "preflight-status", "network-error"];

/** The second line names what could not be loaded; the first says why. */
const LOADERS: readonly Pattern[] = [
  { text: "{kind} cannot load {url} due to access control checks.", reasons: MANY, partial: true },
  { text: "Cannot load image {url} due to access control checks.", reasons: MANY, partial: true },
  {
    text: "Cross-origin {kind} load denied by Cross-Origin Resource Sharing policy.",
    reasons: MANY,
    partial: true,
  },
];

export const WEBKIT_PATTERNS: readonly Pattern[] = [
  ...SAID.flatMap(([text, reasons, stage]): Pattern[] => [
    { text: `${DENIED}${text}`, reasons, stage: "redirect" },
    { text: `Beacon API cannot load {url}. ${text}`, reasons, ...(stage !== undefined && { stage }) },
  ]),
  {
    text: `${DENIED}not allowed to follow a cross-origin CORS redirection with non CORS scheme`,
    reasons: ["redirect-scheme", "redirect-bad-location"],
    stage: "redirect",
  },
  { text: `${DENIED}redirection URL {any} has credentials`, reasons: ["redirect-with-userinfo"], stage: "redirect" },
  ...SAID.map(([text, reasons, stage]): Pattern => ({ text, reasons, ...(stage !== undefined && { stage }) })),
  { text: "Load cannot follow more than 20 redirections", reasons: ["too-many-redirects"], stage: "redirect" },
  { text: "Not allowed to follow a redirection while loading {url}", reasons: ["redirect-mode-error"] },
  { text: "No-Cors mode requires follow redirect mode", reasons: ["redirect-mode-error"], stage: "setup" },
  { text: "Cross origin requests are not allowed when using same-origin fetch mode.", reasons: ["same-origin-mode"] },
  {
    text: "Unsafe attempt to load URL {url} from origin {origin}. Domains, protocols and ports must match.",
    reasons: ["same-origin-mode"],
  },
  {
    text: "Cross origin requests are only supported for HTTP.",
    reasons: ["unsupported-scheme", "unexpected-content-type"],
  },
  {
    text: "POST of a Blob to non-HTTP protocols in XMLHttpRequest.send() is currently unsupported.",
    reasons: ["unsupported-scheme"],
    partial: true,
  },
  { text: "FTP URLs are disabled", reasons: ["redirect-scheme"], stage: "redirect" },
  { text: "Redirection to URL with a scheme that is not HTTP(S).", reasons: ["redirect-scheme"], stage: "redirect" },
  { text: "CORS-preflight request was blocked", reasons: ["bad-port"] },
  { text: "Not allowed to use restricted network port {value}: {url}", reasons: ["bad-port"] },
  ...["", "Beacon API cannot load {url}. "].map(
    (before): Pattern => ({
      text: `${before}Reached maximum amount of queued data of 64Kb for keepalive requests`,
      reasons: ["keepalive-quota"],
    }),
  ),
  { text: "Beacon API cannot load {url}. Not allowed to use restricted network port", reasons: ["bad-port"] },
  { text: "Beacon API cannot load {url}. Not allowed to request resource", reasons: ["mixed-content"] },
  { text: "Beacon API cannot load {url}. Redirect was not allowed", reasons: ["mixed-content"] },
  { text: "Not allowed to request resource", reasons: ["mixed-content", "redirect-mode-error"], partial: true },
  {
    text: "[blocked] The page at {page} requested insecure content from {url}. This content was blocked and must be served over HTTPS.",
    reasons: ["mixed-content", "unsupported-scheme"],
  },
  {
    text: "The page at {page} requested insecure content from {url}. This content was automatically upgraded and should be served over HTTPS.",
    reasons: [],
    warning: "http-to-https-mixed",
  },
  { text: "Refused to connect to {url} because it {any} Content Security Policy.", reasons: ["csp-blocked"] },
  { text: "Refused to load {url} because it {any} Content Security Policy.", reasons: ["csp-blocked"] },
  { text: "Blocked by Content Security Policy.", reasons: ["csp-blocked"] },
  {
    text: "Cancelled load to {url} because it violates the resource's Cross-Origin-Resource-Policy response header.",
    reasons: ["corp-blocked", "coep-blocked"],
  },
  {
    text: 'Refused to execute {url} as script because "X-Content-Type-Options: nosniff" was given and its Content-Type is not a script MIME type.',
    reasons: ["nosniff"],
  },
  {
    text: "Refused to execute {url} as script because {value} is not a script MIME type.",
    reasons: ["unexpected-content-type"],
  },
  {
    text: "Did not parse stylesheet at '{url}' because non CSS MIME types are not allowed in strict mode.",
    reasons: ["unexpected-content-type", "nosniff"],
  },
  {
    text: "TypeError: '{value}' is not a valid JavaScript MIME type.",
    reasons: ["unexpected-content-type", "nosniff"],
  },
  { text: "{any} {url}. Failed integrity metadata check. Content length: {any}", reasons: ["integrity-mismatch"] },
  { text: "TypeError: Cannot load script due to integrity mismatch", reasons: ["integrity-mismatch"] },
  {
    text: "Synchronous XMLHttpRequests must not have a timeout value set.",
    reasons: ["invalid-state"],
    stage: "setup",
  },
  {
    text: "Synchronous HTTP(S) requests made from the window context cannot have XMLHttpRequest.responseType set.",
    reasons: ["invalid-state"],
    stage: "setup",
  },
  { text: "Beacon API cannot load {url}. {any}", reasons: ["network-error"] },
  { text: "Could not connect to {any}: Connection refused", reasons: ["network-error"] },
  {
    text: "Cannot make any requests from {origin}.",
    reasons: ["missing-allow-origin", "allow-origin-mismatch"],
    old: true,
  },
  ...LOADERS,
  {
    text: "Fetch API cannot load {address}.",
    reasons: ["same-origin-mode", "unsupported-scheme"],
    stage: "setup",
    partial: true,
    alone: true,
  },
  {
    text: "XMLHttpRequest cannot load {address}.",
    reasons: ["unsupported-scheme"],
    stage: "setup",
    partial: true,
    alone: true,
  },
  { text: "Not allowed to load local resource: {url}", reasons: ["unsupported-scheme", "redirect-scheme"] },
  { text: 'Refused to set unsafe header "{header}"', reasons: [], warning: "forbidden-header-set" },
];

/** Internet Explorer 10 and 11, and Edge before it was Chromium; F12's codes go before the words. */
export const MICROSOFT_PATTERNS: readonly Pattern[] = [
  {
    text: "SEC7120: {any}The origin '{origin}' did not find '{any}' in the Access-Control-Allow-Origin response header for cross-origin {any} at '{url}'.",
    reasons: ["missing-allow-origin", "allow-origin-mismatch"],
    old: true,
  },
  {
    text: "SEC7120: Origin {origin} not found in Access-Control-Allow-Origin header.",
    reasons: ["allow-origin-mismatch", "missing-allow-origin"],
    old: true,
  },
  { text: "SEC7121: {any}ildcard{any}", reasons: ["wildcard-with-credentials"], old: true },
  { text: "SEC7122: {any}", reasons: ["allow-credentials-missing", "allow-credentials-invalid"], old: true },
  {
    text: "SEC7123: Request header {header} was not present in the Access-Control-Allow-Headers list.",
    reasons: ["header-not-allowed"],
    stage: "preflight",
    old: true,
  },
  {
    text: "SEC7124: Request method {method} was not present in the Access-Control-Allow-Methods list.",
    reasons: ["method-not-allowed"],
    stage: "preflight",
    old: true,
  },
  {
    text: "SEC7125: {kind} for {url} caused a response headers parsing failure.",
    reasons: ["invalid-allow-headers", "invalid-allow-methods"],
    old: true,
  },
  { text: "SEC7126: {any}", reasons: ["preflight-redirected"], stage: "preflight", old: true },
  { text: "SEC7127: {any}", reasons: ["redirect-scheme", "missing-allow-origin"], stage: "redirect", old: true },
  { text: "SEC7128: {any}", reasons: ["multiple-allow-origin"], old: true },
  { text: "SEC7129: {any}", reasons: ["allow-credentials-invalid"], old: true },
  {
    text: "SEC7118: {kind} for {url} required Cross Origin Resource Sharing (CORS).",
    reasons: [],
    old: true,
    partial: true,
  },
  { text: "SEC7119: {kind} for {url} required CORS preflight.", reasons: [], old: true, partial: true },
];
