import { expect, test } from "vitest";
import type { ProfileName } from "../../src/core/profiles/profile.js";
import { API, answer, at, headers, methods, ORIGIN, onPreflight, verdictFor, WILDCARD } from "./cases.js";

const blockedBy = (kind: string, url = API) =>
  `Access to ${kind} at '${url}' from origin 'https://app.example' has been blocked by CORS policy: `;
const disallowed = (url: string) =>
  `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}. (Reason: `;
const NOT_SUCCEEDED = `${disallowed(API)}CORS request did not succeed). Status code: (null).`;

const MISSING = [{}, [answer(200)]] as const;
const PUT = [{ method: "PUT" }, [onPreflight(204, ORIGIN), answer(200, ORIGIN)]] as const;
const OTHER = [{}, [answer(200, ["Access-Control-Allow-Origin", "https://other.example"])]] as const;

test.each<[string, ProfileName, Parameters<typeof verdictFor>[1], Parameters<typeof verdictFor>[2], string[]]>([
  [
    "no Access-Control-Allow-Origin",
    "chromium",
    ...MISSING,
    [`${blockedBy("fetch")}No 'Access-Control-Allow-Origin' header is present on the requested resource.`],
  ],
  [
    "no Access-Control-Allow-Origin",
    "firefox",
    ...MISSING,
    [`${disallowed(API)}CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.`],
  ],
  [
    "no Access-Control-Allow-Origin",
    "webkit",
    ...MISSING,
    [
      "Origin https://app.example is not allowed by Access-Control-Allow-Origin. Status code: 200",
      `Fetch API cannot load ${API} due to access control checks.`,
    ],
  ],
  ["no Access-Control-Allow-Origin", "spec", ...MISSING, []],
  [
    "method",
    "chromium",
    ...PUT,
    [`${blockedBy("fetch")}Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.`],
  ],
  [
    "method",
    "firefox",
    ...PUT,
    [`${disallowed(API)}Did not find method in CORS header ‘Access-Control-Allow-Methods’).`, NOT_SUCCEEDED],
  ],
  [
    "method",
    "webkit",
    ...PUT,
    [
      "Method PUT is not allowed by Access-Control-Allow-Methods.",
      `Fetch API cannot load ${API} due to access control checks.`,
    ],
  ],
  [
    "another origin: advice for fetch alone",
    "chromium",
    ...OTHER,
    [
      `${blockedBy("fetch")}The 'Access-Control-Allow-Origin' header has a value 'https://other.example' that is not equal to the supplied origin. Have the server send the header with a valid value.`,
    ],
  ],
  [
    "another origin: kinds by API",
    "chromium",
    { api: "font" },
    OTHER[1],
    [
      `${blockedBy("font")}The 'Access-Control-Allow-Origin' header has a value 'https://other.example' that is not equal to the supplied origin.`,
    ],
  ],
  [
    "wildcard with credentials in XHR",
    "chromium",
    { api: "xhr", withCredentials: true },
    [answer(200, WILDCARD)],
    [
      `${blockedBy("XMLHttpRequest")}The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'. The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.`,
    ],
  ],
  [
    "redirected",
    "chromium",
    {},
    [at(API, 302, WILDCARD, ["Location", "https://cdn.example/x"]), answer(200)],
    [
      "Access to fetch at 'https://cdn.example/x' (redirected from 'https://api.example/data') from origin 'https://app.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    ],
  ],
  [
    "the first refused header of a hash table",
    "chromium",
    {
      headers: [
        ["Authorization", "1"],
        ["X-Custom", "1"],
      ],
    },
    [onPreflight(204, ORIGIN)],
    [
      `${blockedBy("fetch")}Request header field x-custom is not allowed by Access-Control-Allow-Headers in preflight response.`,
    ],
  ],
  [
    "the first refused header as sorted",
    "firefox",
    {
      headers: [
        ["X-B", "1"],
        ["X-A", "1"],
      ],
    },
    [onPreflight(204, ORIGIN)],
    [
      `${disallowed(API)}header ‘x-a’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).`,
      NOT_SUCCEEDED,
    ],
  ],
  [
    "known headers first",
    "webkit",
    {
      headers: [
        ["x-b", "1"],
        ["authorization", "1"],
      ],
    },
    [onPreflight(204, ORIGIN)],
    [
      "Request header field Authorization is not allowed by Access-Control-Allow-Headers.",
      `Fetch API cannot load ${API} due to access control checks.`,
    ],
  ],
  [
    "bytes that are no ASCII",
    "firefox",
    { method: "PUT" },
    [onPreflight(204, ORIGIN, methods("PUT, \u00ff"))],
    [`${disallowed(API)}invalid token ‘\ufffd’ in CORS header ‘Access-Control-Allow-Methods’).`, NOT_SUCCEEDED],
  ],
  [
    "Authorization under a wildcard",
    "firefox",
    { headers: [["Authorization", "x"]] },
    [onPreflight(204, ORIGIN, headers("*")), answer(200, ORIGIN)],
    [
      `Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote resource at ${API} soon. (Reason: When the \`Access-Control-Allow-Headers\` is \`*\`, the \`Authorization\` header is not covered. To include the \`Authorization\` header, it must be explicitly listed in CORS header \`Access-Control-Allow-Headers\`).`,
    ],
  ],
  [
    "a forbidden header in XHR",
    "chromium",
    { api: "xhr", headers: [["Cookie", "a=1"]] },
    [answer(200, ORIGIN)],
    ['Refused to set unsafe header "Cookie"'],
  ],
  [
    "a forbidden header in XHR",
    "firefox",
    { api: "xhr", headers: [["Cookie", "a=1"]] },
    [answer(200, ORIGIN)],
    ["Attempt to set a forbidden header was denied: Cookie"],
  ],
  ["a forbidden header in fetch()", "chromium", { headers: [["Cookie", "a=1"]] }, [answer(200, ORIGIN)], []],
  [
    "mixed content",
    "webkit",
    { url: "http://api.example/data" },
    [],
    [
      "[blocked] The page at https://app.example/index.html requested insecure content from http://api.example/data. This content was blocked and must be served over HTTPS.\n",
      "Not allowed to request resource",
      "Fetch API cannot load http://api.example/data due to access control checks.",
    ],
  ],
])("%s, in %s", (_title, profile, setup, server, expected) => {
  expect(verdictFor(profile, setup, server).console).toEqual(expected);
});

test("a policy that falls back says so", () => {
  const page = { csp: "default-src 'self'" };
  expect(verdictFor("chromium", {}, [], page).console).toEqual([
    `Connecting to '${API}' violates the following Content Security Policy directive: "default-src 'self'". Note that 'connect-src' was not explicitly set, so 'default-src' is used as a fallback. The action has been blocked.`,
    `Fetch API cannot load ${API}. Refused to connect because it violates the document's Content Security Policy.`,
  ]);
});
