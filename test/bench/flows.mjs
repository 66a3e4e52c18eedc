// Five requests of https://app.example/ and what the server answers, as header pairs: what each decision is measured on.

const ALLOW_APP = ["Access-Control-Allow-Origin", "https://app.example"];

export const PAGE = { url: "https://app.example/", origin: "https://app.example" };
const URL_ASKED = "https://api.example/data";

/** @type {{ name: string, setup: object, answers: [status: number, headers: [string, string][]][] }[]} */
export const FLOWS = [
  {
    name: "simple GET, allowed",
    setup: { url: URL_ASKED },
    answers: [[200, [["Content-Type", "application/json"], ALLOW_APP, ["Vary", "Origin"]]]],
  },
  {
    name: "preflighted PUT, allowed",
    setup: {
      url: URL_ASKED,
      method: "PUT",
      headers: [
        ["Content-Type", "application/json"],
        ["X-Custom", "1"],
      ],
    },
    answers: [
      [
        204,
        [
          ALLOW_APP,
          ["Access-Control-Allow-Methods", "PUT, DELETE"],
          ["Access-Control-Allow-Headers", "content-type, x-custom"],
          ["Access-Control-Max-Age", "600"],
        ],
      ],
      [200, [["Content-Type", "application/json"], ALLOW_APP]],
    ],
  },
  {
    name: "GET with credentials, exposed header",
    setup: { url: URL_ASKED, credentials: "include" },
    answers: [
      [
        200,
        [
          ALLOW_APP,
          ["Access-Control-Allow-Credentials", "true"],
          ["Content-Type", "text/plain"],
          ["X-Id", "1"],
          ["Access-Control-Expose-Headers", "X-Id"],
        ],
      ],
    ],
  },
  {
    name: "GET redirected to a third origin",
    setup: { url: URL_ASKED },
    answers: [
      [302, [ALLOW_APP, ["Location", "https://other.example/x"]]],
      [200, [["Access-Control-Allow-Origin", "*"]]],
    ],
  },
  {
    name: "POST blocked by its preflight",
    setup: { url: URL_ASKED, method: "POST", headers: [["X-Requested-With", "XMLHttpRequest"]] },
    answers: [[404, [["Content-Type", "text/html"]]]],
  },
];
