/** What ends a request early: its page loses patience, or a chain is too long. Parts of a case's maker. */
import { credentialedIn } from "./facts.mjs";

/** Around the limit of 20. */
const CHAINS = [2, 19, 20, 21, 25];
/** Seconds until the answer, and until the page has had enough: the page waits, or it does not. */
const PATIENCE = [
  { delay: 0.9, patience: 0.3 },
  { delay: 0.1, patience: 2.5 },
];

export const ends = {
  /** Redirects after each other, to the same place or to and fro. */
  limits() {
    const { random } = this;
    const length = random.pick(CHAINS);
    const hosts = random.pick([["page"], ["api"], ["api", "page"], ["api", "other"]]);
    const api = random.weighted([
      [4, "fetch"],
      [3, "xhr"],
      [1, "img"],
      [1, "script"],
      [1, "eventsource"],
    ]);
    const url = (hop) => `${this.url(hosts[hop % hosts.length], "data")}?${hop}`;
    this.factor(`${length} redirects via ${hosts.join(" ")}`);
    this.setup = ["fetch", "xhr"].includes(api)
      ? this.request(url(0), { api, calm: true })
      : this.elementSetup(api, url(0));
    const credentialed = credentialedIn(this.setup);
    const allow = [
      ["Access-Control-Allow-Origin", random.pick(["*", this.origin, "null"])],
      ...(credentialed ? [["Access-Control-Allow-Credentials", "true"]] : []),
    ];
    this.server.push({ when: { preflight: true }, respond: this.permission(this.setup, 0) });
    const status = random.pick([301, 302, 307, 308]);
    for (let hop = 0; hop < length; hop++) {
      const headers = [...allow, ["Location", url(hop + 1)], ["Content-Length", "0"]];
      this.server.push({ when: { url: url(hop) }, respond: { status, headers } });
    }
    this.server.push({ respond: this.content(api, { headers: allow }) });
  },

  /** A server that takes its time, and a page that may not have it. */
  patience() {
    const { random } = this;
    this.setup = this.request(this.url(random.pick(["api", "api", "page"]), "data"), {
      calm: true,
      preflighted: random.chance(0.5),
    });
    delete this.setup.async;
    this.answers(this.setup, random.chance(0.25) ? 1 : 0);
    const { delay, patience } = random.pick(PATIENCE);
    const late = random.pick(this.server);
    late.respond.delay = delay;
    if (this.setup.api === "xhr" && random.chance(0.6)) this.setup.timeout = patience * 1000;
    else this.setup.abortAfter = patience;
    const what = late.when?.preflight ? "preflight" : "answer";
    this.factor(`${what} after ${delay}, ${this.setup.timeout ? "timeout" : "abort"} after ${patience}`);
  },
};
