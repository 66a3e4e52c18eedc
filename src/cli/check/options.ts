import type { ArgumentsCamelCase, Argv } from "yargs";
import { APIS } from "../../core/infrastructure/request.js";
import { CHECK_FORMAT_NAMES } from "../formats/names.js";
import { connection } from "../options/connection.js";
import { cookie, header, user } from "../options/live.js";
import { formatOf, lang, type OptionsOf, profile, quiet, showSecrets, steps } from "../options/shared.js";

export const options = (yargs: Argv) =>
  yargs
    .positional("input", { type: "string", describe: "The URL to ask, or a curl command or fetch(…) in quotes" })
    .option("origin", {
      type: "string",
      alias: "o",
      requiresArg: true,
      describe: "The page's origin (http://localhost:3000)",
    })
    .option("request", { type: "string", alias: "X", requiresArg: true, describe: "The method" })
    .option("header", header)
    .option("data", {
      type: "string",
      alias: "d",
      requiresArg: true,
      describe: "A body, form-urlencoded as curl has it",
    })
    .option("data-json", { type: "string", requiresArg: true, describe: "A body with Content-Type: application/json" })
    .option("user", user)
    .option("cookie", { ...cookie, describe: "NAME=VALUE; …, what the browser has for that server" })
    .option("credentials", {
      choices: ["omit", "same-origin", "include"] as const,
      requiresArg: true,
      describe: "Credentials mode; of an XMLHttpRequest include is withCredentials",
    })
    .option("api", { choices: APIS, requiresArg: true, describe: "What the page calls (fetch)" })
    .option("mode", { choices: ["cors", "no-cors", "same-origin"] as const, requiresArg: true, describe: "Of fetch" })
    .option("redirect", { choices: ["follow", "error", "manual"] as const, requiresArg: true, describe: "Of fetch" })
    .option("profile", {
      ...profile,
      describe: "Browser: chromium (default), firefox, webkit, spec, all, or an edition",
    })
    .option("preflight-only", { type: "boolean", describe: "Ask with the preflight, and stop there" })
    .option("send", { type: "boolean", describe: "Send methods that may change something too" })
    .option("also", {
      type: "string",
      array: true,
      requiresArg: true,
      describe: "Hosts that may get what you give when the server redirects there",
    })
    .option("config", {
      type: "string",
      requiresArg: true,
      describe: "A file of expectations, as a test of the server",
    })
    .option("base", { type: "string", requiresArg: true, describe: "With --config: where relative URLs begin" })
    .option("watch", { type: "boolean", describe: "Again whenever --config changes, or on Enter" })
    .option("to-case", {
      type: "boolean",
      describe: "Print a case that runs without the server, in place of the verdict",
    })
    .options(connection)
    .option("format", formatOf(CHECK_FORMAT_NAMES))
    .option("fail-on", {
      choices: ["never", "blocked"] as const,
      default: "blocked" as const,
      requiresArg: true,
      describe: "When to exit 1; an expectation that does not hold always does",
    })
    .option("steps", steps)
    .option("show-secrets", showSecrets)
    .option("lang", lang)
    .option("quiet", quiet)
    .example("$0 check https://api.example/me --origin https://app.example", "May a page there read this?")
    .example(
      "$0 check https://api.example/orders/7 -X PUT --data-json '{}' -o https://app.example",
      "The preflight; --send sends the PUT too",
    )
    .example(
      "$0 check localhost:8080/me --credentials include -b 'sid=1' --profile all",
      "With cookies, in every engine",
    )
    .example("$0 check https://api.example/me -E me.pem --credentials include", "With a client certificate")
    .example("$0 check --config cors.jsonc --base http://localhost:8080 --format junit", "A server's regression test");

export type Options = OptionsOf<typeof options>;
export type CheckGiven = ArgumentsCamelCase<Options>;
