import type { FetchOutcome } from "../../core/fetching/outcome.js";
import { matchesIntegrity } from "../../core/policy/integrity.js";
import type { Scene } from "../scene.js";
import { typeLine } from "./firefox-types.js";

const ALGORITHMS = ["sha512", "sha384", "sha256"] as const;
type Algorithm = (typeof ALGORITHMS)[number];

/** Digests of no bytes at all. */
const OF_NOTHING: Readonly<Record<Algorithm, string>> = {
  sha256: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
  sha384: "OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb",
  sha512: "z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==",
};

interface Token {
  readonly text: string;
  readonly algorithm: string;
  readonly digest: string;
}

/** What Firefox tells of an integrity attribute: of its text, and of a body that it does not fit. */
export function integrityLines(outcome: FetchOutcome, scene: Scene | null): string[] {
  const { api, integrity } = outcome.setup;
  if (integrity === "" || outcome.request === null || scene?.stage === "setup") return [];
  const tokens = tokensOf(integrity);
  if (tokens.length === 0) return [];
  const isScript = api === "script" || api === "module-script";
  const reached = scene === null || scene.failure.reason === "integrity-mismatch";
  // Elements read the attribute at the start, fetch() when there is an answer to hold against it.
  if (!isScript && api !== "stylesheet" && (api !== "fetch" || !reached)) return [];
  const lines = tokens.map(complaint).filter((line) => line !== null);
  const strongest = strongestOf(tokens);
  // Of a data: URL only what is found at the start is told, and the verdict.
  const isData = outcome.url?.scheme === "data";
  if (strongest === null) {
    if (!isData && (isScript || reached)) lines.push("The integrity attribute does not contain any valid metadata.");
  } else if (!isData && reached && !isOpaque(outcome, scene))
    lines.push(...unusable(tokens, strongest, bodyOf(outcome)));
  lines.push(...verdict(outcome, scene, strongest, isScript));
  return lines;
}

function tokensOf(integrity: string): readonly Token[] {
  return integrity
    .split(/[\t\n\f\r ]+/)
    .filter((text) => text !== "")
    .map((text) => {
      const [, algorithm = "", digest = ""] = /^([^-]*)-([^?]*)/.exec(text) ?? [];
      return { text, algorithm, digest };
    });
}

function complaint({ text, algorithm, digest }: Token): string | null {
  if (!isWellFormed(digest)) {
    return `The script element has a malformed hash in its integrity attribute: “${text}”. The correct format is “<hash algorithm>-<hash value>”.`;
  }
  return isKnown(algorithm) ? null : `Unsupported hash algorithm in the integrity attribute: “${algorithm}”`;
}

function isKnown(algorithm: string): algorithm is Algorithm {
  return (ALGORITHMS as readonly string[]).includes(algorithm);
}

function strongestOf(tokens: readonly Token[]): Algorithm | null {
  return (
    ALGORITHMS.find((known) => tokens.some(({ algorithm, digest }) => algorithm === known && isWellFormed(digest))) ??
    null
  );
}

/** Of a response that passed; of one that did not, no digest fits. */
function bodyOf({ response }: FetchOutcome): string | null {
  return typeof response?.internal.body === "string" ? response.internal.body : null;
}

function isOpaque(outcome: FetchOutcome, scene: Scene | null): boolean {
  return scene?.failure.type === "opaque" || outcome.response?.type === "opaque";
}

/** Digests are decoded as they are compared, one after the other, until one fits. */
function unusable(tokens: readonly Token[], strongest: Algorithm, body: string | null): string[] {
  const lines: string[] = [];
  for (const { text, algorithm, digest } of tokens) {
    if (algorithm !== strongest || !isWellFormed(digest)) continue;
    if (body !== null && matchesIntegrity(body, text)) break;
    const bytes = decodedLength(digest);
    if (bytes === null) lines.push("The hash contained in the integrity attribute could not be decoded.");
    else if (bytes !== BYTES[strongest])
      lines.push("The hash contained in the integrity attribute has the wrong length.");
  }
  return lines;
}
const BYTES: Readonly<Record<Algorithm, number>> = { sha256: 32, sha384: 48, sha512: 64 };

function isWellFormed(digest: string): boolean {
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(digest);
}

/** Null: no base64. */
function decodedLength(digest: string): number | null {
  const { length } = digest.replace(/=+$/, "");
  return length % 4 === 1 ? null : Math.floor((length * 3) / 4);
}

/** NOTE: the URL is the first one, whatever redirects made of it. */
function verdict(outcome: FetchOutcome, scene: Scene | null, strongest: Algorithm | null, isScript: boolean): string[] {
  if (scene === null) return [];
  const { failure } = scene;
  const url = outcome.url?.href ?? scene.url;
  const judged = failure.reason === "integrity-mismatch" && typeLine(scene) === null;
  // A script that failed for another reason is held against its metadata all the same, as if it were empty.
  if (!judged && !isScript) return [];
  const opaque = judged ? failure.type === "opaque" : outcome.request?.responseTainting === "opaque";
  if (opaque) {
    return [`“${url}” is not eligible for integrity checks since it’s neither CORS-enabled nor same-origin.`];
  }
  if (strongest === null) return [];
  const computed = judged ? (failure.actual ?? "").replace(/^sha\d+-/, "") : OF_NOTHING[strongest];
  return [
    `None of the “${strongest}” hashes in the integrity attribute match the content of the subresource at “${url}”. The computed hash is “${computed}”.`,
  ];
}
