import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "../../src/cases/judge.js";
import { parseUrl } from "../../src/core/infrastructure/url-record.js";
import type { ReasonCode } from "../../src/core/reasons.js";
import { type LineFacts, recogniseConsole, recogniseLine } from "../../src/explain/console/recognise/recognise.js";
import { SPEC_CASES } from "./spec-cases.js";

/**
 * Lines of Firefox that name another thing than what decided: it looks at the type before CORS; it reads a PUT that is closed
 * on as two headers; and it checks a preflight's redirect before it refuses to follow it.
 */
const OTHER_LINE = new Set([
  // Firefox: what a redirect that is not followed is told of beside the reason.
  "engine-orb-of-vetoed-redirect",
  "engine-orb-of-mixed-redirect",
  "engine-orb-of-image-to-ftp",
  "mime-type-blocking-module-cors-first",
  "dom-global-fetch-reset-after-preflight",
  "engine-put-without-answer",
  "engine-upload-and-reset",
  "engine-preflight-redirect-led-away",
  "likely-causes-host",
  "likely-causes-http-to-https",
]);

const ENGINE = { chromium: "Chromium", firefox: "Firefox", webkit: "Safari (WebKit)" } as const;

describe.each(["chromium", "firefox", "webkit"] as const)("of every spec case, in %s", (profile) => {
  const printed = SPEC_CASES.flatMap((given) => {
    const verdict = judge(given, { profile });
    return verdict.console.map((line) => ({
      id: given.id,
      line,
      verdict,
      origin: parseUrl(given.page.url)?.origin,
      opaque: given.page.opaque,
    }));
  });

  test("there are lines", () => {
    expect(printed.length).toBeGreaterThan(500);
  });

  test("each line is recognised", () => {
    expect(printed.filter(({ line }) => recogniseLine(line) === null).map(({ id, line }) => [id, line])).toEqual([]);
  });

  test("a line that says why says the reason that decided", () => {
    const wrong = printed.flatMap(({ id, line, verdict }) => {
      const found = recogniseLine(line);
      if (found === null || found.partial || found.reasons.length === 0 || verdict.reason === null) return [];
      return found.reasons.includes(verdict.reason) || OTHER_LINE.has(id ?? "")
        ? []
        : [[id, verdict.reason, found.reasons, line]];
    });
    expect(wrong).toEqual([]);
  });

  test("what was stopped with a line that says why is found again", () => {
    const missed = SPEC_CASES.flatMap((given) => {
      const { reason, console } = judge(given, { profile });
      const found = recogniseConsole(console.join("\n"));
      if (reason === null || found.every(({ partial, reasons }) => partial || reasons.length === 0)) return [];
      return found.some(({ reasons }) => reasons.includes(reason)) || OTHER_LINE.has(given.id ?? "")
        ? []
        : [[given.id, reason]];
    });
    expect(missed).toEqual([]);
  });

  test("the origin and the URL come back", () => {
    const wrong = printed.flatMap(({ id, line, origin, opaque, verdict }) => {
      const facts: LineFacts = recogniseLine(line)?.facts ?? {};
      if (facts.origin !== undefined && facts.origin !== (opaque ? "null" : origin) && facts.origin !== "null")
        return [[id, line, facts.origin]];
      if (facts.url === undefined || verdict.reason === null || !/^['"‘’“”]?https?:/.test(facts.url)) return [];
      const urls = [
        ...verdict.exchanges.map(({ request }) => request.url),
        verdict.detail.url,
        verdict.detail.location,
        // What never left is named as it was before its upgrade.
        `${verdict.detail.url}`.replace(/^https:/, "http:"),
        // A redirect to nowhere is named as the server wrote it.
        ...verdict.exchanges.flatMap(({ response }) =>
          (response?.headers ?? []).flatMap(([name, value]) => (name.toLowerCase() === "location" ? [value] : [])),
        ),
      ];
      const isThere = line.includes(facts.url) && URL.canParse(facts.url);
      return isThere || urls.includes(facts.url) ? [] : [[id, line, facts.url]];
    });
    expect(wrong).toEqual([]);
  });

  test("of a line with a mark of its engine, the engine", () => {
    const cors = printed.filter(({ line }) =>
      /^(?:Access to|Cross-Origin Request Blocked|Origin .* is not allowed by)/.test(line),
    );
    expect(cors.length).toBeGreaterThan(50);
    expect(new Set(cors.map(({ line }) => recogniseLine(line)?.engine))).toEqual(new Set([ENGINE[profile]]));
  });
});

const URL_ = "https://api.example/data";

test.each<[string, Partial<NonNullable<ReturnType<typeof recogniseLine>>>]>([
  [
    `XMLHttpRequest cannot load ${URL_}. Origin https://app.example is not allowed by Access-Control-Allow-Origin.`,
    {
      engine: "Chromium",
      old: true,
      reasons: ["missing-allow-origin", "allow-origin-mismatch", "invalid-allow-origin"],
      facts: { kind: "XMLHttpRequest", url: URL_, origin: "https://app.example" },
    },
  ],
  [
    `XMLHttpRequest cannot load ${URL_}. No 'Access-Control-Allow-Origin' header is present on the requested resource. Origin 'https://app.example' is therefore not allowed access. The response had HTTP status code 500.`,
    {
      engine: "Chromium",
      old: true,
      reasons: ["missing-allow-origin"],
      facts: { kind: "XMLHttpRequest", url: URL_, origin: "https://app.example", status: "500" },
    },
  ],
  [
    `Failed to load ${URL_}: Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource. Origin 'http://localhost:4200' is therefore not allowed access.`,
    {
      old: true,
      stage: "preflight",
      reasons: ["missing-allow-origin"],
      facts: { url: URL_, origin: "http://localhost:4200" },
    },
  ],
  [
    `Fetch API cannot load ${URL_}. Response for preflight has invalid HTTP status code 405`,
    {
      old: true,
      stage: "preflight",
      reasons: ["preflight-status"],
      facts: { kind: "Fetch API", url: URL_, status: "405" },
    },
  ],
  [
    "Font from origin 'https://cdn.example' has been blocked from loading by Cross-Origin Resource Sharing policy: No 'Access-Control-Allow-Origin' header is present on the requested resource. Origin 'https://app.example' is therefore not allowed access.",
    {
      old: true,
      reasons: ["missing-allow-origin"],
      facts: { kind: "Font", page: "https://cdn.example", origin: "https://app.example" },
    },
  ],
  [
    `XMLHttpRequest cannot load ${URL_}. Response for preflight is invalid (redirect)`,
    { old: true, reasons: ["preflight-redirected"] },
  ],
  [
    `Failed to load ${URL_}: The 'Access-Control-Allow-Origin' header has a value 'http://a.example' that is not equal to the supplied origin. Origin 'http://b.example' is therefore not allowed access.`,
    {
      old: true,
      reasons: ["allow-origin-mismatch"],
      facts: { url: URL_, value: "http://a.example", origin: "http://b.example" },
    },
  ],
  [
    `app.js:12 Access to fetch at '${URL_}' from origin 'https://app.example' has been blocked by CORS policy: Request header field x-custom is not allowed by Access-Control-Allow-Headers in preflight response.`,
    {
      engine: "Chromium",
      old: false,
      stage: "preflight",
      reasons: ["header-not-allowed", "authorization-needs-explicit-header"],
      facts: { kind: "fetch", url: URL_, origin: "https://app.example", header: "x-custom" },
    },
  ],
  [
    `Access to fetch at '${URL_}' from origin 'https://app.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource. If an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.`,
    { engine: "Chromium", old: true, reasons: ["missing-allow-origin"] },
  ],
  [
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${URL_}. (Reason: CORS header 'Access-Control-Allow-Origin' missing). Status code: 200.`,
    { engine: "Firefox", reasons: ["missing-allow-origin"], facts: { url: URL_, status: "200" } },
  ],
  [
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ‘${URL_}’. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.`,
    { engine: "Firefox", reasons: ["missing-allow-origin"], facts: { url: URL_, status: "200" } },
  ],
  [
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${URL_}. (Reason: missing token ‘authorization’ in CORS header ‘Access-Control-Allow-Headers’ from CORS preflight channel).`,
    {
      engine: "Firefox",
      old: true,
      reasons: ["header-not-allowed", "authorization-needs-explicit-header"],
      facts: { url: URL_, header: "authorization" },
    },
  ],
  [
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${URL_}. This can be fixed by moving the resource to the same domain or enabling CORS.`,
    { engine: "Firefox", old: true, facts: { url: URL_ } },
  ],
  [
    `已拦截跨源请求：同源策略禁止读取位于 ${URL_} 的远程资源。（原因：CORS 头缺少 'Access-Control-Allow-Origin'）。状态码：500。`,
    { engine: "Firefox", reasons: ["missing-allow-origin"], facts: { url: URL_, status: "500" } },
  ],
  [
    "[Error] Origin https://app.example is not allowed by Access-Control-Allow-Origin. Status code: 200",
    { engine: "Safari (WebKit)", facts: { origin: "https://app.example", status: "200" } },
  ],
  [
    `[Error] Fetch API cannot load ${URL_} due to access control checks.`,
    { engine: "Safari (WebKit)", partial: true, facts: { kind: "Fetch API", url: URL_ } },
  ],
  [
    "SEC7120: Origin https://app.example not found in Access-Control-Allow-Origin header.",
    { engine: "Internet Explorer and old Edge", old: true, facts: { origin: "https://app.example" } },
  ],
  [
    "SEC7123: Request header x-custom was not present in the Access-Control-Allow-Headers list.",
    { engine: "Internet Explorer and old Edge", reasons: ["header-not-allowed"], facts: { header: "x-custom" } },
  ],
])("%s", (line, expected) => {
  const found = recogniseLine(line);
  expect(found).toMatchObject(expected);
  if (expected.facts !== undefined) expect(found?.facts).toEqual(expected.facts);
});

const FROM = "https://app.example";

const BLOCKED_FETCH = `Access to fetch at '${URL_}' from origin '${FROM}' has been blocked by CORS policy: `;
const NO_NETWORK_HEADER =
  "No 'Access-Control-Allow-Private-Network' header was present in the preflight response for this private network request targeting the `local` address space.";

describe("lines about address spaces", () => {
  test.each<[string, boolean, "preflight" | null]>([
    [
      `${BLOCKED_FETCH}Request had a target IP address space of \`unknown\` yet the resource is in address space \`loopback\`.`,
      false,
      null,
    ],
    [
      `${BLOCKED_FETCH}Request had a target IP address space of local yet the resource is in address space loopback.`,
      false,
      null,
    ],
    [`${BLOCKED_FETCH}${NO_NETWORK_HEADER}`, true, "preflight"],
    [
      `${BLOCKED_FETCH}Response to preflight request doesn't pass access control check: ${NO_NETWORK_HEADER}`,
      true,
      "preflight",
    ],
    [
      "[Deprecation] The website requested a subresource from a network that it could only access because of its users' privileged network position. These requests expose devices.",
      true,
      null,
    ],
  ])("%s", (line, old, stage) => {
    expect(recogniseLine(line)).toMatchObject({ engine: "Chromium", reasons: ["local-network-access"], old, stage });
  });
});

test.each([
  ["pixels", "Failed to execute 'toDataURL' on 'HTMLCanvasElement': Tainted canvases may not be exported."],
  [
    "pixels",
    "Failed to execute 'getImageData' on 'CanvasRenderingContext2D': The canvas has been tainted by cross-origin data.",
  ],
  [
    "pixels",
    "Failed to execute 'texImage2D' on 'WebGLRenderingContext': The video element contains cross-origin data, and may not be loaded.",
  ],
  ["rules", "Failed to read the 'cssRules' property from 'CSSStyleSheet': Cannot access rules"],
  ["rules", "CSSStyleSheet.cssRules getter: Not allowed to access cross-origin stylesheet"],
  ["errors", "Script error."],
] as const)("of what is opaque, %s: %s", (opaque, line) => {
  expect(recogniseLine(`Uncaught DOMException: ${line}`)).toMatchObject({ engine: "page code", opaque, reasons: [] });
});

test.each([
  'Error: "Network Error"',
  "Uncaught (in promise) ApolloError: Failed to fetch",
  '{ code: "ERR_NETWORK" }',
  '{readyState: 0, responseText: "", status: 0, statusText: "error"}',
  "HttpErrorResponse {headers: HttpHeaders, status: 0, statusText: 'Unknown Error', ok: false}",
  "Firebase: Error (auth/network-request-failed).",
  "HTTPError: Request failed due to a network error: GET https://api.example/data",
])("a library that was told nothing: %s", (line) => {
  expect(recogniseConsole(line)).toMatchObject([{ engine: "page code", partial: true }]);
});

test("the page of MDN that Firefox links to names the reason", () => {
  const link =
    "https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS/Errors/CORSMissingAllowOrigin?utm_source=devtools";
  expect(recogniseLine(`[Weitere Informationen](${link})`)).toMatchObject({
    engine: "Firefox",
    reasons: ["missing-allow-origin"],
  });
});

test("what Chromium once said behind the address says why by itself", () => {
  const line =
    "No 'Access-Control-Allow-Origin' header is present on the requested resource. Origin 'http://localhost:8080' is therefore not allowed access. The response had HTTP status code 404.";
  expect(recogniseLine(line)).toMatchObject({
    reasons: ["missing-allow-origin"],
    partial: false,
    facts: { origin: "http://localhost:8080", status: "404" },
  });
});

test.each<[string, string, Partial<NonNullable<ReturnType<typeof recogniseLine>>>]>([
  [
    "without its full stop",
    `Access to script at 'file:///C:/site/app.js' from origin 'null' has been blocked by CORS policy: Cross origin requests are only supported for protocol schemes: http, data, https`,
    { quoted: false, reasons: ["unsupported-scheme", "redirect-scheme"], facts: { origin: "null" } },
  ],
  [
    "cut at its end",
    `(index):1 Access to XMLHttpRequest at '${URL_}' from origin '${FROM}' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the req`,
    {
      quoted: true,
      reasons: ["missing-allow-origin"],
      facts: { kind: "XMLHttpRequest", url: URL_, origin: FROM },
    },
  ],
  [
    "cut before it says why",
    `Access to fetch at '${URL_}' from origin '${FROM}' has been blocked by CORS policy`,
    { quoted: true, partial: true, facts: { kind: "fetch", url: URL_, origin: FROM } },
  ],
  [
    "without its beginning",
    "The 'Access-Control-Allow-Origin' header contains multiple values '*, *', but only one is allowed.",
    { engine: "Chromium", quoted: true, reasons: ["multiple-allow-origin"], facts: { value: "*, *" } },
  ],
  [
    "where Markdown took the asterisk",
    `XMLHttpRequest cannot load ${URL_}. A wildcard '_' cannot be used in the 'Access-Control-Allow-Origin' header when the credentials flag is true. Origin '${FROM}' is therefore not allowed access.`,
    { reasons: ["wildcard-with-credentials"], facts: { kind: "XMLHttpRequest", url: URL_, origin: FROM } },
  ],
  [
    "in small letters and without marks",
    "blocked by cors policy: request header field x-custom is not allowed by access-control-allow-headers in preflight response",
    { reasons: ["header-not-allowed", "authorization-needs-explicit-header"], facts: { header: "x-custom" } },
  ],
  [
    "of a font, which was once told by its own origin",
    "Font from origin 'https://cdn.example' has been blocked from loading by Cross-Origin Resource Sharing policy: No 'Access-Control-Allow-Origin' header is present",
    { quoted: true, reasons: ["missing-allow-origin"], facts: {} },
  ],
  [
    "a Safari line in small letters",
    "origin https://app.example is not allowed by access-control-allow-origin",
    { engine: "Safari (WebKit)", facts: { origin: FROM } },
  ],
  [
    "with a typing error before it",
    `ccess to fetch at '${URL_}' from origin '${FROM}' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
    { quoted: true, facts: { url: URL_, origin: FROM } },
  ],
])("a line quoted %s", (_how, line, expected) => {
  const found = recogniseLine(line);
  expect(found).toMatchObject(expected);
  expect(Object.keys(found?.facts ?? {}).includes("origin")).toBe(expected.facts?.origin !== undefined);
});

test.each<[string, string, string, LineFacts]>([
  [
    "de",
    "missing-allow-origin",
    `Quellübergreifende (Cross-Origin) Anfrage blockiert: Die Gleiche-Quelle-Regel verbietet das Lesen der externen Ressource auf ${URL_}. (Grund: CORS-Kopfzeile 'Access-Control-Allow-Origin' fehlt). Statuscode: 502.`,
    { url: URL_, status: "502" },
  ],
  [
    "de",
    "multiple-allow-origin",
    `Quellübergreifende (Cross-Origin) Anfrage blockiert: Die Gleiche-Quelle-Regel verbietet das Lesen der externen Ressource auf ${URL_}. (Grund: Es darf nur ein eine CORS-Kopfzeile 'Access-Control-Allow-Origin' verwendet werden).`,
    { url: URL_ },
  ],
  [
    "de",
    "allow-origin-mismatch",
    `Quellübergreifende (Cross-Origin) Anfrage blockiert: Die Gleiche-Quelle-Regel verbietet das Lesen der externen Ressource auf ${URL_}. (Grund: CORS-Kopfzeile 'Access-Control-Allow-Origin' stimmt nicht mit 'https://b.example' überein).`,
    { url: URL_, value: "https://b.example" },
  ],
  [
    "fr",
    "network-error",
    `Blocage d’une requête multiorigine (Cross-Origin Request) : la politique « Same Origin » ne permet pas de consulter la ressource distante située sur ${URL_}. Raison : échec de la requête CORS. Code d’état : (null). 2`,
    { url: URL_, status: "(null)" },
  ],
  [
    "fr",
    "wildcard-with-credentials",
    `Blocage d’une requête multiorigine (Cross-Origin Request) : la politique « Same Origin » ne permet pas de consulter la ressource distante située sur ${URL_}. Raison : l’identification n’est pas prise en charge si la valeur de l’en-tête CORS « Access-Control-Allow-Origin » est « * ».`,
    { url: URL_ },
  ],
  [
    "fr",
    "unsupported-scheme",
    "Blocage d’une requête multiorigines (Cross-Origin Request) : la politique « Same Origin » ne permet pas de consulter la ressource distante située sur file:///C:/site/data.json. Raison : la requête CORS n’utilise pas http.",
    { url: "file:///C:/site/data.json" },
  ],
  [
    "es",
    "invalid-allow-methods",
    `Solicitud desde otro origen bloqueada: la política de mismo origen impide leer el recurso remoto en ${URL_} (razón: token 'GET PUT' no válido en la cabecera CORS 'Access-Control-Allow-Methods').`,
    { url: URL_, value: "GET PUT" },
  ],
  [
    "es",
    "allow-credentials-missing",
    `Solicitud desde otro origen bloqueada: la política de mismo origen impide leer el recurso remoto en ${URL_} (razón: se esperaba 'true' en la cabecera CORS 'Access-Control-Allow-Credentials').`,
    { url: URL_ },
  ],
  [
    "it",
    "preflight-status",
    `Bloccata richiesta multiorigine (cross-origin): il criterio di corrispondenza dell’origine non consente la lettura della risorsa remota da ${URL_}. Motivo: risposta CORS preliminare (“preflight”) non riuscita. Codice di stato: 405.`,
    { url: URL_, status: "405" },
  ],
  [
    "pt-BR",
    "header-not-allowed",
    `Requisição cross-origin bloqueada: A diretiva Same Origin (mesma origem) não permite a leitura do recurso remoto em ${URL_} (motivo: header ‘x-custom’ não permitido, de acordo com o header ‘Access-Control-Allow-Headers’ da resposta de comprovação (preflight) do CORS).`,
    { url: URL_, header: "x-custom" },
  ],
  [
    "ru",
    "method-not-allowed",
    `Запрос из постороннего источника заблокирован: Политика одного источника запрещает чтение удаленного ресурса на ${URL_}. (Причина: Не найден метод в заголовке CORS «Access-Control-Allow-Methods»).`,
    { url: URL_ },
  ],
  [
    "ja",
    "preflight-redirected",
    `クロスオリジン要求をブロックしました: 同一生成元ポリシーにより、${URL_} にあるリモートリソースの読み込みは拒否されます (理由: CORS 要求の外部リダイレクトは許可されない)。`,
    { url: URL_ },
  ],
  [
    "zh-CN",
    "missing-allow-origin",
    `已阻止跨源请求：同源策略禁止读取位于 ${URL_} 的远程资源。（原因：CORS 头缺少 'Access-Control-Allow-Origin'）。`,
    { url: URL_ },
  ],
])("Firefox in %s: %s", (_language, reason, line, facts) => {
  const found = recogniseLine(line);
  expect([found?.engine, found?.reasons[0], found?.facts]).toEqual(["Firefox", reason, facts]);
});

test.each([
  ["TypeError: Failed to fetch", "page code"],
  ["TypeError: NetworkError when attempting to fetch resource.", "page code"],
  ["Unhandled Promise Rejection: TypeError: Load failed", "page code"],
  ["AxiosError: Network Error", "page code"],
  [`Http failure response for ${URL_}: 0 Unknown Error`, "page code"],
  [`FetchError: [GET] "${URL_}": <no response> Failed to fetch`, "page code"],
  ["DioError [DioErrorType.response]: XMLHttpRequest error.", "page code"],
  ["TypeError: fetch failed", "a program that is no browser"],
])("%s is what %s is told", (line, engine) => {
  expect(recogniseConsole(line)).toMatchObject([{ engine, partial: true }]);
});

test.each<[string, string, ReasonCode]>([
  ["MissingAllowOriginHeader", "Chromium", "missing-allow-origin"],
  ["PreflightMissingAllowOriginHeader", "Chromium", "missing-allow-origin"],
  ["corsError: HeaderDisallowedByPreflightResponse", "Chromium", "header-not-allowed"],
  ["CORS error", "Chromium", "missing-allow-origin"],
  ["(blocked:cors)", "Chromium", "missing-allow-origin"],
  ["CORS Missing Allow Origin", "Firefox", "missing-allow-origin"],
  ["CORS Preflight Did Not Succeed", "Firefox", "preflight-status"],
  ["CORSMissingAllowHeaderFromPreflight2", "Firefox", "header-not-allowed"],
])("a panel's %s is %s's", (line, engine, reason) => {
  expect(recogniseConsole(line)).toMatchObject([{ engine, quoted: true }]);
  expect(recogniseLine(line)?.reasons[0]).toBe(reason);
});

test("what page code is told counts for nothing beside a line that says why", () => {
  const line = `Access to fetch at '${URL_}' from origin '${FROM}' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`;
  expect(recogniseConsole(`${line}\nUncaught (in promise) TypeError: Failed to fetch`)).toMatchObject([
    { engine: "Chromium", reasons: ["missing-allow-origin"] },
  ]);
});

test.each<[string, LineFacts]>([
  [`xhr.js:178 POST ${URL_} net::ERR_CONNECTION_REFUSED`, { method: "POST", url: URL_, error: "CONNECTION_REFUSED" }],
  [`GET ${URL_} net::ERR_FAILED 500 (Internal Server Error)`, { method: "GET", url: URL_, status: "500" }],
  ["app.js:1 Failed to load resource: net::ERR_BLOCKED_BY_CLIENT", { error: "BLOCKED_BY_CLIENT" }],
  [`OPTIONS ${URL_} 401 (Unauthorized)`, { url: URL_, status: "401" }],
])("the network log: %s", (line, facts) => {
  expect(recogniseLine(line)).toMatchObject({ engine: "Chromium", partial: true, facts });
});

test.each([
  [
    "over three lines of many",
    `main.js:4 hello\nCross-Origin Request Blocked: The Same Origin Policy disallows reading\nthe remote resource at ${URL_}.\n(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 502.\nmain.js:9 bye`,
  ],
  [
    "between others that are whole",
    `GET ${URL_} net::ERR_FAILED\nAccess to fetch at '${URL_}' from origin\n'${FROM}' has been blocked by CORS policy: No 'Access-Control-Allow-Origin'\nheader is present on the requested resource.\nTypeError: Failed to fetch`,
  ],
  [
    "with the tags of a page",
    `<strong>Cross-Origin Request Blocked:</strong>\nThe Same Origin Policy disallows reading the remote resource at\n${URL_}.\n(Reason: CORS header 'Access-Control-Allow-Origin' missing). <a href="#">[Learn More]</a>`,
  ],
])("a line that was broken %s", (_how, text) => {
  const found = recogniseConsole(text).filter(({ partial }) => !partial);
  expect(found).toMatchObject([{ reasons: ["missing-allow-origin"], facts: { url: URL_ } }]);
});

test("a line that was broken on its way is put together", () => {
  const text = `Access to fetch at '${URL_}'\nfrom origin 'https://app.example' has been blocked by\nCORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`;
  expect(recogniseConsole(text)).toMatchObject([{ reasons: ["missing-allow-origin"], facts: { url: URL_ } }]);
});

test.each(["fetch('/x')", "Uncaught TypeError: x is not a function", "", "hello world", "GET / HTTP/1.1"])(
  "%s is no such line",
  (line) => {
    expect(recogniseConsole(line)).toEqual([]);
  },
);

test("whatever comes, it comes to an end", () => {
  const words = fc.constantFrom(
    "Access to ",
    "fetch",
    " at '",
    "' from origin '",
    "CORS policy: ",
    "cannot load ",
    ". ",
    "'",
    "Redirect from '",
    " [",
    "\n",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words, { maxLength: 300 }).map((list) => list.join("")),
      ),
      (text) => {
        const start = performance.now();
        recogniseConsole(text);
        return performance.now() - start < 1000;
      },
    ),
    { numRuns: 300 },
  );
});
