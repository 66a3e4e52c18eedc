/** What follows from a setup. */
import { createHash } from "node:crypto";

export function hashOf(text) {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

export function credentialedIn({ api, credentials, withCredentials, crossorigin }) {
  if (api === "beacon") return true;
  return credentials === "include" || withCredentials === true || crossorigin?.toLowerCase() === "use-credentials";
}

/** Roughly: what a preflight may have to allow. */
export function unsafeNames({ headers = [] }, extra = []) {
  const names = [...headers, ...extra].map(([name]) => name.toLowerCase()).filter((name) => /^[\w-]+$/.test(name));
  return [...new Set(names)].filter((name) => !["accept", "accept-language", "content-language"].includes(name));
}

/** HTTP/2 knows no status text, and Node sends no field that is not plain. */
export function fitForHttp2(respond) {
  respond.headers = (respond.headers ?? []).filter(
    ([, value]) => /^[\x20-\x7e]*$/.test(value) && value.trim() === value,
  );
  delete respond.statusText;
}
