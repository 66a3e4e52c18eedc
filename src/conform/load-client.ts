import { pathToFileURL } from "node:url";
import type { ProfileName } from "../core/profiles/profile.js";
import type { ClientModule } from "./client.js";
import * as happyDom from "./clients/happy-dom.js";
import * as jsdom from "./clients/jsdom.js";
import * as mentoss from "./clients/mentoss.js";
import { client as node } from "./clients/node.js";
import * as whycors from "./clients/whycors.js";
import type { ClientSource } from "./messages.js";
import { importPeer } from "./peers.js";

/** By name, one of those that are included; by file, the user's. */
export async function loadClient(source: ClientSource, profile: ProfileName, version: string): Promise<ClientModule> {
  if ("file" in source) return moduleIn(await import(pathToFileURL(source.file).href), source.file);
  switch (source.name) {
    case "node":
      return node;
    case "whycors":
      return whycors.clientFor(profile, version);
    case "happy-dom":
      return fromPeer("happy-dom", happyDom.clientFor);
    case "jsdom":
      return fromPeer("jsdom", jsdom.clientFor);
    case "mentoss":
      return fromPeer("mentoss", mentoss.clientFor);
  }
}

async function fromPeer<Exports>(
  name: string,
  clientFor: (exports: Exports, from: string) => ClientModule,
): Promise<ClientModule> {
  const { exports, from } = await importPeer<Exports>(name);
  return clientFor(exports, from);
}

/** What a module exports by name, or as its default: an object, or a function that makes a client for a page. */
function moduleIn(exports: Readonly<Record<string, unknown>>, file: string): ClientModule {
  const { default: main } = exports;
  const isFactory = typeof main === "function";
  const found = { ...(typeof main === "object" ? main : {}), ...exports, ...(isFactory && { createClient: main }) };
  const { createClient, fetch, XMLHttpRequest } = found as ClientModule;
  if (createClient === undefined && fetch === undefined && XMLHttpRequest === undefined) {
    const names = Object.keys(exports).join(", ") || "nothing";
    throw new TypeError(`${file} exports ${names}: expected fetch, XMLHttpRequest or createClient(page)`);
  }
  return found as ClientModule;
}
