import fc from "fast-check";
import { expect, test } from "vitest";
import { corsCheck } from "../../../src/core/fetching/cors-check.js";
import { PROFILES } from "../../../src/core/profiles/profiles.js";
import { APP, request, response } from "./build.js";

const ACAO = "Access-Control-Allow-Origin";
const ACAC = "Access-Control-Allow-Credentials";

function outcomeOf(
  credentials: boolean,
  headers: readonly (readonly [string, string])[],
  profile = PROFILES.spec,
): string {
  const checked = corsCheck(request(), APP, credentials, response(headers), profile, null);
  return checked.ok ? "success" : checked.reason;
}

test.each([
  ["2", false, [], "missing-allow-origin"],
  ["3", false, [[ACAO, "*"]], "success"],
  ["3", false, [[ACAO, " * "]], "success"],
  ["4", true, [[ACAO, "*"]], "wildcard-with-credentials"],
  ["4", false, [[ACAO, APP]], "success"],
  ["4", false, [[ACAO, `${APP}/`]], "allow-origin-mismatch"],
  ["4", false, [[ACAO, APP.toUpperCase()]], "allow-origin-mismatch"],
  ["4", false, [[ACAO, `${APP}:443`]], "allow-origin-mismatch"],
  ["4", false, [[ACAO, "app.example"]], "invalid-allow-origin"],
  ["4", false, [[ACAO, ""]], "invalid-allow-origin"],
  ["4", false, [[ACAO, "null"]], "allow-origin-mismatch"],
  ["4", false, [[ACAO, `${APP}, https://b.example`]], "multiple-allow-origin"],
  ["4", false, [[ACAO, `${APP} https://b.example`]], "multiple-allow-origin"],
  [
    "4",
    false,
    [
      [ACAO, APP],
      [ACAO, APP],
    ],
    "multiple-allow-origin",
  ],
  [
    "5",
    false,
    [
      [ACAO, APP],
      [ACAC, "nonsense"],
    ],
    "success",
  ],
  [
    "7",
    true,
    [
      [ACAO, APP],
      [ACAC, "true"],
    ],
    "success",
  ],
  ["8", true, [[ACAO, APP]], "allow-credentials-missing"],
  [
    "8",
    true,
    [
      [ACAO, APP],
      [ACAC, "True"],
    ],
    "allow-credentials-invalid",
  ],
  [
    "8",
    true,
    [
      [ACAO, APP],
      [ACAC, "true"],
      [ACAC, "true"],
    ],
    "allow-credentials-invalid",
  ],
] as const)("CORS check step %s, credentials %s, %o → %s", (_step, credentials, headers, expected) => {
  expect(outcomeOf(credentials, headers)).toBe(expected);
});

test.each([
  ["chromium", "multiple-allow-origin", "multiple-allow-origin", "invalid-allow-origin"],
  ["firefox", "allow-origin-mismatch", "multiple-allow-origin", "allow-origin-mismatch"],
  ["webkit", "multiple-allow-origin", "multiple-allow-origin", "allow-origin-mismatch"],
] as const)(
  "%s reports one line with a comma as %s, two lines as %s, what is no URL as %s",
  (name, comma, lines, invalid) => {
    const profile = PROFILES[name];
    expect(outcomeOf(false, [[ACAO, `${APP}, ${APP}`]], profile)).toBe(comma);
    expect(
      outcomeOf(
        false,
        [
          [ACAO, APP],
          [ACAO, APP],
        ],
        profile,
      ),
    ).toBe(lines);
    expect(outcomeOf(false, [[ACAO, "app.example"]], profile)).toBe(invalid);
  },
);

const pair = fc.tuple(
  fc.constantFrom(ACAO, ACAC, "x", ACAO.toLowerCase()),
  fc.oneof(fc.string(), fc.constantFrom("*", APP, "null", "true")),
);

test("no list of headers makes it throw, and only the exact origin or the wildcard passes", () => {
  fc.assert(
    fc.property(
      fc.array(pair, { maxLength: 4 }),
      fc.boolean(),
      fc.constantFrom(...Object.values(PROFILES)),
      (headers, credentials, profile) => {
        const origins = headers
          .filter(([name]) => name.toLowerCase() === ACAO.toLowerCase())
          .map(([, value]) => value.trim());
        if (outcomeOf(credentials, headers, profile) !== "success") return;
        expect(origins).toHaveLength(1);
        expect(credentials ? [APP] : [APP, "*"]).toContain(origins[0]);
      },
    ),
  );
});
