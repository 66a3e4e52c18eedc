import * as a from "../answers.mjs";

/** Redirects, with and without CORS headers on every hop. */
export const redirects = {
  name: "redirects",
  title: "Redirects",
  firefoxSkips: [
    "post-307",
    "cross-to-page",
    "custom-header-to-cross",
    "to-userinfo",
    "loop",
    "cross-to-other-null",
    "put-307",
    "no-location",
  ],
  sensitive: true,
  steps({ app, api, other }) {
    const own = a.allowOrigin(app);
    const any = a.allowOrigin("*");
    const ok = a.json(200, any);
    const permit = a.empty(204, own, a.allowMethods("PUT"), a.allowHeaders("x-custom"), a.maxAge(0));
    const at = (origin, name, respond, target, targetRespond, more = {}) => ({
      name,
      url: `${origin}/${name}`,
      respond,
      routes: target === null ? {} : { [target]: { respond: targetRespond, preflight: more.targetPreflight } },
      ...more,
      targetPreflight: undefined,
    });
    const to = (status, origin, name, ...headers) => a.redirect(status, `${origin}/${name}-target`, ...headers);
    const hop = (from, name, target, { status = 302, headers = any, answer = ok, ...more } = {}) =>
      at(from, name, to(status, target, name, headers), `/${name}-target`, answer, more);
    return [
      hop(app, "same-to-same", app, { headers: [], answer: a.json(200) }),
      hop(app, "same-to-cross", api, { headers: [] }),
      hop(app, "same-to-cross-blocked", api, { headers: [], answer: a.json(200) }),
      hop(api, "cross-to-same-cross", api, { answer: a.json(200, own) }),
      hop(api, "cross-to-other", other),
      hop(api, "cross-to-other-own-origin", other, { answer: a.json(200, own) }),
      hop(api, "cross-to-other-null", other, { answer: a.json(200, a.allowOrigin("null")) }),
      hop(api, "cross-to-page", app, { answer: a.json(200) }),
      hop(api, "redirect-without-headers", api, { headers: [] }),
      hop(api, "post-303", api, { status: 303, method: "POST", body: "x" }),
      hop(api, "post-307", api, { status: 307, method: "POST", body: "x" }),
      hop(api, "put-307", api, { status: 307, method: "PUT", body: "x", preflight: permit, targetPreflight: permit }),
      hop(api, "put-308-other", other, {
        status: 308,
        method: "PUT",
        body: "x",
        preflight: permit,
        targetPreflight: a.empty(204, any, a.allowMethods("PUT")),
      }),
      hop(api, "put-307-target-refused", api, {
        status: 307,
        method: "PUT",
        body: "x",
        preflight: permit,
        targetPreflight: a.empty(403),
      }),
      hop(app, "custom-header-to-cross", api, {
        headers: [],
        request: [["X-Custom", "1"]],
        targetPreflight: permit,
      }),
      at(api, "to-userinfo", a.redirect(302, `${api.replace("//", "//user:secret@")}/to-userinfo-target`, any), null),
      at(api, "loop", a.redirect(302, `${api}/loop`, any), null),
      at(api, "no-location", a.empty(302, any), null),
      at(api, "to-data-url", a.redirect(302, "data:text/plain,hello", any), null),
      hop(api, "mode-error", api, { redirect: "error" }),
      hop(api, "mode-manual", api, { redirect: "manual" }),
      at(api, "relative-location", a.redirect(302, "relative-location-target", any), "/relative-location-target", ok),
      hop(api, "credentials-any", api, { credentials: "include" }),
      hop(api, "credentials-other", other, {
        credentials: "include",
        headers: [...own, ...a.allowCredentials()],
        answer: a.json(200, own, a.allowCredentials()),
      }),
    ].map(withRequestHeaders);
  },
};

/** `headers` are those of the redirect above; those of the request are called `request`. */
function withRequestHeaders({ request, ...step }) {
  return request ? { ...step, headers: request } : step;
}
