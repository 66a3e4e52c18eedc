import * as a from "../answers.mjs";

/** Everything at once: entries and their preflights are far apart, equal URLs have several methods. */
export const parallel = {
  name: "parallel",
  title: "All at once",
  browsers: ["chromium"],
  parallel: true,
  steps({ app, api }) {
    const own = a.allowOrigin(app);
    const item = (name, path, method, more) => ({
      name,
      url: `${api}/${path}`,
      method,
      ...(method === "GET" ? {} : { body: "x" }),
      preflight: {
        ...a.empty(204, own, a.allowMethods("PUT, PATCH"), a.allowHeaders("x-a, x-b"), a.maxAge(0)),
        delay: 60,
      },
      respond: { ...a.json(200, own), delay: 40 },
      ...more,
    });
    const header = (name) => ({ headers: [[name, "1"]] });
    return [
      item("one-get", "items/1", "GET"),
      item("one-get-a", "items/1", "GET", header("X-A")),
      item("one-get-c", "items/1", "GET", header("X-C")),
      item("one-put", "items/1", "PUT"),
      item("one-put-same", "items/1", "PUT"),
      item("one-patch", "items/1", "PATCH"),
      item("one-delete", "items/1", "DELETE"),
      item("two-put", "items/2", "PUT"),
      item("two-put-a", "items/2", "PUT", header("X-A")),
      item("two-delete", "items/2", "DELETE"),
      item("three-put", "items/3", "PUT", { preflight: { ...a.empty(204, own), delay: 120 } }),
      item("four-put", "items/4", "PUT", { respond: a.json(200) }),
      item("five-get", "items/5", "GET", { respond: { ...a.json(200), delay: 100 } }),
    ];
  },
};
