import type { Verdict } from "../cases/verdict.js";
import type { Api, CredentialsMode } from "../core/infrastructure/request.js";
import type { Setup } from "../core/infrastructure/setup.js";
import type { ProfileName } from "../core/profiles/profile.js";
import type { SkipReason } from "./har/skip.js";
import type { RecordedPage } from "./reconstruct/page.js";
import type { Parts } from "./reconstruct/reading.js";

/** One recording: a file by its path, or a stream; a browser hands over chunks that can be read more than once. */
export interface ReplaySource {
  /** What verdicts and errors call it. */
  readonly name: string;
  readonly path?: string;
  readonly stream?: NodeJS.ReadableStream;
  /** Bytes from their beginning, each time it is called. */
  readonly chunks?: () => AsyncIterable<Uint8Array>;
  /** Judge this entry alone (an index into `log.entries`, or of the line or pair). */
  readonly entry?: number;
}

/** Which requests get a verdict. */
export type Only = "cross-origin" | "all" | "blocked" | "preflighted";

export interface ReplayOptions {
  /** Default: `spec`. Several give several verdicts for each entry, side by side. */
  readonly profiles?: readonly ProfileName[];
  /** Default: `cross-origin`, the requests in mode cors to another origin. */
  readonly only?: Only;
  /** The page's origin, whatever the recording says; `null` (the word) for an opaque one. */
  readonly origin?: string;
  readonly api?: Api;
  readonly credentials?: CredentialsMode;
  readonly lang?: string;
  /** Keep the algorithm's steps in the verdicts. */
  readonly trace?: boolean;
  /** Adds `alternatives`: what page code could do instead of `fixes`. */
  readonly alternatives?: boolean;
  /** Told of each entry that is left out, and why. */
  readonly onSkip?: (skip: Skip) => void;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Skip {
  readonly file: string;
  readonly entry: number;
  readonly reason: SkipReason;
  /** No subject of CORS (a navigation, a websocket …), or an entry that can't be used. */
  readonly kind: "out-of-scope" | "filtered" | "unusable";
  /** JSON path inside of the entry, where one is at fault. */
  readonly path: string | null;
  /** One sentence, for people. */
  readonly message: string;
}

export interface Progress {
  readonly file: string;
  readonly bytes: number;
  readonly entries: number;
  /** A large file is read twice. */
  readonly pass: 1 | 2;
}

/** A verdict with what it was made from, so that it can become a case. */
export interface Judged {
  readonly verdict: Verdict;
  /** Null: a case of the input itself, not a recording. */
  readonly made: Made | null;
}

/** What a recorded request was read as. */
export interface Made {
  readonly page: RecordedPage;
  readonly setup: Setup;
  readonly parts: Parts;
  /** A preflight was needed and not recorded; it must have been permitted. */
  readonly isPermitted: boolean;
}
