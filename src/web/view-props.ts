import type { ReadCase } from "../cases/case.js";

/** What a view beside the playground is given. */
export interface ViewProps {
  readonly item: string | null;
  /** A recording that was dropped or chosen. */
  readonly file: File | null;
  readonly onFile: (file: File) => void;
  /** Opens a case in the playground. */
  readonly onOpen: (given: ReadCase) => void;
}
