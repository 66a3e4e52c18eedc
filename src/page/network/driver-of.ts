import type { Case } from "../../cases/case.js";
import { shown } from "../../explain/shown.js";
import type { Clock } from "../clock.js";
import { PageError } from "../page-error.js";
import { functionNetwork, type NetworkFunction } from "./function-network.js";
import { type Har, HarNetwork } from "./har-network.js";
import { LiveNetwork } from "./live-network.js";
import type { Network } from "./network.js";
import { RulesNetwork } from "./rules-network.js";

/** What a page takes for its network. */
export type GivenNetwork = "live" | NetworkFunction | Har | NonNullable<Case["server"]> | Network;

const NOBODY: Network = { send: () => ({ ok: false, error: "no-network" }) };

/**
 * As a driver; nothing is a network on which nobody answers.
 * @throws PageError when it is none
 * @throws CaseError when server rules are not of the case format
 */
export function driverOf(given: GivenNetwork | undefined, clock: Clock): Network {
  if (given === undefined) return NOBODY;
  if (given === "live") return new LiveNetwork();
  if (typeof given === "function") return functionNetwork(given);
  if (Array.isArray(given)) return new RulesNetwork(given, clock);
  if (typeof given === "object" && given !== null && "send" in given && typeof given.send === "function") return given;
  if (typeof given === "object" && given !== null && "log" in given) return new HarNetwork(given);
  throw new PageError(
    `network: expected "live", a HAR, a function, server rules or a driver with send(); got ${shown(given)}`,
  );
}
