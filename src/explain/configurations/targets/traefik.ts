import { allMethods, lines, strings, type Target } from "../target.js";

export const traefik: Target = {
  name: "traefik",
  title: "Traefik",
  language: "yaml",
  comment: "#",
  write: (grant) => [
    {
      place: "the file provider; name it first in the router's middlewares, before authentication",
      text: lines(
        "http:",
        "  middlewares:",
        "    cors:",
        "      headers:",
        `        accessControlAllowOriginList: [${strings(grant.origins === "*" ? ["*"] : grant.origins)}]`,
        `        accessControlAllowMethods: [${strings(allMethods(grant))}]`,
        grant.headers.length > 0 && `        accessControlAllowHeaders: [${strings(grant.headers)}]`,
        grant.expose.length > 0 && `        accessControlExposeHeaders: [${strings(grant.expose)}]`,
        grant.credentials && "        accessControlAllowCredentials: true",
        grant.maxAge !== null && `        accessControlMaxAge: ${grant.maxAge}`,
        "        addVaryHeader: true",
      ),
    },
  ],
  notes: ({ path }) => [path !== "/" && { code: "traefik-path", value: path }],
};
