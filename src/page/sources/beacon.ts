import { DEFAULT_SETUP, type Setup } from "../../core/infrastructure/setup.js";
import { prepare } from "../../core/setup/perform.js";
import { settlingOf } from "../../core/setup/script-view.js";
import { rejectionOf } from "../../explain/console/rejection.js";
import { extractSource } from "../body/extract.js";
import { isReadableStream } from "../body/payload.js";
import { errorWith } from "../fetch/fetch.js";
import { type Loaded, Loading } from "../loading.js";
import type { Realm } from "../realm.js";

/** navigator.sendBeacon() — https://w3c.github.io/beacon/#sendbeacon-method: it answers at once, and nothing comes after. */
export function sendBeacon(realm: Realm, url: string | URL, data: unknown): boolean {
  const { browser } = realm;
  const body = data === undefined || data === null ? null : extractSource(data, true);
  const setup: Setup = {
    ...DEFAULT_SETUP,
    api: "beacon",
    method: "POST",
    url: `${url}`,
    body: isReadableStream(data) ? { type: "stream", value: "", contentType: null } : (body?.setup ?? null),
  };
  const ended: Loaded[] = [];
  const loading = new Loading(
    realm,
    { setup, prepared: prepare(setup, browser), body: body?.payload ?? null },
    (loaded) => {
      loaded.payload?.discard();
      loaded.release();
      ended.push(loaded);
    },
  );
  const failed = loading.stoppedAtOnce;
  loading.start();
  if (failed === null) return true;
  const settling = settlingOf(failed, browser.profile);
  if (settling !== "throws") return settling === "resolves";
  const { name, message } = rejectionOf(failed, browser.profile, browser.page) ?? { name: "TypeError", message: "" };
  throw errorWith(name, message, ended[0]!.verdict);
}
