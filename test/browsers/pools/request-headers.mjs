import { ACCEPTS, CONTENT_TYPES, FORBIDDEN, LANGUAGES, letters, RANGES } from "./header-values.mjs";

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
