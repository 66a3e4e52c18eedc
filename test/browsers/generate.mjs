/** Cases from a seed, over the whole space, a few factors each, so that factors meet. */
import { createHash } from "node:crypto";
import { caseFolder, originsOf } from "./origins.mjs";
import * as pools from "./pools.mjs";
import { Random } from "./random.mjs";

/** @returns cases number `from` to `from + count` of a seed; each depends on seed and number alone */
export function generate({ seed, count, from = 0 }) {
  return Array.from({ length: count }, (_each, index) => new Maker(seed, from + index).make());
}

const FAMILIES = [
  [44, "cors"],
  [16, "redirect"],
  [8, "preflightCache"],
  [4, "cookies"],
  [3, "httpCache"],
  [11, "element"],
  [4, "eventSource"],
  [4, "beacon"],
  [9, "policy"],
  [4, "http2"],
  [4, "address"],
];

class Maker {
  constructor(seed, index) {
    this.random = new Random(`${seed}/${index}`);
    this.id = `s${String(seed).replace(/[^\w-]/g, "_")}-${index}`;
    this.factors = [];
  }

  make() {
    const family = this.random.weighted(FAMILIES);
    // Not the HTTP cache: Chromium stores nothing that came over a certificate which it was told to put up with.
    const https = family === "http2" || (family !== "httpCache" && this.random.chance(family === "policy" ? 0.5 : 0.2));
    this.at = originsOf(https ? "https" : "http");
    this.scheme = https ? "https" : "http";
    this.page = { url: this.url("page", "index.html") };
    this.server = [];
    this.later = [];
    if (https) this.factors.push("https");
    this.factors.push(family);
    this[family]();
    for (const [origin, lines] of Object.entries(this.page.cookies ?? {})) {
      this.page.cookies[origin] = [lines].flat().map((line) => `${line}; Path=/c/${this.id}`);
    }
    const down = this.at.down;
    if (JSON.stringify(this.setup).includes(down) || JSON.stringify(this.server).includes(down)) {
      for (const name of ["x", "data"]) {
        this.server.unshift({ when: { url: this.url("down", name) }, respond: { error: "connection-refused" } });
      }
    }
    return {
      id: this.id,
      title: this.factors.join("; "),
      page: this.page,
      setup: this.setup,
      server: this.server,
      // biome-ignore lint/suspicious/noThenProperty: the public format names it so
      ...(this.later.length > 0 ? { then: this.later } : {}),
    };
  }

  factor(name) {
    this.factors.push(name);
  }

  url(host, name) {
    return `${this.at[host]}${caseFolder(this.id)}${name}`;
  }

  /** One of named variants, noted as a factor. */
  variant(what, variants) {
    const [name, value] = this.random.pick(variants);
    this.factor(`${what} ${name}`);
    return value;
  }

  get origin() {
    return this.page.opaque ? "null" : this.at.page;
  }

  // ---- families

  /** One request to another origin, and answers that nearly fit. */
  cors() {
    const host = this.random.weighted([
      [8, "api"],
      [3, "far"],
      [2, "other"],
      [1.5, "page"],
    ]);
    this.pageFactors();
    this.setup = this.request(this.url(host, "data"));
    if (host !== "api") this.factor(`to ${host}`);
    this.answers(
      this.setup,
      this.random.weighted([
        [3, 0],
        [5, 1],
        [4, 2],
        [2, 3],
      ]),
    );
  }

  /** A chain over several origins. */
  redirect() {
    const { random } = this;
    this.pageFactors();
    const hops = random.weighted([
      [6, 1],
      [4, 2],
      [2, 3],
      [0.5, 4],
    ]);
    const hosts = Array.from({ length: hops + 1 }, () =>
      random.weighted([
        [3, "page"],
        [5, "api"],
        [3, "other"],
        [3, "far"],
      ]),
    );
    const names = hosts.map((host, index) => `${host === "page" ? "own" : "data"}${index}`);
    const api = random.weighted([
      [6, "fetch"],
      [4, "xhr"],
      [1, "eventsource"],
      [1, "img"],
      [1, "script"],
      [1, "module-script"],
      [1, "stylesheet"],
      [0.7, "font"],
      [0.5, "beacon"],
    ]);
    this.setup = ["fetch", "xhr"].includes(api)
      ? this.request(this.url(hosts[0], names[0]), { api, calm: true })
      : this.elementSetup(api, this.url(hosts[0], names[0]));
    this.factor(`via ${hosts.join(" ")}`);
    const credentialed = credentialedIn(this.setup);
    const unsafe = unsafeNames(this.setup);
    for (const [index, host] of hosts.entries()) {
      const url = this.url(host, names[index]);
      const allow = this.hopHeaders(credentialed, index);
      this.server.push({
        when: { url, preflight: true },
        respond: {
          status: random.chance(0.05) ? 302 : 204,
          headers: [
            ...this.hopHeaders(credentialed, index),
            [
              "Access-Control-Allow-Methods",
              random.weighted([
                [8, [this.setup.method ?? "GET", "PUT", "DELETE", "PATCH"].join(", ")],
                [1, "*"],
                [1, "LINK"],
              ]),
            ],
            [
              "Access-Control-Allow-Headers",
              random.weighted([
                [8, unsafe.join(", ") || "x-custom"],
                [1, "*"],
                [1, "x-unrelated"],
              ]),
            ],
          ],
        },
      });
      if (index < hops) {
        const status = random.weighted([
          [3, 301],
          [4, 302],
          [3, 303],
          [4, 307],
          [3, 308],
          [0.3, 300],
          [0.3, 304],
        ]);
        this.factor(String(status));
        this.server.push({
          when: { url },
          respond: {
            status,
            headers: [...allow, ...this.locationOf(hosts[index + 1], names[index + 1], host), ["Content-Length", "0"]],
          },
        });
      } else {
        this.server.push({ respond: this.content(api, { headers: allow }) });
      }
    }
  }

  /** The same URL several times, as long as a preflight's answer is kept, and longer. */
  preflightCache() {
    const { random } = this;
    this.setup = this.request(this.url("api", "data"), { calm: true, preflighted: true });
    const maxAge = random.weighted([
      [3, null],
      [6, random.pick(pools.MAX_AGES)],
      [3, "600"],
    ]);
    this.factor(`Max-Age ${maxAge}`);
    const extra = random.chance(0.25) ? [["X-Later", "1"]] : [];
    const { headers, ...rest } = this.permission(
      this.setup,
      random.weighted([
        [5, 0],
        [2, 1],
      ]),
      extra,
    );
    const preflight = {
      ...rest,
      headers: maxAge === null ? headers : [...headers, ["Access-Control-Max-Age", maxAge]],
    };
    const kind = random.weighted([
      [5, "same"],
      [2, "then refused"],
      [2, "then other"],
    ]);
    if (kind !== "same") this.factor(kind);
    if (kind === "same") this.server.push({ when: { preflight: true }, respond: preflight });
    else {
      this.server.push({ when: { preflight: true }, times: 1, respond: preflight });
      const refusal =
        kind === "then refused" ? { status: random.pick([403, 204]), headers: [] } : this.permission(this.setup, 1);
      this.server.push({ when: { preflight: true }, respond: refusal });
    }
    const { respond } = this.actual(
      this.setup,
      random.weighted([
        [5, 0],
        [1, 1],
      ]),
    );
    respond.headers.push(["Cache-Control", "no-store"]);
    this.server.push({ respond });
    const steps = random.weighted([
      [4, 1],
      [3, 2],
      [1, 3],
    ]);
    for (let step = 0; step < steps; step++) {
      const next = structuredClone(this.setup);
      if (random.chance(0.45)) this.change(next, extra);
      this.later.push({
        ...next,
        after: random.weighted([
          [5, 0],
          [2, 1.5],
          [1, 3],
          [2, 6.5],
        ]),
      });
    }
    this.factor(`waiting ${this.later.map(({ after }) => after).join(" ")}`);
  }

  /** Cookies: set before or by an answer, sent or not. */
  cookies() {
    const { random } = this;
    const host = random.weighted([
      [3, "api"],
      [2, "far"],
      [1, "page"],
      [1, "other"],
    ]);
    this.factor(`to ${host}`);
    if (random.chance(0.15)) this.opaque();
    this.setup = this.request(this.url(host, "data"), { calm: true, credentialed: random.chance(0.7) });
    const lines = random
      .some(pools.COOKIES, 1 + random.below(2))
      .map((line, index) => line.replace("sid", `c${index}`));
    this.page.cookies = { [this.at[host]]: lines };
    this.factor(lines.join(" & "));
    if (random.chance(0.2)) {
      this.page.thirdPartyCookies = "block";
      this.factor("third-party cookies blocked");
    }
    const set = random.chance(0.6)
      ? [["Set-Cookie", random.pick(pools.COOKIES).replace("sid", random.pick(["c0", "own"]))]]
      : [];
    if (set.length > 0) this.factor(`sets ${set[0][1]}`);
    this.server.push({ when: { preflight: true }, respond: this.permission(this.setup, random.chance(0.2) ? 1 : 0) });
    const { respond } = this.actual(this.setup, random.chance(0.3) ? 1 : 0);
    respond.headers.push(...set, ["Cache-Control", "no-store"]);
    this.server.push({ respond });
    const next = structuredClone(this.setup);
    if (random.chance(0.4)) this.change(next, []);
    this.later.push({ ...next, after: 0 });
  }

  /** A stored answer, and who may have it. */
  httpCache() {
    const { random } = this;
    const host = random.weighted([
      [4, "api"],
      [1, "page"],
    ]);
    const url = this.url(host, "data");
    const one = () =>
      random.weighted([
        [4, () => ({ api: "fetch", url })],
        [2, () => ({ api: "fetch", url, credentials: "include" })],
        [1, () => ({ api: "fetch", url, credentials: "omit" })],
        [2, () => ({ api: "fetch", url, mode: "no-cors" })],
        [1, () => ({ api: "xhr", url })],
        [2, () => ({ api: "img", url })],
        [1, () => ({ api: "img", url, crossorigin: "anonymous" })],
        [2, () => ({ api: "fetch", url, cache: random.pick(["no-store", "reload", "no-cache", "force-cache"]) })],
        [1, () => ({ api: "fetch", url, mode: "same-origin", cache: "only-if-cached" })],
        [1, () => ({ api: "fetch", url, headers: [["X-Custom", "1"]] })],
      ])();
    this.setup = one();
    this.later.push({ ...one(), after: 0 });
    if (random.chance(0.5)) this.later.push({ ...one(), after: random.pick([0, 2]) });
    const control = random.pick([
      "max-age=600",
      "max-age=600",
      "max-age=1",
      "no-cache",
      "no-store",
      "max-age=600, private",
    ]);
    const vary = random.pick([[], [], [["Vary", "Origin"]], [["Vary", "X-Custom"]], [["Vary", "*"]]]);
    const origin = random.pick(["*", this.origin, null]);
    this.factor(`${control}${vary.map(([, value]) => `, Vary ${value}`)}, ACAO ${origin}`);
    const body =
      this.setup.api === "img" || this.later.some(({ api }) => api === "img")
        ? { type: "image/svg+xml", text: pools.SVG }
        : { type: "text/plain", text: "ok" };
    const head = [
      ...(origin === null ? [] : [["Access-Control-Allow-Origin", origin]]),
      ["Content-Type", body.type],
      ["Cache-Control", control],
      ["ETag", '"e"'],
      ...vary,
    ];
    this.server.push({
      when: { preflight: true },
      respond: {
        status: 204,
        headers: [
          ["Access-Control-Allow-Origin", "*"],
          ["Access-Control-Allow-Headers", "*"],
        ],
      },
    });
    if (random.chance(0.4)) {
      this.server.push({
        times: 1,
        respond: {
          status: 200,
          headers: [...head, ["Content-Length", String(Buffer.byteLength(body.text))]],
          body: body.text,
        },
      });
      this.server.push({
        respond: {
          status: 200,
          headers: [
            ["Access-Control-Allow-Origin", "*"],
            ...head.slice(origin === null ? 0 : 1),
            ["Content-Length", String(Buffer.byteLength(body.text))],
          ],
          body: body.text,
        },
      });
      this.factor("second answer allows all");
    } else {
      this.server.push({
        respond: {
          status: 200,
          headers: [...head, ["Content-Length", String(Buffer.byteLength(body.text))]],
          body: body.text,
        },
      });
    }
  }

  element() {
    const { random } = this;
    const api = random.weighted([
      [5, "img"],
      [4, "script"],
      [4, "module-script"],
      [4, "stylesheet"],
      [3, "font"],
      [1, "track"],
    ]);
    const host = random.weighted([
      [5, "api"],
      [3, "far"],
      [2, "page"],
    ]);
    if (host !== "api") this.factor(`to ${host}`);
    this.pageFactors();
    this.setup = this.elementSetup(api, this.url(host, "data"));
    const headers = this.allowing(
      credentialedIn(this.setup),
      random.weighted([
        [4, 0],
        [4, 1],
      ]),
    );
    this.server.push({ respond: this.content(api, { headers, vary: true }) });
  }

  eventSource() {
    const { random } = this;
    this.pageFactors();
    const host = random.weighted([
      [5, "api"],
      [2, "far"],
      [2, "page"],
    ]);
    if (host !== "api") this.factor(`to ${host}`);
    this.setup = this.elementSetup("eventsource", this.url(host, "data"));
    this.server.push({
      respond: this.content("eventsource", {
        headers: this.allowing(
          this.setup.withCredentials ?? false,
          random.weighted([
            [4, 0],
            [4, 1],
          ]),
        ),
        vary: true,
      }),
    });
  }

  beacon() {
    const { random } = this;
    this.pageFactors();
    const host = random.weighted([
      [5, "api"],
      [2, "far"],
      [2, "page"],
    ]);
    this.setup = this.elementSetup("beacon", this.url(host, "data"));
    this.server.push({
      when: { preflight: true },
      respond: this.permission(
        { ...this.setup, credentials: "include" },
        random.weighted([
          [3, 0],
          [3, 1],
        ]),
        [["Content-Type", ""]],
      ),
    });
    this.server.push({
      respond: {
        status: random.weighted([
          [4, 204],
          [1, 200],
          [1, 404],
        ]),
        headers: this.allowing(true, random.below(2)),
      },
    });
  }

  /** CSP, mixed content, CORP and COEP. */
  policy() {
    const { random } = this;
    const what = random.weighted([
      [4, "csp"],
      [3, "corp"],
      [3, this.scheme === "https" ? "mixed" : "csp"],
      [0.7, "upgrade"],
    ]);
    this.factor(what);
    const api = random.weighted([
      [5, "fetch"],
      [3, "xhr"],
      [2, "img"],
      [2, "script"],
      [1, "module-script"],
      [1, "stylesheet"],
      [1, "font"],
      [1, "eventsource"],
      [1, "beacon"],
    ]);
    let host = random.weighted([
      [4, "api"],
      [2, "far"],
      [1, "page"],
      [1, "other"],
    ]);
    this.factor(`to ${host}`);
    let url = this.url(host, "data");
    let more = [];
    if (what === "csp") this.page.csp = this.csp();
    if (what === "upgrade") this.page.csp = "upgrade-insecure-requests";
    if (what === "mixed") {
      url = url.replace("https:", "http:");
      if (random.chance(0.3)) {
        this.factor("by redirect");
        const start = this.url("api", "start");
        this.server.push({
          when: { url: start, preflight: true },
          respond: {
            status: 204,
            headers: [
              ["Access-Control-Allow-Origin", "*"],
              ["Access-Control-Allow-Methods", "*"],
              ["Access-Control-Allow-Headers", "*"],
            ],
          },
        });
        this.server.push({
          when: { url: start },
          respond: {
            status: random.pick([302, 307]),
            headers: [
              ["Access-Control-Allow-Origin", "*"],
              ["Location", url],
              ["Content-Length", "0"],
            ],
          },
        });
        url = start;
      }
    } else if (random.chance(0.3)) {
      this.factor("by redirect");
      const start = this.url("page", "start");
      this.server.push({
        when: { url: start },
        respond: {
          status: random.pick([302, 307]),
          headers: [
            ["Access-Control-Allow-Origin", "*"],
            ["Location", url],
            ["Content-Length", "0"],
          ],
        },
      });
      url = start;
      host = "page";
    }
    if (what === "corp" || random.chance(0.15)) {
      const value = random.pick([
        "same-origin",
        "same-site",
        "cross-origin",
        "bogus",
        "Same-Origin",
        "same-origin, cross-origin",
        "",
        null,
        null,
      ]);
      if (value !== null) more = [["Cross-Origin-Resource-Policy", value]];
      this.factor(`CORP ${value}`);
      if (random.chance(0.65)) {
        this.page.coep = random.weighted([
          [3, "require-corp"],
          [1, "credentialless"],
        ]);
        this.factor(this.page.coep);
      }
    }
    this.setup = ["fetch", "xhr"].includes(api) ? this.request(url, { api, calm: true }) : this.elementSetup(api, url);
    if (api === "fetch" && random.chance(what === "corp" ? 0.7 : 0.2)) {
      this.setup = { api, url, mode: "no-cors", ...(random.chance(0.3) ? { credentials: "include" } : {}) };
      this.factor("no-cors");
    }
    this.server.push({ when: { preflight: true }, respond: this.permission(this.setup, 0) });
    const allow = this.allowing(credentialedIn(this.setup), random.chance(0.2) ? 1 : 0);
    this.server.push({ respond: this.content(api, { headers: [...allow, ...more] }) });
  }

  http2() {
    const { random } = this;
    const url = this.url("h2", "data");
    this.setup = this.request(url, {
      api: random.weighted([
        [4, "fetch"],
        [1, "xhr"],
      ]),
      calm: true,
    });
    if (this.setup.api === "fetch" && random.chance(0.7)) {
      this.setup.method = random.weighted([
        [4, "POST"],
        [2, "PUT"],
        [1, "GET"],
      ]);
      this.setup.body = { type: "stream", value: random.pick(["hi", ""]) };
      if (random.chance(0.15)) this.setup.duplex = random.pick([null, "full", "bogus"]);
      if (random.chance(0.15)) this.setup.mode = random.pick(["no-cors", "same-origin"]);
      if (random.chance(0.1)) this.setup.keepalive = true;
      this.factor(
        `stream ${this.setup.method}${this.setup.duplex === undefined ? "" : ` duplex ${this.setup.duplex}`}${this.setup.mode ? ` ${this.setup.mode}` : ""}${this.setup.keepalive ? " keepalive" : ""}`,
      );
    }
    this.answers(
      this.setup,
      random.weighted([
        [4, 0],
        [3, 1],
      ]),
    );
    if (random.chance(0.25)) {
      this.factor("redirect");
      const target = random.pick([this.url("h2", "next"), this.url("api", "next")]);
      this.server.splice(1, 0, {
        when: { url },
        respond: {
          status: random.pick([301, 302, 303, 307, 308]),
          headers: [
            ["access-control-allow-origin", this.origin],
            ["location", target],
          ],
        },
      });
    }
    for (const rule of this.server) {
      if (rule.when?.url === undefined || rule.when.url.startsWith(this.at.h2)) rule.http = "2";
      rule.respond.headers = (rule.respond.headers ?? []).filter(
        ([, value]) => /^[\x20-\x7e]*$/.test(value) && value.trim() === value,
      );
      delete rule.respond.statusText;
    }
    if (this.server.some(({ when }) => when?.url !== undefined))
      this.server = this.server.filter(({ respond }) => respond.error === undefined);
  }

  /** Addresses that are not plain ones. */
  address() {
    const { random } = this;
    this.pageFactors();
    const plain = this.url("api", "data");
    const path = `${caseFolder(this.id)}data`;
    const url = this.variant("URL", [
      ["with userinfo", plain.replace("://", "://u:p@")],
      ["with user", plain.replace("://", "://u@")],
      ["with fragment", `${plain}#part`],
      ["with query", `${plain}?a=b|c&d='e'`],
      ["with spaces", ` ${plain} `],
      ["non-ASCII", `${plain}/é`],
      ["upper-case", plain.replace("http", "HTTP").replace("api.page", "API.Page")],
      ["dots", plain.replace("/data", "/x/../data")],
      ["backslashes", plain.replaceAll("/", "\\")],
      ["relative", "data"],
      ["path", path],
      ["without scheme", plain.replace(/^\w+:/, "")],
      ["empty query", `${plain}?`],
      ["refused", this.url("down", "data")],
      ["blocked port", `${this.scheme}://api.page.test:${random.pick([6000, 25, 10080, 6667])}${path}`],
      ["port 0", `${this.scheme}://api.page.test:0${path}`],
      ["ftp", `ftp://api.page.test${path}`],
      ["file", `file://${path}`],
      ["data", `data:text/plain,${path}`],
      ["about", `about:blank?${path}`],
      ["about other", `about:${path}`],
      ["javascript", `javascript:1//${path}`],
      ["unknown scheme", `foo://api.page.test${path}`],
      ["invalid", "http://"],
      ["invalid port", `http://api.page.test:99999${path}`],
      ["invalid host", `http://a b.test${path}`],
      ["userinfo to own", this.url("page", "own").replace("://", "://u:p@")],
    ]);
    const api = random.weighted([
      [5, "fetch"],
      [4, "xhr"],
      [1, "eventsource"],
      [1, "beacon"],
      [1, "img"],
      [1, "script"],
    ]);
    if (api === "fetch" || api === "xhr") {
      this.setup = { ...this.request(plain, { api, calm: true }), url };
      this.answers(this.setup, random.below(2));
    } else {
      const { cookies: _none, ...page } = this.page;
      this.setup = { ...this.elementSetup(api, plain), url };
      this.page = page;
      this.server.push({ respond: this.content(api, { headers: this.allowing(credentialedIn(this.setup), 0) }) });
    }
  }

  // ---- parts

  pageFactors() {
    const { random } = this;
    if (random.chance(0.09)) this.opaque();
    if (random.chance(0.07)) {
      this.page.referrerPolicy = random.pick(pools.REFERRER_POLICIES);
      this.factor(`page ${this.page.referrerPolicy}`);
    }
  }

  opaque() {
    this.page.opaque = true;
    this.factor("opaque page");
  }

  /** A fetch() or XHR; `calm`: nothing that fails of itself. */
  request(
    url,
    { api = this.random.chance(0.62) ? "fetch" : "xhr", calm = false, preflighted = false, credentialed } = {},
  ) {
    const { random } = this;
    this.factor(api);
    const setup = { api, url };
    const methods = calm ? pools.METHODS.slice(0, 8) : pools.METHODS;
    setup.method = random.weighted(
      preflighted
        ? methods.filter(([, method]) => !["GET", "HEAD", "POST"].includes(method) || random.chance(0.3))
        : methods,
    );
    if (setup.method !== "GET") this.factor(setup.method);
    const count = random.weighted([
      [5, 0],
      [5, 1],
      [3, 2],
      [1, 3],
    ]);
    const pool = calm ? pools.HEADERS.filter(([weight]) => weight >= 1) : pools.HEADERS;
    const headers = [];
    for (let index = 0; index < count; index++) {
      const [name, give] = random.weighted(pool.map(([weight, ...entry]) => [weight, entry]));
      headers.push(...give(random));
      this.factor(name);
    }
    if (preflighted && headers.length === 0 && ["GET", "HEAD", "POST"].includes(setup.method))
      headers.push(["X-Custom", "1"]);
    if (headers.length > 0) setup.headers = headers;
    const withBody = /^(?:get|head)$/i.test(setup.method) ? 0.06 : 0.55;
    if (random.chance(withBody)) {
      const body = random.weighted(pools.BODIES);
      if (!(calm && body.type === "stream")) setup.body = body;
    }
    if (setup.body) this.factor(`body ${setup.body.type}${setup.body.contentType ? ` ${setup.body.contentType}` : ""}`);
    const credentials = credentialed ?? random.chance(0.35);
    if (api === "fetch") this.fetchOptions(setup, credentials, calm);
    else this.xhrOptions(setup, credentials, calm);
    if (random.chance(0.2) && !this.page.cookies) this.page.cookies = { [new URL(url).origin]: ["sid=1"] };
    return setup;
  }

  fetchOptions(setup, credentials, calm) {
    const { random } = this;
    const option = (key, value) => {
      setup[key] = value;
      this.factor(`${key} ${value}`);
    };
    if (credentials) option("credentials", "include");
    else if (random.chance(0.12))
      option(
        "credentials",
        random.weighted([
          [4, "omit"],
          [3, "same-origin"],
          [calm ? 0 : 0.5, "bogus"],
        ]),
      );
    if (random.chance(calm ? 0.04 : 0.14))
      option(
        "mode",
        random.weighted([
          [5, "no-cors"],
          [4, "same-origin"],
          [2, "cors"],
          [0.5, "navigate"],
          [0.5, "bogus"],
        ]),
      );
    if (random.chance(0.08))
      option(
        "redirect",
        random.weighted([
          [4, "error"],
          [4, "manual"],
          [0.4, "bogus"],
        ]),
      );
    if (random.chance(0.08))
      option(
        "cache",
        random.weighted([
          [2, "no-store"],
          [2, "reload"],
          [2, "no-cache"],
          [2, "force-cache"],
          [1, "only-if-cached"],
          [0.4, "bogus"],
        ]),
      );
    if (random.chance(0.05)) option("referrerPolicy", random.pick([...pools.REFERRER_POLICIES, "bogus"]));
    if (random.chance(0.05))
      option(
        "referrer",
        random.pick(["", "/c/elsewhere", "about:client", this.url("api", "x"), "http://", `${this.at.page}/x?y#z`]),
      );
    if (random.chance(0.05)) option("keepalive", true);
    if (random.chance(0.05))
      option(
        "integrity",
        random.pick([hashOf("ok"), hashOf("other"), `sha256-bogus ${hashOf("ok")}`, "md5-x", "bogus", ""]),
      );
  }

  xhrOptions(setup, credentials, calm) {
    const { random } = this;
    if (credentials) {
      setup.withCredentials = true;
      this.factor("withCredentials");
    }
    if (random.chance(0.22)) {
      setup.uploadListeners = random.weighted([
        [4, ["progress"]],
        [1, ["load"]],
        [1, ["loadstart", "progress", "load", "loadend"]],
        [1, ["loadstart", "progress", "abort", "error", "load", "timeout", "loadend"]],
        [0.5, ["custom-x"]],
        [0.5, ["error", "loadend"]],
      ]);
      this.factor(`upload ${setup.uploadListeners.join("+")}`);
    }
    if (random.chance(0.06)) {
      setup.responseType = random.pick(["json", "arraybuffer", "blob", "document", "text", "bogus"]);
      this.factor(`responseType ${setup.responseType}`);
    }
    if (!calm && random.chance(0.06)) {
      setup.async = false;
      this.factor("sync");
    }
  }

  /** Another method, header, credentials or URL than before. */
  change(setup, extra) {
    const { random } = this;
    const kinds = ["method", "header", "credentials", "none"];
    if (extra.length > 0) kinds.push("extra", "extra");
    const kind = random.pick(kinds);
    this.factor(`then ${kind}`);
    if (kind === "method") setup.method = random.pick(["GET", "POST", "PUT", "DELETE", "HEAD"]);
    if (/^(?:GET|HEAD)$/.test(setup.method)) delete setup.body;
    if (kind === "header") setup.headers = [...(setup.headers ?? []), ["X-Unlisted", "1"]];
    if (kind === "extra") setup.headers = [...(setup.headers ?? []), ...extra];
    if (kind === "none") delete setup.headers;
    if (kind === "credentials") {
      if (setup.api === "xhr") setup.withCredentials = !setup.withCredentials;
      else setup.credentials = random.pick(["omit", "include", "same-origin"]);
    }
  }

  /** Preflight and actual answer, with so many faults. */
  answers(setup, faults) {
    const { random } = this;
    let inPreflight = 0;
    for (let fault = 0; fault < faults; fault++) if (random.chance(0.55)) inPreflight++;
    if (random.chance(0.02)) {
      this.factor("preflight reset");
      this.server.push({ when: { preflight: true }, respond: { error: "connection-reset" } });
    } else {
      this.server.push({ when: { preflight: true }, respond: this.permission(setup, inPreflight) });
    }
    if (random.chance(0.02)) {
      this.factor("reset");
      this.server.push({ respond: { error: "connection-reset" } });
    } else {
      this.server.push(this.actual(setup, faults - inPreflight));
    }
  }

  /** The answer to a preflight: all that the setup needs, but for so many faults. */
  permission(setup, faults, extra = []) {
    const { random } = this;
    const credentialed = credentialedIn(setup);
    const names = unsafeNames(setup, extra);
    const method = setup.method ?? "GET";
    const own = random.chance(0.25) && !credentialed;
    const fields = {
      "Access-Control-Allow-Origin": [own ? "*" : this.origin],
      "Access-Control-Allow-Credentials": credentialed ? ["true"] : [],
      "Access-Control-Allow-Methods": [[0, 1].includes(method.length) ? "PUT" : method],
      "Access-Control-Allow-Headers": names.length > 0 ? [names.join(", ")] : [],
    };
    let status = random.weighted([
      [3, 204],
      [1, 200],
    ]);
    for (let fault = 0; fault < faults; fault++) {
      switch (
        random.weighted([
          [3, "origin"],
          [credentialed ? 3 : 0.4, "credentials"],
          [3, "methods"],
          [3, "headers"],
          [2, "status"],
        ])
      ) {
        case "origin":
          fields["Access-Control-Allow-Origin"] = this.variant("preflight ACAO", pools.ALLOW_ORIGINS(this.origin));
          break;
        case "credentials":
          fields["Access-Control-Allow-Credentials"] = this.variant("preflight ACAC", pools.ALLOW_CREDENTIALS);
          break;
        case "methods":
          fields["Access-Control-Allow-Methods"] = this.variant("ACAM", pools.ALLOW_METHODS(method));
          break;
        case "headers":
          fields["Access-Control-Allow-Headers"] = this.variant("ACAH", pools.ALLOW_HEADERS(names));
          break;
        default:
          status = random.weighted(pools.PREFLIGHT_STATUSES);
          this.factor(`preflight ${status}`);
      }
    }
    const headers = Object.entries(fields).flatMap(([name, values]) => values.map((value) => [name, value]));
    if ([301, 307].includes(status)) headers.push(["Location", this.url("api", "moved")]);
    if (status !== 204 && status !== 304) headers.push(["Content-Length", "0"]);
    return { status, headers };
  }

  /** The answer itself. */
  actual(setup, faults) {
    const { random } = this;
    const credentialed = credentialedIn(setup);
    let status = 200;
    const allow = this.allowing(credentialed, faults);
    if (random.chance(0.3)) {
      status = random.weighted(pools.STATUSES);
      if (status !== 200) this.factor(`status ${status}`);
    }
    const more = random.chance(0.5) ? random.weighted(pools.RESPONSE_HEADERS) : [];
    if (more.length > 0) this.factor(`answer ${more.map(([name]) => name).join("+")}`);
    let expose = [];
    if (random.chance(0.3))
      expose = this.variant("ACEH", pools.EXPOSE_HEADERS).map((value) => ["Access-Control-Expose-Headers", value]);
    const respond = { status, headers: [...allow, ...more, ...expose] };
    if (random.chance(0.05)) respond.statusText = random.pick(["Fine", "", "It's é", "A  B"]);
    this.body(
      respond,
      random.weighted([
        [9, "ok"],
        [1, ""],
      ]),
    );
    return { respond };
  }

  body(respond, text) {
    if (respond.status === 204 || respond.status === 304) return respond;
    respond.headers.push(["Content-Length", String(Buffer.byteLength(text))]);
    if (text !== "") respond.body = text;
    return respond;
  }

  /** Access-Control-Allow-Origin and -Credentials that fit, but for so many faults. */
  allowing(credentialed, faults) {
    const { random } = this;
    let origins = [random.chance(0.3) && !credentialed ? "*" : this.origin];
    let credentials = credentialed ? ["true"] : [];
    for (let fault = 0; fault < faults; fault++) {
      if (random.chance(credentialed ? 0.6 : 0.9)) origins = this.variant("ACAO", pools.ALLOW_ORIGINS(this.origin));
      else credentials = this.variant("ACAC", pools.ALLOW_CREDENTIALS);
    }
    return [
      ...origins.map((value) => ["Access-Control-Allow-Origin", value]),
      ...credentials.map((value) => ["Access-Control-Allow-Credentials", value]),
    ];
  }

  hopHeaders(credentialed, index) {
    const { random } = this;
    const value = random.weighted([
      [credentialed ? 1 : 6, "*"],
      [4, this.origin],
      [index > 1 ? 3 : 1, "null"],
      [0.7, null],
      [0.4, "http://evil.test"],
    ]);
    if (value !== "*") this.factor(`hop ${index} ACAO ${value === this.origin ? "own" : value}`);
    return [
      ...(value === null ? [] : [["Access-Control-Allow-Origin", value]]),
      ...(credentialed && random.chance(0.9) ? [["Access-Control-Allow-Credentials", "true"]] : []),
    ];
  }

  locationOf(host, name, from) {
    const { random } = this;
    const url = this.url(host, name);
    const odd = !random.chance(0.85);
    if (!odd) return [["Location", url]];
    const [what, value] = random.pick([
      ["relative", host === from ? name : url],
      ["with fragment", `${url}#top`],
      ["without scheme", url.replace(/^\w+:/, "")],
      ["with userinfo", url.replace("://", "://u:p@")],
      ["with user", url.replace("://", "://u@")],
      ["empty", ""],
      ["invalid", "http://"],
      ["ftp", url.replace(/^\w+:/, "ftp:")],
      ["data", `data:text/plain,${caseFolder(this.id)}`],
      ["blocked port", `http://api.page.test:6000${caseFolder(this.id)}x`],
      ["refused", this.url("down", "x")],
      ["padded", ` ${url} `],
      ["upper-case host", url.replace("page.test", "PAGE.test")],
      ["with query", `${url}?a=b|c`],
      ["about", `about:blank?${caseFolder(this.id)}`],
    ]);
    this.factor(`Location ${what}`);
    return [["Location", value]];
  }

  elementSetup(api, url) {
    const { random } = this;
    this.factor(api);
    const setup = { api, url };
    if (api === "beacon") {
      if (random.chance(0.85)) {
        setup.body = random.weighted(pools.BODIES.filter(([, { type }]) => type !== "stream"));
        this.factor(`body ${setup.body.type}${setup.body.contentType ? ` ${setup.body.contentType}` : ""}`);
      }
    } else if (api === "eventsource") {
      if (random.chance(0.4)) {
        setup.withCredentials = true;
        this.factor("withCredentials");
      }
    } else if (api !== "font") {
      if (random.chance(0.65)) {
        setup.crossorigin = random.weighted([
          [4, "anonymous"],
          [3, "use-credentials"],
          [1, ""],
          [1, "bogus"],
          [0.7, "USE-CREDENTIALS"],
          [0.5, "omit"],
        ]);
        this.factor(`crossorigin ${setup.crossorigin}`);
      }
      if (api !== "img" && api !== "track" && random.chance(0.15)) {
        const text = api === "stylesheet" ? pools.STYLE : pools.SCRIPT;
        setup.integrity = random.pick([hashOf(text), hashOf("other"), "bogus"]);
        this.factor("integrity");
      }
      if (api !== "track" && random.chance(0.08)) {
        setup.referrerPolicy = random.pick(pools.REFERRER_POLICIES);
        this.factor(`referrerPolicy ${setup.referrerPolicy}`);
      }
    }
    if (random.chance(0.3))
      this.page.cookies = { [new URL(url).origin]: [random.chance(0.6) ? "sid=1" : random.pick(pools.COOKIES)] };
    return setup;
  }

  /** An answer of the kind that the API takes. */
  content(api, { headers, vary = false }) {
    const { random } = this;
    const [type, text] = CONTENTS[api] ?? ["text/plain", "ok"];
    let status = 200;
    let contentType = type;
    const more = [];
    if (vary && random.chance(0.2)) {
      status = random.pick([404, 500, 204, 206, 201]);
      this.factor(`status ${status}`);
    }
    if (vary && random.chance(0.35)) {
      contentType = random.pick([
        null,
        "text/plain",
        "text/html",
        "application/json",
        "application/octet-stream",
        "image/png",
        "text/css",
        "text/javascript",
        "",
        "bogus",
        type.toUpperCase(),
        `${type}; charset=utf-8`,
      ]);
      this.factor(`type ${contentType}`);
    }
    if (vary && random.chance(0.15)) {
      more.push(["X-Content-Type-Options", random.pick(["nosniff", "NOSNIFF", "nosniff, x", "x"])]);
      this.factor(more[0][1]);
    }
    const respond = {
      status,
      headers: [...headers, ...(contentType === null ? [] : [["Content-Type", contentType]]), ...more],
    };
    if (status !== 204) {
      respond.body = text;
      if (text !== "(font)") respond.headers.push(["Content-Length", String(Buffer.byteLength(text))]);
    }
    return respond;
  }

  csp() {
    const { random } = this;
    const sources = () => {
      const some = random.some(
        [
          "'self'",
          "'none'",
          this.at.api,
          "*",
          "http://*.page.test:*",
          `${this.at.far}/c/`,
          "https:",
          "http:",
          "*.page.test:8102",
          this.url("api", "data"),
          "api.page.test",
          "http://far.test:*",
        ],
        1 + random.below(2),
      );
      return some.filter((source) => some.length === 1 || source !== "'none'");
    };
    const directives = random.some(
      ["connect-src", "connect-src", "img-src", "script-src", "style-src", "font-src", "default-src"],
      random.weighted([
        [5, 1],
        [2, 2],
        [1, 3],
      ]),
    );
    if (random.chance(0.15)) directives.unshift("default-src");
    const lines = [...new Set(directives)].map((directive) => {
      let list = random.chance(0.05) ? [] : sources();
      // The frame's own script is to run.
      if (/^(?:script|default)-src$/.test(directive)) {
        list = [...list.filter((source) => source !== "'none'"), "'unsafe-inline'"];
      }
      return [directive, ...list].join(" ");
    });
    if (random.chance(0.1)) lines.push("upgrade-insecure-requests");
    this.factor(`csp ${lines.map((line) => line.split(" ")[0]).join("+")}`);
    return lines.join("; ");
  }
}

const CONTENTS = {
  img: ["image/svg+xml", pools.SVG],
  script: ["text/javascript", pools.SCRIPT],
  "module-script": ["text/javascript", pools.SCRIPT],
  stylesheet: ["text/css", pools.STYLE],
  font: ["font/woff2", "(font)"],
  eventsource: ["text/event-stream", "data: hi\n\n"],
  track: ["text/vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nhi\n"],
};

function hashOf(text) {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

function credentialedIn({ api, credentials, withCredentials, crossorigin }) {
  if (api === "beacon") return true;
  return credentials === "include" || withCredentials === true || crossorigin?.toLowerCase() === "use-credentials";
}

/** Roughly: what a preflight may have to allow. */
function unsafeNames({ headers = [] }, extra = []) {
  const names = [...headers, ...extra].map(([name]) => name.toLowerCase()).filter((name) => /^[\w-]+$/.test(name));
  return [...new Set(names)].filter((name) => !["accept", "accept-language", "content-language"].includes(name));
}
