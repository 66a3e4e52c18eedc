import type { ArgumentsCamelCase, Argv } from "yargs";
import { SEVERITIES } from "../../live/audit/finding.js";
import { AUDIT_FORMAT_NAMES } from "../formats/names.js";
import { connection } from "../options/connection.js";
import { cookie, header, user } from "../options/live.js";
import { formatOf, lang, type OptionsOf, quiet, showSecrets } from "../options/shared.js";

export const options = (yargs: Argv) =>
  yargs
    .positional("url", {
      type: "string",
      demandOption: true,
      describe: "An address of the server, one that pages ask for",
    })
    .option("origin", {
      type: "string",
      requiresArg: true,
      describe: "The origin that the server means to serve; look-alikes of it are tried",
    })
    .option("header", header)
    .option("user", user)
    .option("cookie", cookie)
    .option("ask-method", {
      type: "string",
      array: true,
      requiresArg: true,
      describe: "Methods to ask for in preflights; none is sent (PUT, PATCH, DELETE)",
    })
    .option("ask-header", {
      type: "string",
      array: true,
      requiresArg: true,
      describe: "Request headers to ask for in preflights (authorization, content-type)",
    })
    .option("send", { type: "boolean", describe: "Also send an empty POST, to see what a 405 says" })
    .option("rate", { type: "string", default: "10", requiresArg: true, describe: "Requests a second at most" })
    .option("max-requests", { type: "string", default: "100", requiresArg: true, describe: "Requests in all at most" })
    .option("dry-run", { type: "boolean", describe: "Print what would be sent, and send nothing" })
    .options(connection)
    .option("format", formatOf(AUDIT_FORMAT_NAMES))
    .option("fail-on", {
      choices: ["never", ...SEVERITIES] as const,
      default: "never" as const,
      requiresArg: true,
      describe: "Exit 1 on a finding as severe as that",
    })
    .option("show-secrets", showSecrets)
    .option("lang", lang)
    .option("quiet", quiet)
    .example("$0 audit https://api.example/me --origin https://app.example", "What is allowed to whom, and is it wise?")
    .example("$0 audit https://api.example/me -H 'Authorization: Bearer …'", "Behind a login")
    .example("$0 audit http://localhost:8080/ --dry-run", "The requests, without sending one")
    .example("$0 audit https://staging.example/ --fail-on medium --format sarif", "In CI");

export type Options = OptionsOf<typeof options>;
export type AuditGiven = ArgumentsCamelCase<Options>;
