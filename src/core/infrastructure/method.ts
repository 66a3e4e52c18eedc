/** CORS-safelisted method — https://fetch.spec.whatwg.org/#cors-safelisted-method */
export function isCorsSafelistedMethod(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "POST";
}

/** Of those that browsers send, a server changes nothing on these — https://www.rfc-editor.org/rfc/rfc9110.html#name-safe-methods */
export function isSafeMethod(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

/** Forbidden method — https://fetch.spec.whatwg.org/#forbidden-method */
export function isForbiddenMethod(method: string): boolean {
  return FORBIDDEN.test(method);
}
const FORBIDDEN = /^(?:CONNECT|TRACE|TRACK)$/i;

/** Normalize a method — https://fetch.spec.whatwg.org/#concept-method-normalize. `patch` stays `patch`. */
export function normalizeMethod(method: string): string {
  return NORMALIZED.has(method) || !NORMALIZABLE.test(method) ? method : method.toUpperCase();
}
const NORMALIZED = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"]);
const NORMALIZABLE = /^(?:DELETE|GET|HEAD|OPTIONS|POST|PUT)$/i;

const TOKEN_CODE = Uint8Array.from({ length: 128 }, (_, code) =>
  /[!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** A token of HTTP — https://www.rfc-editor.org/rfc/rfc9110.html#name-tokens: methods and header names are ones. */
export function isToken(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (TOKEN_CODE[text.charCodeAt(i)] !== 1) return false;
  return text.length > 0;
}
