/** What a browser keeps: preflight answers, cookies, responses. Parts of a case's maker. */
import { MAX_AGES } from "../pools/cors-headers.mjs";
import { COOKIES } from "../pools/pages.mjs";
import { SVG } from "../pools/responses.mjs";

export const stores = {
  /** The same URL several times, as long as a preflight's answer is kept, and longer. */
  preflightCache() {
    const { random } = this;
    this.setup = this.request(this.url("api", "data"), { calm: true, preflighted: true });
    const maxAge = random.weighted([
      [3, null],
      [6, random.pick(MAX_AGES)],
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
  },

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
    const lines = random.some(COOKIES, 1 + random.below(2)).map((line, index) => line.replace("sid", `c${index}`));
    this.page.cookies = { [this.at[host]]: lines };
    this.factor(lines.join(" & "));
    if (random.chance(0.2)) {
      this.page.thirdPartyCookies = "block";
      this.factor("third-party cookies blocked");
    }
    const set = random.chance(0.6)
      ? [["Set-Cookie", random.pick(COOKIES).replace("sid", random.pick(["c0", "own"]))]]
      : [];
    if (set.length > 0) this.factor(`sets ${set[0][1]}`);
    this.server.push({ when: { preflight: true }, respond: this.permission(this.setup, random.chance(0.2) ? 1 : 0) });
    const { respond } = this.actual(this.setup, random.chance(0.3) ? 1 : 0);
    respond.headers.push(...set, ["Cache-Control", "no-store"]);
    this.server.push({ respond });
    const next = structuredClone(this.setup);
    if (random.chance(0.4)) this.change(next, []);
    this.later.push({ ...next, after: 0 });
  },

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
        ? { type: "image/svg+xml", text: SVG }
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
  },
};
