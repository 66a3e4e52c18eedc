import { type Grant, indented, lines, literally, type Target } from "../target.js";

/** A percent sign starts a format, a dollar sign with a brace a variable. */
const quoted = (value: string) => `"${value.replace(/[\\"]/g, "\\$&").replaceAll("%", "%%")}"`;

export const apache: Target = {
  name: "apache",
  title: "Apache httpd",
  language: "apache",
  comment: "#",
  write: (grant) => [{ place: "<VirtualHost …> (a2enmod headers rewrite setenvif)", text: virtualHost(grant) }],
  notes: () => ["one-sender"],
};

function virtualHost({ origins, methods, headers, maxAge, credentials, expose, path }: Grant): string {
  const isListed = origins !== "*";
  const to = (isAsked: boolean) => (isAsked ? "env=CORS_PREFLIGHT" : "env=CORS_ORIGIN");
  const set = (name: string, value: string, isAsked = false) => `Header always set ${name} ${value} ${to(isAsked)}`;
  const variables = isListed
    ? lines(
        "# Origins that are let in; the headers are left out for all others.",
        ...origins.map((origin) => `SetEnvIf Origin "^${literally(origin).replaceAll('"', '\\"')}$" CORS_ORIGIN=$0`),
      )
    : 'SetEnvIf Request_URI "^" CORS_ORIGIN=*';
  const body = lines(
    set("Access-Control-Allow-Origin", isListed ? '"%{CORS_ORIGIN}e"' : '"*"'),
    credentials && set("Access-Control-Allow-Credentials", '"true"'),
    expose.length > 0 && set("Access-Control-Expose-Headers", quoted(expose.join(", "))),
    methods.length > 0 && set("Access-Control-Allow-Methods", quoted(methods.join(", ")), true),
    headers.length > 0 && set("Access-Control-Allow-Headers", quoted(headers.join(", ")), true),
    maxAge !== null && set("Access-Control-Max-Age", `"${maxAge}"`, true),
    isListed && 'Header always merge Vary "Origin"',
  );
  const preflight = `"expr=%{REQUEST_METHOD} == 'OPTIONS' && -n %{HTTP:Access-Control-Request-Method} && -n reqenv('CORS_ORIGIN')"`;
  return lines(
    variables,
    `<Location "${path}">`,
    "    # `always`: errors, too.",
    indented(body.replaceAll("env=CORS_PREFLIGHT", preflight), "    "),
    "</Location>",
    "# Preflights are answered before any authentication.",
    "RewriteEngine On",
    "RewriteCond %{REQUEST_METHOD} =OPTIONS",
    "RewriteCond %{HTTP:Access-Control-Request-Method} .",
    `RewriteRule "^${literally(path)}" - [R=204,L]`,
  );
}
