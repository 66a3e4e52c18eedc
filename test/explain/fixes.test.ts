import { describe, expect, test } from "vitest";
import { applyFixes } from "../../src/cases/apply-fixes.js";
import { judge } from "../../src/cases/judge.js";
import type { ProfileName } from "../../src/core/profiles/profile.js";
import {
  API,
  answer,
  at,
  CREDENTIALS,
  caseOf,
  headers,
  methods,
  ORIGIN,
  onPreflight,
  verdictFor,
  WILDCARD,
} from "./cases.js";

type Given = Parameters<typeof verdictFor>;
const acao = (value: string) => ["Access-Control-Allow-Origin", value] as const;

/** Cases that changes of the server's answers can make pass, and the problems behind the first one. */
const REPAIRABLE: readonly [string, Given[1], Given[2], string[]][] = [
  ["nothing", {}, [answer(200)], []],
  ["several origins", {}, [answer(200, acao("https://a.example, https://b.example"))], []],
  [
    "a wildcard, then no credentials",
    { credentials: "include" },
    [answer(200, WILDCARD)],
    ["allow-credentials-missing@response"],
  ],
  [
    "all of a preflight",
    {
      method: "PUT",
      headers: [
        ["X-Custom", "1"],
        ["Authorization", "x"],
      ],
      credentials: "include",
    },
    [onPreflight(404), answer(200)],
    [
      "allow-credentials-missing@preflight",
      "preflight-status@preflight",
      "method-not-allowed@preflight",
      "header-not-allowed@preflight",
      "missing-allow-origin@response",
      "allow-credentials-missing@response",
    ],
  ],
  [
    "malformed lists",
    { method: "PUT", headers: [["X-A", "1"]] },
    [onPreflight(204, ORIGIN, methods("PUT PATCH"), headers("X-A;")), answer(200, ORIGIN)],
    ["invalid-allow-headers@preflight"],
  ],
  [
    "wildcards with credentials",
    { method: "PUT", credentials: "include" },
    [onPreflight(204, ORIGIN, CREDENTIALS, methods("*")), answer(200, ORIGIN, CREDENTIALS)],
    [],
  ],
  [
    "a redirected preflight",
    { method: "PUT" },
    [onPreflight(301, ORIGIN, methods("PUT"), ["Location", "/x"]), answer(200, ORIGIN)],
    [],
  ],
  ["a hop without headers", {}, [at(API, 302, ["Location", "/x"]), answer(200)], ["missing-allow-origin@response"]],
  ["a foreign hop", {}, [at(API, 302, ORIGIN, ["Location", "https://cdn.example/x"]), answer(200, ORIGIN)], []],
  ["userinfo", {}, [at(API, 302, ORIGIN, ["Location", "https://u:p@api.example/x"]), answer(200, ORIGIN)], []],
  ["the type of an EventSource", { api: "eventsource" }, [answer(200, ORIGIN, ["Content-Type", "text/plain"])], []],
  ["CORP", { mode: "no-cors" }, [answer(200, ["Cross-Origin-Resource-Policy", "same-origin"])], []],
];

describe.each<ProfileName>(["spec", "chromium", "firefox", "webkit"])("in %s", (profile) => {
  test.each(REPAIRABLE)("%s: the fixes, applied, make it pass", (_title, setup, server) => {
    const given = caseOf(setup, server);
    const { fixes, outcome } = judge(given, { profile });
    expect(outcome).toBe("blocked");
    expect(fixes.every((fix) => fix.where === "server" && fix.why !== "")).toBe(true);
    expect(judge(applyFixes(given, fixes), { profile }).reason).toBeNull();
    // Each of them is needed.
    for (const left of fixes) {
      const others = fixes.filter((fix) => fix !== left);
      expect(judge(applyFixes(given, others), { profile }).reason).not.toBeNull();
    }
  });
});

test.each(REPAIRABLE)("%s: what comes after", (_title, setup, server, more) => {
  expect(verdictFor("spec", setup, server).more.map(({ reason, stage }) => `${reason}@${stage}`)).toEqual(more);
});

test("fixes of one header are one", () => {
  const setup = {
    headers: [
      ["X-A", "1"],
      ["X-B", "1"],
    ],
  } as Given[1];
  expect(verdictFor("spec", setup, [onPreflight(204, ORIGIN, headers("X-C")), answer(200, ORIGIN)]).fixes).toEqual([
    {
      where: "server",
      on: "preflight",
      header: "Access-Control-Allow-Headers",
      value: "X-C, x-a, x-b",
      why: "The headers x-a and x-b must be listed by their names.",
      code: "allow-headers",
      urls: [API],
      verified: true,
    },
  ]);
});

test.each<[string, Given[1], Given[2], string]>([
  [
    "a method in small letters",
    { method: "patch" },
    [onPreflight(204, ORIGIN, methods("PATCH"))],
    "Browsers send this method as it is written; in capitals it is the one that the server allows.",
  ],
  ["a forbidden method", { method: "TRACE" }, [], "Use another method, or send this request from a server."],
  ["mixed content", { url: "http://api.example/x" }, [], "Serve http://api.example/x over https and request it there."],
  ["mode same-origin", { mode: "same-origin" }, [], "Use mode “cors”, and let the server allow https://app.example."],
])("%s is for the page to change", (_title, setup, server, why) => {
  const [fix] = verdictFor("spec", setup, server).fixes;
  expect(fix).toMatchObject({ where: "client", on: "request", why });
});

test("nothing is claimed of an answer that nobody knows", () => {
  const { more, fixes } = verdictFor("spec", { method: "PUT" }, [onPreflight(204, ORIGIN)]);
  expect(more).toEqual([]);
  expect(fixes.map((fix) => fix.value)).toEqual(["PUT"]);
});
