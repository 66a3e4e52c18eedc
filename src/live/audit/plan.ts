import type { HeaderPairs } from "../../core/infrastructure/header-list.js";
import { type Candidate, foreignOrigins, lookAlikes, strangerTo } from "./origins.js";
import type { Probe, Purpose } from "./probe.js";

export interface AuditTarget {
  readonly url: URL;
  /** The origin that the server means to serve; null: not told. */
  readonly own: string | null;
  /** Methods that need a preflight, to be asked for. */
  readonly methods: readonly string[];
  /** Request headers, to be asked for. */
  readonly names: readonly string[];
  /** Sent along with each request: Authorization, Cookie and the like. */
  readonly headers: HeaderPairs;
  /** An empty POST may be sent too, to see what errors say. */
  readonly maySend: boolean;
}

/** A method and a header that nobody uses: a server that allows them allows any. */
export const ANY_METHOD = "WHYCORS";
export const ANY_HEADER = "x-whycors-audit";

/** Asked first: what the server says at all. */
export function openingProbes(target: AuditTarget): Probe[] {
  const other = strangerTo(target.url);
  const own = ownCandidate(target);
  const who = own === null ? [other] : [own, other];
  return [
    probeOf(target, "plain", null),
    ...who.map((candidate) => probeOf(target, "read", candidate)),
    ...who.map((candidate) => preflightProbe(target, "preflight", candidate, { method: target.methods[0] ?? "PUT" })),
    probeOf(target, "read", { likeness: "null", origin: "null" }),
    preflightProbe(target, "preflight", { likeness: "null", origin: "null" }, { method: target.methods[0] ?? "PUT" }),
  ];
}

/** Origins near the ones that are meant, and origins of many: for a server that picks among them. */
export function originProbes(target: AuditTarget, near: readonly string[], by: "read" | "preflight"): Probe[] {
  const seen = new Set<string>(near);
  const candidates = [...near.flatMap((own) => lookAlikes(own, target.url)), ...foreignOrigins()].filter(
    ({ origin }) => !seen.has(origin) && seen.add(origin),
  );
  return candidates.map((candidate) =>
    by === "read"
      ? probeOf(target, "read", candidate)
      : preflightProbe(target, "preflight", candidate, { method: target.methods[0] ?? "PUT" }),
  );
}

/** For an origin that the server lets in: what else it may do, and what errors say to it. */
export function closingProbes(target: AuditTarget, candidate: Candidate): Probe[] {
  const methods = [...target.methods, ANY_METHOD];
  const names = [...target.names, ANY_HEADER];
  return [
    ...methods.map((method) => preflightProbe(target, "preflight-method", candidate, { method })),
    ...names.map((name) => preflightProbe(target, "preflight-header", candidate, { method: "GET", name })),
    probeOf(target, "not-found", candidate, { url: beside(target.url, "whycors-audit-no-such-page") }),
    ...(target.maySend ? [probeOf(target, "wrong-method", candidate, { method: "POST" })] : []),
    probeOf(target, "read-again", candidate),
  ];
}

/** The page's own origin, where it is told. */
export function ownCandidate({ own }: AuditTarget): Candidate | null {
  return own === null ? null : { likeness: "own", origin: own };
}

function probeOf(
  { url, headers }: AuditTarget,
  purpose: Purpose,
  candidate: Candidate | null,
  { method = "GET", url: other = url.href }: { method?: string; url?: string } = {},
): Probe {
  const origin: HeaderPairs = candidate === null ? [] : [["Origin", candidate.origin]];
  return { purpose, candidate, question: { method, url: other, headers: [["Accept", "*/*"], ...origin, ...headers] } };
}

/** NOTE: a preflight carries no credentials — https://fetch.spec.whatwg.org/#credentials — and so neither does this one. */
function preflightProbe(
  { url }: AuditTarget,
  purpose: Purpose,
  candidate: Candidate,
  { method, name }: { method: string; name?: string },
): Probe {
  const headers: HeaderPairs = [
    ["Accept", "*/*"],
    ["Access-Control-Request-Method", method],
    ...(name === undefined ? [] : ([["Access-Control-Request-Headers", name]] as const)),
    ["Origin", candidate.origin],
  ];
  return {
    purpose,
    candidate,
    asked: name ?? method,
    question: { method: "OPTIONS", url: url.href, headers, isAnonymous: true },
  };
}

function beside(url: URL, name: string): string {
  const directory = url.pathname.endsWith("/") ? url.pathname : `${url.pathname}/`;
  return `${url.origin}${directory}${name}`;
}
