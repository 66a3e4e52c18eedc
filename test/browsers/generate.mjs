/** Cases from a seed, over the whole space, a few factors each, so that factors meet. */
import { answers } from "./generate/answers.mjs";
import { cross } from "./generate/crossing.mjs";
import { elements } from "./generate/elements.mjs";
import { ends } from "./generate/ends.mjs";
import { policies } from "./generate/policies.mjs";
import { requests } from "./generate/requests.mjs";
import { stores } from "./generate/stores.mjs";
import { caseFolder, originsOf } from "./origins.mjs";
import { REFERRER_POLICIES } from "./pools/pages.mjs";
import { Random } from "./random.mjs";

/**
 * @param options crossings: each case is crossed with another, for what the factors of one family never meet
 * @returns cases number `from` to `from + count` of a seed; each depends on seed and number alone
 */
export function generate({ seed, count, from = 0, crossings = false }) {
  const makeOne = crossings ? crossing : plain;
  return Array.from({ length: count }, (_each, index) => makeOne(seed, from + index));
}

const idOf = (kind, seed, index) => `${kind}${String(seed).replace(/[^\w-]/g, "_")}-${index}`;

function plain(seed, index) {
  return new Maker(new Random(`${seed}/${index}`), idOf("s", seed, index)).make();
}

/** Two of one scheme: http and https hardly meet in one case. */
function crossing(seed, index) {
  const id = idOf("x", seed, index);
  const random = new Random(`${seed}/${index}/crossing`);
  const made = (number) => new Maker(new Random(`${seed}/${index}/${number}`), id).make(EVENLY);
  const schemeOf = ({ page }) => new URL(page.url).protocol;
  const first = made(0);
  let second;
  for (let number = 1; second === undefined || schemeOf(second) !== schemeOf(first); number++) second = made(number);
  return cross(random, first, second, new URL(first.page.url).origin);
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

/** For crossings, in which the rare ones are to meet too. */
const EVENLY = FAMILIES.map(([, family]) => [1, family]);

class Maker {
  constructor(random, id) {
    this.random = random;
    this.id = id;
    this.factors = [];
  }

  make(families = FAMILIES) {
    const family = this.random.weighted(families);
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
