import { perform } from "../perform/perform.js";
import type { Client, ClientModule } from "./client.js";
import { loadClient } from "./load-client.js";
import { type Abilities, type Order, PORT_VARIABLE, type Reply } from "./messages.js";
import { MissingPeer } from "./peers.js";
import type { Redirection } from "./redirect.js";

/** The process of a client: performs what it is ordered to, one setup at a time, and tells what script saw. */

const { ports } = (globalThis as Record<symbol, unknown>)[Symbol.for("whycors.conform.redirection")] as Redirection;

// What a client throws into the void is its own affair: the setup settles, or it does not.
process.on("uncaughtException", () => {});
process.on("unhandledRejection", () => {});

const reply = (message: Reply) => process.send?.(message);
const pause = (seconds: number) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000));

let module: ClientModule | null = null;
let client: Client = {};
let port = 0;

let earlier = Promise.resolve();
process.on("message", (order: Order) => {
  earlier = earlier.then(() => ports.run(port, () => obey(order)));
});

async function obey(order: Order): Promise<void> {
  if ("load" in order) {
    try {
      module = await loadClient(order.load, order.profile, order.version);
      reply({ ready: await abilitiesOf(module) });
    } catch (error) {
      reply({ broken: brokenBy(error) });
    }
  } else if ("page" in order) {
    port = order.port;
    process.env[PORT_VARIABLE] = String(port);
    await closeClient();
    try {
      client = await ports.run(port, () => openClient(order.page));
      reply({ opened: true });
    } catch (error) {
      reply({ broken: brokenBy(error) });
    }
  } else if ("setup" in order) {
    const { setup, after, patience } = order;
    if (after > 0) await (client.wait ?? pause)(after);
    const start = Date.now();
    const never = pause(patience).then(() => ({ settles: "never", outcome: "never" }) as const);
    const seen = await Promise.race([perform(client, setup), never]).catch(
      (error) => ({ settles: "crashes", outcome: "never", error: { name: "Error", message: String(error) } }) as const,
    );
    reply({ seen, start });
  } else {
    await closeClient();
  }
}

async function closeClient(): Promise<void> {
  try {
    // One that closes slowly is not waited for.
    await Promise.race([client.close?.(), pause(1)]);
  } catch {
    // The next case has a client of its own.
  }
  client = {};
}

async function openClient(page: Parameters<NonNullable<ClientModule["createClient"]>>[0]): Promise<Client> {
  if (module === null) throw new TypeError("no client has been loaded");
  return module.createClient === undefined ? module : module.createClient(page);
}

async function abilitiesOf(loaded: ClientModule): Promise<Abilities> {
  const { name, supports = [] } = loaded;
  const url = "https://app.example/";
  const page = { url, origin: "https://app.example", cookies: {}, permissions: {}, extensionPermissions: [] };
  const made = await openClient(page as unknown as Parameters<typeof openClient>[0]);
  const { fetch, XMLHttpRequest, EventSource, navigator, wait } = made;
  await made.close?.();
  const has = {
    fetch: fetch !== undefined,
    xhr: XMLHttpRequest !== undefined,
    eventsource: EventSource !== undefined,
    beacon: typeof navigator?.sendBeacon === "function",
  };
  const apis = (Object.keys(has) as (keyof typeof has)[]).filter((api) => has[api]);
  return { name: name ?? null, apis, features: [...supports], waits: wait !== undefined };
}

function brokenBy(error: unknown): string {
  if (error instanceof MissingPeer) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
