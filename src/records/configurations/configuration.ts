/** What of a request decides how a configuration answers. */
export interface AskedServer {
  readonly origin: string;
  readonly method: string;
  readonly isPreflight: boolean;
  /** What the preflight asks for. */
  readonly headers: readonly string[];
}

export interface ConfiguredAnswer {
  readonly status: number;
  readonly headers: readonly [name: string, value: string][];
}

/** What is wrong with a configuration whatever asks, or is not told by it. Words come from the catalog. */
export interface Finding {
  readonly code:
    | "config-origin"
    | "config-origin-scheme"
    | "config-origin-wildcard"
    | "config-origin-list"
    | "config-origin-joined"
    | "config-star-sent"
    | "config-star-refused"
    | "config-star-echoed"
    | "config-any-credentials"
    | "config-errors"
    | "config-inheritance"
    | "config-options"
    | "config-unknown"
    | "config-methods-case";
  /** What is written. */
  readonly value: string;
  /** What to write instead. */
  readonly instead: string;
}

/** A piece of a server's configuration, or of its code, as far as it is about CORS. */
export interface ServerConfiguration {
  /** The name by which `configurationFor` writes such a thing; null: it does not. */
  readonly target: string | null;
  readonly title: string;
  /** Where it begins, from 1. */
  readonly line: number;
  /** Origins that it means to let in by name. */
  readonly origins: readonly string[];
  readonly answer: (asked: AskedServer) => ConfiguredAnswer;
  readonly findings: readonly Finding[];
}

export function finding(code: Finding["code"], value = "", instead = ""): Finding {
  return { code, value, instead };
}

/** The line of a place in a text, from 1. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

/** What is wrong with an origin that is compared byte for byte; none: nothing. */
export function originFindings(written: string, knowsWildcards = false): Finding[] {
  if (written === "*" || written === "null") return [];
  if (/,|\s/.test(written.trim())) return [finding("config-origin-list", written)];
  if (written.includes("*")) return knowsWildcards ? [] : [finding("config-origin-wildcard", written)];
  if (/^https?:\/\/[^/]+https?:\/\//i.test(written)) return [finding("config-origin-joined", written)];
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(written)) {
    const origin = originOf(`https://${written}`);
    return [finding("config-origin-scheme", written, origin ?? "https://app.example")];
  }
  const origin = originOf(written);
  return origin === null || origin === written ? [] : [finding("config-origin", written, origin)];
}

/** Those who are meant, however they are written. */
export function meantOrigins(written: readonly string[]): readonly string[] {
  return [...new Set(written.filter((each) => !each.includes("*")).flatMap((each) => originOf(each) ?? []))];
}

function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { origin } = new URL(url);
  return origin === "null" ? null : origin;
}
