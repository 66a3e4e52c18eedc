import * as a from "../answers.mjs";

/** XMLHttpRequest, EventSource and sendBeacon. */
export const xhr = {
  name: "xhr",
  title: "XMLHttpRequest, EventSource, sendBeacon",
  firefoxSkips: [
    "xhr-exposed",
    "beacon-text",
    "events-with-credentials",
    "xhr-timeout",
    "xhr-requested-with",
    "xhr-upload",
    "xhr-redirected",
    "xhr-credentials-any",
  ],
  sensitive: true,
  steps({ app, api, sub, refused }) {
    const own = a.allowOrigin(app);
    const any = a.allowOrigin("*");
    const trusted = [...own, ...a.allowCredentials()];
    const at = (name, more) => ({ name, api: "xhr", url: `${api}/${name}`, respond: a.json(200, own), ...more });
    const permit = (...headers) => a.empty(204, own, ...headers);
    const jsonType = [["Content-Type", "application/json"]];
    const source = (name, more) => at(name, { api: "eventsource", ...more });
    const beacon = (name, more) => at(name, { api: "beacon", body: "bye", ...more });
    const blob = { bodyType: "blob", contentType: "application/json", body: '{"bye":1}' };
    return [
      at("xhr-get", { respond: a.json(200, any, a.header("X-Hidden", "1")) }),
      at("xhr-exposed", { respond: a.json(200, any, a.exposeHeaders("X-Seen"), a.header("X-Seen", "1")) }),
      at("xhr-blocked", { respond: a.json(200) }),
      at("xhr-requested-with", {
        headers: [["X-Requested-With", "XMLHttpRequest"]],
        preflight: permit(a.allowHeaders("x-requested-with")),
      }),
      at("xhr-json-refused", { method: "POST", headers: jsonType, body: "{}", preflight: a.empty(404) }),
      at("xhr-delete-refused", { method: "DELETE", preflight: permit() }),
      at("xhr-upload", { method: "POST", body: "x", uploadListeners: ["progress"], preflight: permit() }),
      at("xhr-upload-refused", { method: "POST", body: "x", uploadListeners: ["progress"], preflight: a.empty(405) }),
      at("xhr-no-upload-listener", { method: "POST", body: "x", preflight: a.empty(405) }),
      at("xhr-set-cookie", {
        url: `${sub}/xhr-set-cookie`,
        withCredentials: true,
        respond: a.json(200, trusted, a.cookie("session=7f3a; Path=/; SameSite=Lax")),
      }),
      at("xhr-credentials", { url: `${sub}/xhr-credentials`, withCredentials: true, respond: a.json(200, trusted) }),
      at("xhr-credentials-any", {
        url: `${sub}/xhr-credentials-any`,
        withCredentials: true,
        respond: a.json(200, any),
      }),
      at("xhr-aborted", { abortAfter: 0.1, respond: { ...a.json(200, own), delay: 1000 } }),
      at("xhr-timeout", { timeout: 100, respond: { ...a.json(200, own), delay: 1000 } }),
      at("xhr-connection-refused", { url: `${refused}/xhr-connection-refused` }),
      at("xhr-redirected", {
        respond: a.redirect(302, `${api}/xhr-redirected-target`, own),
        routes: { "/xhr-redirected-target": { respond: a.json(200, own) } },
      }),
      source("events", { respond: a.events(200, own) }),
      source("events-blocked", { respond: a.events(200) }),
      source("events-with-credentials", { withCredentials: true, respond: a.events(200, trusted) }),
      source("events-credentials-any", { withCredentials: true, respond: a.events(200, any) }),
      source("events-wrong-type", { respond: a.json(200, own) }),
      beacon("beacon-text"),
      beacon("beacon-json", { ...blob, preflight: permit(a.allowCredentials(), a.allowHeaders("content-type")) }),
      beacon("beacon-json-any", { ...blob, preflight: a.empty(204, any, a.allowHeaders("content-type")) }),
    ];
  },
};
