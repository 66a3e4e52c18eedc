import type { Fix, Verdict } from "../../cases/verdict.js";

/** A header of a synthetic answer, with which a mock says why it answered so. */
export const NOTE_HEADER = "whycors-note";

/** A verdict for a person who reads why a test failed: what was asked, what happened, why, what to change. */
export function tell(verdict: Verdict): string {
  const { explanation, fixes } = verdict;
  return [
    titleOf(verdict),
    explanation,
    ...notesOf(verdict).map((note) => `Note: ${note}`),
    ...fixes.map(tellFix),
  ].join("\n");
}

/** What a failed test should know of a request that went otherwise than without a browser; null: nothing. */
export function tellDifference(verdict: Verdict): string | null {
  if (verdict.outcome !== "allowed") return tell(verdict);
  // What the browser reads itself is nobody's loss.
  const lost = verdict.hiddenHeaders.filter((name) => !name.startsWith("access-control-"));
  if (lost.length === 0) return null;
  return `${titleOf(verdict)}\nScript can't read ${lost.join(", ")}: Access-Control-Expose-Headers does not list it.`;
}

/** In a few words, for a sentence: `blocked at the preflight (header-not-allowed)`. */
export function outcomeOf({ outcome, reason, stage }: Verdict): string {
  if (reason === null) return outcome;
  return `${outcome} ${stage === "setup" || stage === "network" ? "in" : "at"} the ${stage} (${reason})`;
}

/** What mocks said about the answers that they made up. */
function notesOf({ exchanges }: Verdict): string[] {
  return exchanges.flatMap(
    ({ response }) => response?.headers.filter(([name]) => name === NOTE_HEADER).map(([, value]) => value) ?? [],
  );
}

function titleOf(verdict: Verdict): string {
  const { exchanges, preflight } = verdict;
  const asked = exchanges.find(({ kind }) => kind !== "preflight")?.request;
  const method = asked?.method ?? preflight.request?.headers.find(([name]) => METHOD.test(name))?.[1];
  const url = asked?.url ?? preflight.request?.url ?? verdict.response?.url;
  const what = method === undefined || url === undefined ? "request" : `${method} ${url}`;
  return `${what}: ${outcomeOf(verdict)}, says ${verdict.engine}`;
}
const METHOD = /^access-control-request-method$/i;

function tellFix({ where, on, header, value, why }: Fix): string {
  const change = header === undefined ? "" : `${header}: ${value ?? ""} — `;
  return `Fix (${where}, ${on}): ${change}${why}`;
}
