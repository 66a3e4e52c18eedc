import * as a from "../answers.mjs";

const JSON_POST = { method: "POST", headers: [["Content-Type", "application/json"]], body: '{"a":1}' };
const CUSTOM = { headers: [["X-Custom", "1"]] };
const BEARER = { headers: [["Authorization", "Bearer not-a-real-token"]] };

/** Preflights that permit the request, and how long they are remembered. */
export const preflightAllowed = {
  name: "preflight-allowed",
  title: "Permitted preflights",
  firefoxSkips: [
    "json",
    "method-any",
    "delete",
    "status-200-with-body",
    "no-methods-for-post",
    "second-answer",
    "custom-header",
  ],
  sensitive: true,
  steps({ app, api }) {
    const own = a.allowOrigin(app);
    const at = (name, more) => ({ name, url: `${api}/${name}`, respond: a.json(200, own), ...more });
    const permit = (...headers) => a.empty(204, own, ...headers);
    const again = { name: undefined, respond: undefined, preflight: undefined };
    const twice = (name, more) => [at(name, more), { ...at(name, more), ...again, name: `${name}-again` }];
    return [
      at("put", { method: "PUT", body: "x", preflight: permit(a.allowMethods("PUT")) }),
      at("delete", { method: "DELETE", preflight: permit(a.allowMethods("GET, DELETE")) }),
      // Node's server does not know the method and answers 400 by itself.
      at("patch-lower-case-400", { method: "patch", body: "x", preflight: permit(a.allowMethods("patch")) }),
      at("method-any", { method: "PUT", body: "x", preflight: permit(a.allowMethods("*")) }),
      at("json", { ...JSON_POST, preflight: permit(a.allowHeaders("Content-Type")) }),
      at("custom-header", { ...CUSTOM, preflight: permit(a.allowHeaders("x-custom")) }),
      at("header-any", { ...CUSTOM, preflight: permit(a.allowHeaders("*")) }),
      at("authorization", { ...BEARER, preflight: permit(a.allowHeaders("authorization")) }),
      at("authorization-by-any", { ...BEARER, preflight: permit(a.allowHeaders("*")) }),
      at("status-200-with-body", { ...CUSTOM, preflight: a.text(200, own, a.allowHeaders("X-Custom")) }),
      at("no-methods-for-post", {
        ...JSON_POST,
        preflight: permit(a.allowHeaders("content-type"), a.allowMethods("GET")),
      }),
      ...twice("max-age-600", { method: "PUT", body: "x", preflight: permit(a.allowMethods("PUT"), a.maxAge(600)) }),
      ...twice("max-age-0", { method: "PUT", body: "x", preflight: permit(a.allowMethods("PUT"), a.maxAge(0)) }),
      ...twice("max-age-missing", { method: "PUT", body: "x", preflight: permit(a.allowMethods("PUT")) }),
      at("max-age-600", { ...CUSTOM, name: "max-age-600-other-header", preflight: undefined, method: "PUT" }),
      at("second-answer", { ...CUSTOM, preflight: permit(a.allowHeaders("x-custom")), respond: a.html(500, own) }),
    ];
  },
};

/** Preflights that stop the request. */
export const preflightBlocked = {
  name: "preflight-blocked",
  title: "Refused preflights",
  firefoxSkips: [
    "put-other-methods",
    "patch-lower-case",
    "authorization-not-allowed",
    "status-500",
    "status-401",
    "wrong-allow-origin",
  ],
  steps({ app, api, other }) {
    const own = a.allowOrigin(app);
    const put = { method: "PUT", body: "x" };
    const methods = a.allowMethods("PUT");
    const at = (name, more) => ({ name, url: `${api}/${name}`, respond: a.json(200, own), ...put, ...more });
    const permit = (...headers) => a.empty(204, own, ...headers);
    const get = { method: "GET", body: undefined };
    return [
      at("put-no-allow-methods", { preflight: permit() }),
      at("put-other-methods", { preflight: permit(a.allowMethods("GET, POST")) }),
      at("put-lower-case-allowed", { preflight: permit(a.allowMethods("put")) }),
      at("patch-lower-case", { method: "patch", preflight: permit(a.allowMethods("PATCH")) }),
      at("put-bad-methods-token", { preflight: permit(a.allowMethods("PUT; GET")) }),
      at("header-not-allowed", { ...get, ...CUSTOM, preflight: permit() }),
      at("json-not-allowed", { ...JSON_POST, preflight: permit(a.allowMethods("POST")) }),
      at("bad-headers-token", { ...get, ...CUSTOM, preflight: permit(a.allowHeaders("x-custom, bad header")) }),
      at("authorization-not-allowed", { ...get, ...BEARER, preflight: permit(a.allowHeaders("x-custom")) }),
      at("no-allow-origin", { preflight: a.empty(204, methods) }),
      at("wrong-allow-origin", { preflight: a.empty(204, a.allowOrigin(other), methods) }),
      at("any-with-credentials", {
        credentials: "include",
        preflight: a.empty(204, a.allowOrigin("*"), methods),
      }),
      at("no-allow-credentials", { credentials: "include", preflight: permit(methods) }),
      at("method-any-with-credentials", {
        credentials: "include",
        preflight: permit(a.allowCredentials(), a.allowMethods("*")),
      }),
      at("status-401", { ...get, ...BEARER, preflight: a.json(401, own, a.header("WWW-Authenticate", "Bearer")) }),
      at("status-404", { preflight: a.html(404) }),
      at("status-404-with-allow-origin", { preflight: a.html(404, own, methods) }),
      at("status-405", { preflight: a.empty(405, own, a.header("Allow", "GET, PUT")) }),
      at("status-500", { preflight: a.html(500, own, methods) }),
      at("redirected", { preflight: a.redirect(301, `${api}/redirected/`, own, methods) }),
      at("dropped-connection", { preflight: { drop: true } }),
      at("good-preflight-bad-answer", { preflight: permit(methods), respond: a.json(200) }),
    ];
  },
};
