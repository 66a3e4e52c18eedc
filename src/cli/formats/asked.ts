import type { Verdict } from "../../cases/verdict.js";
import type { Asked } from "./format.js";

/** What a verdict alone says about the request; a saved run has nothing else. */
export function askedOf({ exchanges, preflight, detail, id, xhr }: Verdict): Asked {
  const api = xhr === undefined ? "" : "xhr";
  const sent = exchanges.find(({ kind }) => kind !== "preflight")?.request;
  if (sent !== undefined) return { api, method: sent.method, url: sent.url };
  if (preflight.request !== null) {
    const { headers, url } = preflight.request;
    const method = headers.find(([name]) => name.toLowerCase() === "access-control-request-method")?.[1];
    return { api, method: method ?? "", url };
  }
  return { api, method: detail.method ?? "", url: detail.url ?? id };
}
