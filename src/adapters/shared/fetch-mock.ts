import { answerOf } from "../../page/network/function-network.js";
import type { Network, NetworkAnswer, NetworkRequest } from "../../page/network/network.js";
import { initOf, withoutCors } from "./answers.js";

/** What is used of a fetch-mock instance. */
export interface FetchMockLike {
  readonly fetchHandler: (url: string, init?: RequestInit) => Promise<Response>;
  readonly router: { routes: { readonly config: { method?: string; repeat?: number } }[] };
  readonly callHistory: { readonly callLogs: readonly { readonly args: unknown[]; readonly route?: unknown }[] };
}

/** The instance whose handler this is: `mockGlobal()` puts it in the place of fetch. */
export function fetchMockBehind(fetch: unknown): FetchMockLike | null {
  const mock = typeof fetch === "function" && "fetchMock" in fetch ? fetch.fetchMock : null;
  return isFetchMock(mock) ? mock : null;
}

export function isFetchMock(given: unknown): given is FetchMockLike {
  return (
    typeof given === "object" &&
    given !== null &&
    "fetchHandler" in given &&
    typeof given.fetchHandler === "function" &&
    "router" in given &&
    "callHistory" in given
  );
}

/** The routes of an instance as the server: each request on the wire is a call of it, preflights too. */
export class FetchMockNetwork implements Network {
  readonly #mock: FetchMockLike;

  constructor(mock: FetchMockLike) {
    this.#mock = mock;
  }

  send(request: NetworkRequest): Promise<NetworkAnswer> {
    const mock = this.#mock;
    const init = initOf(request);
    const call = () => mock.fetchHandler(request.url, init);
    if (request.kind !== "preflight") return call().then(answerOf);
    return withoutLimitedRoutes(mock, call).then(answerOf, (error: unknown) => {
      if (isMatched(mock, init)) throw error;
      return withoutCors(`no fetch-mock route matched OPTIONS ${request.url}`);
    });
  }
}

/** A preflight uses up no route that is limited to a number of calls of whatever method: it is not meant for it. */
function withoutLimitedRoutes<T>({ router }: FetchMockLike, call: () => T): T {
  const { routes } = router;
  router.routes = routes.filter(({ config }) => config.repeat === undefined || config.method !== undefined);
  try {
    // A route is chosen before the call returns.
    return call();
  } finally {
    router.routes = routes;
  }
}

function isMatched({ callHistory }: FetchMockLike, init: RequestInit): boolean {
  return callHistory.callLogs.find(({ args }) => args[1] === init)?.route !== undefined;
}
