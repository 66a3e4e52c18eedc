import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
// @ts-expect-error: it comes without types
import cors from "cors";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CONFIGURATION_TARGETS, configurationFor } from "../../../src/explain/configurations/configurations.js";
import type { ServerConfiguration } from "../../../src/records/configurations/configuration.js";
import { readConfigurations } from "../../../src/records/configurations/read-configurations.js";

const APP = "https://app.example";

function headersOf(configuration: ServerConfiguration | undefined, isPreflight: boolean, method = "PUT", origin = APP) {
  const answer = configuration?.answer({ origin, method, isPreflight, headers: ["content-type", "x-custom"] });
  return Object.fromEntries((answer?.headers ?? []).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Header of the answer to a preflight by PUT: origin, credentials, methods, headers. */
function said(text: string): (string | undefined)[] {
  const [configuration] = readConfigurations(text);
  const headers = headersOf(configuration, true);
  return [
    configuration?.target ?? undefined,
    headers["access-control-allow-origin"],
    headers["access-control-allow-credentials"],
    headers["access-control-allow-methods"],
    headers["access-control-allow-headers"],
  ];
}

function found(text: string): string[] {
  return readConfigurations(text).flatMap(({ findings }) =>
    findings.map(({ code, instead }) => (instead === "" ? code : `${code} ${instead}`)),
  );
}

const NODE_METHODS = "GET, HEAD, PUT, PATCH, POST, DELETE";
const ASKED = "content-type, x-custom";

describe("what a preflight by PUT is answered", () => {
  test.each<[string, string, (string | undefined)[]]>([
    ["cors() alone", "app.use(cors())", ["express", "*", undefined, NODE_METHODS, ASKED]],
    [
      "cors() with options",
      `app.use(cors({ origin: ["${APP}", /\\.test$/], credentials: true, methods: ["PUT"], allowedHeaders: "X-Custom" }));`,
      ["express", APP, "true", "PUT", "X-Custom"],
    ],
    [
      "options by their name",
      `const origins = ["${APP}"];\nconst corsOptions = { origin: origins, credentials: true };\napp.use(cors(corsOptions));`,
      ["express", APP, "true", NODE_METHODS, ASKED],
    ],
    [
      "another origin",
      `app.use(cors({ origin: "https://other.example" }))`,
      ["express", "https://other.example", undefined, NODE_METHODS, ASKED],
    ],
    [
      "another origin in a list",
      `app.use(cors({ origin: ["https://other.example"] }))`,
      ["express", undefined, undefined, undefined, undefined],
    ],
    ["echoed", "app.enableCors({ origin: true, credentials: true })", ["express", APP, "true", NODE_METHODS, ASKED]],
    [
      "FastAPI",
      `app.add_middleware(\n    CORSMiddleware,\n    allow_origins=["*"],\n    allow_methods=["PUT"],\n    allow_headers=["X-Custom"],\n)`,
      ["fastapi", "*", undefined, "PUT", "X-Custom"],
    ],
    [
      "FastAPI with a name",
      `origins = [\n    "${APP}",  # ours\n]\napp.add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=True)`,
      ["fastapi", APP, "true", "GET", undefined],
    ],
    [
      "flask-cors",
      `CORS(app, origins=["${APP}"], supports_credentials=True)`,
      ["flask", APP, "true", `${NODE_METHODS}, OPTIONS`, ASKED],
    ],
    [
      "Django",
      `CORS_ALLOWED_ORIGINS = ["${APP}"]\nCORS_ALLOW_CREDENTIALS = True\nCORS_ALLOW_METHODS = ("PUT",)\nCORS_ALLOW_HEADERS = ("x-custom",)`,
      ["django", APP, "true", "PUT", "x-custom"],
    ],
    [
      "Spring's registry",
      `registry.addMapping("/api/**").allowedOrigins("${APP}").allowedMethods("GET", "PUT").allowedHeaders("*").allowCredentials(true);`,
      ["spring", APP, "true", "GET, PUT", ASKED],
    ],
    ["Spring's annotation", `@CrossOrigin(origins = "${APP}")`, ["spring", APP, undefined, "GET, HEAD, POST", ASKED]],
    [
      "ASP.NET Core",
      `app.UseCors(policy => policy.WithOrigins("${APP}").AllowAnyHeader().AllowAnyMethod().AllowCredentials());`,
      ["aspnet", APP, "true", "PUT", ASKED],
    ],
    [
      "Laravel",
      `'allowed_methods' => ['*'],\n'allowed_origins' => ['${APP}'],\n'allowed_headers' => ['*'],\n'supports_credentials' => true,`,
      ["laravel", APP, "true", "PUT", ASKED],
    ],
    [
      "rack-cors",
      `config.middleware.insert_before 0, Rack::Cors do\n  allow do\n    origins '${APP}', 'https://b.example'\n    resource '*', headers: :any, methods: [:get, :put]\n  end\nend`,
      ["rails", APP, undefined, "GET, PUT", ASKED],
    ],
    [
      "rs/cors",
      `cors.New(cors.Options{AllowedOrigins: []string{"${APP}"}, AllowedMethods: []string{"PUT"}})`,
      ["go", APP, undefined, "PUT", "Accept, Content-Type, X-Requested-With"],
    ],
    [
      "a header set in Node",
      `res.setHeader("Access-Control-Allow-Origin", req.headers.origin);\nres.setHeader('Access-Control-Allow-Methods', 'GET, PUT');`,
      ["express", APP, undefined, "GET, PUT", undefined],
    ],
    [
      "PHP",
      `header("Access-Control-Allow-Origin: *");\nheader('Access-Control-Allow-Headers: X-Custom');`,
      [undefined, "*", undefined, undefined, "X-Custom"],
    ],
    [
      "Apache",
      `Header always set Access-Control-Allow-Origin "${APP}"\nHeader always set Access-Control-Allow-Methods "PUT"`,
      ["apache", APP, undefined, "PUT", undefined],
    ],
    [
      "a worker",
      `const headers = { "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "PUT" };\nreturn new Response(null, { headers });`,
      ["cloudflare-workers", "*", undefined, "PUT", undefined],
    ],
    ["IIS", `<add name="Access-Control-Allow-Origin" value="*" />`, [undefined, "*", undefined, undefined, undefined]],
    [
      "nothing of CORS",
      "server { listen 80; }\napp.use(express.json());",
      [undefined, undefined, undefined, undefined, undefined],
    ],
  ])("%s", (_what, text, expected) => {
    expect(said(text)).toEqual(expected);
  });
});

describe("nginx", () => {
  const OPTIONS = `if ($request_method = 'OPTIONS') { add_header Access-Control-Allow-Origin '*' always; return 204; }`;

  test.each<[string, string, "preflight" | "response", string | undefined]>([
    [
      "a header of the server's",
      "server { add_header Access-Control-Allow-Origin *; location / { proxy_pass http://app; } }",
      "response",
      "*",
    ],
    [
      "lost to a header of the location's",
      "server { add_header Access-Control-Allow-Origin *; location / { add_header X-Frame-Options DENY; } }",
      "response",
      undefined,
    ],
    ["of a condition, to OPTIONS", `location / { ${OPTIONS} }`, "preflight", "*"],
    ["and not to others", `location / { ${OPTIONS} }`, "response", undefined],
    [
      "inherited by a condition without headers",
      "location / { add_header Access-Control-Allow-Origin * always; if ($request_method = OPTIONS) { return 204; } }",
      "preflight",
      "*",
    ],
    [
      "the request's own",
      "location / { add_header Access-Control-Allow-Origin $http_origin always; }",
      "response",
      APP,
    ],
    [
      "by several methods",
      "location / { if ($request_method ~* '(GET|PUT)') { add_header 'Access-Control-Allow-Origin' '*'; } }",
      "response",
      "*",
    ],
  ])("%s", (_what, text, kind, expected) => {
    const [configuration] = readConfigurations(text);
    expect(configuration?.target).toBe("nginx");
    expect(headersOf(configuration, kind === "preflight")["access-control-allow-origin"]).toBe(expected);
  });

  test("an error has only what is added always", () => {
    const [configuration] = readConfigurations(
      "location / { add_header Access-Control-Allow-Origin *; if ($request_method = OPTIONS) { return 405; } }",
    );
    expect(configuration?.answer({ origin: APP, method: "PUT", isPreflight: true, headers: [] })).toEqual({
      status: 405,
      headers: [],
    });
  });
});

describe("a bucket", () => {
  const JSON_RULES = `[{ "AllowedHeaders": ["x-*"], "AllowedMethods": ["PUT"], "AllowedOrigins": ["https://*.example"], "ExposeHeaders": ["ETag"] }]`;
  const XML_RULES =
    "<CORSConfiguration><CORSRule><AllowedOrigin>https://*.example</AllowedOrigin><AllowedMethod>PUT</AllowedMethod><AllowedHeader>x-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader></CORSRule></CORSConfiguration>";

  test.each([
    ["JSON", JSON_RULES],
    ["XML", XML_RULES],
  ])("%s lets in by its rules, and refuses a preflight with 403", (_kind, text) => {
    const [configuration] = readConfigurations(text);
    const ask = (method: string, isPreflight: boolean, headers: string[] = []) =>
      configuration?.answer({ origin: APP, method, isPreflight, headers });
    expect(ask("PUT", true, ["x-custom"])?.headers).toContainEqual(["Access-Control-Allow-Origin", APP]);
    expect(ask("PUT", false)?.headers).toContainEqual(["Access-Control-Allow-Credentials", "true"]);
    expect(ask("PUT", true, ["content-type"])).toEqual({ status: 403, headers: [] });
    expect(ask("DELETE", true)).toEqual({ status: 403, headers: [] });
    expect(ask("GET", false)).toEqual({ status: 200, headers: [] });
  });
});

test.each<[string, string, string[]]>([
  ["a slash at the end", `app.use(cors({ origin: "${APP}/" }))`, [`config-origin ${APP}`]],
  ["a path", `CORS_ALLOWED_ORIGINS = ["${APP}/admin"]`, [`config-origin ${APP}`]],
  ["no scheme", `app.use(cors({ origin: "app.example" }))`, [`config-origin-scheme ${APP}`]],
  ["an asterisk in it", `.WithOrigins("https://*.app.example")`, ["config-origin-wildcard"]],
  ["which some know", `.SetIsOriginAllowedToAllowWildcardSubdomains().WithOrigins("https://*.app.example")`, []],
  [
    "a list in one header",
    `Header always set Access-Control-Allow-Origin "https://a.example, https://b.example"\nRewriteCond %{REQUEST_METHOD} OPTIONS`,
    ["config-origin-list"],
  ],
  [
    "a comma that is missing",
    `CORS_ALLOWED_ORIGINS = [\n "https://a.example"\n "https://b.example"\n]`,
    ["config-origin-joined"],
  ],
  ["everyone with credentials, in Express", "app.use(cors({ credentials: true }))", ["config-star-sent"]],
  ["in Spring", `.allowedOrigins("*").allowCredentials(true)`, ["config-star-refused"]],
  [
    "in FastAPI",
    `app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)`,
    ["config-star-echoed"],
  ],
  ["whoever asks", "app.use(cors({ origin: true, credentials: true }))", ["config-any-credentials"]],
  [
    "errors without headers, and no OPTIONS",
    "location / { add_header Access-Control-Allow-Origin *; }",
    ["config-errors", "config-options"],
  ],
  ["a method in small letters", `app.use(cors({ methods: ["put"] }))`, ["config-methods-case PUT"]],
  ["what is elsewhere", "app.use(cors({ origin: process.env.ORIGIN }))", ["config-unknown"]],
])("what is wrong with it: %s", (_what, text, expected) => {
  expect(found(text)).toEqual(expected);
});

describe("what whycors writes itself is read again", () => {
  const POLICY = { origins: [APP], methods: ["PUT"], headers: ["content-type", "x-custom"], credentials: true };
  /** Their syntax is read by nobody yet. */
  const UNREAD = new Set([
    "caddy",
    "haproxy",
    "traefik",
    "envoy",
    "hono",
    "koa",
    "api-gateway",
    "cloudfront",
    "cloudflare-workers",
    "gcs",
    "nginx",
    "apache",
  ]);
  const read = CONFIGURATION_TARGETS.map(({ name }) => name).filter((name) => !UNREAD.has(name));

  test.each(read)("%s", (name) => {
    const [configuration] = readConfigurations(configurationFor(name, POLICY).text);
    expect(configuration?.target).toBe(name);
    expect(configuration?.findings).toEqual([]);
    const headers = headersOf(configuration, true);
    expect(headers["access-control-allow-origin"]).toBe(APP);
    expect(headers["access-control-allow-credentials"]).toBe("true");
    expect(headers["access-control-allow-methods"]?.toUpperCase()).toContain("PUT");
    expect(headers["access-control-allow-headers"]?.toLowerCase()).toContain("x-custom");
  });
});

describe("as the cors package answers", () => {
  const OPTIONS: readonly [source: string, options: object][] = [
    ["cors()", {}],
    [`cors({ origin: "${APP}", credentials: true })`, { origin: APP, credentials: true }],
    [`cors({ origin: "https://b.example" })`, { origin: "https://b.example" }],
    [`cors({ origin: ["https://b.example"] })`, { origin: ["https://b.example"] }],
    [
      `cors({ origin: ["${APP}", /b\\.example$/], methods: ["PUT", "GET"] })`,
      { origin: [APP, /b\.example$/], methods: ["PUT", "GET"] },
    ],
    [
      `cors({ origin: true, allowedHeaders: ["X-Custom"], maxAge: 600 })`,
      { origin: true, allowedHeaders: ["X-Custom"], maxAge: 600 },
    ],
    [`cors({ credentials: true, exposedHeaders: "X-Total" })`, { credentials: true, exposedHeaders: "X-Total" }],
  ];

  test.each(OPTIONS)("%s", async (source, options) => {
    const server = createServer((request, response) => cors(options)(request, response, () => response.end("ok")));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    const [configuration] = readConfigurations(`app.use(${source});`);
    try {
      for (const isPreflight of [true, false]) {
        const headers = {
          origin: APP,
          ...(isPreflight && {
            "access-control-request-method": "PUT",
            "access-control-request-headers": "content-type,x-custom",
          }),
        };
        const { headers: got } = await answerOf(port, isPreflight ? "OPTIONS" : "GET", headers);
        const told = headersOf(configuration, isPreflight);
        for (const name of [
          "access-control-allow-origin",
          "access-control-allow-credentials",
          "access-control-allow-methods",
          "access-control-allow-headers",
          "access-control-max-age",
          "access-control-expose-headers",
        ]) {
          // What is allowed to nobody, or told of a preflight, no browser reads.
          if (told["access-control-allow-origin"] === undefined)
            expect(got["access-control-allow-origin"]).toBeUndefined();
          else if (!(isPreflight && name === "access-control-expose-headers"))
            expect([name, listOf(got[name])]).toEqual([name, listOf(told[name])]);
        }
      }
    } finally {
      server.close();
    }
  });
});

/** Over a socket: fetch() sends no such requests. */
function answerOf(port: number, method: string, headers: Readonly<Record<string, string>>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: "127.0.0.1", method, headers }, (response) => resolve(response.resume()));
    sent.on("error", reject).end();
  });
}

function listOf(value: string | string[] | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : String(value).split(/\s*,\s*/);
}

test("whatever comes, it comes to an end", () => {
  const pieces = fc.constantFrom(
    "cors({",
    "origin:",
    "[",
    "]",
    "({",
    "add_header Access-Control-Allow-Origin",
    "if ($request_method",
    "{",
    "}",
    ";",
    '"',
    "'*'",
    "<CORSRule>",
    "AllowedOrigins:",
    "CORS_ALLOWED_ORIGINS = a",
    "a = b",
    "b = a",
    "header('Access-Control-Allow-Origin:",
    "\n",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 25 }), (all) => {
      for (const configuration of readConfigurations(all.join(""))) headersOf(configuration, true);
    }),
    { numRuns: 300 },
  );
});
