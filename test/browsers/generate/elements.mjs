/** What markup asks for, and what fits it. Parts of a case's maker. */
import { COOKIES, REFERRER_POLICIES } from "../pools/pages.mjs";
import { BODIES } from "../pools/requests.mjs";
import { SCRIPT, STYLE, SVG } from "../pools/responses.mjs";
import { credentialedIn, hashOf } from "./facts.mjs";

export const elements = {
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
  },

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
  },

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
  },

  elementSetup(api, url) {
    const { random } = this;
    this.factor(api);
    const setup = { api, url };
    if (api === "beacon") {
      if (random.chance(0.85)) {
        setup.body = random.weighted(BODIES.filter(([, { type }]) => type !== "stream"));
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
        const text = api === "stylesheet" ? STYLE : SCRIPT;
        setup.integrity = random.pick([hashOf(text), hashOf("other"), "bogus"]);
        this.factor("integrity");
      }
      if (api !== "track" && random.chance(0.08)) {
        setup.referrerPolicy = random.pick(REFERRER_POLICIES);
        this.factor(`referrerPolicy ${setup.referrerPolicy}`);
      }
    }
    if (random.chance(0.3))
      this.page.cookies = { [new URL(url).origin]: [random.chance(0.6) ? "sid=1" : random.pick(COOKIES)] };
    return setup;
  },

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
  },
};

const CONTENTS = {
  img: ["image/svg+xml", SVG],
  script: ["text/javascript", SCRIPT],
  "module-script": ["text/javascript", SCRIPT],
  stylesheet: ["text/css", STYLE],
  font: ["font/woff2", "(font)"],
  eventsource: ["text/event-stream", "data: hi\n\n"],
  track: ["text/vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nhi\n"],
};
