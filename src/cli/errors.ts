/** Input or options that can't be used: a sentence that names them, and what to do about it. */
export class InputError extends Error {
  readonly hint: string | null;

  constructor(message: string, hint: string | null = null) {
    super(message);
    this.name = "InputError";
    this.hint = hint;
  }
}

/** What to say of a file that the system refuses. */
export function fileError(path: string, error: unknown): InputError {
  const name = path === "-" ? "stdin" : path;
  switch (codeOf(error)) {
    case "ENOENT":
      return new InputError(`${name}: no such file`, "Check the path; - reads stdin.");
    case "EISDIR":
      return new InputError(`${name}: is a directory`, "Name the files in it.");
    case "ENOTDIR":
      return new InputError(`${name}: a part of the path is not a directory`);
    case "EACCES":
    case "EPERM":
      return new InputError(`${name}: permission denied`);
    case "ENOSPC":
      return new InputError(`${name}: no space left on the device`);
    default:
      return new InputError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
