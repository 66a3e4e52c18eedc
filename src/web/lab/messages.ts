import type { Seen } from "../../perform/seen.js";
import type { Setup } from "../model/edit.js";

/** To the frame. */
export interface PerformMessage {
  readonly perform: Setup;
  /** Milliseconds to wait for an end. */
  readonly patience: number;
}

/** From the frame. */
export type FrameMessage = { readonly ready: true } | { readonly observed: Seen };
