import { type Grant, indented, lines, strings, type Target } from "../target.js";

export const workers: Target = {
  name: "cloudflare-workers",
  title: "Cloudflare Workers",
  language: "javascript",
  comment: "//",
  write: (grant) => [{ place: "the Worker", text: worker(grant) }],
};

function worker(grant: Grant): string {
  const { origins, methods, headers, expose, credentials, maxAge, path } = grant;
  const isListed = origins !== "*";
  const header = (name: string, value: string) => `answer.headers.set("${name}", ${JSON.stringify(value)});`;
  const permissions = lines(
    `answer.headers.set("Access-Control-Allow-Origin", ${isListed ? "origin" : '"*"'});`,
    credentials && header("Access-Control-Allow-Credentials", "true"),
    expose.length > 0 && header("Access-Control-Expose-Headers", expose.join(", ")),
  );
  const asked = lines(
    methods.length > 0 && header("Access-Control-Allow-Methods", methods.join(", ")),
    headers.length > 0 && header("Access-Control-Allow-Headers", headers.join(", ")),
    maxAge !== null && header("Access-Control-Max-Age", String(maxAge)),
  );
  return lines(
    isListed && `const ORIGINS = new Set([${strings(origins)}]);\n`,
    "export default {",
    "  async fetch(request, env, context) {",
    path !== "/" &&
      `    if (!new URL(request.url).pathname.startsWith(${JSON.stringify(path)})) return handle(request, env, context);`,
    '    const origin = request.headers.get("Origin");',
    '    const isPreflight = request.method === "OPTIONS" && request.headers.has("Access-Control-Request-Method");',
    "    // Preflights are answered before any authentication. Errors get headers, too, if handle() returns them.",
    "    const given = isPreflight ? null : await handle(request, env, context);",
    "    // A copy: what fetch() returned can't be changed.",
    "    const answer = new Response(given?.body ?? null, given ?? { status: 204 });",
    isListed && '    answer.headers.append("Vary", "Origin");',
    `    if (${isListed ? "!ORIGINS.has(origin)" : "origin === null"}) return answer;`,
    indented(permissions, "    "),
    asked !== "" && `    if (isPreflight) {\n${indented(asked, "      ")}\n    }`,
    "    return answer;",
    "  },",
    "};",
    "",
    "async function handle(request, env, context) {",
    "  // … what the Worker does",
    '  return new Response("ok");',
    "}",
  );
}
