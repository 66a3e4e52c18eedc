/** What an editor offers: the headers that CORS and its neighbours read, and pages often send. */

export const RESPONSE_HEADERS: readonly string[] = [
  "Access-Control-Allow-Origin",
  "Access-Control-Allow-Credentials",
  "Access-Control-Allow-Methods",
  "Access-Control-Allow-Headers",
  "Access-Control-Expose-Headers",
  "Access-Control-Max-Age",
  "Vary",
  "Cache-Control",
  "Content-Type",
  "Content-Length",
  "Cross-Origin-Resource-Policy",
  "ETag",
  "Location",
  "Set-Cookie",
  "Timing-Allow-Origin",
  "X-Content-Type-Options",
  "X-Request-Id",
];

export const REQUEST_HEADERS: readonly string[] = [
  "Accept",
  "Accept-Language",
  "Authorization",
  "Content-Language",
  "Content-Type",
  "If-None-Match",
  "Range",
  "X-Api-Key",
  "X-CSRF-Token",
  "X-Requested-With",
];

/** By name in lower case. */
export const HEADER_VALUES: Readonly<Record<string, readonly string[]>> = {
  "access-control-allow-origin": ["*", "https://app.example", "null"],
  "access-control-allow-credentials": ["true"],
  "access-control-allow-methods": ["*", "GET, POST, PUT, PATCH, DELETE", "PUT"],
  "access-control-allow-headers": ["*", "content-type", "authorization", "authorization, content-type"],
  "access-control-expose-headers": ["*", "ETag", "X-Request-Id"],
  "access-control-max-age": ["600", "7200", "86400"],
  "content-type": ["application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"],
  "cross-origin-resource-policy": ["cross-origin", "same-site", "same-origin"],
  vary: ["Origin"],
  "x-content-type-options": ["nosniff"],
};
