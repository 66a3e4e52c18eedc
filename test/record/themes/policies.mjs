import * as a from "../answers.mjs";

/** What stops or hides requests beside CORS: modes, CSP, mixed content, CORP, aborts, dead servers. */
export const policies = {
  name: "policies",
  title: "Not CORS",
  firefoxSkips: ["no-cors-404", "no-cors-json", "cors-ignores-corp", "csp-blocked-xhr", "mixed-content-xhr"],
  scheme: "https",
  sensitive: true,
  pageHeaders: [
    ["Content-Security-Policy", "connect-src 'self' https://api.test:8543 https://api.test:8181 http://api.test:8180"],
  ],
  steps({ app, api, other, refused, insecure }) {
    const own = a.allowOrigin(app);
    const any = a.allowOrigin("*");
    const at = (name, more) => ({ name, url: `${api}/${name}`, respond: a.json(200, any), ...more });
    const noCors = { mode: "no-cors" };
    return [
      at("allowed"),
      at("no-cors", { ...noCors, respond: a.json(200) }),
      at("no-cors-404", { ...noCors, respond: a.html(404) }),
      at("no-cors-post", { ...noCors, method: "POST", body: "x", respond: a.text(200) }),
      at("no-cors-json", {
        ...noCors,
        method: "POST",
        headers: [["Content-Type", "application/json"]],
        body: "{}",
        respond: a.text(200),
      }),
      at("no-cors-put", { ...noCors, method: "PUT", body: "x" }),
      at("no-cors-corp", { ...noCors, respond: a.json(200, a.header("Cross-Origin-Resource-Policy", "same-origin")) }),
      at("cors-ignores-corp", { respond: a.json(200, any, a.header("Cross-Origin-Resource-Policy", "same-origin")) }),
      at("same-origin-mode", { mode: "same-origin" }),
      {
        name: "same-origin-mode-redirected",
        url: `${app}/same-origin-mode-redirected`,
        mode: "same-origin",
        respond: a.redirect(302, `${api}/allowed`),
      },
      { name: "csp-blocked", url: `${other}/csp-blocked`, respond: a.json(200, any) },
      { name: "csp-blocked-xhr", api: "xhr", url: `${other}/csp-blocked-xhr`, respond: a.json(200, any) },
      at("csp-blocked-redirect", { respond: a.redirect(302, `${other}/csp-blocked-redirect-target`, any) }),
      { name: "mixed-content", url: `${insecure}/mixed-content`, respond: a.json(200, any) },
      { name: "mixed-content-xhr", api: "xhr", url: `${insecure}/mixed-content-xhr`, respond: a.json(200, any) },
      { name: "connection-refused", url: `${refused}/connection-refused` },
      { name: "connection-refused-put", url: `${refused}/connection-refused-put`, method: "PUT", body: "x" },
      at("connection-dropped", { respond: { drop: true } }),
      at("aborted", { abortAfter: 0.1, respond: { ...a.json(200, own), delay: 1000 } }),
      at("aborted-preflight", {
        abortAfter: 0.1,
        method: "PUT",
        body: "x",
        preflight: { ...a.empty(204, own, a.allowMethods("PUT")), delay: 1000 },
      }),
      { name: "userinfo", url: `${api.replace("//", "//user:secret@")}/userinfo` },
      at("forbidden-method", { method: "TRACE" }),
      at("bad-header", { headers: [["Bad Name", "1"]] }),
      { name: "bad-port", url: "https://api.test:6667/bad-port" },
      at("integrity", { integrity: "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", respond: a.json(200, any) }),
    ];
  },
};

/** The page requires CORP or CORS of everything it loads. */
export const coep = {
  name: "coep",
  title: "Cross-Origin-Embedder-Policy",
  browsers: ["chromium"],
  scheme: "https",
  pageHeaders: [["Cross-Origin-Embedder-Policy", "require-corp"]],
  steps({ cdn }) {
    const any = a.allowOrigin("*");
    const corp = (value) => a.header("Cross-Origin-Resource-Policy", value);
    const at = (api, name, more) => ({ name, api, url: `${cdn}/${name}`, ...more });
    return [
      at("img", "img-plain", { respond: a.png(200) }),
      at("img", "img-corp", { respond: a.png(200, corp("cross-origin")) }),
      at("img", "img-corp-same-site", { respond: a.png(200, corp("same-site")) }),
      at("img", "img-crossorigin", { crossorigin: "", respond: a.png(200, any) }),
      at("fetch", "no-cors", { mode: "no-cors", respond: a.text(200) }),
      at("fetch", "cors", { respond: a.text(200, any) }),
    ];
  },
};
