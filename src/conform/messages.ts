import type { ReadCase } from "../cases/case.js";
import type { ProfileName } from "../core/profiles/profile.js";
import type { Seen } from "../perform/seen.js";
import type { ClientApi, ClientPage, PageFeature } from "./client.js";

/** What the two processes of a run say to each other: the one with the servers, and the one with the client. */

export const CLIENT_NAMES = ["node", "happy-dom", "jsdom", "mentoss", "whycors"] as const;
export type ClientName = (typeof CLIENT_NAMES)[number];

/** The variable that tells processes which a client starts where the case's servers are. */
export const PORT_VARIABLE = "WHYCORS_CONFORM_PORT";

/** A client that is included, or a module's file. */
export type ClientSource = { readonly name: ClientName } | { readonly file: string };

export type Order =
  | { readonly load: ClientSource; readonly profile: ProfileName; readonly version: string }
  | { readonly page: ClientPage; readonly port: number }
  | { readonly setup: ReadCase["setup"]; readonly after: number; readonly patience: number }
  | { readonly over: true };

export interface Abilities {
  readonly name: string | null;
  readonly apis: readonly ClientApi[];
  readonly features: readonly PageFeature[];
  /** It has a clock of its own to move. */
  readonly waits: boolean;
}

export type Reply =
  | { readonly ready: Abilities }
  | { readonly broken: string }
  | { readonly opened: true }
  | { readonly seen: Seen; readonly start: number };
