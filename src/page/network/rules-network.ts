import { forkBrowser } from "../../cases/browser.js";
import type { Case, Rule } from "../../cases/case.js";
import { parseCase } from "../../cases/read-cases.js";
import { RuleServer } from "../../cases/server.js";
import type { BrowserState } from "../../core/infrastructure/browser-state.js";
import { headerPairs } from "../../core/infrastructure/header-list.js";
import type { Received } from "../../core/infrastructure/response.js";
import { runTrial } from "../../explain/fixes/trial.js";
import { Payload } from "../body/payload.js";
import type { Clock } from "../clock.js";
import type { Network, NetworkAnswer } from "./network.js";

/** The rules of a case's `server`: the first that matches answers. */
export class RulesNetwork implements Network {
  readonly server: RuleServer;
  readonly #clock: Clock;

  /** @throws CaseError when the rules are not of the case format */
  constructor(rules: NonNullable<Case["server"]>, clock: Clock) {
    const url = "http://localhost/";
    this.server = new RuleServer(parseCase({ page: { url }, setup: { url }, server: rules }).server as Rule[]);
    this.#clock = clock;
  }

  send: Network["send"] = ({ sent, signal }) => {
    const received = this.server.send(sent);
    if (received.delay === 0) return answerOf(received);
    return new Promise((resolve) => {
      const cancel = this.#clock.after(received.delay * 1000, () => resolve(answerOf(received)));
      signal.addEventListener("abort", cancel);
    });
  };

  /** The page stands still, and so does its time. */
  sendSync: NonNullable<Network["sendSync"]> = ({ sent }) => answerOf(this.server.send(sent));

  /** As judge() does it. */
  rehearsal: NonNullable<Network["rehearsal"]> = (pageBrowser) => {
    const before = pageBrowser.fork();
    const server = this.server.fork();
    return (setup) => (trial) => {
      const again = server.fork();
      const browser = forkBrowser(before);
      const ruled: BrowserState = {
        ...browser,
        httpCache: again.cacheOver(browser.httpCache),
        serviceWorker: again.hasServiceWorker ? again.serviceWorker : null,
      };
      return runTrial(trial, setup, ruled, again.send);
    };
  };
}

function answerOf(received: Received): NetworkAnswer {
  if (!received.ok) return received;
  const { status, statusText, headers, body, http, addressSpace } = received;
  const payload = body === null ? null : new Payload(body);
  return { ok: true, status, statusText, headers: headerPairs(headers), body: payload, http, addressSpace };
}
