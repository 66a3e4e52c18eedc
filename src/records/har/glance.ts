import type { HeaderList } from "../../core/infrastructure/header-list.js";

/** What is looked at in the request headers of each entry, found in one go. */
export interface Glance {
  readonly accept: string | null;
  readonly origin: string | null;
  readonly mode: string | null;
  readonly site: string | null;
  readonly destination: string | null;
  readonly requestMethod: string | null;
  readonly requestHeaders: string | null;
  readonly upgrade: string | null;
  readonly upgradeInsecure: string | null;
  readonly serviceWorker: string | null;
  readonly requestedWith: string | null;
  /** Cookie or Authorization. */
  readonly hasSecrets: boolean;
}

type Field = Exclude<keyof Glance, "hasSecrets">;

const FIELDS: ReadonlyMap<string, Field | "secret"> = new Map([
  ["accept", "accept"],
  ["origin", "origin"],
  ["sec-fetch-mode", "mode"],
  ["sec-fetch-site", "site"],
  ["sec-fetch-dest", "destination"],
  ["access-control-request-method", "requestMethod"],
  ["access-control-request-headers", "requestHeaders"],
  ["upgrade", "upgrade"],
  ["upgrade-insecure-requests", "upgradeInsecure"],
  ["service-worker", "serviceWorker"],
  ["x-requested-with", "requestedWith"],
  ["cookie", "secret"],
  ["authorization", "secret"],
] as const);

/** Of several headers of a name the combined value, as `getHeader` has it. */
export function glanceAt(headers: HeaderList | null): Glance {
  const glance = {
    accept: null as string | null,
    origin: null as string | null,
    mode: null as string | null,
    site: null as string | null,
    destination: null as string | null,
    requestMethod: null as string | null,
    requestHeaders: null as string | null,
    upgrade: null as string | null,
    upgradeInsecure: null as string | null,
    serviceWorker: null as string | null,
    requestedWith: null as string | null,
    hasSecrets: false,
  };
  if (headers === null) return glance;
  for (let i = 0; i < headers.length; i++) {
    const { name, value } = headers[i]!;
    const field = FIELDS.get(name);
    if (field === undefined) continue;
    if (field === "secret") glance.hasSecrets = true;
    else glance[field] = glance[field] === null ? value : `${glance[field]}, ${value}`;
  }
  return glance;
}
