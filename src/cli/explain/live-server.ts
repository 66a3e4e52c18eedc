import type { Case } from "../../cases/case.js";
import type { ProfileName } from "../../core/profiles/profile.js";
import { LIMITS } from "../../live/ask.js";
import { askServer } from "../../live/check/check.js";
import { LiveServer } from "../../live/check/live-server.js";
import { Routes } from "../../live/routes.js";
import type { Io } from "../io.js";
import { amount, certificatesOf, resolverOf } from "../options/live.js";

export interface LiveGiven {
  readonly send?: boolean | undefined;
  readonly timeout: string;
  readonly insecure?: boolean | undefined;
  readonly ca?: string | undefined;
  readonly resolve?: readonly string[] | undefined;
}

export interface LiveAnswers {
  readonly rules: NonNullable<Case["server"]>;
  /** Method of a request that was not sent, for it might change something; null: all were. */
  readonly unsent: string | null;
}

/** Asks the real server what the page would ask, and keeps the answers as rules. */
export async function liveAnswers(io: Io, given: Case, profile: ProfileName, options: LiveGiven): Promise<LiveAnswers> {
  const authorities = await certificatesOf(io, options.ca);
  const resolve = resolverOf(options.resolve);
  const routes = new Routes({ unixSocket: null, useProxies: true });
  const server = new LiveServer({
    limits: { ...LIMITS, timeout: amount("timeout", options.timeout) * 1000 },
    routes,
    withhold: ({ kind, method }) =>
      kind === "preflight" || options.send === true || /^(?:GET|HEAD|OPTIONS)$/.test(method) ? null : "unsafe",
    ...(resolve !== null && { resolve }),
    ...(authorities !== null && { ca: authorities }),
    ...(options.insecure && { insecure: true }),
  });
  try {
    const { rules, keptBack } = await askServer(given, server, profile);
    return { rules, unsent: keptBack?.method ?? null };
  } finally {
    server.close();
    routes.close();
  }
}
