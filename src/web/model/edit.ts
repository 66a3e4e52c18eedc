import type { ReadCase, Rule } from "../../cases/case.js";
import { BLANK_RULE } from "./blank.js";

export type Setup = ReadCase["setup"];

/** The setup of one of a case's requests: the first, or one of those after it. */
export function setupAt(given: ReadCase, at: number): Setup {
  return at === 0 ? given.setup : (given.then[at - 1] ?? given.setup);
}

export function withSetup(given: ReadCase, at: number, patch: Partial<Setup>): ReadCase {
  if (at === 0) return { ...given, setup: { ...given.setup, ...patch } };
  // biome-ignore lint/suspicious/noThenProperty: the public format names it so
  return { ...given, then: given.then.map((step, index) => (index === at - 1 ? { ...step, ...patch } : step)) };
}

export function withPage(given: ReadCase, patch: Partial<ReadCase["page"]>): ReadCase {
  return { ...given, page: { ...given.page, ...patch } };
}

export function withRule(given: ReadCase, index: number, rule: Rule | null): ReadCase {
  const server = given.server.flatMap((each, i) => (i !== index ? [each] : rule === null ? [] : [rule]));
  return { ...given, server };
}

export function withNewRule(given: ReadCase, rule: Rule = BLANK_RULE): ReadCase {
  return { ...given, server: [...given.server, rule] };
}

export function withNextRequest(given: ReadCase): ReadCase {
  const last = setupAt(given, given.then.length);
  // biome-ignore lint/suspicious/noThenProperty: the public format names it so
  return { ...given, then: [...given.then, { ...last, after: 1 }] };
}

export function withoutRequest(given: ReadCase, at: number): ReadCase {
  // biome-ignore lint/suspicious/noThenProperty: the public format names it so
  return { ...given, then: given.then.filter((_, index) => index !== at - 1) };
}

export type Pairs = [string, string][];

/** Header lines as they are typed; a line that is none yet is left out, and named. */
export function pairsOfText(text: string): { pairs: Pairs; unread: readonly string[] } {
  const pairs: Pairs = [];
  const unread: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === "") continue;
    const colon = line.indexOf(":");
    if (colon < 1) unread.push(line.trim());
    else pairs.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  return { pairs, unread };
}

export function textOfPairs(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([name, value]) => `${name}: ${value}`).join("\n");
}
