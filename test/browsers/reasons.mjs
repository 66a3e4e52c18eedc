/** The browsers' own codes and words, as the reason codes of a verdict. Several: any of them agrees. */

const CREDENTIALS = ["allow-credentials-missing", "allow-credentials-invalid"];
const CORS_ERRORS = {
  DisallowedByMode: ["same-origin-mode"],
  InvalidResponse: ["network-error"],
  WildcardOriginNotAllowed: ["wildcard-with-credentials"],
  MissingAllowOriginHeader: ["missing-allow-origin"],
  MultipleAllowOriginValues: ["multiple-allow-origin"],
  InvalidAllowOriginValue: ["invalid-allow-origin"],
  AllowOriginMismatch: ["allow-origin-mismatch"],
  InvalidAllowCredentials: CREDENTIALS,
  CorsDisabledScheme: ["unsupported-scheme", "redirect-scheme"],
  PreflightInvalidStatus: ["preflight-status"],
  PreflightDisallowedRedirect: ["preflight-redirected"],
  InvalidAllowMethodsPreflightResponse: ["invalid-allow-methods"],
  InvalidAllowHeadersPreflightResponse: ["invalid-allow-headers"],
  MethodDisallowedByPreflightResponse: ["method-not-allowed"],
  HeaderDisallowedByPreflightResponse: ["header-not-allowed", "authorization-needs-explicit-header"],
  RedirectContainsCredentials: ["redirect-with-userinfo"],
  NoCorsRedirectModeNotFollow: ["redirect-mode-error"],
};
const OF_SETUP = /^(?:DisallowedByMode|CorsDisabledScheme|NoCorsRedirectModeNotFollow)$/;

const BLOCKED_REASONS = {
  csp: ["csp-blocked"],
  "mixed-content": ["mixed-content"],
  "corp-not-same-origin": ["corp-blocked"],
  "corp-not-same-site": ["corp-blocked"],
  "corp-not-same-origin-after-defaulted-to-same-origin-by-coep": ["coep-blocked"],
};
const NET_ERRORS = {
  "net::ERR_UNSAFE_PORT": ["bad-port"],
  "net::ERR_UNSAFE_REDIRECT": ["redirect-scheme", "redirect-bad-location"],
  "net::ERR_INVALID_REDIRECT": ["redirect-bad-location"],
  "net::ERR_TOO_MANY_REDIRECTS": ["too-many-redirects"],
  "net::ERR_CONNECTION_REFUSED": ["network-error"],
  "net::ERR_EMPTY_RESPONSE": ["network-error"],
  "net::ERR_BLOCKED_BY_ORB": ["opaque-response-blocked"],
  "net::ERR_ALPN_NEGOTIATION_FAILED": ["stream-needs-http2"],
};

/** Names of the strings in Firefox's security.properties and csp.properties. */
const FIREFOX_CATEGORIES = {
  CORSRequestNotHttp: ["unsupported-scheme", "redirect-scheme"],
  CORSMissingAllowOrigin2: ["missing-allow-origin"],
  // A PUT that gets no answer at all is told of in these words too.
  CORSMultipleAllowOriginNotAllowed: ["multiple-allow-origin", "network-error"],
  CORSAllowOriginNotMatchingOrigin: ["allow-origin-mismatch", "invalid-allow-origin", "multiple-allow-origin"],
  CORSNotSupportingCredentials: ["wildcard-with-credentials"],
  CORSMissingAllowCredentials: CREDENTIALS,
  CORSMethodNotFound: ["method-not-allowed"],
  CORSPreflightDidNotSucceed3: ["preflight-status"],
  CORSInvalidAllowMethod: ["invalid-allow-methods"],
  CORSInvalidAllowHeader: ["invalid-allow-headers"],
  CORSMissingAllowHeaderFromPreflight2: ["header-not-allowed", "authorization-needs-explicit-header"],
  CORSExternalRedirectNotAllowed: ["preflight-redirected", "redirect-with-userinfo"],
  SOP: ["same-origin-mode", "unsupported-scheme"], // a link to file: too
  CSP_CSPGenericViolation: ["csp-blocked"],
  CSP_CSPScriptViolation: ["csp-blocked"],
  CSP_CSPStyleViolation: ["csp-blocked"],
  "Mixed Content Blocker": ["mixed-content"],
  COEP: ["corp-blocked", "coep-blocked"], // one text for both
  // A redirect that is not followed is told of as well.
  ORB: ["opaque-response-blocked", "redirect-scheme"],
};

const WEBKIT_PREFIX =
  /^Cross-origin redirection to \S+ denied by Cross-Origin Resource Sharing policy: |^Beacon API cannot load \S+ /;
const WEBKIT_TEXTS = [
  [/^Cannot use wildcard in Access-Control-Allow-Origin/, ["wildcard-with-credentials"]],
  [/^Access-Control-Allow-Origin cannot contain more than one origin/, ["multiple-allow-origin"]],
  [
    /not allowed by Access-Control-Allow-Origin\./,
    ["missing-allow-origin", "allow-origin-mismatch", "invalid-allow-origin"],
  ],
  [/Access-Control-Allow-Credentials is not "true"/, CREDENTIALS],
  [/^Preflight response is not successful/, ["preflight-status", "preflight-redirected"]],
  [/^Method .* is not allowed by Access-Control-Allow-Methods/, ["method-not-allowed"]],
  [/^Request header field .* is not allowed by/, ["header-not-allowed", "authorization-needs-explicit-header"]],
  [/^Header Access-Control-Allow-Methods has an invalid value/, ["invalid-allow-methods"]],
  [/^Header Access-Control-Allow-Headers has an invalid value/, ["invalid-allow-headers"]],
  [/redirection URL .* has credentials/, ["redirect-with-userinfo"]],
  [/restricted network port/, ["bad-port"]],
  [/Cross-Origin-Resource-Policy response header/, ["corp-blocked"]],
  [/Content Security Policy/, ["csp-blocked"]],
  [/redirection with non CORS scheme/, ["redirect-scheme", "redirect-bad-location"]],
  [/^Load cannot follow more than 20 redirections/, ["too-many-redirects"]],
  [/^No-Cors mode requires follow redirect mode|^Not allowed to follow a redirection/, ["redirect-mode-error"]],
  [/^Could not connect to /, ["network-error"]],
  [/^Failed integrity metadata check/, ["integrity-mismatch"]],
  [
    /^Cross origin requests are only supported for HTTP|^FTP URLs are disabled/,
    ["unsupported-scheme", "redirect-scheme"],
  ],
];

/** Exceptions and rejections that say why; all three browsers. */
const ERROR_TEXTS = [
  [/\breferrer\b/i, ["invalid-init"]],
  [
    /HTTP method is unsupported|Invalid request method (?:TRACE|TRACK|CONNECT)\b|^Method is forbidden/i,
    ["forbidden-method"],
  ],
  [/is not a valid HTTP method|^Method is not a valid HTTP token/, ["invalid-method"]],
  [/includes credentials|embedded credentials|contains user credentials/, ["url-has-credentials", "url-invalid"]],
  [/cannot have body|cannot have a body/, ["body-with-get"]],
  [/unsupported in no-cors mode|^Method must be GET, POST or HEAD in no-cors mode/, ["method-needs-cors-mode"]],
  [
    /Invalid name|Invalid value|valid HTTP header field|invalid header (?:name|value)|^Invalid header name|has invalid value:/,
    ["invalid-header"],
  ],
  [/Failed to parse URL|is not a valid URL|Invalid URL/, ["url-invalid"]],
  [/If request is made from ReadableStream, mode should be/, ["stream-needs-cors"]],
];

const firstMatch = (table, text) => table.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** The reasons that a truth allows for, or null when the browser did not say. */
export function reasonsOf(truth) {
  if (truth.outcome !== "rejected") return null;
  const told = truth.error ? firstMatch(ERROR_TEXTS, truth.error.message) : null;
  if (told !== null) return told;
  switch (truth.profile) {
    case "chromium":
      return ofChromium(truth);
    case "firefox":
      return ofFirefox(truth);
    default:
      return (
        truth.console.map(({ text }) => firstMatch(WEBKIT_TEXTS, text.replace(WEBKIT_PREFIX, ""))).find(Boolean) ?? null
      );
  }
}

const INTEGRITY =
  /^None of the “|is not eligible for integrity checks|Failed to find a valid digest|not eligible for integrity/;

function ofFirefox({ console: lines }) {
  const told = lines.filter(({ category }) => category in FIREFOX_CATEGORIES).map(({ category }) => category);
  const first = told.find((category) => category !== "ORB") ?? told[0];
  if (first !== undefined) return FIREFOX_CATEGORIES[first];
  // A script whose type does not fit, or that never came, is held against its metadata all the same.
  const mistyped = lines.some(({ category }) => category === "MIMEMISMATCH");
  if (mistyped || !lines.some(({ text }) => INTEGRITY.test(text))) return null;
  return ["integrity-mismatch", "too-many-redirects"];
}

const corsErrorOf = ({ corsErrors = [] }) => corsErrors.find(({ isWarning }) => isWarning !== true);

function ofChromium(truth) {
  const error = corsErrorOf(truth);
  if (error) {
    const reasons = CORS_ERRORS[error.corsError] ?? CORS_ERRORS[error.corsError.replace(/^Preflight/, "")] ?? null;
    return reasons === CREDENTIALS && error.failedParameter ? ["allow-credentials-invalid"] : reasons;
  }
  for (const { blockedReason, errorText } of truth.netErrors ?? []) {
    const reasons = BLOCKED_REASONS[blockedReason] ?? NET_ERRORS[errorText];
    if (reasons) return reasons;
  }
  if (truth.console.some(({ text }) => /Content Security Policy/.test(text))) return ["csp-blocked"];
  if (truth.console.some(({ text }) => INTEGRITY.test(text))) return ["integrity-mismatch"];
  return null;
}

/** The stages that a truth allows for; only Chromium tells. */
export function stagesOf(truth) {
  if (truth.profile !== "chromium" || truth.outcome !== "rejected") return null;
  const { corsError } = corsErrorOf(truth) ?? {};
  if (corsError === undefined) return null;
  if (/^Preflight|PreflightResponse$/.test(corsError)) return ["preflight"];
  if (corsError === "RedirectContainsCredentials") return ["redirect"];
  return OF_SETUP.test(corsError) ? ["setup", "redirect"] : ["response", "redirect"];
}
