import * as a from "../answers.mjs";

/** Requests that need no preflight and are allowed, and how much of the answer script can read. */
export const simple = {
  name: "simple",
  title: "Simple requests",
  firefoxSkips: [
    "post-empty",
    "exposed-any",
    "status-500",
    "same-origin-put",
    "safelisted-headers",
    "post-urlencoded",
    "post-formdata",
    "status-404",
    "status-204",
    "no-exposed-headers",
  ],
  steps({ app, api }) {
    const any = a.allowOrigin("*");
    const own = [...a.allowOrigin(app), ...a.vary];
    const details = [
      ["X-Request-Id", "r-17"],
      ["X-Total-Count", "3"],
      ["ETag", '"v1"'],
      ["Cache-Control", "no-store"],
    ];
    const at = (name, more) => ({ name, url: `${api}/${name}`, ...more });
    return [
      at("get-any", { respond: a.text(200, any) }),
      at("get-own-origin", { respond: a.text(200, own) }),
      at("head", { method: "HEAD", respond: a.text(200, any) }),
      at("post-text", { method: "POST", body: "plain", respond: a.text(200, any) }),
      at("post-urlencoded", { method: "POST", bodyType: "urlencoded", body: "a=1&b=2", respond: a.json(200, own) }),
      at("post-formdata", { method: "POST", bodyType: "formdata", body: "a=1&b=2", respond: a.json(200, own) }),
      at("post-empty", { method: "POST", respond: a.empty(204, any) }),
      at("safelisted-headers", {
        headers: [
          ["Accept", "application/json"],
          ["Accept-Language", "de"],
          ["Content-Language", "de"],
        ],
        respond: a.json(200, any),
      }),
      at("range", { headers: [["Range", "bytes=0-3"]], respond: a.text(200, any) }),
      at("no-exposed-headers", { respond: a.json(200, any, details) }),
      at("exposed-headers", { respond: a.json(200, any, details, a.exposeHeaders("X-Request-Id, ETag")) }),
      at("exposed-any", { respond: a.json(200, any, details, a.exposeHeaders("*")) }),
      at("status-204", { respond: a.empty(204, any) }),
      at("status-401", { respond: a.json(401, any, a.header("WWW-Authenticate", "Bearer")) }),
      at("status-404", { respond: a.html(404, any) }),
      at("status-500", { respond: a.html(500, any) }),
      at("cached", { respond: a.text(200, any, a.header("Cache-Control", "max-age=600")) }),
      at("cached", { name: "cached-again", respond: null }),
      at("revalidated", { respond: revalidated(own) }),
      at("revalidated", { name: "revalidated-again", respond: null, cache: "no-cache" }),
      at("dropped-connection", { respond: { drop: true } }),
      { name: "same-origin-get", url: `${app}/same-origin-get`, respond: a.text(200) },
      { name: "same-origin-put", url: `${app}/same-origin-put`, method: "PUT", body: "x", respond: a.text(200) },
    ];
  },
};

/** A 304 that, like many servers, leaves out what the first answer said about CORS. */
function revalidated(headers) {
  const tag = a.header("ETag", '"v1"');
  return (request) => (request.headers["if-none-match"] === undefined ? a.text(200, headers, tag) : a.empty(304, tag));
}
