import fetchMock, { type FetchMock } from "fetch-mock";
import { shown } from "../explain/shown.js";
import type { Network } from "../page/network/network.js";
import { PageError } from "../page/page-error.js";
import { FetchMockNetwork, isFetchMock } from "./shared/fetch-mock.js";

/**
 * The routes of fetch-mock as the server of a page: `createPage({ network: fetchMockNetwork() })`. Routes for OPTIONS answer
 * preflights; where there is none, the preflight is answered as by a server without CORS. Each request on the wire is in the
 * call history, preflights too. A request that no route matches is a network error with fetch-mock's own message.
 * @param instance the one that `fetch-mock` exports unless given
 * @throws PageError when it is none
 */
export function fetchMockNetwork(instance: FetchMock = fetchMock): Network {
  if (!isFetchMock(instance)) throw new PageError(`expected an instance of fetch-mock 12; got ${shown(instance)}`);
  return new FetchMockNetwork(instance);
}
