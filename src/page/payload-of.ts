import type { HttpResponse } from "../core/infrastructure/response.js";
import type { Payload } from "./body/payload.js";

/** A response with its bytes beside: the engine gets them as text only where a rule reads them. */
export interface PayloadResponse extends HttpResponse {
  readonly payload: Payload | null;
}

/** The bytes of a response that came from a page's network, a copy made on the way included. */
export function payloadOf(response: HttpResponse): Payload | null {
  return "payload" in response ? (response as PayloadResponse).payload : null;
}
