import * as a from "../answers.mjs";

/** Requests of a sandboxed frame (origin null), of another site's frame and of a worker. */
export const frames = {
  name: "frames",
  title: "Frames and workers",
  firefoxSkips: ["sandbox-any", "sandbox-put", "sandbox-own-host", "frame-any", "frame-put", "worker-own", "page-own"],
  sensitive: true,
  steps({ app, api, cdn }) {
    const own = a.allowOrigin(app);
    const at = (context, name, more) => ({ name, context, url: `${api}/${name}`, ...more });
    const put = { method: "PUT", body: "x" };
    const permit = (origin) => a.empty(204, a.allowOrigin(origin), a.allowMethods("PUT"));
    return [
      at("sandbox", "sandbox-any", { respond: a.json(200, a.allowOrigin("*")) }),
      at("sandbox", "sandbox-null", { respond: a.json(200, a.allowOrigin("null")) }),
      at("sandbox", "sandbox-app-origin", { respond: a.json(200, own) }),
      at("sandbox", "sandbox-put", { ...put, preflight: permit("null"), respond: a.json(200, a.allowOrigin("null")) }),
      at("sandbox", "sandbox-put-refused", { ...put, preflight: permit(app), respond: a.json(200, own) }),
      { name: "sandbox-own-host", context: "sandbox", url: `${app}/sandbox-own-host`, respond: a.json(200) },
      at("cdn", "frame-any", { respond: a.json(200, a.allowOrigin("*")) }),
      at("cdn", "frame-own", { respond: a.json(200, a.allowOrigin(cdn)) }),
      at("cdn", "frame-top-origin", { respond: a.json(200, own) }),
      at("cdn", "frame-put", { ...put, preflight: permit(cdn), respond: a.json(200, a.allowOrigin(cdn)) }),
      { name: "frame-own-host", context: "cdn", url: `${cdn}/frame-own-host`, respond: a.json(200) },
      at("worker", "worker-own", { respond: a.json(200, own) }),
      at("worker", "worker-blocked", { respond: a.json(200) }),
      at("worker", "worker-put", { ...put, preflight: permit(app), respond: a.json(200, own) }),
      at("worker", "worker-xhr-blocked", { api: "xhr", respond: a.json(200, a.allowOrigin(`${app}/`)) }),
      at(undefined, "page-own", { respond: a.json(200, own) }),
    ];
  },
};

/** A page whose service worker passes its requests on, answers some itself and leaves some alone. */
export const serviceWorker = {
  name: "service-worker",
  title: "Service worker",
  scheme: "https",
  sensitive: true,
  serviceWorker: true,
  steps({ app, api }) {
    const own = a.allowOrigin(app);
    const at = (name, more, query = "") => ({ name, url: `${api}/${name}${query}`, ...more });
    const put = { method: "PUT", body: "x" };
    return [
      at("passed-on", { respond: a.json(200, own) }),
      at("passed-on-blocked", { respond: a.json(200) }),
      at("passed-on-put", { ...put, preflight: a.empty(204, own, a.allowMethods("PUT")), respond: a.json(200, own) }),
      at("passed-on-put-refused", { ...put, preflight: a.empty(204, own), respond: a.json(200, own) }),
      at("passed-on-no-cors", { mode: "no-cors", respond: a.text(200) }),
      at("made-up", { respond: a.json(200) }, "?made-up"),
      at("made-up-put", { ...put, respond: a.json(200) }, "?made-up"),
      at("opaque-to-cors", { respond: a.json(200) }, "?no-cors"),
      at("left-alone", { respond: a.json(200, own) }, "?aside"),
      at("left-alone-blocked", { respond: a.json(200) }, "?aside"),
      { name: "same-origin", url: `${app}/same-origin`, respond: a.json(200) },
    ];
  },
};
