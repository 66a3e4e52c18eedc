/** Where in a file something is wrong, as far as it is known. */
export interface Place {
  /** The file's name as the user gave it; `-` is stdin. */
  readonly file: string;
  /** Index into `log.entries`, or of the line or pair. */
  readonly entry?: number;
  /** JSON path, such as `/log/entries/3/request/url`. */
  readonly path?: string;
  /** Counted from 1. */
  readonly line?: number;
  /** Counted from 1, in characters. */
  readonly column?: number;
}

/** Input that can't be used: says what is wrong, where, and what to do. Nothing else is thrown for bad input. */
export class RecordError extends Error {
  readonly file: string;
  readonly entry: number | null;
  readonly path: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** What is wrong, without the place. */
  readonly problem: string;

  constructor(place: Place, problem: string, options?: ErrorOptions) {
    super(`${placeText(place)}: ${problem}`, options);
    this.name = "RecordError";
    this.problem = problem;
    this.file = place.file;
    this.entry = place.entry ?? null;
    this.path = place.path ?? null;
    this.line = place.line ?? null;
    this.column = place.column ?? null;
  }
}

/** `session.har:12:7, entry 3, /log/entries/3/request` */
function placeText({ file, entry, path, line, column }: Place): string {
  const name = file === "-" ? "stdin" : file;
  const position = line === undefined ? "" : column === undefined ? `:${line}` : `:${line}:${column}`;
  const at = entry === undefined ? "" : `, entry ${entry}`;
  return `${name}${position}${at}${path === undefined || path === "" ? "" : `, ${path}`}`;
}
