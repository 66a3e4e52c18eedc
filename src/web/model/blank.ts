import type { ReadCase, Rule } from "../../cases/case.js";
import { DEFAULT_SETUP } from "../../core/infrastructure/setup.js";

/** What a case has where it says nothing: as the reader fills it in, without the reader's weight. A test compares the two. */

export const BLANK_SETUP: ReadCase["setup"] = {
  ...DEFAULT_SETUP,
  method: undefined,
  headers: [],
  uploadListeners: [],
  body: null,
};

export const BLANK_PAGE: ReadCase["page"] = {
  url: "https://app.example/",
  opaque: false,
  referrerPolicy: "",
  cookies: {},
  thirdPartyCookies: "allow",
  csp: null,
  coep: "unsafe-none",
  addressSpace: null,
  permissions: {},
  extensionPermissions: [],
};

export const BLANK_RULE: Rule = {
  when: {},
  respond: { status: 200, headers: [], body: "", delay: 0, type: "default", redirected: false },
  via: "network",
  http: "1.1",
  addressSpace: null,
};

/** The case, without what says no more than a blank one does. */
export function withoutDefaults(given: ReadCase): object {
  return {
    ...(given.title === undefined ? {} : { title: given.title }),
    page: { url: given.page.url, ...differing(given.page, BLANK_PAGE) },
    setup: { url: given.setup.url, ...differing(given.setup, BLANK_SETUP) },
    server: given.server.map(ruleWithoutDefaults),
    // biome-ignore lint/suspicious/noThenProperty: the public format names it so
    ...(given.then.length === 0 ? {} : { then: given.then.map(stepWithoutDefaults) }),
  };
}

function stepWithoutDefaults({ after, expect: _, ...setup }: ReadCase["then"][number]): object {
  return { ...(after === 0 ? {} : { after }), url: setup.url, ...differing(setup, BLANK_SETUP) };
}

function ruleWithoutDefaults({ respond, ...rule }: Rule): object {
  const { status, ...rest } = respond;
  return {
    ...differing(rule, BLANK_RULE),
    respond: { ...(status === undefined ? {} : { status }), ...differing(rest, BLANK_RULE.respond) },
  };
}

function differing<Whole extends object>(given: Whole, blank: Whole): Partial<Whole> {
  const entries = Object.entries(given).filter(
    ([key, value]) =>
      value !== undefined && JSON.stringify(value) !== JSON.stringify((blank as Record<string, unknown>)[key]),
  );
  return Object.fromEntries(entries) as Partial<Whole>;
}
