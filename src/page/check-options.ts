import { CaseError, parseCase } from "../cases/read-cases.js";
import type { CookieSource } from "../core/infrastructure/browser-state.js";
import { PROFILE_NAMES } from "../core/profiles/profile.js";
import { shown } from "../explain/shown.js";
import { PageError } from "./page-error.js";

interface Given {
  readonly profile: unknown;
  readonly cookies: unknown;
  readonly clock: unknown;
}

/**
 * What types can't keep a caller of JavaScript from.
 * @param fields those that a page has in a case
 * @throws PageError that names the option
 */
export function checkOptions({ profile, cookies, clock }: Given, fields: object): void {
  if (!PROFILE_NAMES.some((name) => name === profile)) {
    throw new PageError(`profile: expected one of ${PROFILE_NAMES.join(", ")}; got ${shown(profile)}`);
  }
  if (!hasFunctions(clock, "now", "after")) {
    throw new PageError(`clock: expected an object with now() and after(); got ${shown(clock)}`);
  }
  if (typeof cookies !== "object" || cookies === null) {
    throw new PageError(`cookies: expected Set-Cookie lines by origin, or a jar; got ${shown(cookies)}`);
  }
  if (!isCookieSource(cookies)) checkFields({ cookies });
  if (Object.keys(fields).length > 0) checkFields(fields);
}

export function isCookieSource(cookies: object): cookies is CookieSource {
  return hasFunctions(cookies, "get", "set");
}

function checkFields(fields: object): void {
  const { cookies = {} } = fields as { readonly cookies?: object };
  const stray = Object.keys(cookies).find((origin) => !URL.canParse(origin));
  if (stray !== undefined) throw new PageError(`cookies: expected origins as https://app.example; got ${shown(stray)}`);
  const url = "http://localhost/";
  try {
    parseCase({ page: { ...fields, url }, setup: { url } });
  } catch (error) {
    if (!(error instanceof CaseError)) throw error;
    throw new PageError(error.message.replaceAll("/page/", ""));
  }
}

function hasFunctions(given: unknown, ...names: readonly string[]): boolean {
  return (
    typeof given === "object" &&
    given !== null &&
    names.every((name) => typeof (given as Record<string, unknown>)[name] === "function")
  );
}
