import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ReadCase } from "../cases/case.js";
import type { ProfileName } from "../core/profiles/profile.js";
import type { Seen } from "../perform/seen.js";
import type { ClientPage } from "./client.js";
import type { Abilities, ClientSource, Order, Reply } from "./messages.js";

/** A client that can't be loaded, or makes no page. */
export class ClientError extends Error {
  override readonly name = "ClientError";
}

/** Milliseconds beyond a setup's own patience, after which the process itself is believed to hang. */
const GRACE = 2500;
/** For loading a client: some are large. */
const LOADING = 60_000;

/** The process in which a client runs; one that hangs or dies is replaced. */
export class ClientProcess {
  readonly #source: ClientSource;
  readonly #profile: ProfileName;
  readonly #version: string;
  #child: ChildProcess | null = null;
  #abilities: Abilities | null = null;

  constructor(source: ClientSource, profile: ProfileName, version: string) {
    this.#source = source;
    this.#profile = profile;
    this.#version = version;
  }

  /** @throws ClientError when the client can't be loaded */
  async abilities(): Promise<Abilities> {
    if (this.#child !== null && this.#abilities !== null) return this.#abilities;
    this.#child = startChild();
    const order = { load: this.#source, profile: this.#profile, version: this.#version };
    const reply = await this.#ask(order, LOADING);
    if (reply !== null && "ready" in reply) {
      this.#abilities = reply.ready;
      return reply.ready;
    }
    this.close();
    throw new ClientError(reply !== null && "broken" in reply ? reply.broken : "it ends, or hangs, while it is loaded");
  }

  /** @returns null: it could */
  async open(page: ClientPage, port: number): Promise<string | null> {
    await this.abilities();
    const reply = await this.#ask({ page, port }, GRACE);
    if (reply !== null && "opened" in reply) return null;
    return reply !== null && "broken" in reply ? reply.broken : "no page came about";
  }

  async perform(setup: ReadCase["setup"], after: number, patience: number): Promise<{ seen: Seen; start: number }> {
    const start = Date.now();
    const reply = await this.#ask({ setup, after, patience }, (after + patience) * 1000 + GRACE);
    if (reply !== null && "seen" in reply) return reply;
    const settles = this.#child === null ? "crashes" : "never";
    this.close();
    return { seen: { settles, outcome: "never" }, start };
  }

  endCase(): void {
    this.#child?.send({ over: true } satisfies Order);
  }

  close(): void {
    this.#child?.kill("SIGKILL");
    this.#child = null;
  }

  /** @returns null: it has died, or does not answer */
  #ask(order: Order, patience: number): Promise<Reply | null> {
    const child = this.#child;
    if (child === null) return Promise.resolve(null);
    return new Promise((resolve) => {
      const done = (reply: Reply | null) => {
        clearTimeout(timer);
        child.off("message", done).off("exit", onExit);
        resolve(reply);
      };
      const onExit = () => {
        if (this.#child === child) this.#child = null;
        done(null);
      };
      const timer = setTimeout(done, patience, null);
      child.on("message", done).on("exit", onExit);
      child.send(order);
    });
  }
}

function startChild(): ChildProcess {
  const redirect = compiled("redirect.cjs");
  const nodeOptions = `${process.env["NODE_OPTIONS"] ?? ""} --require ${JSON.stringify(redirect)}`;
  return fork(compiled("host.js"), {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    execArgv: [],
    serialization: "advanced",
    // The certificate is made for the run.
    env: { ...process.env, NODE_OPTIONS: nodeOptions, NODE_TLS_REJECT_UNAUTHORIZED: "0", NODE_NO_WARNINGS: "1" },
  });
}

/** From the sources and from dist/ alike. */
function compiled(name: string): string {
  for (const folder of ["../conform/", "../../dist/conform/"]) {
    const found = new URL(folder + name, import.meta.url);
    if (existsSync(found)) return fileURLToPath(found);
  }
  throw new ClientError(`${name} is missing from this installation`);
}
