import { type Grant, indented, lines, type Target } from "../target.js";

/** A brace starts a placeholder. */
const quoted = (value: string) => `"${value.replace(/[\\"]/g, "\\$&").replace(/[{}]/g, "\\$&")}"`;

export const caddy: Target = {
  name: "caddy",
  title: "Caddy",
  language: "caddyfile",
  comment: "#",
  write: (grant) => [{ place: "site { … }", text: site(grant) }],
  notes: () => ["caddy-authentication"],
};

function site({ origins, methods, headers, maxAge, credentials, expose, path }: Grant): string {
  const isListed = origins !== "*";
  const paths = path === "/" ? false : `path ${path}*`;
  const allowed = isListed ? origins.map((origin) => `header Origin ${quoted(origin)}`).join("\n") : "header Origin *";
  const asked = lines("method OPTIONS", "header Access-Control-Request-Method *");
  const matcher = (name: string, ...all: readonly (string | false)[]) =>
    `@${name} {\n${indented(lines(...all), "    ")}\n}`;
  const header = (name: string, ...all: readonly (string | false)[]) =>
    `header @${name} {\n${indented(lines(...all, "defer"), "    ")}\n}`;
  const preflight = [
    methods.length > 0 && `Access-Control-Allow-Methods ${quoted(methods.join(", "))}`,
    headers.length > 0 && `Access-Control-Allow-Headers ${quoted(headers.join(", "))}`,
    maxAge !== null && `Access-Control-Max-Age ${maxAge}`,
  ];
  return lines(
    matcher("cors", paths, allowed),
    matcher("cors_preflight", paths, asked),
    matcher("cors_allowed_preflight", paths, asked, allowed),
    header(
      "cors",
      `Access-Control-Allow-Origin ${isListed ? "{header.Origin}" : '"*"'}`,
      credentials && 'Access-Control-Allow-Credentials "true"',
      expose.length > 0 && `Access-Control-Expose-Headers ${quoted(expose.join(", "))}`,
    ),
    preflight.some(Boolean) && header("cors_allowed_preflight", ...preflight),
    isListed && `header ${path === "/" ? "" : `${path}* `}+Vary Origin`,
    "respond @cors_preflight 204",
  );
}
