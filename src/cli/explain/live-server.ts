import type { Case } from "../../cases/case.js";
import type { ProfileName } from "../../core/profiles/profile.js";
import { askServer } from "../../live/check/check.js";
import { LiveServer } from "../../live/check/live-server.js";
import type { Io } from "../io.js";
import { type ConnectionGiven, connect } from "../options/connect.js";

export interface LiveGiven extends ConnectionGiven {
  readonly send?: boolean | undefined;
}

export interface LiveAnswers {
  readonly rules: NonNullable<Case["server"]>;
  /** Method of a request that was not sent, for it might change something; null: all were. */
  readonly unsent: string | null;
}

/** Asks the real server what the page would ask, and keeps the answers as rules. */
export async function liveAnswers(
  io: Io,
  given: Case,
  profile: ProfileName,
  { send, ...connection }: LiveGiven,
): Promise<LiveAnswers> {
  const { routes, options, clientCertificate } = await connect(io, connection);
  const { origin: named } = new URL(given.setup.url, given.page.url);
  const server = new LiveServer({
    ...options,
    withhold: ({ kind, method }) =>
      kind === "preflight" || send === true || /^(?:GET|HEAD|OPTIONS)$/.test(method) ? null : "unsafe",
    clientCertificate: ({ origin }) => (origin === named ? clientCertificate : null),
  });
  try {
    const { rules, keptBack } = await askServer(given, server, profile);
    return { rules, unsent: keptBack?.method ?? null };
  } finally {
    server.close();
    routes.close();
  }
}
