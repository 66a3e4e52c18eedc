import type { FetchOutcome, HttpRequest } from "../../core/fetching/outcome.js";
import { getHeader, withHeader, withoutHeaders } from "../../core/infrastructure/header-list.js";
import type { Received } from "../../core/infrastructure/response.js";
import { announced } from "./answer-changes.js";
import type { Rerun } from "./trial.js";

/** What the server would have answered, had its answers to OPTIONS allowed all; null: they did, or there is no telling. */
export function beyondPreflight({ stage }: FetchOutcome, rerun: Rerun | null): FetchOutcome | null {
  return stage === "preflight" && rerun !== null ? rerun({ amend: allowing }) : null;
}

function allowing(sent: HttpRequest, received: Received): Received {
  if (sent.kind !== "preflight" || !received.ok) return received;
  const allowed: readonly [string, string][] = [
    ["Access-Control-Allow-Origin", getHeader("origin", sent.headers) ?? sent.request.origin.serialized],
    ["Access-Control-Allow-Credentials", "true"],
    ["Access-Control-Allow-Methods", sent.request.method],
    ["Access-Control-Allow-Headers", announced(sent).join(", ")],
  ];
  const headers = allowed.reduce((list, [name, value]) => withHeader(list, name, value), received.headers);
  return { ...received, status: 204, statusText: "", headers: withoutHeaders(headers, (name) => name === "location") };
}
