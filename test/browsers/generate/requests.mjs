/** What page code asks for. Parts of a case's maker. */
import { caseFolder } from "../origins.mjs";
import { REFERRER_POLICIES } from "../pools/pages.mjs";
import { HEADERS } from "../pools/request-headers.mjs";
import { BODIES, METHODS } from "../pools/requests.mjs";
import { credentialedIn, fitForHttp2, hashOf, unsafeNames } from "./facts.mjs";

export const requests = {
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
  },

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
            headers: [
              ...allow,
              ...this.locationOf(hosts[index + 1], names[index + 1], host),
              ...this.policyOfHop(),
              ["Content-Length", "0"],
            ],
          },
        });
      } else {
        this.server.push({ respond: this.content(api, { headers: allow }) });
      }
    }
  },

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
    // Rules that name no URL are of the one server, those before them of the other.
    const next = this.url("api", "next");
    const named = this.server.filter(({ when }) => when?.url === undefined);
    if (JSON.stringify(this.server).includes(next)) {
      this.server.unshift(...structuredClone(named).map((rule) => ({ ...rule, when: { ...rule.when, url: next } })));
    }
    for (const rule of this.server) {
      if (!rule.when?.url?.startsWith(this.at.api)) rule.http = "2";
      fitForHttp2(rule.respond);
    }
    if (this.server.some(({ when }) => when?.url !== undefined))
      this.server = this.server.filter(({ respond }) => respond.error === undefined);
  },

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
  },

  /** A fetch() or XHR; `calm`: nothing that fails of itself. */
  request(
    url,
    { api = this.random.chance(0.62) ? "fetch" : "xhr", calm = false, preflighted = false, credentialed } = {},
  ) {
    const { random } = this;
    this.factor(api);
    const setup = { api, url };
    const methods = calm ? METHODS.slice(0, 8) : METHODS;
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
    const pool = calm ? HEADERS.filter(([weight]) => weight >= 1) : HEADERS;
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
      const body = random.weighted(BODIES);
      if (!(calm && body.type === "stream")) setup.body = body;
    }
    if (setup.body) this.factor(`body ${setup.body.type}${setup.body.contentType ? ` ${setup.body.contentType}` : ""}`);
    const credentials = credentialed ?? random.chance(0.35);
    if (api === "fetch") this.fetchOptions(setup, credentials, calm);
    else this.xhrOptions(setup, credentials, calm);
    if (random.chance(0.2) && !this.page.cookies) this.page.cookies = { [new URL(url).origin]: ["sid=1"] };
    return setup;
  },

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
    if (random.chance(0.05)) option("referrerPolicy", random.pick([...REFERRER_POLICIES, "bogus"]));
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
  },

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
  },

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
  },
};
