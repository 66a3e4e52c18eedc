/** What servers say: all that is needed, but for so many faults. Parts of a case's maker. */
import { caseFolder } from "../origins.mjs";
import {
  ALLOW_CREDENTIALS,
  ALLOW_HEADERS,
  ALLOW_METHODS,
  ALLOW_ORIGINS,
  EXPOSE_HEADERS,
} from "../pools/cors-headers.mjs";
import { REFERRER_POLICIES } from "../pools/pages.mjs";
import { PREFLIGHT_STATUSES, RESPONSE_HEADERS, STATUSES } from "../pools/responses.mjs";
import { credentialedIn, unsafeNames } from "./facts.mjs";

export const answers = {
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
  },

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
          fields["Access-Control-Allow-Origin"] = this.variant("preflight ACAO", ALLOW_ORIGINS(this.origin));
          break;
        case "credentials":
          fields["Access-Control-Allow-Credentials"] = this.variant("preflight ACAC", ALLOW_CREDENTIALS);
          break;
        case "methods":
          fields["Access-Control-Allow-Methods"] = this.variant("ACAM", ALLOW_METHODS(method));
          break;
        case "headers":
          fields["Access-Control-Allow-Headers"] = this.variant("ACAH", ALLOW_HEADERS(names));
          break;
        default:
          status = random.weighted(PREFLIGHT_STATUSES);
          this.factor(`preflight ${status}`);
      }
    }
    const headers = Object.entries(fields).flatMap(([name, values]) => values.map((value) => [name, value]));
    if ([301, 307].includes(status)) headers.push(["Location", this.url("api", "moved")]);
    if (status !== 204 && status !== 304) headers.push(["Content-Length", "0"]);
    return { status, headers };
  },

  /** The answer itself. */
  actual(setup, faults) {
    const { random } = this;
    const credentialed = credentialedIn(setup);
    let status = 200;
    const allow = this.allowing(credentialed, faults);
    if (random.chance(0.3)) {
      status = random.weighted(STATUSES);
      if (status !== 200) this.factor(`status ${status}`);
    }
    const more = random.chance(0.5) ? random.weighted(RESPONSE_HEADERS) : [];
    if (more.length > 0) this.factor(`answer ${more.map(([name]) => name).join("+")}`);
    let expose = [];
    if (random.chance(0.3))
      expose = this.variant("ACEH", EXPOSE_HEADERS).map((value) => ["Access-Control-Expose-Headers", value]);
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
  },

  body(respond, text) {
    if (respond.status === 204 || respond.status === 304) return respond;
    respond.headers.push(["Content-Length", String(Buffer.byteLength(text))]);
    if (text !== "") respond.body = text;
    return respond;
  },

  /** Access-Control-Allow-Origin and -Credentials that fit, but for so many faults. */
  allowing(credentialed, faults) {
    const { random } = this;
    let origins = [random.chance(0.3) && !credentialed ? "*" : this.origin];
    let credentials = credentialed ? ["true"] : [];
    for (let fault = 0; fault < faults; fault++) {
      if (random.chance(credentialed ? 0.6 : 0.9)) origins = this.variant("ACAO", ALLOW_ORIGINS(this.origin));
      else credentials = this.variant("ACAC", ALLOW_CREDENTIALS);
    }
    return [
      ...origins.map((value) => ["Access-Control-Allow-Origin", value]),
      ...credentials.map((value) => ["Access-Control-Allow-Credentials", value]),
    ];
  },

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
  },

  /** A redirect may change the policy by which the next hop learns of the page. */
  policyOfHop() {
    if (!this.random.chance(0.07)) return [];
    const policy = this.random.pick(REFERRER_POLICIES);
    this.factor(`hop's policy ${policy}`);
    return [["Referrer-Policy", policy]];
  },

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
  },
};
