import { InputError } from "../errors.js";
import { ca, insecure, resolve, timeout } from "./live.js";

const cert = {
  type: "string",
  alias: "E",
  requiresArg: true,
  describe: "A client certificate to show, a PEM file; its key too, if it is in there",
} as const;

const key = { type: "string", requiresArg: true, describe: "The private key of --cert, a PEM file" } as const;

const pfx = {
  type: "string",
  requiresArg: true,
  describe: "A client certificate with its key, a PKCS #12 file (.p12, .pfx)",
} as const;

const unixSocket = {
  type: "string",
  requiresArg: true,
  describe: "Path of a socket on which the server listens",
} as const;

const proxy = {
  type: "boolean",
  default: true,
  describe: "Heed HTTPS_PROXY, HTTP_PROXY and NO_PROXY; --no-proxy for none",
} as const;

/** How a server is reached: what the commands that ask one take alike. */
export const connection = {
  timeout,
  insecure,
  ca,
  cert,
  key,
  pfx,
  resolve,
  "unix-socket": unixSocket,
  proxy,
} as const;

type Described = Readonly<Record<string, { readonly describe: string }>>;
type OptionsWith<Options extends Described> = { readonly [Name in keyof Options]: Omit<Options[Name], "default"> };

/** The same, of a command that asks only where another option says so: nothing of it is said unless it is given. */
export function connectionWith(option: string): OptionsWith<typeof connection> {
  const entries = Object.entries(connection).map(([name, given]) => {
    const { default: usual, describe, ...rest } = { default: undefined, ...given };
    const [first = "", ...others] = describe;
    const unless = typeof usual === "string" ? ` (${usual})` : "";
    return [name, { ...rest, describe: `With ${option}: ${first.toLowerCase()}${others.join("")}${unless}` }];
  });
  return Object.fromEntries(entries) as OptionsWith<typeof connection>;
}

/** The names of these options, as parsed. */
export const CONNECTION_NAMES = [
  "timeout",
  "insecure",
  "ca",
  "cert",
  "key",
  "pfx",
  "resolve",
  "unixSocket",
  "proxy",
] as const;

/**
 * What was given and is of no use without another option.
 * @param option with its value, as to be written
 * @throws InputError that names it
 */
export function refuseWithout(option: string, given: object, names: readonly string[]): void {
  const alone = names.find((name) => (given as Readonly<Record<string, unknown>>)[name] !== undefined);
  if (alone === undefined) return;
  throw new InputError(`--${alone.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} needs ${option}`);
}
