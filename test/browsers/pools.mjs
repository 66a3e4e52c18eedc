/** What generated cases are made of: values that some rule of the algorithms turns on, and their neighbours. */

const letters = (count) => "x".repeat(count);

export const METHODS = [
  [5, "GET"],
  [5, "POST"],
  [4, "PUT"],
  [3, "DELETE"],
  [3, "PATCH"],
  [2, "HEAD"],
  [1, "OPTIONS"],
  [1, "FOO"],
  [1, "PROPFIND"],
  [1, "patch"],
  [1, "put"],
  [1, "Post"],
  [0.5, "head"],
  [0.5, "Delete"],
  [0.5, "options"],
  [0.5, "get"],
  [0.5, "query"],
  [0.3, "*"],
  [0.3, "TRACE"],
  [0.3, "track"],
  [0.3, "CONNECT"],
  [0.3, "P/UT"],
  [0.3, ""],
  [0.2, " GET"],
  [0.2, "GÉT"],
];

const CONTENT_TYPES = [
  "text/plain",
  "application/json",
  "text/plain;charset=utf-8",
  "TEXT/Plain; Charset=ISO-8859-1",
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "application/x-www-form-urlencoded",
  "application/x-www-form-urlencoded; charset=windows-1252",
  "application/json; charset=utf-8",
  "text/html",
  "application/xml",
  "text/plain, application/json",
  "application/json, text/plain",
  "text/plain;",
  "text/plain; a",
  'text/plain; a="b',
  'text/plain; a="b"',
  "text/plain; a=(b)",
  "text/plain; a=b:c",
  "text/plain\t",
  "text/plain/x",
  "text /plain",
  "text/plain ;a=b",
  "bogus",
  "",
  "text/",
  "/plain",
  "*/*",
  `text/plain;a=${letters(115)}`, // 128 bytes
  `text/plain;a=${letters(116)}`,
  "text/plain;a=é",
  "application/csp-report",
  "application/graphql",
];
const ACCEPTS = [
  "*/*",
  "application/json",
  "text/html, */*;q=0.5",
  'a"b',
  "a(b)",
  "a:b",
  "a<b",
  "a@b",
  "a\\b",
  "a[b]",
  "a{b}",
  "a\tb",
  "a\u007fb",
  "é",
  "?",
  "",
  "  padded  ",
  letters(128),
  letters(129),
];
const LANGUAGES = [
  "en",
  "de-DE, de;q=0.5",
  "*",
  "en_US",
  "en;q=0,5",
  "en\tde",
  "a.b",
  "a=b",
  "é",
  "",
  "en/us",
  "en%",
  letters(128),
  letters(129),
];
const RANGES = [
  "bytes=0-",
  "bytes=0-10",
  "bytes=5-5",
  "bytes=10-0",
  "bytes=-5",
  "bytes=0-1,4-5",
  "bytes=a-",
  "bytes=0",
  "bytes=",
  "bytes= 0-1",
  "bytes=0 - 1",
  "bytes=\t0-",
  "Bytes=0-1",
  "items=0-1",
  "bytes=00-01",
  "bytes=0-18446744073709551616",
  "",
];

/** Each: weight, a factor's name, and a way to a header (or several). */
export const HEADERS = [
  [6, "custom header", () => [["X-Custom", "1"]]],
  [3, "second custom header", () => [["X-Other", "2"]]],
  [
    1,
    "repeated header",
    (random) => [
      ["X-Custom", "1"],
      [random.pick(["x-custom", "X-Custom", "X-CUSTOM"]), random.pick(["1", "2", ""])],
    ],
  ],
  [5, "Authorization", (random) => [["Authorization", random.pick(["Bearer t", "Basic YTpi", ""])]]],
  [8, "Content-Type", (random) => [[random.pick(["Content-Type", "content-type"]), random.pick(CONTENT_TYPES)]]],
  [
    1,
    "Content-Type twice",
    (random) => [
      ["Content-Type", random.pick(CONTENT_TYPES)],
      ["Content-Type", random.pick(CONTENT_TYPES)],
    ],
  ],
  [5, "Accept", (random) => [["Accept", random.pick(ACCEPTS)]]],
  [
    1,
    "Accept twice",
    (random) => [
      ["Accept", random.pick(["a", letters(100), letters(64)])],
      ["accept", random.pick(["b", letters(26), letters(62), letters(100)])],
    ],
  ],
  [3, "Accept-Language", (random) => [["Accept-Language", random.pick(LANGUAGES)]]],
  [3, "Content-Language", (random) => [["Content-Language", random.pick(LANGUAGES)]]],
  [4, "Range", (random) => [["Range", random.pick(RANGES)]]],
  [
    0.5,
    "Range twice",
    () => [
      ["Range", "bytes=0-1"],
      ["Range", "bytes=2-3"],
    ],
  ],
  [1, "DPR", (random) => [["DPR", random.pick(["2", "1.5", "x", "", "-1"])]]],
  [1, "Downlink", (random) => [["Downlink", random.pick(["1.5", "x", "1e3"])]]],
  [1, "ECT", (random) => [["ECT", random.pick(["4g", "5g", "slow-2g"])]]],
  [1, "RTT", (random) => [["RTT", random.pick(["100", "1.5", "x"])]]],
  [1, "Save-Data", (random) => [["Save-Data", random.pick(["on", "off", "On"])]]],
  [1, "Viewport-Width", (random) => [[random.pick(["Viewport-Width", "Width"]), random.pick(["100", "1.5", "x"])]]],
  [1, "Device-Memory", (random) => [["Device-Memory", random.pick(["8", "0.5", "x"])]]],
  [0.5, "client hints of 1024 bytes", (random) => sized(random)],
  [
    0.7,
    "Sec- header",
    (random) => [
      [
        random.pick([
          "Sec-Foo",
          "Sec-CH-UA-Platform",
          "Sec-CH-DPR",
          "sec-fetch-mode",
          "Proxy-Foo",
          "Proxy-Authorization",
        ]),
        "1",
      ],
    ],
  ],
  [2, "forbidden header", (random) => [[random.pick(FORBIDDEN), "1"]]],
  [1, "User-Agent", () => [["User-Agent", "own/1"]]],
  [
    1,
    "method override",
    (random) => [
      [
        random.pick(["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"]),
        random.pick(["PUT", "TRACE", "get, track", "CONNECT,", " trace ", '"TRACE"', "TRACES"]),
      ],
    ],
  ],
  [
    2,
    "conditional header",
    (random) => [
      [random.pick(["If-None-Match", "If-Modified-Since", "If-Match", "If-Range", "If-Unmodified-Since"]), '"x"'],
    ],
  ],
  [
    1,
    "Cache-Control",
    (random) => [[random.pick(["Cache-Control", "Pragma"]), random.pick(["no-cache", "max-age=0"])]],
  ],
  [1, "X-Requested-With", () => [["X-Requested-With", "XMLHttpRequest"]]],
  [
    0.7,
    "response header in a request",
    (random) => [
      [random.pick(["Access-Control-Allow-Origin", "Access-Control-Allow-Headers", "Set-Cookie", "Location"]), "*"],
    ],
  ],
  [
    0.7,
    "odd value",
    (random) => [["X-Custom", random.pick(["é", " padded ", "\tx\t", "", "a\u0001b", "a\u007f", "a,b", letters(300)])]],
  ],
  [0.5, "invalid value", (random) => [["X-Custom", random.pick(["a\nb", "a\rb", "a\0b", "\u0100", "a\n"])]]],
  [0.5, "invalid name", (random) => [[random.pick(["X Y", "", "X:Y", "X-É", "X(", "X\n"]), "1"]]],
  [0.5, "odd name", (random) => [[random.pick(["x!#$%&'*+-.^_`|~1", "*", "X_Custom", "0", "__proto__"]), "1"]]],
  [0.5, "Last-Event-ID", () => [["Last-Event-ID", "1"]]],
  [
    0.5,
    "Priority",
    (random) => [[random.pick(["Idempotency-Key", "Early-Data", "Purpose", "Service-Worker-Navigation-Preload"]), "1"]],
  ],
];

const FORBIDDEN = [
  "Accept-Charset",
  "Accept-Encoding",
  "Access-Control-Request-Headers",
  "Access-Control-Request-Method",
  "Access-Control-Request-Private-Network",
  "Connection",
  "Content-Length",
  "Cookie",
  "Cookie2",
  "Date",
  "DNT",
  "Expect",
  "Host",
  "Keep-Alive",
  "Origin",
  "Referer",
  "TE",
  "Trailer",
  "Transfer-Encoding",
  "Upgrade",
  "Via",
  "Content-Transfer-Encoding",
];

/** Around the 1024 bytes that safelisted values may have together, in names that one engine safelists. */
function sized(random) {
  const digits = (count) => "1".repeat(count);
  const names = ["DPR", "Downlink", "RTT", "Viewport-Width", "Width", "Device-Memory"];
  const last = random.pick([127, 128, 129]);
  return [
    ...names.map((name) => [name, digits(128)]),
    ["Accept", letters(128)],
    ["Content-Language", "e".repeat(last)],
  ];
}

/** [weight, body or undefined] */
export const BODIES = [
  [6, { type: "text", value: "hi" }],
  [1, { type: "text", value: "" }],
  [1, { type: "text", value: "é" }],
  [2, { type: "urlencoded", value: "a=1&b=2" }],
  [2, { type: "formdata", value: "a=1" }],
  [1, { type: "blob", value: "hi", contentType: "application/json" }],
  [1, { type: "blob", value: "hi", contentType: "text/plain" }],
  [1, { type: "blob", value: "hi", contentType: "" }],
  [0.5, { type: "blob", value: "hi", contentType: "TEXT/PLAIN;charset=UTF-16" }],
  [0.5, { type: "blob", value: "hi", contentType: "bogus" }],
  [0.5, { type: "blob", value: "hi", contentType: "multipart/form-data" }],
  [0.5, { type: "blob", value: "", contentType: "application/json" }],
  [1, { type: "bytes", value: "hi" }],
  [0.4, { type: "stream", value: "hi" }],
];

/** What goes wrong with Access-Control-Allow-Origin; a list is several fields. */
export const ALLOW_ORIGINS = (origin) => [
  ["none", []],
  ["*", ["*"]],
  ["another", ["http://evil.test"]],
  ["trailing slash", [`${origin}/`]],
  ["path", [`${origin}/x`]],
  ["upper case", [origin.toUpperCase()]],
  ["no scheme", [origin.replace(/^\w+:\/\//, "")]],
  ["other scheme", [origin.startsWith("https") ? origin.replace("https", "http") : origin.replace("http", "https")]],
  ["no port", [origin.replace(/:\d+$/, "")]],
  ["null", ["null"]],
  ["empty", [""]],
  ["list", [`${origin}, http://evil.test`]],
  ["list of one", [`${origin},`]],
  ["space list", [`${origin} http://evil.test`]],
  ["twice", [origin, origin]],
  ["two fields", [origin, "http://evil.test"]],
  ["* twice", ["*", "*"]],
  ["* and origin", ["*", origin]],
  ["padded", [`  ${origin}\t`]],
  ["padded *", [" * "]],
  ["subdomain pattern", ["http://*.page.test"]],
  ["quoted", [`"${origin}"`]],
  ["empty field first", ["", origin]],
  ["not a URL", ["bogus"]],
  ["non-ASCII", ["http://é.test"]],
  ["Null", ["Null"]],
  ["file", ["file://"]],
];

export const ALLOW_CREDENTIALS = [
  ["none", []],
  ["True", ["True"]],
  ["TRUE", ["TRUE"]],
  ["false", ["false"]],
  ["1", ["1"]],
  ["empty", [""]],
  ["true, true", ["true, true"]],
  ["twice", ["true", "true"]],
  ["padded", ["\ttrue "]],
  ["quoted", ['"true"']],
  ["*", ["*"]],
  ["empty field first", ["", "true"]],
];

export const ALLOW_METHODS = (method) => [
  ["none", []],
  ["*", ["*"]],
  ["other", ["LINK"]],
  ["lower case", [method.toLowerCase()]],
  ["upper case", [method.toUpperCase()]],
  ["list", [`GET, ${method},POST`]],
  ["empty elements", [`, ,${method}, ,`]],
  ["two fields", ["GET", method]],
  ["spaces", [`GET ${method}`]],
  ["semicolon", [`${method};`]],
  ["quoted", [`"${method}"`]],
  ["empty", [""]],
  ["* in a list", [`GET, *`]],
  ["* and it", [`*, ${method}`]],
  ["tab", [`\t${method}\t,\tGET`]],
  ["bad token elsewhere", [`${method}, G@T`]],
  ["comma only", [","]],
  ["non-ASCII", [`${method}, é`]],
];

export const ALLOW_HEADERS = (names) => {
  const all = names.join(", ");
  return [
    ["none", []],
    ["*", ["*"]],
    ["other", ["x-unrelated"]],
    ["all but the last", [names.slice(0, -1).join(", ")]],
    ["all but the first", [names.slice(1).join(", ")]],
    ["upper case", [all.toUpperCase()]],
    ["empty elements", [`, ,${names.join(",,")},`]],
    ["two fields", [names[0] ?? "", names.slice(1).join(",") || "x-unrelated"]],
    ["spaces", [`${names.join(" ")} x-b`]],
    ["semicolon", [`${all};`]],
    ["quoted", [`"${all}"`]],
    ["empty", [""]],
    ["* in a list", [`x-unrelated, *`]],
    ["* and Authorization", ["*, authorization"]],
    ["bad token elsewhere", [`${all}, x@y`]],
    ["non-ASCII", [`${all}, é`]],
    ["tab", [`\t${names.join("\t,\t")}\t`]],
  ];
};

export const EXPOSE_HEADERS = [
  ["*", ["*"]],
  ["one", ["X-Foo"]],
  ["list", ["x-foo , X-BAR"]],
  ["two fields", ["X-Foo", "X-Bar"]],
  ["* in a list", ["*, X-Foo"]],
  ["empty elements", [",X-Foo,,"]],
  ["malformed", ["X-Foo X-Bar"]],
  ["quoted", ['"X-Foo"']],
  ["semicolon", ["X-Foo; X-Bar"]],
  ["one bad token", ["X-Foo, X@Bar"]],
  ["bad field, good field", ["X@Bar", "X-Foo"]],
  ["Set-Cookie", ["Set-Cookie, X-Foo"]],
  ["empty", [""]],
  ["non-ASCII", ["X-Foo, é"]],
  ["upper case", ["X-FOO"]],
  ["absent header", ["X-Absent"]],
  ["Authorization", ["Authorization, *"]],
  ["CORS headers", ["Access-Control-Allow-Origin, Access-Control-Expose-Headers"]],
];

export const MAX_AGES = [
  "0",
  "1",
  "5",
  "600",
  "86400",
  "-1",
  "garbage",
  "5.5",
  "600, 600",
  "600s",
  "1e3",
  "+600",
  "",
  " 600 ",
  "99999999999999999999",
  "0600",
  "0x10",
];

/** More of an answer's headers: for what script may see. */
export const RESPONSE_HEADERS = [
  [
    5,
    [
      ["X-Foo", "1"],
      ["X-Bar", "2"],
    ],
  ],
  [2, [["Content-Type", "text/plain"]]],
  [2, [["Content-Type", "application/json"]]],
  [1, [["Content-Type", "text/html;charset=utf-8"]]],
  [
    1,
    [
      ["Cache-Control", "no-store"],
      ["Expires", "0"],
      ["Last-Modified", "Thu, 01 Jan 1970 00:00:00 GMT"],
      ["Pragma", "no-cache"],
    ],
  ],
  [1, [["Content-Language", "en"]]],
  [
    1,
    [
      ["X-Foo", "a"],
      ["x-foo", "b"],
    ],
  ],
  [
    1,
    [
      ["X-Foo", ""],
      ["X-Foo", "b"],
    ],
  ],
  [1, [["X-Foo", "  padded  "]]],
  [1, [["X-Foo", "é"]]],
  [
    1,
    [
      ["ETag", '"x"'],
      ["Vary", "Origin"],
    ],
  ],
  [1, [["Location", "/elsewhere"]]],
  [
    1,
    [
      ["Set-Cookie", "a=1"],
      ["X-Foo", "1"],
    ],
  ],
  [
    1,
    [
      ["Set-Cookie2", "a=1"],
      ["X-Foo", "1"],
    ],
  ],
  [
    0.5,
    [
      ["Accept", "x"],
      ["Accept-Ranges", "bytes"],
    ],
  ],
  [
    0.5,
    [
      ["Authorization", "x"],
      ["X-Foo", "1"],
    ],
  ],
  [
    0.5,
    [
      ["x_foo", "1"],
      ["X-Foo", "2"],
      ["0", "3"],
    ],
  ],
  [
    0.5,
    [
      ["Timing-Allow-Origin", "*"],
      ["Server", "x"],
      ["Date", "Thu, 01 Jan 1970 00:00:00 GMT"],
    ],
  ],
  [
    0.5,
    [
      ["X-Content-Type-Options", "nosniff"],
      ["Content-Type", "text/plain"],
    ],
  ],
  [0.5, [["Cross-Origin-Resource-Policy", "same-origin"]]],
  [
    0.3,
    [
      ["Content-Security-Policy", "default-src 'none'"],
      ["Strict-Transport-Security", "max-age=0"],
    ],
  ],
  [
    0.3,
    [
      ["Refresh", "0; url=/x"],
      ["Link", "</x>; rel=preload"],
    ],
  ],
];

export const STATUSES = [
  [20, 200],
  [1, 201],
  [1, 202],
  [2, 204],
  [1, 205],
  [1, 206],
  [1, 226],
  [1, 300],
  [1, 304],
  [1, 400],
  [1, 401],
  [1, 403],
  [2, 404],
  [1, 416],
  [2, 500],
  [1, 503],
  [0.5, 599],
];
export const PREFLIGHT_STATUSES = [
  [12, 204],
  [6, 200],
  [0.4, 201],
  [0.4, 206],
  [0.4, 299],
  [0.4, 300],
  [0.4, 304],
  [0.4, 301],
  [0.4, 307],
  [0.4, 400],
  [0.4, 401],
  [0.4, 403],
  [0.6, 404],
  [0.4, 405],
  [0.4, 500],
  [0.4, 503],
];

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

export const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4" fill="red"/></svg>';
export const SCRIPT = 'window.ran = 1; throw new Error("probe")';
export const STYLE = "body { color: red }";
