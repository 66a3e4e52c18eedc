import type { ReadCase } from "../cases/case.js";
import { judgeCase } from "../cases/judge.js";
import type { ProfileName } from "../core/profiles/profile.js";
import type { Seen } from "../perform/seen.js";
import { clientPageOf, whyNotApplicable } from "./applicable.js";
import { type Certificate, certificateFor } from "./certificate.js";
import { ClientProcess } from "./client-process.js";
import { type Difference, differencesIn } from "./compare.js";
import type { Abilities, ClientSource } from "./messages.js";
import type { Observation } from "./observation.js";
import { ScriptedServer } from "./scripted-server.js";

export interface ConformOptions {
  readonly profile: ProfileName;
  /** Seconds for a setup to settle. */
  readonly patience: number;
  /** Processes side by side. */
  readonly jobs: number;
  readonly version: string;
}

/** What became of a setup. */
export interface Compared {
  readonly id: string;
  readonly title: string | null;
  readonly fields: readonly string[];
  readonly differences: readonly Difference[];
}

export interface ConformEvents {
  /** A case is over. */
  done(): void;
  compared(compared: Compared): void;
  /** A case that can't be put to the client, and why. */
  notApplicable(id: string, why: string): void;
}

/**
 * Performs cases with a client over servers on loopback, and lays the model's verdicts beside what it did.
 * @returns what the client is, and can do
 * @throws ClientError when it can't be loaded
 */
export async function conformClient(
  source: ClientSource,
  cases: readonly ReadCase[],
  options: ConformOptions,
  events: ConformEvents,
): Promise<Abilities> {
  const certificate = certificateFor(["localhost"]);
  const waiting = [...cases];
  const processes = Array.from(
    { length: options.jobs },
    () => new ClientProcess(source, options.profile, options.version),
  );
  try {
    const abilities = await processes[0]!.abilities();
    const work = async (client: ClientProcess) => {
      for (let given = waiting.shift(); given !== undefined; given = waiting.shift()) {
        const why = whyNotApplicable(given, abilities);
        if (why !== null) events.notApplicable(given.id ?? "", why);
        else await performCase(given, client, certificate, options, events);
        events.done();
      }
    };
    await Promise.all(processes.map(work));
    return abilities;
  } finally {
    for (const client of processes) client.close();
  }
}

async function performCase(
  given: ReadCase,
  client: ClientProcess,
  certificate: Certificate,
  { profile, patience }: ConformOptions,
  events: ConformEvents,
): Promise<void> {
  const { id = "", title = null } = given;
  const server = await ScriptedServer.start(given, certificate);
  try {
    const broken = await client.open(clientPageOf(given.page), server.port);
    if (broken !== null) return events.notApplicable(id, `page: ${broken}`);
    const observed: Observation[] = [];
    const setups: (ReadCase["setup"] & { readonly after: number })[] = [{ ...given.setup, after: 0 }, ...given.then];
    const delays = given.server.reduce((sum, { respond }) => sum + respond.delay, 0);
    let before = 0;
    for (const setup of setups) {
      const sent = server.exchanges.length;
      const { seen, start } = await client.perform(setup, setup.after, patience + delays + setup.timeout / 1000);
      const after = observed.length === 0 ? 0 : Math.max(setup.after, (start - before) / 1000);
      before = start;
      observed.push({ ...withoutConnection(seen), exchanges: server.exchanges.slice(sent), after });
    }
    client.endCase();
    for (const [index, verdict] of judgeCase(asWaited(given, observed), { profile }).entries()) {
      const compared = differencesIn(observed[index]!, verdict, setups[index]!);
      events.compared({ id: verdict.id, title, ...compared });
    }
  } finally {
    server.close();
  }
}

/** The case with the waiting that there really was: a busy machine waits longer. */
function asWaited(given: ReadCase, observed: readonly Observation[]): ReadCase {
  const { expect: _expect, ...asked } = given;
  const later = given.then.map(({ expect: _, ...step }, index) => ({
    ...step,
    after: observed[index + 1]?.after ?? step.after,
  }));
  // biome-ignore lint/suspicious/noThenProperty: the public format names it so
  return { ...asked, then: later };
}

/** The server's own header is nobody's affair. */
function withoutConnection(seen: Seen): Seen {
  const { response, xhr } = seen;
  return {
    ...seen,
    ...(response && {
      response: { ...response, headers: response.headers.filter(([name]) => name.toLowerCase() !== "connection") },
    }),
    ...(xhr && {
      xhr: { ...xhr, getAllResponseHeaders: xhr.getAllResponseHeaders.replace(/^connection: close(?:\r\n|$)/im, "") },
    }),
  };
}
