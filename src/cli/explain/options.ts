import type { ArgumentsCamelCase, Argv } from "yargs";
import { EXPLAIN_FORMAT_NAMES } from "../formats/names.js";
import { connectionWith } from "../options/connection.js";
import { formatOf, lang, type OptionsOf, profile, quiet, showSecrets, steps } from "../options/shared.js";
import { INPUT_KINDS } from "./input-kinds.js";

export const options = (yargs: Argv) =>
  yargs
    .positional("input", {
      type: "string",
      demandOption: true,
      describe:
        "Code (fetch, XMLHttpRequest, jQuery, axios …), HTML, a curl command, a console line, a reason code; or a file of them, a case, FILE.har#N; - is stdin",
    })
    .option("as", { choices: INPUT_KINDS, requiresArg: true, describe: "What the input is, where it is not seen" })
    .option("origin", { type: "string", requiresArg: true, describe: "The page's origin; null for one of no origin" })
    .option("page", { type: "string", requiresArg: true, describe: "The page's URL" })
    .option("server", {
      type: "string",
      array: true,
      requiresArg: true,
      describe: "What the server answers: header lines, or whole responses for the requests in turn; @FILE",
    })
    .option("preflight-server", {
      type: "string",
      requiresArg: true,
      describe: "What it answers to the preflight, if otherwise",
    })
    .option("live", { type: "boolean", describe: "Ask the real server: the preflight, and GET or HEAD" })
    .option("send", { type: "boolean", describe: "With --live: send other methods too" })
    .option("run", { type: "boolean", describe: "Run the code in a simulated page (needs happy-dom)" })
    .option("config", {
      type: "string",
      requiresArg: true,
      describe: "Write the fix as a configuration too: nginx, apache, express, spring, s3 …",
    })
    .option("call", { type: "string", requiresArg: true, describe: "Only the N-th request of the input" })
    .option("format", formatOf(EXPLAIN_FORMAT_NAMES))
    .option("profile", {
      ...profile,
      describe: "Browser: chromium (default), firefox, webkit, spec, all, or an edition",
    })
    .option("steps", steps)
    .option("fail-on", {
      choices: ["never", "blocked"] as const,
      default: "never" as const,
      requiresArg: true,
      describe: "When to exit 1",
    })
    .options(connectionWith("--live"))
    .option("show-secrets", showSecrets)
    .option("lang", lang)
    .option("quiet", quiet)
    .example(
      `$0 explain 'fetch("https://api.example/data", { method: "PUT" })' --origin https://app.example`,
      "Is there a preflight, and what must the server answer?",
    )
    .example("$0 explain app.js --server 'access-control-allow-origin: *'", "What becomes of each request of a file")
    .example(`$0 explain "curl -X PUT https://api.example/data" --live`, "Ask the real server")
    .example("pbpaste | $0 explain -", "A console line, or DevTools' Copy as fetch or cURL")
    .example("$0 explain session.har#12 --format html > why.html", "One request of a recording, as a page")
    .example(`$0 explain "curl -X PUT https://api.example/data" --config nginx`, "What to write into the server")
    .example("$0 explain wildcard-with-credentials", "What a reason code means");

export type Options = OptionsOf<typeof options>;
export type ExplainGiven = ArgumentsCamelCase<Options>;
