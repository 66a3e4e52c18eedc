import { headerList } from "../core/infrastructure/header-list.js";
import type { FilteredResponse, Received } from "../core/infrastructure/response.js";
import { Payload } from "./body/payload.js";
import type { NetworkAnswer } from "./network/network.js";
import type { PayloadResponse } from "./payload-of.js";

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
