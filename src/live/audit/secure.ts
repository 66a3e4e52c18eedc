import { parseUrl } from "../../core/infrastructure/url-record.js";
import { isPotentiallyTrustworthyUrl } from "../../core/policy/potentially-trustworthy.js";

/** A page over https may ask it. */
export function isSecureOrigin(url: URL): boolean {
  const parsed = parseUrl(url.href);
  return parsed !== null && isPotentiallyTrustworthyUrl(parsed);
}
