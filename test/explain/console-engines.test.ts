import { describe, expect, test } from "vitest";
import { API, answer, at, headers, ORIGIN, onPreflight, verdictFor, WILDCARD } from "./cases.js";

type Arguments = Parameters<typeof verdictFor>;
type Row = [title: string, setup: Arguments[1], server: Arguments[2], page: NonNullable<Arguments[3]>, lines: string[]];

const NEXT = "https://cdn.example/x";
const type = (value: string) => ["Content-Type", value] as const;
const NOSNIFF = ["X-Content-Type-Options", "nosniff"] as const;
/** What no body of these tests has. */
const WRONG = "sha256-2SmKENGwc1g33EvYXaxkGw887yekfl1TpU8vP1svz/o=";
const RESET = { when: { preflight: true }, respond: { error: "connection-reset" } } as const;

describe("Firefox", () => {
  const disallows = "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at";
  const failed = `${disallows} ${API}. (Reason: CORS request did not succeed). Status code: (null).`;
  const missing = `${disallows} ${API}. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 302.`;
  const module = (essence: string) =>
    `Loading module from “${API}” was blocked because of a disallowed MIME type (“${essence}”).`;
  const empty = (algorithm: string, digest: string, url = API) =>
    `None of the “${algorithm}” hashes in the integrity attribute match the content of the subresource at “${url}”. The computed hash is “${digest}”.`;
  const malformed =
    "The script element has a malformed hash in its integrity attribute: “bogus”. The correct format is “<hash algorithm>-<hash value>”.";
  const noneValid = "The integrity attribute does not contain any valid metadata.";
  const csp = "Content-Security-Policy: The page’s settings blocked";

  test.each<Row>([
    ["a redirect that CORS stops", {}, [answer(302, ["Location", NEXT])], {}, [missing, failed]],
    ["the same where redirects are no matter", { redirect: "error" }, [answer(302, ["Location", NEXT])], {}, [missing]],
    [
      "to data:",
      {},
      [answer(302, ["Location", "data:,x"])],
      {},
      [failed, "Redirecting to data: URI not allowed (Blocked loading of: “data:,x”)"],
    ],
    [
      "a module's type before CORS",
      { api: "module-script" },
      [answer(200, type("text/plain"))],
      {},
      [module("text/plain"), failed],
    ],
    [
      "a redirect is no module",
      { api: "module-script" },
      [answer(302, ["Location", NEXT])],
      {},
      [module(""), missing, failed],
    ],
    [
      "types that are never scripts",
      { api: "script", crossorigin: "anonymous" },
      [answer(200, ORIGIN, type("image/png"))],
      {},
      [`Script from “${API}” was blocked because of a disallowed MIME type (“image/png”).`, failed],
    ],
    [
      "a failed module is held against its metadata",
      { api: "module-script", integrity: WRONG },
      [answer(200, type("text/javascript"))],
      {},
      [
        empty("sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
        `${disallows} ${API}. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.`,
      ],
    ],
    [
      "integrity by the first URL",
      { integrity: WRONG },
      [at(API, 302, WILDCARD, ["Location", NEXT]), answer(200, WILDCARD)],
      {},
      [empty("sha256", "Jok2eyBcFs4y7UIAlCuLix4mLfxw2byfvHfElpmk8d8=")],
    ],
    ["nothing valid", { integrity: "bogus" }, [answer(200, WILDCARD)], {}, [malformed, noneValid]],
    [
      "an algorithm",
      { integrity: "md5-x" },
      [answer(200, WILDCARD)],
      {},
      ["Unsupported hash algorithm in the integrity attribute: “md5”", noneValid],
    ],
    [
      "a script's policy, hosts written out",
      { api: "script" },
      [],
      { csp: "script-src cdn.example 'self'" },
      [
        `${csp} a script (script-src-elem) at ${API} from being executed because it violates the following directive: “script-src https://cdn.example 'self'”`,
      ],
    ],
    [
      "a policy of nothing",
      {},
      [],
      { csp: "connect-src" },
      [
        `${csp} the loading of a resource (connect-src) at ${API} because it violates the following directive: “connect-src 'none'”`,
      ],
    ],
    [
      "upgrades",
      { url: "http://api.example/data" },
      [answer(200, WILDCARD)],
      { url: "http://app.example/", csp: "upgrade-insecure-requests" },
      ["Content-Security-Policy: Upgrading insecure request ‘http://api.example/data’ to use ‘https’"],
    ],
  ])("%s", (_title, setup, server, page, lines) => {
    expect([...verdictFor("firefox", setup, server, page).console].sort()).toEqual(lines.sort());
  });
});

describe("Chromium", () => {
  const unparsed =
    "Error parsing 'integrity' attribute ('bogus'). The hash algorithm must be one of 'sha256', 'sha384', 'sha512', or 'ed21159', followed by a '-' character.";
  test.each<Row>([
    ["metadata of fetch()", { integrity: "bogus" }, [answer(200, WILDCARD)], {}, [unparsed]],
    ["of style sheets", { api: "stylesheet", integrity: "bogus" }, [answer(200, type("text/css"))], {}, []],
    [
      "an opaque response",
      { mode: "no-cors", integrity: WRONG },
      [answer(200)],
      {},
      [
        `Subresource Integrity: The resource '${API}' has an integrity attribute, but the response is not eligible for integrity validation.`,
        `Fetch API cannot load ${API}. SRI's integrity checks failed.`,
      ],
    ],
    [
      "tracks",
      { api: "track" },
      [],
      {},
      [
        `Unsafe attempt to load URL ${API} from frame with URL https://app.example/index.html. Domains, protocols and ports must match.\n`,
      ],
    ],
    [
      "a refused header of many words comes first in its table",
      {
        url: "http://api.example/data",
        headers: [
          ["X-Custom", "1"],
          ["Service-Worker-Navigation-Preload", "1"],
        ],
      },
      [onPreflight(204, WILDCARD)],
      { url: "http://app.example/" },
      [
        "Access to fetch at 'http://api.example/data' from origin 'http://app.example' has been blocked by CORS policy: Request header field service-worker-navigation-preload is not allowed by Access-Control-Allow-Headers in preflight response.",
      ],
    ],
    ["schemes of images without CORS", { api: "img", url: "ftp://api.example/x" }, [], {}, []],
    [
      "scripts of this origin are not withheld",
      { api: "script", url: "https://app.example/s" },
      [answer(200, type("text/html"), NOSNIFF)],
      {},
      [
        "Refused to execute script from 'https://app.example/s' because its MIME type ('text/html') is not executable, and strict MIME type checking is enabled.",
      ],
    ],
  ])("%s", (_title, setup, server, page, lines) => {
    expect(verdictFor("chromium", setup, server, page).console).toEqual(lines);
  });
});

describe("WebKit", () => {
  const cannot = `Fetch API cannot load ${API} due to access control checks.`;
  test.each<Row>([
    ["a broken connection", { method: "PUT" }, [RESET], {}, ["Connection terminated unexpectedly", cannot]],
    [
      "a beacon says it twice",
      { api: "beacon", body: { type: "blob", value: "x", contentType: "application/json" } },
      [onPreflight(204, ORIGIN, ["Access-Control-Allow-Credentials", "true"], headers("x"))],
      {},
      [
        "Request header field Content-Type is not allowed by Access-Control-Allow-Headers.",
        `Beacon API cannot load ${API}. Request header field Content-Type is not allowed by Access-Control-Allow-Headers.`,
      ],
    ],
    [
      "module types",
      { api: "module-script" },
      [answer(200, ORIGIN)],
      {},
      ["TypeError: 'text/plain' is not a valid JavaScript MIME type."],
    ],
    [
      "types of style sheets",
      { api: "stylesheet" },
      [answer(200, type("text/html"))],
      {},
      [`Did not parse stylesheet at '${API}' because non CSS MIME types are not allowed in strict mode.`],
    ],
    [
      "integrity",
      { api: "script", crossorigin: "anonymous", integrity: WRONG, url: `${API}#x` },
      [answer(200, ORIGIN, type("text/javascript"))],
      {},
      [
        `Cannot load script ${API}. Failed integrity metadata check. Content length: 2, Expected content length: 2, Expected metadata: ${WRONG}`,
      ],
    ],
    [
      "script-src",
      { api: "script" },
      [],
      { csp: "script-src 'self'" },
      [`Refused to load ${API} because it does not appear in the script-src directive of the Content Security Policy.`],
    ],
    [
      "images by the first URL",
      { api: "img", crossorigin: "anonymous" },
      [at(API, 302, WILDCARD, ["Location", NEXT]), answer(200)],
      {},
      [
        "Origin null is not allowed by Access-Control-Allow-Origin. Status code: 200",
        `Cannot load image ${API} due to access control checks.`,
      ],
    ],
  ])("%s", (_title, setup, server, page, lines) => {
    expect(verdictFor("webkit", setup, server, page).console).toEqual(lines);
  });
});
