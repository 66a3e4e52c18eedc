import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { FindingCode } from "../../src/live/audit/finding.js";
import { corsServer } from "../../src/server/cors-server.js";

/** Servers whose flaws are known: each is to be found, and nothing else of that weight. */

export const OWN = "https://app.example.com";

export interface BenchServer {
  readonly title: string;
  readonly listener: RequestListener;
  /** The findings that there have to be; all others may only be of the severity `info`. */
  readonly flaws: readonly FindingCode[];
  /** The origin to serve; null: not told. */
  readonly own?: string | null;
}

const ok = (response: ServerResponse, status = 200) => {
  response.statusCode = status;
  response.end("{}");
};

/** Lets in whom `isIn` lets in, and does all else right. */
function picking(isIn: (origin: string) => boolean, { credentials = true, vary = true } = {}): RequestListener {
  return (request, response) => {
    const { origin } = request.headers;
    if (vary) response.setHeader("Vary", "Origin");
    if (origin !== undefined && isIn(origin)) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      if (credentials) response.setHeader("Access-Control-Allow-Credentials", "true");
      if (request.method === "OPTIONS") response.setHeader("Access-Control-Allow-Methods", "PUT, PATCH, DELETE");
    }
    ok(response, request.method === "OPTIONS" ? 204 : statusOf(request));
  };
}

function statusOf({ url }: IncomingMessage): number {
  return url?.includes("no-such-page") ? 404 : 200;
}

/** The right answers, then changed. */
function right(change: (request: IncomingMessage, response: ServerResponse) => boolean): RequestListener {
  const cors = corsServer({ origins: [OWN], methods: ["PUT"], headers: ["authorization"], credentials: true });
  return (request, response) => {
    if (change(request, response)) return;
    if (!cors.middleware(request, response)) ok(response, statusOf(request));
  };
}

const isPreflight = ({ method, headers }: IncomingMessage) =>
  method === "OPTIONS" && headers["access-control-request-method"] !== undefined;

export const FLAWED: readonly BenchServer[] = [
  { title: "echoes any origin", listener: picking(() => true), flaws: ["arbitrary-origin", "null-origin"] },
  {
    title: "echoes any origin without credentials",
    listener: picking((origin) => origin !== "null", { credentials: false }),
    flaws: ["arbitrary-origin"],
  },
  {
    title: "null on the list",
    listener: picking((origin) => origin === OWN || origin === "null"),
    flaws: ["null-origin"],
  },
  {
    title: "a prefix is enough",
    listener: picking((origin) => origin.startsWith(OWN)),
    flaws: ["look-alike-origin", "any-port"],
  },
  {
    title: "a suffix is enough",
    listener: picking((origin) => origin.startsWith("https://") && origin.endsWith("example.com")),
    flaws: ["look-alike-origin", "any-subdomain"],
  },
  {
    title: "an unescaped dot",
    listener: picking((origin) => /^https:\/\/app.example.com$/.test(origin)),
    flaws: ["look-alike-origin"],
  },
  {
    title: "a part is enough",
    listener: picking((origin) => origin !== "null" && OWN.includes(origin.replace("https://", ""))),
    flaws: ["look-alike-origin"],
  },
  {
    title: "a pattern that ends at a special character",
    listener: picking((origin) => /^https:\/\/app\.example\.com(?![\w.:-])/.test(origin)),
    flaws: ["look-alike-origin"],
  },
  {
    title: "http as well",
    listener: picking((origin) => /^https?:\/\/app\.example\.com$/.test(origin)),
    flaws: ["http-origin"],
  },
  {
    title: "every subdomain",
    listener: picking((origin) => /^https:\/\/([a-z0-9-]+\.)+example\.com$/.test(origin)),
    flaws: ["any-subdomain"],
  },
  {
    title: "a whole hosting service",
    listener: picking((origin) => origin === OWN || /^https:\/\/[\w-]+\.github\.io$/.test(origin)),
    flaws: ["hosting-origin"],
  },
  {
    title: "localhost left in",
    listener: picking((origin) => origin === OWN || origin === "http://localhost:3000"),
    flaws: ["local-origin"],
  },
  {
    title: "Vary forgotten",
    listener: picking((origin) => origin === OWN, { vary: false }),
    flaws: ["missing-vary"],
  },
  {
    title: "* with credentials",
    listener: (request, response) => {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Access-Control-Allow-Credentials", "true");
      response.setHeader("Access-Control-Allow-Methods", "PUT");
      ok(response, isPreflight(request) ? 204 : 200);
    },
    flaws: ["wildcard-with-credentials"],
  },
  {
    title: "a slash behind the origin",
    listener: (_request, response) => {
      response.setHeader("Access-Control-Allow-Origin", `${OWN}/`);
      ok(response);
    },
    flaws: ["invalid-allow-origin"],
  },
  {
    title: "a list of origins",
    listener: (_request, response) => {
      response.setHeader("Access-Control-Allow-Origin", `${OWN}, https://other.example.com`);
      ok(response);
    },
    flaws: ["invalid-allow-origin"],
  },
  {
    title: "another origin only",
    listener: picking((origin) => origin === "https://other.example.net"),
    flaws: ["own-origin-refused"],
  },
  {
    title: "two places add the header",
    listener: (_request, response) => {
      response.setHeader("Access-Control-Allow-Origin", [OWN, OWN]);
      ok(response);
    },
    flaws: ["duplicate-header", "invalid-allow-origin"],
  },
  {
    title: "preflights behind a login",
    listener: right((request, response) => {
      if (!isPreflight(request) || request.headers.authorization !== undefined) return false;
      response.setHeader("WWW-Authenticate", "Bearer");
      ok(response, 401);
      return true;
    }),
    flaws: ["preflight-behind-auth"],
  },
  {
    title: "preflights redirected",
    listener: right((request, response) => {
      if (!isPreflight(request)) return false;
      response.writeHead(301, { Location: "/login" }).end();
      return true;
    }),
    flaws: ["preflight-redirected"],
  },
  {
    title: "preflights not answered",
    listener: right((request, response) => {
      if (!isPreflight(request)) return false;
      ok(response, 405);
      return true;
    }),
    flaws: ["preflight-refused"],
  },
  {
    title: "a redirect without the headers",
    listener: (request, response) => {
      if (request.url === "/") response.writeHead(302, { Location: "/home" }).end();
      else picking((origin) => origin === OWN)(request, response);
    },
    flaws: ["redirect-without-cors"],
  },
  {
    title: "errors without the headers",
    listener: right((request, response) => {
      if (statusOf(request) === 200) return false;
      ok(response, 404);
      return true;
    }),
    flaws: ["errors-without-cors"],
  },
  {
    title: "* for Authorization",
    listener: (request, response) => {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Access-Control-Allow-Headers", "*");
      response.setHeader("Access-Control-Allow-Methods", "*");
      ok(response, isPreflight(request) ? 204 : 200);
    },
    flaws: ["authorization-by-wildcard"],
  },
  {
    title: "a cache without Vary in its key",
    listener: (() => {
      const cors = picking((origin) => origin === OWN);
      let reads = 0;
      return (request, response) => {
        const isKept = request.method === "GET" && request.url === "/" && request.headers.origin === OWN && ++reads > 1;
        if (!isKept) return cors(request, response);
        response.setHeader("Vary", "Origin");
        response.setHeader("Access-Control-Allow-Origin", "https://other.example.net");
        ok(response);
      };
    })(),
    flaws: ["cached-for-another"],
  },
  {
    title: "only preflights are picked by a prefix",
    listener: (request, response) => {
      const { origin = "" } = request.headers;
      response.setHeader("Vary", "Origin");
      if (isPreflight(request) && origin.startsWith(OWN)) {
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Allow-Credentials", "true");
        response.setHeader("Access-Control-Allow-Methods", "PUT");
      }
      ok(response, isPreflight(request) ? 204 : 200);
    },
    flaws: ["look-alike-origin", "any-port"],
  },
];

export const CLEAN: readonly BenchServer[] = [
  { title: "a list of one, with credentials", listener: right(() => false), flaws: [] },
  { title: "a list of one, without", listener: picking((origin) => origin === OWN, { credentials: false }), flaws: [] },
  {
    title: "open to everyone",
    listener: (request, response) => {
      response.setHeader("Access-Control-Allow-Origin", "*");
      ok(response, statusOf(request));
    },
    flaws: [],
  },
  { title: "no CORS at all", listener: (request, response) => ok(response, statusOf(request)), flaws: [], own: null },
  {
    title: "one origin, whoever asks",
    listener: (request, response) => {
      response.setHeader("Access-Control-Allow-Origin", OWN);
      ok(response, statusOf(request));
    },
    flaws: [],
  },
];

/** Starts a server on loopback. */
export async function listening(listener: RequestListener): Promise<{ url: URL; close: () => Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}/`),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
