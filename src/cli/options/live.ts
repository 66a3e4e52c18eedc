import type { HeaderPairs } from "../../core/infrastructure/header-list.js";
import { isToken } from "../../core/infrastructure/method.js";
import { InputError } from "../errors.js";
import type { Io } from "../io.js";

/** Options of the commands that ask real servers. */

export const insecure = { type: "boolean", describe: "Take any certificate", alias: "k" } as const;

export const ca = { type: "string", requiresArg: true, describe: "Certificates to trust too, a PEM file" } as const;

export const resolve = {
  type: "string",
  array: true,
  requiresArg: true,
  describe: "The address to take for a host, HOST:ADDRESS (or HOST:PORT:ADDRESS, as curl has it)",
} as const;

export const timeout = {
  type: "string",
  default: "10",
  requiresArg: true,
  describe: "Seconds to wait for each answer",
} as const;

export const header = {
  type: "string",
  array: true,
  alias: "H",
  requiresArg: true,
  describe: "NAME: VALUE, sent along",
} as const;

export const user = {
  type: "string",
  alias: "u",
  requiresArg: true,
  describe: "USER:PASSWORD, Basic authentication",
} as const;

export const cookie = {
  type: "string",
  alias: "b",
  requiresArg: true,
  describe: "NAME=VALUE; …, sent as Cookie",
} as const;

/** An address to ask; a host alone is taken for https. */
export function targetOf(given: string): URL {
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `${isLocal(given) ? "http" : "https"}://${given}`;
  if (!URL.canParse(written))
    throw new InputError(`"${given}" is no URL`, "Write one such as https://api.example/orders.");
  const url = new URL(written);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new InputError(`${given}: expected http or https, got ${url.protocol.slice(0, -1)}`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new InputError(`${url.host}: the URL has a user name or password`, "Give them with -u USER:PASSWORD.");
  }
  url.hash = "";
  return url;
}

function isLocal(given: string): boolean {
  return /^(?:localhost|[\w.-]+\.localhost|127(?:\.\d+){3}|\[::1\])(?:[:/]|$)/i.test(given);
}

/** The origin of a page; a URL of it will do. */
export function originOf(given: string): string {
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `${isLocal(given) ? "http" : "https"}://${given}`;
  const origin = URL.canParse(written) ? new URL(written).origin : "null";
  if (origin !== "null") return origin;
  throw new InputError(`--origin: "${given}" is no origin`, "Write one such as https://app.example.");
}

export interface SentAlong {
  readonly header?: readonly string[] | undefined;
  readonly user?: string | undefined;
  readonly cookie?: string | undefined;
}

/** `-H`, `-u` and `-b` as headers. */
export function headersOf(given: SentAlong): HeaderPairs {
  const headers = (given.header ?? []).map((line): [string, string] => {
    const [, name, value] = /^([^:]+):\s*(.*)$/s.exec(line) ?? [];
    if (name === undefined || value === undefined || !isToken(name.trim()) || /[\r\n\0]/.test(value)) {
      throw new InputError(`--header: expected NAME: VALUE, got "${line}"`);
    }
    return [name.trim(), value.trim()];
  });
  if (given.user !== undefined) headers.push(["Authorization", `Basic ${Buffer.from(given.user).toString("base64")}`]);
  if (given.cookie !== undefined) headers.push(["Cookie", given.cookie]);
  return headers;
}

/** `--resolve`, as a function. */
export function resolverOf(given: readonly string[] | undefined): ((host: string) => string | null) | null {
  if (given === undefined) return null;
  const addresses = new Map(resolvedHosts(given));
  return (host) => addresses.get(host.toLowerCase()) ?? null;
}

export function resolvedHosts(given: readonly string[] = []): [host: string, address: string][] {
  return given.map((text) => {
    const [, host, address] = /^([^:]+|\[[^\]]+\]):(?:\d+:)?(.+)$/.exec(text) ?? [];
    if (host === undefined || address === undefined) {
      throw new InputError(`--resolve: expected HOST:ADDRESS, got "${text}"`, "Write api.example:127.0.0.1.");
    }
    return [host.toLowerCase(), address.replace(/^\[|\]$/g, "")];
  });
}

/** A positive number of whatever the option counts. */
export function amount(name: string, given: string): number {
  const value = Number(given);
  if (given.trim() !== "" && Number.isFinite(value) && value > 0) return value;
  throw new InputError(`--${name}: expected a number above 0, got "${given}"`);
}

export async function certificatesOf(io: Io, file: string | undefined): Promise<string | null> {
  if (file === undefined) return null;
  const text = await io.files.read(file);
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw new InputError(
    `--ca ${file}: there is no certificate in it`,
    "It should be PEM: -----BEGIN CERTIFICATE----- …",
  );
}

/** What kept an answer from coming, and what to do about it. */
export function trouble(error: string, url: URL, onTheWay: string | null = null): InputError {
  if (onTheWay !== null)
    return new InputError(`${url.origin}: ${onTheWay}`, "Is that the way there? --no-proxy goes straight.");
  const [what, hint] = TROUBLES[error] ?? [`no answer (${error})`, null];
  return new InputError(`${url.origin}: ${what}`, hint);
}

const TROUBLES: Readonly<Record<string, readonly [what: string, hint: string | null]>> = {
  "connection-refused": ["nothing listens there", "Is the server running, and is this its port?"],
  dns: ["no such host", "Check the name, or give its address with --resolve HOST:ADDRESS."],
  tls: [
    "the TLS handshake failed",
    "A self-signed certificate is taken with --ca FILE or --insecure; one that it wants to see is given with --cert FILE. Is it https at all?",
  ],
  "client-certificate": [
    "it wants to be shown a client certificate",
    "Give one with --cert FILE and --key FILE, or with --pfx FILE.",
  ],
  unreachable: ["can't be reached", "Is there a network between here and there?"],
  timeout: ["no answer in time", "--timeout SECONDS waits longer."],
  "connection-reset": ["the connection was closed without an answer", "Is it http there, and not https?"],
  "invalid-response": ["the answer is no HTTP", null],
  "invalid-request": ["this request can't be sent", null],
};
