import type { FetchOutcome } from "../../core/fetching/outcome.js";
import type { Scene } from "../scene.js";

/** What Chromium tells of an integrity attribute, in its order: of its text, then of a body that it does not fit. */
export function integrityLines(outcome: FetchOutcome, scene: Scene | null): string[] {
  const lines: string[] = [];
  const unparsed = unparsedLine(outcome, scene);
  if (unparsed !== null) lines.push(unparsed);
  if (scene === null) return lines;
  const { failure, url } = scene;
  const { api } = outcome.setup;
  // NOTE: the first URL, whatever redirects made of it.
  const first = outcome.url?.href ?? url;
  if (failure.reason === "integrity-mismatch") {
    const isFetch = api === "fetch";
    lines.push(
      failure.type === "opaque"
        ? notEligible(isFetch ? url : first, isFetch)
        : mismatch(isFetch ? url : first, failure.actual ?? ""),
    );
    if (isFetch) lines.push(`Fetch API cannot load ${first}. SRI's integrity checks failed.`);
  } else if (failure.reason === "unexpected-content-type" && api === "script" && isOpaque(outcome)) {
    if (partsOf(outcome).some(isKnown)) lines.push(notEligible(first, false));
  }
  return lines;
}

function isOpaque({ request }: FetchOutcome): boolean {
  return request?.mode === "no-cors" && request.responseTainting === "opaque";
}

/** No part of the attribute is understood. Scripts say so at the start, fetch() when it comes to the body. */
function unparsedLine(outcome: FetchOutcome, scene: Scene | null): string | null {
  const { api, integrity } = outcome.setup;
  const isScript = api === "script" || api === "module-script";
  const reached = scene === null || scene.failure.reason === "integrity-mismatch";
  if (!isScript && (api !== "fetch" || !reached)) return null;
  const parts = partsOf(outcome);
  if (outcome.request === null || parts.length === 0 || parts.some(isKnown)) return null;
  const algorithms = "hash algorithm must be one of 'sha256', 'sha384', 'sha512', or 'ed21159'";
  return parts[0]!.includes("-")
    ? `Error parsing 'integrity' attribute ('${integrity}'). The specified ${algorithms}.`
    : `Error parsing 'integrity' attribute ('${integrity}'). The ${algorithms}, followed by a '-' character.`;
}

function partsOf({ setup: { integrity } }: FetchOutcome): readonly string[] {
  return integrity.split(/[\t\n\f\r ]+/).filter((part) => part !== "");
}

function isKnown(part: string): boolean {
  return /^sha(?:256|384|512)-/i.test(part);
}

function notEligible(url: string, isFetch: boolean): string {
  const about = `Subresource Integrity: The resource '${url}' has an integrity attribute, but the`;
  return isFetch
    ? `${about} response is not eligible for integrity validation.`
    : `${about} resource requires the request to be CORS enabled to check the integrity, and it is not. The resource has been blocked because the integrity cannot be enforced.`;
}

function mismatch(url: string, computed: string): string {
  const digest = /^(sha\d+)-(.*)$/.exec(computed);
  const named = digest === null ? computed : `SHA-${digest[1]!.slice(3)} integrity '${digest[2]}'`;
  return `Failed to find a valid digest in the 'integrity' attribute for resource '${url}' with computed ${named}. The resource has been blocked.`;
}
