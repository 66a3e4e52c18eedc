import * as a from "../answers.mjs";

function steps({ app, api, sub }, cookieAttributes) {
  const trusted = [...a.allowOrigin(app), ...a.allowCredentials(), ...a.vary];
  const include = { credentials: "include" };
  const target = cookieAttributes.includes("None") ? api : sub;
  const at = (name, more) => ({ name, url: `${target}/${name}`, ...more });
  const put = { method: "PUT", body: "x" };
  const basic = { headers: [["Authorization", "Basic bm9ib2R5Om5vdGhpbmc="]] };
  return [
    at("before-login", { ...include, respond: a.json(200, trusted) }),
    at("login", {
      ...include,
      method: "POST",
      body: "x",
      respond: a.json(200, trusted, a.cookie(`session=7f3a; Path=/; ${cookieAttributes}`)),
    }),
    at("include", { ...include, respond: a.json(200, trusted) }),
    at("same-origin", { respond: a.json(200, trusted) }),
    at("omit", { credentials: "omit", respond: a.json(200, trusted) }),
    at("same-origin-any", { respond: a.json(200, a.allowOrigin("*"), a.allowCredentials()) }),
    at("include-any", { ...include, respond: a.json(200, a.allowOrigin("*"), a.allowCredentials()) }),
    at("include-no-allow-credentials", { ...include, respond: a.json(200, a.allowOrigin(app)) }),
    at("include-capital-true", { ...include, respond: a.json(200, a.allowOrigin(app), a.allowCredentials("True")) }),
    at("include-put", {
      ...include,
      ...put,
      preflight: a.empty(204, trusted, a.allowMethods("PUT"), a.maxAge(600)),
      respond: a.json(200, trusted),
    }),
    at("include-put", { ...put, name: "same-origin-put-after-include", preflight: undefined, respond: undefined }),
    at("include-put", { ...include, ...put, name: "include-put-again", preflight: undefined, respond: undefined }),
    at("include-exposed-any", {
      ...include,
      respond: a.json(200, trusted, a.exposeHeaders("*"), a.header("X-Total", "3")),
    }),
    at("include-exposed", {
      ...include,
      respond: a.json(200, trusted, a.exposeHeaders("X-Total, Set-Cookie"), a.header("X-Total", "3")),
    }),
    at("authorization", {
      ...basic,
      preflight: a.empty(204, trusted, a.allowHeaders("authorization")),
      respond: a.json(200, trusted),
    }),
    at("include-header-any", {
      ...include,
      headers: [["X-Custom", "1"]],
      preflight: a.empty(204, trusted, a.allowHeaders("*")),
      respond: a.json(200, trusted),
    }),
    at("xhr-with-credentials", { api: "xhr", withCredentials: true, respond: a.json(200, trusted) }),
    at("xhr-without", { api: "xhr", respond: a.json(200, trusted) }),
    at("blocked-but-stored", { ...include, respond: a.json(200, a.cookie(`late=1; Path=/; ${cookieAttributes}`)) }),
    at("after-blocked", { ...include, respond: a.json(200, trusted) }),
    { name: "same-origin-set", url: `${app}/same-origin-set`, respond: a.json(200, a.cookie("own=1; Path=/")) },
    { name: "same-origin-sent", url: `${app}/same-origin-sent`, respond: a.json(200) },
  ];
}

/** Cookies between two hosts of one site, in clear text. */
export const credentialsSameSite = {
  name: "credentials-same-site",
  title: "Credentials within a site",
  browsers: ["firefox"],
  firefoxSkips: [
    "include-exposed-any",
    "include-exposed",
    "xhr-without",
    "authorization",
    "include-capital-true",
    "same-origin-any",
    "after-blocked",
  ],
  sensitive: true,
  steps: (origins) => steps(origins, "SameSite=Lax"),
};

/** The same between two sites: SameSite=None, https. */
export const credentialsCrossSite = {
  name: "credentials-cross-site",
  title: "Credentials across sites",
  browsers: ["chromium"],
  scheme: "https",
  sensitive: true,
  steps: (origins) => steps(origins, "SameSite=None; Secure"),
};

/** The same again as most people will export it: without cookies and authorization. */
export const credentialsSanitized = {
  name: "credentials-sanitized",
  title: "Credentials across sites, sanitized",
  scheme: "https",
  browsers: ["chromium"],
  steps: (origins) => steps(origins, "SameSite=None; Secure").slice(0, 10),
};

/** The same again in a browser that keeps no third-party cookies. */
export const credentialsNoThirdParty = {
  name: "credentials-no-third-party",
  title: "Credentials across sites, third-party cookies blocked",
  scheme: "https",
  browsers: ["chromium"],
  sensitive: true,
  thirdPartyCookies: "block",
  steps: (origins) => steps(origins, "SameSite=None; Secure").slice(0, 4),
};
