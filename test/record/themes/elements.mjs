import * as a from "../answers.mjs";

/** Images, scripts, stylesheets, fonts and sound, with and without the crossorigin attribute. */
export const elements = {
  name: "elements",
  title: "Elements",
  firefoxSkips: [
    "img-plain-with-header",
    "img-use-credentials",
    "img-use-credentials-any",
    "img-corp-but-cors",
    "img-redirected",
    "img-same-origin",
    "script-crossorigin",
    "css-plain",
    "css-crossorigin",
    "module",
    "font",
  ],
  scheme: "https",
  steps({ app, api, cdn }) {
    const any = a.allowOrigin("*");
    const own = a.allowOrigin(app);
    const trusted = [...own, ...a.allowCredentials()];
    const at = (api, name, more) => ({ name, api, url: `${cdn}/${name}`, ...more });
    const anonymous = { crossorigin: "" };
    const use = { crossorigin: "use-credentials" };
    return [
      {
        name: "set-cookie",
        url: `${cdn}/set-cookie`,
        credentials: "include",
        respond: a.json(200, trusted, a.cookie("taste=sweet; Path=/; Secure; SameSite=None")),
      },
      at("img", "img-plain", { respond: a.png(200) }),
      at("img", "img-plain-with-header", { respond: a.png(200, any) }),
      at("img", "img-crossorigin", { ...anonymous, respond: a.png(200, any) }),
      at("img", "img-crossorigin-blocked", { ...anonymous, respond: a.png(200) }),
      at("img", "img-use-credentials", { ...use, respond: a.png(200, trusted) }),
      at("img", "img-use-credentials-any", { ...use, respond: a.png(200, any) }),
      at("img", "img-corp", { respond: a.png(200, a.header("Cross-Origin-Resource-Policy", "same-origin")) }),
      at("img", "img-corp-but-cors", {
        ...anonymous,
        respond: a.png(200, any, a.header("Cross-Origin-Resource-Policy", "same-origin")),
      }),
      at("img", "img-redirected", {
        ...anonymous,
        respond: a.redirect(302, `${api}/img-redirected-target`, own),
        routes: { "/img-redirected-target": { respond: a.png(200, own) } },
      }),
      at("img", "img-html", { respond: a.html(200, a.header("X-Content-Type-Options", "nosniff")) }),
      { name: "img-same-origin", api: "img", url: `${app}/img-same-origin`, respond: a.png(200) },
      at("script", "script-plain", { respond: a.script(200) }),
      // Firefox does not mute what a script throws.
      at("script", "script-plain-throws", { respond: a.throwingScript(200) }),
      at("script", "script-crossorigin", { ...anonymous, respond: a.script(200, any) }),
      at("script", "script-crossorigin-blocked", { ...anonymous, respond: a.script(200) }),
      at("script", "script-json-nosniff", { respond: a.json(200, a.header("X-Content-Type-Options", "nosniff")) }),
      at("module-script", "module", { respond: a.module(200, own) }),
      at("module-script", "module-blocked", { respond: a.module(200) }),
      at("import", "import-blocked", { respond: a.module(200) }),
      at("stylesheet", "css-plain", { respond: a.css(200) }),
      at("stylesheet", "css-crossorigin", { ...anonymous, respond: a.css(200, any) }),
      at("stylesheet", "css-crossorigin-blocked", { ...anonymous, respond: a.css(200) }),
      at("font", "font", { respond: a.font(200, any) }),
      at("font", "font-blocked", { respond: a.font(200) }),
      at("audio", "audio-plain", { respond: a.wav(200) }),
      at("audio", "audio-crossorigin-blocked", { ...anonymous, respond: a.wav(200) }),
    ];
  },
};
