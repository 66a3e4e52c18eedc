import { type Grant, indented, lines, type Target } from "../target.js";

/** A dollar sign starts a variable and can't be escaped, so it becomes one. */
const quoted = (value: string) => `"${value.replace(/[\\"]/g, "\\$&").replaceAll("$", "$" + "{cors_dollar}")}"`;
const key = (value: string) => `"${value.replace(/[\\"]/g, "\\$&")}"`;

export const nginx: Target = {
  name: "nginx",
  title: "nginx",
  language: "nginx",
  comment: "#",
  write: (grant) => [
    { place: "http { … }", text: maps(grant) },
    { place: "server { … }", text: location(grant) },
  ],
  notes: () => ["nginx-one-sender"],
};

function maps({ origins, methods, headers, maxAge, credentials, expose }: Grant): string {
  const isListed = origins !== "*";
  const whenAllowed = (name: string, value: string) =>
    `map $cors_origin $${name} {\n    default ${value};\n    "" "";\n}`;
  const whenAsked = (name: string, value: string) =>
    `map "$cors_preflight:$cors_origin" $${name} {\n    default "";\n    "~^1:." ${value};\n}`;
  const dollar = [...methods, ...headers, ...expose].some((name) => name.includes("$"));
  const longest = isListed ? Math.max(...origins.map(({ length }) => length)) : 0;
  return lines(
    longest > FITS && `# For long origins; once in http, for all maps.\nmap_hash_bucket_size ${bucketFor(longest)};`,
    dollar && 'geo $cors_dollar {\n    default "$";\n}',
    isListed
      ? `# Origins that are let in; the header is left out for all others.\nmap $http_origin $cors_origin {\n    default "";\n${indented(origins.map((origin) => `${key(origin)} $http_origin;`).join("\n"), "    ")}\n}`
      : 'map "" $cors_origin {\n    default "*";\n}',
    'map "$request_method:$http_access_control_request_method" $cors_preflight {\n    default 0;\n    "~^OPTIONS:." 1;\n}',
    credentials && whenAllowed("cors_credentials", "true"),
    expose.length > 0 && whenAllowed("cors_expose", quoted(expose.join(", "))),
    methods.length > 0 && whenAsked("cors_methods", quoted(methods.join(", "))),
    headers.length > 0 && whenAsked("cors_headers", quoted(headers.join(", "))),
    maxAge !== null && whenAsked("cors_max_age", String(maxAge)),
  );
}

/** Of a key in the 64 bytes that a bucket has everywhere. */
const FITS = 40;

function bucketFor(length: number): number {
  return 2 ** Math.ceil(Math.log2(length + 24));
}

function location({ origins, methods, headers, maxAge, credentials, expose, path }: Grant): string {
  const body = lines(
    "# `always`: errors, too. A location with an add_header of its own inherits none.",
    "add_header Access-Control-Allow-Origin $cors_origin always;",
    credentials && "add_header Access-Control-Allow-Credentials $cors_credentials always;",
    expose.length > 0 && "add_header Access-Control-Expose-Headers $cors_expose always;",
    methods.length > 0 && "add_header Access-Control-Allow-Methods $cors_methods always;",
    headers.length > 0 && "add_header Access-Control-Allow-Headers $cors_headers always;",
    maxAge !== null && "add_header Access-Control-Max-Age $cors_max_age always;",
    origins !== "*" && "add_header Vary Origin always;",
    "# Preflights are answered before any authentication.",
    "if ($cors_preflight) {\n    return 204;\n}",
    "# … what the location has: root, proxy_pass, auth_basic",
  );
  return `location ${path} {\n${indented(body, "    ")}\n}`;
}
