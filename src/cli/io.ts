/** What a command sees of the world. The process has one (process-io.ts), a test makes its own. */
export interface Io {
  readonly stdin: NodeJS.ReadableStream;
  /** Resolves when the reader keeps up. */
  out(text: string): Promise<void>;
  err(text: string): void;
  /** Colour on stdout; --color and --no-color change it. */
  colour: boolean;
  /** Columns of stdout. */
  readonly width: number;
  /** stderr is a terminal: progress may be shown there. */
  readonly live: boolean;
  readonly files: Files;
  readonly env: Readonly<Record<string, string | undefined>>;
  exitCode: ExitCode;
  /** Resolves when the user ends the program (Ctrl-C); until then the command goes on. */
  stopped(): Promise<void>;
}

/** 1: what was asked to be checked does not hold; 2: input or options can't be used. */
export type ExitCode = 0 | 1 | 2;

export function exitWith(io: Io, code: ExitCode): void {
  if (code > io.exitCode) io.exitCode = code;
}

/** The file system, relative to where the command was called. Failures are `InputError`s that name the path. */
export interface Files {
  /** Absolute path. */
  resolve(path: string): string;
  /** `null`: there is nothing. */
  kind(path: string): Promise<"file" | "directory" | "other" | null>;
  read(path: string): Promise<string>;
  readBytes(path: string): Promise<Uint8Array>;
  /** All files under a directory, sorted, as paths that begin with the directory's. */
  list(directory: string): Promise<string[]>;
  /** @returns false when there is a file already, which stays as it is. */
  create(path: string, text: string): Promise<boolean>;
  /** A new file, or an old one emptied. */
  open(path: string): Promise<Writer>;
  makeDirectory(path: string): Promise<void>;
}

export interface Writer {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}
