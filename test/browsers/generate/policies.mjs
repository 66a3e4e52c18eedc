/** What the page forbids itself. Parts of a case's maker. */
import { credentialedIn } from "./facts.mjs";

export const policies = {
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
        this.server.push(redirecting(random, start, url));
        url = start;
      }
    } else if (random.chance(0.3)) {
      this.factor("by redirect");
      const start = this.url("page", "start");
      this.server.push(redirecting(random, start, url));
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
  },

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
  },
};

/** An address that sends everyone on to another. */
function redirecting(random, from, to) {
  const headers = [
    ["Access-Control-Allow-Origin", "*"],
    ["Location", to],
    ["Content-Length", "0"],
  ];
  return { when: { url: from }, respond: { status: random.pick([302, 307]), headers } };
}
