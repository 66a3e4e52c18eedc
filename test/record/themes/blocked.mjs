import * as a from "../answers.mjs";

/** The answer itself fails the CORS check. */
export const blocked = {
  name: "blocked",
  title: "Blocked answers",
  firefoxSkips: [
    "no-allow-origin-post",
    "other-port",
    "other-scheme",
    "upper-case",
    "no-scheme",
    "allow-credentials-false",
    "error-page-404",
    "login-page-401",
  ],
  steps({ app, api, other }) {
    const own = a.allowOrigin(app);
    const include = { credentials: "include" };
    const at = (name, more) => ({ name, url: `${api}/${name}`, ...more });
    return [
      at("no-allow-origin", { respond: a.json(200) }),
      at("no-allow-origin-post", { method: "POST", body: "x", respond: a.json(201) }),
      at("other-origin", { respond: a.json(200, a.allowOrigin(other)) }),
      at("other-port", { respond: a.json(200, a.allowOrigin("http://app.test")) }),
      at("other-scheme", { respond: a.json(200, a.allowOrigin(app.replace("http:", "https:"))) }),
      at("trailing-slash", { respond: a.json(200, a.allowOrigin(`${app}/`)) }),
      at("upper-case", { respond: a.json(200, a.allowOrigin(app.toUpperCase())) }),
      at("two-lines", { respond: a.json(200, a.allowOrigin(app, "*")) }),
      at("same-line-twice", { respond: a.json(200, a.allowOrigin(app, app)) }),
      at("comma-list", { respond: a.json(200, a.allowOrigin(`${app}, ${other}`)) }),
      at("space-list", { respond: a.json(200, a.allowOrigin(`${app} ${other}`)) }),
      at("wildcard-host", { respond: a.json(200, a.allowOrigin("http://*.test:8180")) }),
      at("no-scheme", { respond: a.json(200, a.allowOrigin("app.test:8180")) }),
      at("null-value", { respond: a.json(200, a.allowOrigin("null")) }),
      at("empty-value", { respond: a.json(200, a.allowOrigin("")) }),
      at("any-with-credentials", { ...include, respond: a.json(200, a.allowOrigin("*"), a.allowCredentials()) }),
      at("no-allow-credentials", { ...include, respond: a.json(200, own) }),
      at("allow-credentials-capital", { ...include, respond: a.json(200, own, a.allowCredentials("True")) }),
      at("allow-credentials-false", { ...include, respond: a.json(200, own, a.allowCredentials("false")) }),
      at("allow-credentials-twice", {
        ...include,
        respond: a.json(200, own, a.allowCredentials(), a.allowCredentials()),
      }),
      at("error-page-500", { respond: a.html(500) }),
      at("error-page-404", { respond: a.html(404) }),
      at("login-page-401", { respond: a.html(401, a.header("WWW-Authenticate", "Bearer")) }),
      at("headers-on-options-only", {
        method: "PUT",
        body: "x",
        preflight: a.empty(204, own, a.allowMethods("PUT"), a.maxAge(60)),
        respond: a.json(200, a.exposeHeaders("X-Total")),
      }),
    ];
  },
};
