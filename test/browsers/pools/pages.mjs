/** What a page brings along. */

export const REFERRER_POLICIES = [
  "no-referrer",
  "no-referrer-when-downgrade",
  "origin",
  "origin-when-cross-origin",
  "same-origin",
  "strict-origin",
  "strict-origin-when-cross-origin",
  "unsafe-url",
];

/** Set-Cookie lines for a case's jar. */
export const COOKIES = [
  "sid=1",
  "sid=1; SameSite=Lax",
  "sid=1; SameSite=Strict",
  "sid=1; SameSite=None; Secure",
  "sid=1; SameSite=None",
  "sid=1; Secure",
  "sid=1; HttpOnly",
  "sid=1; Max-Age=600",
  "sid=1; Max-Age=0",
  "sid=1; Domain=page.test",
  "sid=1; Domain=evil.test",
  "sid=1; SameSite=bogus",
];
