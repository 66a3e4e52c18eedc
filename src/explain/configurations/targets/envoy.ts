import { allMethods, type Grant, lines, type Target } from "../target.js";

export const envoy: Target = {
  name: "envoy",
  title: "Envoy",
  language: "yaml",
  comment: "#",
  write: (grant) => [
    { place: "http_filters, before authentication and the router", text: envoyFilter() },
    { place: `the route with match: { prefix: ${JSON.stringify(grant.path)} }`, text: envoyPolicy(grant) },
  ],
};

function envoyFilter(): string {
  return lines(
    "- name: envoy.filters.http.cors",
    "  typed_config:",
    '    "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors',
  );
}

function envoyPolicy(grant: Grant): string {
  const { origins, headers, expose, credentials, maxAge } = grant;
  const match = (origin: string) => `      - exact: ${JSON.stringify(origin)}`;
  return lines(
    "typed_per_filter_config:",
    "  envoy.filters.http.cors:",
    '    "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy',
    "    allow_origin_string_match:",
    ...(origins === "*" ? [`      - safe_regex: { regex: ${JSON.stringify(".*")} }`] : origins.map(match)),
    `    allow_methods: ${JSON.stringify(allMethods(grant).join(","))}`,
    headers.length > 0 && `    allow_headers: ${JSON.stringify(headers.join(","))}`,
    expose.length > 0 && `    expose_headers: ${JSON.stringify(expose.join(","))}`,
    maxAge !== null && `    max_age: ${JSON.stringify(String(maxAge))}`,
    credentials && "    allow_credentials: true",
  );
}
