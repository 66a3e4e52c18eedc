import { parseUrl } from "../../core/infrastructure/url-record.js";
import type { CauseCode } from "../../explain/codes.js";
import type { LineFacts, RecognisedLine } from "../../explain/console/recognise/recognise.js";
import { causeOfPreflightStatus, causesOfMove } from "../../explain/likely-causes.js";

/** Why the server probably answered so, as far as a console line tells of the answer. */
export function causesOfLine({ reasons, stage }: RecognisedLine, facts: LineFacts): CauseCode[] {
  const status = Number(facts.status);
  return [
    ...(reasons.some((reason) => reason === "missing-allow-origin" || reason === "preflight-status")
      ? causesOfStatus(status, stage === "preflight")
      : []),
    ...causesOfRedirect(facts),
  ];
}

function causesOfStatus(status: number, isPreflight: boolean): CauseCode[] {
  const ofPreflight = isPreflight ? causeOfPreflightStatus(status) : null;
  if (ofPreflight !== null) return [ofPreflight];
  if (status === 502 || status === 503 || status === 504) return ["gateway-error"];
  if (status >= 500) return ["server-error-page"];
  return status >= 400 ? ["error-without-cors"] : [];
}

function causesOfRedirect({ first, url }: LineFacts): CauseCode[] {
  if (first === undefined || url === undefined) return [];
  const from = parseUrl(first);
  const to = parseUrl(url);
  return from === null || to === null ? [] : causesOfMove(from, to);
}
