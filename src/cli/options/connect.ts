import { LIMITS, type Limits } from "../../live/ask.js";
import { Routes } from "../../live/routes.js";
import type { ClientCertificate } from "../../page/network/http-call.js";
import type { Io } from "../io.js";
import { clientCertificateOf } from "./client-certificate.js";
import { amount, certificatesOf, resolverOf } from "./live.js";

/** The options of `connection`, as parsed. */
export interface ConnectionGiven {
  readonly timeout?: string | undefined;
  readonly insecure?: boolean | undefined;
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly pfx?: string | undefined;
  readonly resolve?: readonly string[] | undefined;
  readonly unixSocket?: string | undefined;
  readonly proxy?: boolean | undefined;
}

/** The way to a server. */
export interface Connection {
  /** For the one who opened it to close. */
  readonly routes: Routes;
  /** What whoever asks takes as it is. */
  readonly options: {
    readonly routes: Routes;
    readonly limits: Limits;
    readonly resolve?: (host: string) => string | null;
    readonly ca?: string;
    readonly insecure?: boolean;
  };
  /** For the server that was named, and nobody else. */
  readonly clientCertificate: ClientCertificate | null;
}

/** @throws InputError before anyone is asked */
export async function connect(io: Io, given: ConnectionGiven): Promise<Connection> {
  const timeout = amount("timeout", given.timeout ?? "10") * 1000;
  const resolve = resolverOf(given.resolve);
  const authorities = await certificatesOf(io, given.ca);
  const clientCertificate = await clientCertificateOf(io, given);
  const routes = new Routes({ unixSocket: given.unixSocket ?? null, useProxies: given.proxy !== false });
  const options = {
    routes,
    limits: { ...LIMITS, timeout },
    ...(resolve !== null && { resolve }),
    ...(authorities !== null && { ca: authorities }),
    ...(given.insecure && { insecure: true }),
  };
  return { routes, options, clientCertificate };
}
