import { allMethods, type Grant, lines, strings, type Target } from "../target.js";

export const go: Target = {
  name: "go",
  title: "Go (rs/cors)",
  language: "go",
  comment: "//",
  write: (grant) => [{ place: 'around the outermost handler (import "github.com/rs/cors")', text: handler(grant) }],
  notes: ({ path, headers }) => [
    path !== "/" && { code: "go-path", value: path },
    headers.some((name) => /[^A-Za-z0-9-]/.test(name)) && "go-header-names",
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
