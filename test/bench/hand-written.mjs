/**
 * The least that decides the five flows: what one writes by hand for one kind of request, with a small result.
 * It parses no URL, knows no byte limits and no cache, normalizes nothing and tells no reason in full.
 */

const SAFELISTED_METHODS = new Set(["GET", "HEAD", "POST"]);
const SAFELISTED_REQUEST_HEADERS = new Set(["accept", "accept-language", "content-language"]);
const SAFELISTED_TYPES = ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];
const SAFELISTED_RESPONSE_HEADERS = new Set([
  "cache-control",
  "content-language",
  "content-length",
  "content-type",
  "expires",
  "last-modified",
  "pragma",
]);

/**
 * @param {string} origin of the page
 * @param {{ method?: string, headers?: [string, string][], credentials?: string }} setup
 * @param {[status: number, headers: [string, string][]][]} answers in the order of the requests
 */
export function decide(origin, { method = "GET", headers = [], credentials }, answers) {
  const withCredentials = credentials === "include";
  const unsafe = unsafeNames(headers);
  const preflighted = unsafe.length > 0 || !SAFELISTED_METHODS.has(method);
  const blocked = (stage, reason) => ({ outcome: "blocked", reason, stage, preflighted, unsafe });

  let index = 0;
  if (preflighted) {
    const [status, pairs] = answers[index++];
    const answer = lowerCased(pairs);
    const failed =
      corsCheck(answer, origin, withCredentials) ??
      (status < 200 || status > 299 ? "status" : permission(answer, method, unsafe, withCredentials));
    if (failed !== null) return blocked("preflight", failed);
  }

  for (let sentOrigin = origin; ; sentOrigin = "null") {
    const [status, pairs] = answers[index++];
    const response = lowerCased(pairs);
    const failed = corsCheck(response, sentOrigin, withCredentials);
    if (failed !== null) return blocked("response", failed);
    if (status >= 300 && status < 400 && get(response, "location") !== null) continue;
    const exposed = list(response, "access-control-expose-headers");
    const visible = response.filter(([name]) => SAFELISTED_RESPONSE_HEADERS.has(name) || exposed.includes(name));
    return { outcome: "allowed", reason: null, stage: null, preflighted, unsafe, status, headers: visible };
  }
}

function unsafeNames(headers) {
  const unsafe = [];
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (SAFELISTED_REQUEST_HEADERS.has(lower)) continue;
    if (lower === "content-type" && SAFELISTED_TYPES.some((type) => value.startsWith(type))) continue;
    unsafe.push(lower);
  }
  return unsafe;
}

function corsCheck(headers, origin, withCredentials) {
  const allowed = get(headers, "access-control-allow-origin");
  if (allowed === null) return "missing";
  if (!withCredentials && allowed === "*") return null;
  if (allowed !== origin) return "mismatch";
  if (!withCredentials) return null;
  return get(headers, "access-control-allow-credentials") === "true" ? null : "credentials";
}

function permission(headers, method, unsafe, withCredentials) {
  const allows = (names, name) => names.includes(name) || (names.includes("*") && !withCredentials);
  const methods = (get(headers, "access-control-allow-methods") ?? "").split(",").map((item) => item.trim());
  if (!SAFELISTED_METHODS.has(method) && !allows(methods, method)) return "method";
  const names = list(headers, "access-control-allow-headers");
  return unsafe.every((name) => allows(names, name)) ? null : "header";
}

function lowerCased(pairs) {
  return pairs.map(([name, value]) => [name.toLowerCase(), value]);
}

function get(headers, name) {
  let found = null;
  for (const [each, value] of headers) if (each === name) found = found === null ? value : `${found}, ${value}`;
  return found;
}

function list(headers, name) {
  return (get(headers, name) ?? "").split(",").map((item) => item.trim().toLowerCase());
}
