/** Cases from a seed, over the whole space, a few factors each, so that factors meet. */
import { answers } from "./generate/answers.mjs";
import { elements } from "./generate/elements.mjs";
import { ends } from "./generate/ends.mjs";
import { policies } from "./generate/policies.mjs";
import { requests } from "./generate/requests.mjs";
import { stores } from "./generate/stores.mjs";
import { caseFolder, originsOf } from "./origins.mjs";
import { REFERRER_POLICIES } from "./pools/pages.mjs";
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
  [2, "limits"],
  [3, "patience"],
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

  pageFactors() {
    const { random } = this;
    if (random.chance(0.09)) this.opaque();
    if (random.chance(0.07)) {
      this.page.referrerPolicy = random.pick(REFERRER_POLICIES);
      this.factor(`page ${this.page.referrerPolicy}`);
    }
  }

  opaque() {
    this.page.opaque = true;
    this.factor("opaque page");
  }
}

Object.assign(Maker.prototype, requests, stores, elements, policies, ends, answers);
