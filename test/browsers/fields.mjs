/** What is compared of a verdict and what a browser did: the fields of every client, and what only a browser shows. */

import { FIELDS as OF_CLIENTS } from "../sources.mjs";
import { reasonsOf, stagesOf } from "./reasons.mjs";

const list = JSON.stringify;

/** Lines of the console that a verdict leaves out: the formats' "the engine's own lines about the decision". */
const NOISE = {
  chromium:
    /^Failed to load resource|^Slow network is detected|is not a valid enum value|^The Content-Security-Policy directive|^Unrecognized Content-Security-Policy directive|^Ignoring duplicate Content-Security-Policy|^Uncaught |^Error: probe|^\[DOM\]|net::ERR_/,
  firefox:
    /^(?:\w*Error|uncaught exception): |^downloadable font: |^Script error|^The character encoding|^Content-Security-Policy: (?:Couldn’t process|Duplicate |Ignoring )|^XML Parsing Error|was loaded even though its MIME type|^This page is in (?:Almost|Quirks)|^Loading failed for the|^The script from|^(?!Attempt to set).*[Cc]ookie|has been rejected|^Synchronous XMLHttpRequest|source URI is not allowed|can’t establish a connection to the server|^Referrer Policy: |^An unbalanced tree/,
  webkit:
    /^Error: probe|^(?:Syntax|Reference)Error: |^Unable to get image data|is not a valid value for|^Script error|^Failed to load resource|^<link rel=/,
};

/** A truth's lines about the decision; that a case is about cookies makes none of its lines one about cookies. */
export const consoleOf = (truth) =>
  truth.console
    .map(({ text }) => text)
    .filter((text) => !NOISE[truth.profile].test(text.replaceAll(/\/c\/[\w.-]+/g, "")));

/** Each: truth and verdict (and setup) to a pair that is to be equal; a third value decides instead; null: nothing to see. */
export const FIELDS = {
  ...OF_CLIENTS,
  element: (truth, verdict) => (truth.element === undefined ? null : elementOf(truth.element, verdict.element)),
  error: (truth, verdict) => (truth.error || verdict.error ? [errorOf(truth), errorOf(verdict)] : null),
  console: (truth, verdict) => {
    const sides = [consoleOf(truth), [...verdict.console]];
    // Two processes of Firefox write; which comes first is chance.
    return sides.map((lines) => list(truth.profile === "firefox" ? lines.sort() : lines));
  },
  reason: (truth, verdict) => ofSeveral(reasonsOf(truth), verdict.reason),
  stage: (truth, verdict) => ofSeveral(stagesOf(truth), verdict.stage),
};

function ofSeveral(allowed, given) {
  return allowed === null ? null : [allowed.join(" | "), given, allowed.includes(given)];
}

/** A script that threw nothing tells nothing of muting. */
function elementOf(seen, told = {}) {
  const { errors, ...rest } = told;
  return [list(seen), list(seen.errors === undefined ? rest : told)];
}

const errorOf = ({ error }) => (error ? `${error.name}: ${error.message}` : undefined);
