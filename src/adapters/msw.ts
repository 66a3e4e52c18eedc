import { handleRequest, type RequestHandler, type UnhandledRequestStrategy } from "msw";
import { shown } from "../explain/shown.js";
import { hasMethod, ignore } from "../page/body/payload.js";
import { answerOf } from "../page/network/function-network.js";
import { LiveNetwork } from "../page/network/live-network.js";
import type { Network, NetworkAnswer, NetworkRequest } from "../page/network/network.js";
import { PageError } from "../page/page-error.js";
import { requestWithHeaders } from "../page/platform.js";
import { withoutCors } from "./shared/answers.js";

/** What is used of `setupServer(…)`. It need not listen. */
export interface MswServer {
  listHandlers(): readonly unknown[];
  readonly events?: object;
}

export interface MswOptions {
  /** As of `server.listen()`; `warn` unless given, as there. A preflight that no handler answers is told by its verdict. */
  readonly onUnhandledRequest?: UnhandledRequestStrategy;
}

/**
 * The handlers of MSW as the server of a page: `createPage({ network: mswNetwork(server) })`. Handlers for OPTIONS answer
 * preflights; where there is none, the preflight is answered as by a server without CORS. Life-cycle events of the server
 * tell of each request on the wire, preflights too. What MSW passes through goes over the real network.
 * @param given `setupServer(…)`, whose handlers of the moment are asked, or a list of handlers
 * @throws PageError when it is neither
 */
export function mswNetwork(given: MswServer | readonly unknown[], options: MswOptions = {}): Network {
  const isList = Array.isArray(given);
  if (!isList && !hasMethod(given, "listHandlers")) {
    throw new PageError(`expected what setupServer() returned, or a list of handlers; got ${shown(given)}`);
  }
  return new MswNetwork(isList ? { listHandlers: () => given } : (given as MswServer), options);
}

class MswNetwork implements Network {
  readonly #server: MswServer;
  readonly #options: MswOptions;
  readonly #live = new LiveNetwork();
  #count = 0;

  constructor(server: MswServer, options: MswOptions) {
    this.#server = server;
    this.#options = options;
  }

  async send(sent: NetworkRequest): Promise<NetworkAnswer> {
    const isPreflight = sent.kind === "preflight";
    const request = requestOf(sent);
    const requestId = `whycors-${++this.#count}`;
    let isUnhandled = false;
    const emit = (type: string, data: object) => {
      if (type === "request:unhandled") isUnhandled = true;
      announce(this.#server, type, data);
    };
    const { onUnhandledRequest = "warn" } = this.#options;
    let response: Response | undefined;
    try {
      response = await handleRequest(
        request,
        requestId,
        this.#server.listHandlers().filter(isRequestHandler).map(withoutCookieStore),
        { onUnhandledRequest: isPreflight ? "bypass" : onUnhandledRequest },
        { emit } as Parameters<typeof handleRequest>[4],
        { resolutionContext: { baseUrl: sent.sent.request.origin.serialized } },
      );
    } catch (thrown) {
      // A handler may throw its response; which class that is of depends on what was global when MSW was loaded.
      if (!hasMethod(thrown, "arrayBuffer")) throw thrown;
      response = thrown as Response;
    }
    if (response !== undefined) {
      emit("response:mocked", { request, requestId, response });
      return answerOf(response);
    }
    if (isPreflight && isUnhandled) return withoutCors(`no MSW handler answered OPTIONS ${sent.url}`);
    return this.#live.send(sent);
  }

  close(): void {
    this.#live.close?.();
  }
}

/** With the page's credentials mode, by which MSW chooses cookies, and the signal that ends when nobody waits any more. */
function requestOf({ url, method, headers, body, signal, sent }: NetworkRequest): Request {
  const init: RequestInit = { method, signal, credentials: sent.request.credentialsMode };
  return requestWithHeaders(
    url,
    body === null ? init : Object.assign(init, { body: body.bodyInit, duplex: "half" }),
    headers,
  );
}

function isRequestHandler(handler: unknown): handler is RequestHandler {
  return hasMethod(handler, "run") && "info" in handler;
}

/** MSW keeps cookies of its answers and sends them whatever the page does; here the page has a jar of its own. */
function withoutCookieStore(handler: RequestHandler): RequestHandler {
  const run: RequestHandler["run"] = async (given) => {
    const result = await handler.run(given);
    const response = result?.response?.clone();
    if (result === null || response === undefined) return result;
    // The copy does not have MSW's own note of the cookies.
    result.response?.body?.cancel().catch(ignore);
    return { ...result, response };
  };
  return Object.create(handler, { run: { value: run } });
}

/** Tells the listeners of `server.events`, in whichever way this version of MSW emits. */
function announce(server: MswServer & { readonly emitter?: unknown }, type: string, data: object): void {
  const { events } = server;
  if (hasMethod(events, "emit")) (events.emit as (event: Event) => void)(Object.assign(new MessageEvent(type), data));
  else if (hasMethod(server.emitter, "emit")) {
    (server.emitter as { emit(type: string, data: object): void }).emit(type, data);
  }
}
