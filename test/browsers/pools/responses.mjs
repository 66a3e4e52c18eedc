/** What else an answer has. */

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

export const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4" fill="red"/></svg>';

export const SCRIPT = 'window.ran = 1; throw new Error("probe")';

export const STYLE = "body { color: red }";
