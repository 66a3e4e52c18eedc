import type { Verdict } from "../../cases/verdict.js";
import { InputError } from "../errors.js";
import type { Was } from "../formats/item.js";
import { askedOf } from "../formats/item.js";
import type { Io } from "../io.js";

/** The verdicts of an earlier run, found again by method and URL, the n-th by the n-th. */
export class Baseline {
  readonly #queues: ReadonlyMap<string, NonNullable<Was>[]>;
  readonly #profile: (name: string) => string;

  private constructor(verdicts: readonly Verdict[], ran: readonly string[]) {
    // One profile then and one now: what has changed may be the profile.
    const alone = ran.length === 1 && new Set(verdicts.map(({ profile }) => profile)).size === 1;
    this.#profile = (name) => (alone ? "" : name);
    const queues = new Map<string, NonNullable<Was>[]>();
    for (const verdict of verdicts) {
      const key = this.#key(verdict);
      const queue = queues.get(key) ?? [];
      queue.push({ outcome: verdict.outcome, reason: verdict.reason });
      queues.set(key, queue);
    }
    this.#queues = queues;
  }

  /** @param ran the profiles of this run */
  static async read(io: Io, path: string, ran: readonly string[]): Promise<Baseline> {
    const kind = await io.files.kind(path);
    if (kind !== "file") throw notVerdicts(path, kind === null ? "no such file" : "is no file");
    return new Baseline(verdictsOf(await io.files.read(path), path), ran);
  }

  /** What the request was; null when it is new, undefined when nothing has changed. */
  compare(verdict: Verdict): Was | undefined {
    const was = this.#queues.get(this.#key(verdict))?.shift();
    if (was === undefined) return null;
    return was.outcome === verdict.outcome && was.reason === verdict.reason ? undefined : was;
  }

  /** How many verdicts found no counterpart. */
  get left(): number {
    return [...this.#queues.values()].reduce((sum, queue) => sum + queue.length, 0);
  }

  #key(verdict: Verdict): string {
    const { method, url } = askedOf(verdict);
    return `${this.#profile(verdict.profile)} ${method} ${url}`;
  }
}

/** `--format json` or `--format ndjson` of an earlier run, or what `--save` wrote. */
function verdictsOf(text: string, path: string): Verdict[] {
  const trimmed = text.trim();
  if (trimmed === "") throw notVerdicts(path, "is empty");
  if (trimmed.startsWith("[")) {
    const read = parse(trimmed, path, 1);
    return (Array.isArray(read) ? read : []).map((value, index) => verdictIn(value, path, `verdict ${index}`));
  }
  return trimmed.split("\n").map((line, index) => verdictIn(parse(line, path, index + 1), path, `line ${index + 1}`));
}

function parse(text: string, path: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notVerdicts(path, `line ${line}: ${error instanceof Error ? error.message : "not JSON"}`);
  }
}

function verdictIn(value: unknown, path: string, where: string): Verdict {
  if (isVerdict(value)) return value;
  throw notVerdicts(path, `${where} is no verdict`);
}

/** As far as a comparison reads it. */
function isVerdict(value: unknown): value is Verdict {
  if (typeof value !== "object" || value === null) return false;
  const has = (key: string, type: "string" | "object"): boolean => typeof Reflect.get(value, key) === type;
  return (
    has("id", "string") &&
    has("profile", "string") &&
    has("outcome", "string") &&
    "reason" in value &&
    Array.isArray(Reflect.get(value, "exchanges")) &&
    has("preflight", "object") &&
    has("detail", "object")
  );
}

function notVerdicts(path: string, problem: string): InputError {
  return new InputError(`--baseline: ${path}: ${problem}`, "Save a run with --save FILE or --format ndjson > FILE.");
}
