import { setTimeout as sleep } from "node:timers/promises";
import type { Asker } from "../ask.js";
import { type Access, accessOf } from "./access.js";
import type { Finding } from "./finding.js";
import { findingsOf, isLetIn, isPublic } from "./findings.js";
import { type Candidate, isName } from "./origins.js";
import { type AuditTarget, closingProbes, openingProbes, originProbes, ownCandidate } from "./plan.js";
import { type Exchange, isAnswered, type Probe, replyHeader } from "./probe.js";

export interface AuditOptions {
  /** Requests a second at most. */
  readonly rate: number;
  /** Requests in all at most. */
  readonly most: number;
  /** Of the model's sentences. */
  readonly lang: string;
  readonly onProgress?: (done: number, probe: Probe) => void;
}

export interface AuditReport {
  readonly target: AuditTarget;
  readonly exchanges: readonly Exchange[];
  readonly accesses: readonly Access[];
  readonly findings: readonly Finding[];
  /** Probes that there was no need for. */
  readonly spared: number;
  /** Probes that `most` left out. */
  readonly leftOut: number;
  /** The server has not answered at all: why. */
  readonly error: string | null;
}

/** Everything that an audit may send, for whoever wants to see it first. */
export function auditPlan(target: AuditTarget): Probe[] {
  const candidate = ownCandidate(target) ?? { likeness: "other", origin: "https://whycors-audit.example" };
  return [
    ...openingProbes(target),
    ...originProbes(target, nearOrigins(target, []), "read"),
    ...closingProbes(target, candidate),
  ];
}

/** Asks a server what its CORS set-up allows, and says what is unwise about it. */
export async function audit(target: AuditTarget, asker: Asker, options: AuditOptions): Promise<AuditReport> {
  const { lang } = options;
  const exchanges: Exchange[] = [];
  let leftOut = 0;
  const run = async (probes: readonly Probe[]) => {
    for (const probe of probes) {
      if (exchanges.length >= options.most) {
        leftOut++;
        continue;
      }
      if (exchanges.length > 0) await sleep(1000 / options.rate);
      options.onProgress?.(exchanges.length + 1, probe);
      exchanges.push({ probe, reply: await asker.ask(probe.question) });
    }
  };
  const report = (error: string | null, spared: number): AuditReport => {
    const accesses = accessesOf(exchanges, lang);
    const findings = findingsOf({ accesses, exchanges, base: baseOf(accesses), lang });
    return { target, exchanges, accesses, findings, spared, leftOut, error };
  };

  const opening = openingProbes(target);
  await run(opening.slice(0, 1));
  const [plain] = exchanges;
  if (plain !== undefined && !plain.reply.ok) return report(plain.reply.error, auditPlan(target).length - 1);
  await run(opening.slice(1));

  // Whoever lets strangers in lets in everyone who looks like a friend.
  const stranger = accessesOf(exchanges, lang).find(({ candidate }) => candidate.likeness === "other");
  const isOpen = stranger !== undefined && (isLetIn(stranger) || isPublic(stranger));
  const near = originProbes(target, nearOrigins(target, exchanges), askedBy(exchanges));
  if (!isOpen) await run(near);
  const base = baseOf(accessesOf(exchanges, lang));
  const closing = base === null ? [] : closingProbes(target, base.candidate);
  await run(closing);
  return report(null, (isOpen ? near.length : 0) + (base === null ? closingProbes(target, NOBODY).length : 0));
}

const NOBODY: Candidate = { likeness: "other", origin: "null" };

function accessesOf(exchanges: readonly Exchange[], lang: string): Access[] {
  const candidates = new Map<string, Candidate>();
  for (const { probe } of exchanges) {
    if (probe.candidate !== null && (probe.purpose === "read" || probe.purpose === "preflight"))
      candidates.set(probe.candidate.origin, probe.candidate);
  }
  return [...candidates.values()].map((candidate) => accessOf(candidate, exchanges, lang));
}

function baseOf(accesses: readonly Access[]): Access | null {
  const of = (likeness: string) => accesses.find((access) => access.candidate.likeness === likeness && isLetIn(access));
  return of("own") ?? of("other") ?? null;
}

/** The origins that a server might mean: the one that is told, one that it names by itself, its own. */
function nearOrigins({ own, url }: AuditTarget, exchanges: readonly Exchange[]): string[] {
  const named = exchanges
    .filter(isAnswered)
    .map(({ reply }) => replyHeader(reply, "access-control-allow-origin"))
    .filter((value) => value !== null)
    .filter((value) => URL.canParse(value) && new URL(value).origin === value)
    .filter(
      (value) =>
        !exchanges.some(({ probe }) => probe.candidate?.likeness === "other" && probe.candidate.origin === value),
    );
  const known = own ?? named[0] ?? null;
  const itself = url.origin;
  return known === null ? [itself] : [...new Set([known, ...(isName(url.hostname) ? [itself] : [])])];
}

/** A server that speaks of CORS only in its answers to preflights is asked by these. */
function askedBy(exchanges: readonly Exchange[]): "read" | "preflight" {
  const speaks = (purpose: string) =>
    exchanges.some(
      (exchange) =>
        exchange.probe.purpose === purpose &&
        isAnswered(exchange) &&
        replyHeader(exchange.reply, "access-control-allow-origin") !== null,
    );
  return !speaks("read") && speaks("preflight") ? "preflight" : "read";
}
