import { headerList } from "../core/infrastructure/header-list.js";
import type { FilteredResponse, HttpResponse, Received } from "../core/infrastructure/response.js";
import { Payload } from "./body/payload.js";
import type { NetworkAnswer } from "./network/network.js";

/** A response with its bytes beside: the engine gets them as text only where a rule reads them. */
interface PayloadResponse extends HttpResponse {
  readonly payload: Payload | null;
}

/** The bytes of a response that came from a page's network, a copy made on the way included. */
export function payloadOf(response: HttpResponse): Payload | null {
  return "payload" in response ? (response as PayloadResponse).payload : null;
}

/**
 * What came, as the engine takes it.
 * @param text the body, where a rule reads it
 * @param delay seconds that it took
 */
export function receivedFrom(answer: NetworkAnswer, text: string | null, delay: number): Received {
  if (!answer.ok) return { ok: false, error: answer.error, delay };
  const response: PayloadResponse = {
    ok: true,
    status: answer.status,
    statusText: answer.statusText,
    headers: headerList(answer.headers),
    body: text,
    delay,
    via: "network",
    http: answer.http ?? "1.1",
    addressSpace: answer.addressSpace ?? null,
    type: "default",
    redirected: false,
    payload: answer.body,
  };
  return response;
}

/** The bytes of a response that the engine made itself: of a data: URL one character a byte, else text. */
export function payloadFrom({ internal, internalUrl }: FilteredResponse): Payload {
  const text = internal.body ?? "";
  return new Payload(internalUrl.scheme === "data" ? Uint8Array.from(text, (byte) => byte.charCodeAt(0)) : text);
}
