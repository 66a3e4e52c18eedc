import type { Argv } from "yargs";
import { InputError } from "./errors.js";
import { didYouMean, listed } from "./text/suggest.js";

/** A sentence about a wrong command line, made from what yargs says of it. */
export async function usageError(message: string, args: readonly string[], parser: Argv): Promise<InputError> {
  const commands = await commandsOf(parser);
  const command = args.find((arg) => commands.includes(arg));
  const help = `whycors ${command === undefined ? "" : `${command} `}--help`;

  const unknown = /^Unknown arguments?: (.+)$/.exec(message)?.[1];
  if (unknown !== undefined) {
    const typed = typedOf(unknown.split(", "), args);
    return command === undefined
      ? unknownCommand(typed, commands, help)
      : unknownOption(typed, await optionsOf(parser, command), help);
  }
  const [, name, given, choices] = /Argument: (\S+), Given: (.+), Choices: (.+)$/.exec(message) ?? [];
  if (name !== undefined && given !== undefined && choices !== undefined) {
    const words = choices.split(", ").map(unquoted);
    return new InputError(`--${name}: expected ${listed(words)}, got ${given}`, didYouMean(unquoted(given), words));
  }
  const lonely = /^Not enough arguments following: (\S+)$/.exec(message)?.[1];
  if (lonely !== undefined) return new InputError(`--${lonely} needs a value`, `${help} lists the options.`);
  if (message.startsWith("Not enough non-option arguments")) {
    return isLive(command)
      ? new InputError("no URL given", `${help} shows examples.`)
      : new InputError("no file given", `${help} shows examples; - reads stdin.`);
  }
  return new InputError(message, `${help} lists what can be given.`);
}

/** It asks a server, and reads no file. */
function isLive(command: string | undefined): boolean {
  return command === "audit" || command === "check" || command === "record";
}

/** yargs tells an option twice, with and without hyphens: what was typed is the one to speak of. */
function typedOf(words: readonly string[], args: readonly string[]): string {
  const names = args.map((arg) => arg.replace(/^-+/, "").split("=", 1)[0] ?? "");
  return names.find((name) => words.includes(name) || words.includes(name.replace(/^no-/, ""))) ?? words[0] ?? "";
}

function unknownCommand(typed: string, commands: readonly string[], help: string): InputError {
  const near = /[./]/.test(typed) ? `Did you mean whycors replay ${typed}?` : didYouMean(typed, commands);
  return new InputError(`there is no command "${typed}"`, near ?? `${help} lists the commands.`);
}

function unknownOption(typed: string, options: readonly string[], help: string): InputError {
  const near = didYouMean(typed, options)?.replace("mean ", "mean --");
  return new InputError(`there is no option --${typed}`, near ?? `${help} lists the options.`);
}

/** The help knows them all. */
async function commandsOf(parser: Argv): Promise<string[]> {
  const help = await parser.wrap(null).getHelp();
  return [...help.matchAll(/^ +whycors ([a-z]+)/gm)].map(([, command]) => command ?? "");
}

async function optionsOf(parser: Argv, command: string): Promise<string[]> {
  let help = "";
  await parser.parseAsync([command, "--help"], {}, (_error, _given, output) => {
    help = output;
  });
  return [...new Set([...help.matchAll(/--([a-z][a-z-]+)/g)].map(([, option]) => option ?? ""))];
}

function unquoted(text: string): string {
  return text.replace(/^"|"$/g, "");
}
