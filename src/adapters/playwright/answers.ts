import { Payload } from "../../page/body/payload.js";
import type { NetworkAnswer, NetworkRequest } from "../../page/network/network.js";
import type { Delivered } from "./traffic.js";

/** What the page got for this request, by server or mock. */
export function answerOfDelivered({ method, url }: NetworkRequest, all: readonly Delivered[]): NetworkAnswer {
  const found = all.find((one) => one.method === method && one.url.split("#", 1)[0] === url);
  if (found === undefined) return { ok: false, error: "not-recorded" };
  const { status, statusText, headers } = found;
  const pairs = headers.map(({ name, value }): [string, string] => [name, value]);
  return { ok: true, status, statusText, headers: pairs, body: new Payload("") };
}
