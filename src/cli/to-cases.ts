import { InputError } from "./errors.js";
import type { Io } from "./io.js";

export async function writeCases(_io: Io, _given: unknown, _options: unknown): Promise<void> {
  throw new InputError("no");
}
