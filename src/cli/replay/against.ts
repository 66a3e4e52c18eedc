import type { Case } from "../../cases/case.js";
import { CaseError } from "../../cases/read-cases.js";
import type { Verdict } from "../../cases/verdict.js";
import { check } from "../../live/check/check.js";
import { LiveServer } from "../../live/check/live-server.js";
import type { Routes } from "../../live/routes.js";
import { caseOf } from "../../records/case-of.js";
import { maskHeader } from "../../records/mask.js";
import type { Judged } from "../../records/options.js";
import { InputError } from "../errors.js";
import type { Io } from "../io.js";
import { type Connection, connect } from "../options/connect.js";
import { targetOf } from "../options/live.js";
import type { ReplayGiven } from "./options.js";

/** Sends what was recorded to another server. Nothing goes to the recorded one unless it is named. */
export class Against {
  readonly #server: LiveServer;
  readonly #routes: Routes;
  readonly #given: ReplayGiven;
  readonly #lang: string;
  /** Where each recorded host is now; under `*` what is not named. */
  readonly #targets: ReadonlyMap<string, URL>;
  /** The host that a URL without one stands for: the first of the recording. */
  #recorded: string | null = null;

  private constructor(given: ReplayGiven, lang: string, { routes, options, clientCertificate }: Connection) {
    this.#lang = lang;
    this.#given = given;
    this.#targets = targetsOf(given.against ?? []);
    this.#routes = routes;
    const isNamed = ({ origin }: { readonly origin: string }) =>
      [...this.#targets.values()].some((target) => target.origin === origin);
    this.#server = new LiveServer({
      ...options,
      withhold: ({ kind, method, url }) => {
        if (kind === "preflight") return null;
        if (!isNamed(url)) return "other-origin";
        return given.send || /^(?:GET|HEAD|OPTIONS)$/.test(method) ? null : "unsafe";
      },
      clientCertificate: (url) => (isNamed(url) ? clientCertificate : null),
    });
  }

  static async start(io: Io, given: ReplayGiven, lang: string): Promise<Against> {
    return new Against(given, lang, await connect(io, given));
  }

  /** What the other server says to the same request; null: it is not asked. */
  async ask(judged: Judged): Promise<Verdict | null> {
    const recorded = caseOf(judged, false);
    if (recorded === null) return null;
    const url = this.#moved(new URL(recorded.setup.url));
    if (url === null) return null;
    const { page } = recorded;
    const setup = { ...recorded.setup, url: url.href, ...this.#headers(recorded.setup) };
    try {
      const { profile, id, source } = judged.verdict;
      const options = { profile, lang: this.#lang, trace: this.#given.steps === true };
      const { verdict } = await check({ id, page, setup }, this.#server, options);
      return { ...verdict, ...(source !== undefined && { source }) };
    } catch (error) {
      if (error instanceof CaseError) return null;
      throw error;
    }
  }

  close(): void {
    this.#server.close();
    this.#routes.close();
  }

  #moved(url: URL): URL | null {
    const named = this.#targets.get(url.host) ?? this.#targets.get(url.hostname);
    const target = named ?? this.#targets.get("*");
    if (target === undefined) return null;
    if (named === undefined) {
      this.#recorded ??= url.host;
      if (this.#recorded !== url.host) return null;
    }
    return new URL(`${target.href.replace(/\/$/, "")}${url.pathname}${url.search}`);
  }

  /** Secrets of the recording are the recorded server's. */
  #headers({ headers = [] }: Case["setup"]): Pick<Case["setup"], "headers"> {
    if (this.#given.withSecrets) return { headers };
    return { headers: headers.map(([name, value]): [string, string] => [name, maskHeader(name, value)]) };
  }
}

function targetsOf(given: readonly string[]): Map<string, URL> {
  const targets = new Map<string, URL>();
  for (const text of given) {
    const [, host, url] = /^([^=/]+)=(.+)$/.exec(text) ?? [undefined, "*", text];
    if (targets.has(host!))
      throw new InputError(
        `--against: ${host === "*" ? "more than one URL" : `${host} is named twice`}`,
        "Write HOST=URL.",
      );
    targets.set(host!, targetOf(url!));
  }
  return targets;
}

/** Another end than the recorded one; what was not sent is none unless a preflight that had failed now passes. */
export function isChanged(recorded: Verdict, now: Verdict): boolean {
  if (now.outcome === "unknown") return recorded.stage === "preflight";
  if (recorded.outcome === "unknown") return false;
  return recorded.outcome !== now.outcome || recorded.reason !== now.reason;
}
