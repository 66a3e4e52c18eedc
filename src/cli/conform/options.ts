import type { ArgumentsCamelCase, Argv } from "yargs";
import { CLIENT_NAMES } from "../../conform/messages.js";
import { CONFORM_FORMAT_NAMES } from "../formats/names.js";
import { CONNECTION_NAMES, connectionWith } from "../options/connection.js";
import { filter, formatOf, type OptionsOf, quiet } from "../options/shared.js";

/** To wait is for clients too. */
const { timeout: _, ...reach } = connectionWith("--server");
export const REACH_NAMES = CONNECTION_NAMES.filter((name) => name !== "timeout");

export const options = (yargs: Argv) =>
  yargs
    .positional("paths", {
      type: "string",
      array: true,
      default: [] as string[],
      describe: "Case files, directories or patterns; none: the bundled cases",
    })
    .option("client", {
      type: "string",
      array: true,
      requiresArg: true,
      describe: `A module that exports fetch, XMLHttpRequest or createClient(page), or one of ${CLIENT_NAMES.join(", ")}`,
    })
    .option("server", {
      type: "string",
      requiresArg: true,
      describe: "A server instead: does it do what its policy says?",
    })
    .option("policy", {
      type: "string",
      requiresArg: true,
      describe: "With --server: what it should allow, as for corsServer(): .json, .jsonc or a module",
    })
    .option("origin", {
      type: "string",
      requiresArg: true,
      describe: "With --server: an origin that the policy lets in",
    })
    .option("failing", {
      type: "string",
      requiresArg: true,
      describe: "With --server: a path at which the application fails (500)",
    })
    .option("send", { type: "boolean", describe: "With --server: also send what may change something (PUT …)" })
    .options(reach)
    .option("profile", {
      type: "string",
      default: "spec",
      requiresArg: true,
      describe: "Whose behaviour is expected: spec, chromium, firefox, webkit, safari …",
    })
    .option("filter", filter)
    .option("timeout", { type: "string", default: "5", requiresArg: true, describe: "Seconds for a call to settle" })
    .option("jobs", { type: "string", requiresArg: true, describe: "Processes side by side (processors, 4 at most)" })
    .option("show", { type: "string", default: "0", requiresArg: true, describe: "Print so many disagreements too" })
    .option("format", formatOf(CONFORM_FORMAT_NAMES))
    .option("quiet", quiet)
    .example("$0 conform --client node", "How much of a browser is Node's fetch?")
    .example("$0 conform --client ./my-fetch.js --show 10", "Of your own, with what differs")
    .example("$0 conform --client jsdom,happy-dom --filter preflight", "Two side by side, cases about preflights")
    .example("$0 conform --client ./my-fetch.js --profile chromium my-cases/", "Your cases, as Chromium does them")
    .example("$0 conform --client whycors,mentoss --format markdown", "A table for a README")
    .example("$0 conform --server http://localhost:8080/ --policy cors.json", "A server, by its policy");

export type Options = OptionsOf<typeof options>;
export type ConformGiven = ArgumentsCamelCase<Options>;
