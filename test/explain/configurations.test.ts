import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { newBrowser, pageOf } from "../../src/cases/browser.js";
import type { Case } from "../../src/cases/case.js";
import { judge, setupOf } from "../../src/cases/judge.js";
import { run } from "../../src/core/fetching/run.js";
import { headerList, headerPairs } from "../../src/core/infrastructure/header-list.js";
import { httpResponse } from "../../src/core/infrastructure/response.js";
import { perform } from "../../src/core/setup/perform.js";
import { CONFIGURATION_TARGETS, configurationFor } from "../../src/explain/configurations/configurations.js";
import { notesEn } from "../../src/explain/configurations/en.js";
import { policyFor } from "../../src/explain/configurations/policy-for.js";
import { corsServer } from "../../src/server/cors-server.js";
import { readTopic, TOPICS } from "../cases/spec-cases.js";
import { answer, caseOf, ORIGIN, onPreflight } from "./cases.js";

const POLICY = { origins: ["https://app.example"], methods: ["PUT"], headers: ["X-Custom"] };

describe.each(CONFIGURATION_TARGETS)("$name", ({ name, title, tested }) => {
  test("names what it lets in, and nothing else", () => {
    const configuration = configurationFor(name, { ...POLICY, expose: ["X-Total"], maxAge: 600, path: "/api/" });
    expect(configuration).toMatchObject({ name, title, tested });
    for (const expected of ["app", "PUT", "X-Custom", "X-Total", "600"]) {
      expect(configuration.text.toLowerCase()).toContain(expected.toLowerCase());
    }
    const values = configuration.text.replaceAll("Access-Control-Request-Method *", "").replace(/\/\*\*.*/g, "");
    expect(values).not.toMatch(/["'\s=][*]["',;)\s]|undefined|\[object/);
    expect(configuration.text.includes("api") || configuration.notes.length > 0).toBe(true);
  });

  test("allows credentials only where they are asked for", () => {
    const isOn = (text: string) =>
      /credentials["']?(?:\s*[:=]>?\s*|, )"?true|Credentials\(\)|Credentials\(true\)|cors_credentials|Credentials "true"|Credentials" "true"|Credentials true/i.test(
        text,
      );
    expect(isOn(configurationFor(name, POLICY).text)).toBe(false);
    // S3 always does, and Cloud Storage never; both say so.
    if (name === "s3" || name === "gcs") {
      const credentials = name === "gcs";
      expect(configurationFor(name, { ...POLICY, credentials }).notes.join()).toContain("credentials");
    } else expect(isOn(configurationFor(name, { ...POLICY, credentials: true }).text)).toBe(true);
  });

  test("is data where it says so", () => {
    const { language, text, parts } = configurationFor(name, POLICY);
    if (language === "json") expect(() => JSON.parse(text)).not.toThrow();
    else for (const { place } of parts) expect(text).toContain(place);
  });
});

describe("what is told beside a configuration", () => {
  const ODD = { ...POLICY, methods: ["PATCH"], headers: ["X_Custom"], path: "/api/" };
  const told = (lang: string) =>
    CONFIGURATION_TARGETS.flatMap(({ name }) =>
      [false, true].map((credentials) => configurationFor(name, { ...ODD, credentials }, { lang })),
    );

  test("is English unless another language is asked for", () => {
    expect(told("tlh")).toEqual(told("en"));
    const { notes } = configurationFor("fastify", ODD);
    expect(notes).toEqual(["It is for all paths of the instance: register it in the plugin of /api/."]);
  });

  test("is Chinese for who reads Chinese; the code stays as it is", () => {
    for (const [index, { name, text, notes, parts, language }] of told("zh-CN").entries()) {
      const english = told("en")[index]!;
      expect.soft(text, name).toBe(english.text);
      expect.soft(notes.length, name).toBe(english.notes.length);
      for (const note of notes) expect.soft(note, name).toMatch(/^(?!.*[{}]).*\p{Script=Han}.*。$/u);
      if (language !== "json") expect.soft(parts, name).toEqual(english.parts);
    }
    expect(configurationFor("fastify", ODD, { lang: "zh" }).notes).toEqual([
      "它对整个实例的所有路径生效：请在负责 /api/ 的插件中注册。",
    ]);
    expect(configurationFor("s3", ODD, { lang: "zh-CN" }).parts[0]!.place).toContain("存储桶");
  });

  test("all of it is told of some configuration", () => {
    const said = told("en").flatMap(({ notes, parts }) => [...notes, ...parts.map(({ place }) => place)]);
    const never = Object.values(notesEn).filter((text) => !said.includes(text.replace("{value}", "/api/")));
    expect(never).toEqual([]);
  });
});

test("a Worker does what it says, with Node's Request and Response", async () => {
  const policy = { ...POLICY, credentials: true, maxAge: 600, expose: ["X-Total"], path: "/api/" };
  const { text } = configurationFor("cloudflare-workers", policy);
  const { default: worker } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  const ask = async (origin: string, method: string, path = "/api/x") => {
    const headers = { Origin: origin, ...(method === "OPTIONS" && { "Access-Control-Request-Method": "PUT" }) };
    const answer: Response = await worker.fetch(new Request(`https://api.example${path}`, { method, headers }), {}, {});
    return [answer.status, Object.fromEntries(answer.headers)] as const;
  };
  const allowed = {
    "access-control-allow-origin": "https://app.example",
    "access-control-allow-credentials": "true",
    "access-control-expose-headers": "X-Total",
    vary: "Origin",
  };
  const asked = {
    "access-control-allow-methods": "PUT",
    "access-control-allow-headers": "X-Custom",
    "access-control-max-age": "600",
  };
  expect(await ask("https://app.example", "OPTIONS")).toEqual([204, { ...allowed, ...asked }]);
  expect(await ask("https://app.example", "GET")).toMatchObject([200, allowed]);
  expect(await ask("https://evil.example", "OPTIONS")).toEqual([204, { vary: "Origin" }]);
  expect(Object.keys((await ask("https://app.example", "GET", "/"))[1])).toEqual(["content-type"]);
});

test("nginx, whole", () => {
  expect(
    configurationFor("nginx", { ...POLICY, credentials: true, maxAge: 600, path: "/api/" }).text,
  ).toMatchInlineSnapshot(`
    "# http { … }
    # Origins that are let in; the header is left out for all others.
    map $http_origin $cors_origin {
        default "";
        "https://app.example" $http_origin;
    }
    map "$request_method:$http_access_control_request_method" $cors_preflight {
        default 0;
        "~^OPTIONS:." 1;
    }
    map $cors_origin $cors_credentials {
        default true;
        "" "";
    }
    map "$cors_preflight:$cors_origin" $cors_methods {
        default "";
        "~^1:." "PUT";
    }
    map "$cors_preflight:$cors_origin" $cors_headers {
        default "";
        "~^1:." "X-Custom";
    }
    map "$cors_preflight:$cors_origin" $cors_max_age {
        default "";
        "~^1:." 600;
    }

    # server { … }
    location /api/ {
        # \`always\`: errors, too. A location with an add_header of its own inherits none.
        add_header Access-Control-Allow-Origin $cors_origin always;
        add_header Access-Control-Allow-Credentials $cors_credentials always;
        add_header Access-Control-Allow-Methods $cors_methods always;
        add_header Access-Control-Allow-Headers $cors_headers always;
        add_header Access-Control-Max-Age $cors_max_age always;
        add_header Vary Origin always;
        # Preflights are answered before any authentication.
        if ($cors_preflight) {
            return 204;
        }
        # … what the location has: root, proxy_pass, auth_basic
    }
    "
  `);
});

test.each<[string, Parameters<typeof configurationFor>, string]>([
  ["a target that is none", ["iis", POLICY], 'no target "iis": one of nginx, apache,'],
  ["everyone with credentials", ["nginx", { origins: "*", credentials: true }], "browsers refuse"],
  [
    "any header",
    ["nginx", { ...POLICY, headers: "*" }],
    'headers: a configuration lets in no more than it has to: name each, not "*"',
  ],
  ["a pattern", ["nginx", { origins: [/x/] }], "origins: a configuration names each origin"],
  [
    "a path to break out by",
    ["nginx", { ...POLICY, path: "/ { }" }],
    'path: expected a path of letters, digits and ._~-, such as "/api/"; got "/ { }"',
  ],
  ["a line break", ["nginx", { ...POLICY, headers: ["X\n"] }], "is no name of HTTP"],
])("refuses %s", (_title, [target, policy], message) => {
  expect(() => configurationFor(target, policy)).toThrow(message);
});

describe("the policy that a blocked request needs", () => {
  test("has what was allowed before, and what was lacking", () => {
    const setup = { method: "PATCH", headers: [["X-Custom", "1"]], credentials: "include" } as Partial<Case["setup"]>;
    const server = [
      onPreflight(404, ORIGIN, ["Access-Control-Allow-Methods", "DELETE"], ["Access-Control-Max-Age", "60"]),
      answer(200, ["Access-Control-Allow-Origin", "*"], ["Access-Control-Expose-Headers", "X-Total"]),
    ];
    expect(policyFor(judge(caseOf(setup, server)))).toEqual({
      origins: ["https://app.example"],
      methods: ["DELETE", "PATCH"],
      headers: ["x-custom"],
      // Of the answer to the request itself nothing is known yet.
      expose: [],
      credentials: true,
      maxAge: 60,
    });
  });

  test("is none where no header of CORS helps", () => {
    expect(policyFor(judge(caseOf({ url: "http://api.example/data" }, [])))).toBeNull();
    expect(policyFor(judge(caseOf({}, [answer(200, ORIGIN)])))).toBeNull();
  });

  const needy = TOPICS.flatMap((topic) => readTopic(topic)).flatMap((given) => {
    const { then: _later, expect: _expected, ...first } = given;
    const verdict = judge(first as unknown as Case);
    const isOneHop = verdict.exchanges.every(({ response }) => Math.floor((response?.status ?? 0) / 100) !== 3);
    const isScripts = given.setup.api === "fetch" || given.setup.api === "xhr";
    const isOfCors = verdict.fixes.every(
      ({ where, on, header }) => where === "server" && (on === "preflight" || header?.startsWith("Access-Control-")),
    );
    const policy = isOneHop && isScripts && isOfCors && verdict.outcome === "blocked" ? policyFor(verdict) : null;
    return policy === null || given.page.opaque ? [] : [{ given, policy }];
  });

  test("makes a server of whom every such spec case passes", () => {
    expect(needy.length).toBeGreaterThan(100);
    const stopped = needy.filter(({ given, policy }) => {
      const server = corsServer(policy);
      const browser = newBrowser({ profile: "spec", page: pageOf(given.page) });
      const outcome = run(perform(setupOf(given.setup), browser, null), ({ method, headers }) => {
        const decision = server.decide({ method, headers: headerPairs(headers) });
        return { ...httpResponse(decision.status ?? 200, headerList(decision.headers), "ok"), http: "2" };
      });
      return outcome.failure !== null;
    });
    expect(stopped.map(({ given }) => given.id)).toEqual([]);
  });

  test.each(CONFIGURATION_TARGETS)("can be told to $name", ({ name }) => {
    for (const { policy } of needy) expect(configurationFor(name, policy).text).not.toBe("");
  });
});

test("the README has the matrix", () => {
  const rows = CONFIGURATION_TARGETS.map(
    ({ name, title, tested }) => `| \`${name}\` | ${title} | ${tested ?? "untested"} |`,
  );
  const table = ["| target | | tested with |", "| --- | --- | --- |", ...rows].join("\n");
  expect(readFileSync(new URL("../../README.md", import.meta.url), "utf8")).toContain(table);
});
