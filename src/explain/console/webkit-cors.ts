import { answered, originSent, type Scene } from "../scene.js";
import { refusedHeaders } from "./refused-header.js";

/** What the CORS code objects to in an answer; null: the failure is of another kind. */
export function corsText(scene: Scene): string | null {
  const { failure } = scene;
  const status = scene.answer?.status ?? failure.status;
  switch (failure.reason) {
    case "missing-allow-origin":
    case "invalid-allow-origin":
    case "allow-origin-mismatch":
      return `Origin ${originSent(scene)} is not allowed by Access-Control-Allow-Origin. Status code: ${status}`;
    case "multiple-allow-origin":
      return "Access-Control-Allow-Origin cannot contain more than one origin.";
    case "wildcard-with-credentials":
      return "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.";
    case "allow-credentials-missing":
    case "allow-credentials-invalid":
      return 'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".';
    case "preflight-status":
    case "preflight-redirected":
      return `Preflight response is not successful. Status code: ${status}`;
    case "invalid-allow-methods":
      return `Header Access-Control-Allow-Methods has an invalid value: ${garbled(answered(scene, "access-control-allow-methods") ?? "")}`;
    case "invalid-allow-headers":
      return `Header Access-Control-Allow-Headers has an invalid value: ${garbled(answered(scene, "access-control-allow-headers") ?? "")}`;
    case "method-not-allowed":
      return `Method ${failure.method} is not allowed by Access-Control-Allow-Methods.`;
    case "header-not-allowed":
    case "authorization-needs-explicit-header":
      return `Request header field ${refusedName(scene)} is not allowed by Access-Control-Allow-Headers.`;
    default:
      return null;
  }
}

/** Names that the engine knows come first and in its own spelling, others after them as the page wrote them. */
function refusedName(scene: Scene): string {
  const refused = refusedHeaders(scene);
  const known = refused.find(({ name }) => KNOWN_NAMES.has(name));
  if (known !== undefined) return KNOWN_NAMES.get(known.name)!;
  return refused[0]?.spelling ?? scene.failure.header ?? "Authorization";
}

/** Of the engine's header names, those that page code may set. */
const KNOWN_NAMES: ReadonlyMap<string, string> = new Map(
  [
    "Accept",
    "Accept-Language",
    "Accept-Ranges",
    "Age",
    "Authorization",
    "Cache-Control",
    "Content-Disposition",
    "Content-Encoding",
    "Content-Language",
    "Content-Location",
    "Content-Range",
    "Content-Security-Policy",
    "Content-Type",
    "Cross-Origin-Resource-Policy",
    "Default-Style",
    "ETag",
    "Expires",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "If-Unmodified-Since",
    "Last-Event-ID",
    "Last-Modified",
    "Link",
    "Location",
    "Ping-From",
    "Ping-To",
    "Pragma",
    "Purpose",
    "Range",
    "Referrer-Policy",
    "Refresh",
    "Server-Timing",
    "Service-Worker-Allowed",
    "SourceMap",
    "Strict-Transport-Security",
    "Timing-Allow-Origin",
    "Upgrade-Insecure-Requests",
    "User-Agent",
    "Vary",
    "X-Content-Type-Options",
    "X-DNS-Prefetch-Control",
    "X-Frame-Options",
    "X-SourceMap",
  ].map((name) => [name.toLowerCase(), name]),
);

/** NOTE: a byte that is no character becomes U+FFFD, whose three bytes are then printed one by one. */
function garbled(value: string): string {
  return value.replace(/[\x80-\xff]/g, "\u00ef\u00bf\u00bd");
}
