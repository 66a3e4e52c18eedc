import type { ServerConfiguration } from "./configuration.js";
import { headersSet } from "./headers-set.js";
import { libraryConfigurations } from "./libraries.js";
import { nginxConfigurations } from "./nginx.js";
import { storageConfigurations } from "./storage.js";

/** What a text has in it of servers' configuration about CORS. Headers that are set by hand count where nothing else does. */
export function readConfigurations(text: string): readonly ServerConfiguration[] {
  const told = [...nginxConfigurations(text), ...storageConfigurations(text), ...libraryConfigurations(text)];
  return told.length > 0 ? told : headersSet(text);
}
