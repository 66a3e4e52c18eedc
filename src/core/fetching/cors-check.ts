import { countHeader, getHeader } from "../infrastructure/header-list.js";
import type { Request } from "../infrastructure/request.js";
import type { HttpResponse } from "../infrastructure/response.js";
import { parseUrl } from "../infrastructure/url-record.js";
import type { CorsCheckDialect } from "../profiles/dialects/cors-check.js";
import { type Failure, type ReasonCode, SUCCESS, type Success } from "../reasons.js";
import type { Trace } from "../trace.js";

/**
 * CORS check — https://fetch.spec.whatwg.org/#concept-cors-check
 * Ours: the failure says which of the reasons a person would name.
 * @param requestOrigin the serialised request origin, which a profile may take from elsewhere
 */
export function corsCheck(
  request: Request,
  requestOrigin: string,
  withCredentials: boolean,
  response: HttpResponse,
  dialect: CorsCheckDialect,
  trace: Trace | null,
): Success | Failure {
  // 1–2. An absent header fails; the value `null` is a value.
  const origin = getHeader("access-control-allow-origin", response.headers);
  trace?.step("concept-cors-check", "1", "allow-origin", origin);
  if (origin === null) {
    return {
      ok: false,
      reason: "missing-allow-origin",
      header: "access-control-allow-origin",
      value: null,
      origin: requestOrigin,
      status: response.status,
      url: request.url.href,
    };
  }

  // 3. The wildcard serves everyone but requests with credentials.
  if (!withCredentials && origin === "*") return SUCCESS;

  // 4. Byte for byte, no list, no trailing slash.
  trace?.step("concept-cors-check", "4", "request-origin", requestOrigin);
  if (requestOrigin !== origin) return originFailure(request, requestOrigin, origin, response, dialect);

  // 5.
  if (!withCredentials) return SUCCESS;

  // 6–8. `true` in lower case, once.
  const credentials = getHeader("access-control-allow-credentials", response.headers);
  trace?.step("concept-cors-check", "6", "allow-credentials", credentials);
  if (credentials === "true") return SUCCESS;
  return {
    ok: false,
    reason: credentials === null ? "allow-credentials-missing" : "allow-credentials-invalid",
    header: "access-control-allow-credentials",
    value: credentials,
    origin: requestOrigin,
    status: response.status,
    url: request.url.href,
  };
}

/** NON-SPEC: step 4 has one failure, a developer needs four. Runs only on the failure path. */
function originFailure(
  request: Request,
  requestOrigin: string,
  value: string,
  response: HttpResponse,
  dialect: CorsCheckDialect,
): Failure {
  return {
    ok: false,
    reason: whyNotOrigin(value, countHeader("access-control-allow-origin", response.headers), dialect),
    header: "access-control-allow-origin",
    value,
    origin: requestOrigin,
    status: response.status,
    url: request.url.href,
    count: countHeader("access-control-allow-origin", response.headers),
  };
}

function whyNotOrigin(value: string, lines: number, dialect: CorsCheckDialect): ReasonCode {
  if (dialect.severalOrigins === "lines" && lines > 1) return "multiple-allow-origin";
  if (value === "*") return "wildcard-with-credentials";
  if (dialect.severalOrigins !== "lines" && value.includes(",")) return "multiple-allow-origin";
  if (dialect.severalOrigins === "list" && value.includes(" ")) return "multiple-allow-origin";
  if (value === "null" || !dialect.reportsInvalidOrigin) return "allow-origin-mismatch";
  // PROFILE chromium: bytes that are no UTF-8 make no URL.
  if (dialect.nonAsciiOriginIsInvalid && /[\x80-\xff]/.test(value)) return "invalid-allow-origin";
  return parseUrl(value) === null ? "invalid-allow-origin" : "allow-origin-mismatch";
}
