import { allMethods, type Grant, lines, single, strings, type Target } from "../target.js";

export const laravel: Target = {
  name: "laravel",
  title: "Laravel",
  language: "php",
  comment: "//",
  write: (grant) => [{ place: "config/cors.php (php artisan config:publish cors)", text: corsPhp(grant) }],
};

function corsPhp(grant: Grant): string {
  const { origins, headers, expose, credentials, maxAge, path } = grant;
  const list = (values: readonly string[]) => `[${strings(values, single)}]`;
  return lines(
    "<?php",
    "",
    "return [",
    `    'paths' => ${list([path === "/" ? "*" : `${path.slice(1)}*`])},`,
    `    'allowed_methods' => ${list(allMethods(grant))},`,
    `    'allowed_origins' => ${list(origins === "*" ? ["*"] : origins)},`,
    "    'allowed_origins_patterns' => [],",
    `    'allowed_headers' => ${list(headers)},`,
    `    'exposed_headers' => ${list(expose)},`,
    `    'max_age' => ${maxAge ?? "null"},`,
    `    'supports_credentials' => ${credentials},`,
    "];",
  );
}
