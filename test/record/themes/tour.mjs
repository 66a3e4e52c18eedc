import * as a from "../answers.mjs";

/** What `npm start` replays: a little shop whose API is set up in many different ways. */
export const tour = {
  name: "tour",
  title: "A tour of CORS",
  scheme: "https",
  sensitive: true,
  steps({ app, api, cdn, refused }) {
    const orders = {
      preflight: a.empty(
        204,
        a.allowOrigin(app),
        a.allowMethods("GET, PUT"),
        a.allowHeaders("content-type"),
        a.maxAge(600),
        a.vary,
      ),
      respond: a.json(200, a.allowOrigin(app), a.vary),
    };
    const jsonBody = { headers: [["Content-Type", "application/json"]], body: '{"quantity":2}' };
    const trusted = [...a.allowOrigin(app), ...a.allowCredentials(), ...a.vary];
    return [
      { name: "products", url: `${api}/products`, respond: a.json(200, a.allowOrigin("*")) },
      { name: "order-save", url: `${api}/orders/7`, method: "PUT", ...jsonBody, ...orders },
      { name: "order-save-again", url: `${api}/orders/7`, method: "PUT", ...jsonBody, ...orders },
      { name: "order-cancel", url: `${api}/orders/8`, method: "DELETE", ...orders },
      {
        name: "login",
        url: `${api}/login`,
        method: "POST",
        credentials: "include",
        bodyType: "urlencoded",
        body: "user=ada&password=lovelace",
        respond: a.json(200, trusted, a.cookie("session=7f3a; Path=/; Secure; HttpOnly; SameSite=None")),
      },
      {
        name: "profile",
        url: `${api}/profile`,
        credentials: "include",
        respond: a.json(
          200,
          trusted,
          a.exposeHeaders("X-Plan"),
          a.header("X-Plan", "basic"),
          a.header("X-Trace", "42"),
        ),
      },
      {
        name: "basket",
        url: `${api}/basket`,
        credentials: "include",
        respond: a.json(200, a.allowOrigin("*"), a.allowCredentials()),
      },
      { name: "news", url: `${api}/news`, respond: a.json(200) },
      { name: "reviews", url: `${api}/reviews`, respond: a.json(200, a.allowOrigin(`${app}/`)) },
      { name: "prices", api: "xhr", url: `${api}/prices`, respond: a.json(200, a.allowOrigin(app, "*")) },
      {
        name: "search",
        api: "xhr",
        url: `${api}/search`,
        method: "POST",
        headers: [
          ["Content-Type", "application/json"],
          ["X-Request-Id", "a1"],
        ],
        body: '{"q":"tea"}',
        preflight: a.empty(204, a.allowOrigin(app), a.allowMethods("POST"), a.allowHeaders("content-type")),
        respond: a.json(200, a.allowOrigin(app)),
      },
      {
        name: "invoices",
        url: `${api}/invoices`,
        headers: [["Authorization", "Bearer not-a-real-token"]],
        preflight: a.json(401, a.header("WWW-Authenticate", "Bearer"), a.allowOrigin(app)),
        respond: a.json(200, a.allowOrigin(app)),
      },
      {
        name: "catalogue",
        url: `${api}/catalogue`,
        respond: a.redirect(302, `${cdn}/catalogue.json`, a.allowOrigin(app)),
        routes: { "/catalogue.json": { respond: a.json(200, a.allowOrigin(app)) } },
      },
      { name: "photo", api: "img", crossorigin: "", url: `${cdn}/photo.png`, respond: a.png(200, a.allowOrigin("*")) },
      { name: "banner", api: "img", url: `${cdn}/banner.png`, respond: a.png(200) },
      { name: "stock", url: `${refused}/stock` },
    ];
  },
};
