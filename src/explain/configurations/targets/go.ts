import { allMethods, type Grant, lines, strings, type Target } from "../target.js";

export const go: Target = {
  name: "go",
  title: "Go (rs/cors)",
  language: "go",
  comment: "//",
  write: (grant) => [{ place: 'around the outermost handler (import "github.com/rs/cors")', text: handler(grant) }],
  notes: ({ path, headers }) => [
    path !== "/" && `It is for all paths of the handler: wrap that of ${path} alone.`,
    headers.some((name) => /[^A-Za-z0-9-]/.test(name)) &&
      "rs/cors 1 finds no request header whose name has other characters than letters, digits and hyphens.",
  ],
};

function handler(grant: Grant): string {
  const { origins, headers, expose, credentials, maxAge } = grant;
  return lines(
    "handler = cors.New(cors.Options{",
    `\tAllowedOrigins:   []string{${origins === "*" ? '"*"' : strings(origins)}},`,
    `\tAllowedMethods:   []string{${strings(allMethods(grant))}},`,
    headers.length === 0 && "\t// An empty list would allow a few more.",
    `\tAllowedHeaders:   []string{${headers.length === 0 ? '"Accept"' : strings(headers)}},`,
    expose.length > 0 && `\tExposedHeaders:   []string{${strings(expose)}},`,
    credentials && "\tAllowCredentials: true,",
    maxAge !== null && `\tMaxAge:           ${maxAge},`,
    "}).Handler(handler)",
  );
}
