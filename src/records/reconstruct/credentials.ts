import { getHeader } from "../../core/infrastructure/header-list.js";
import type { CredentialsMode } from "../../core/infrastructure/request.js";
import type { RecordedExchange } from "../har/exchange.js";
import type { Recording } from "../har/recording.js";
import { headerReader } from "./api.js";
import { type Inferred, inferred } from "./assumptions.js";

/** How a request may have been made as to credentials: the likeliest first. */
export interface CredentialsReadings {
  readonly readings: readonly Inferred<CredentialsMode>[];
  /** Where the readings differ in outcome, there is no telling. */
  readonly isOpen: boolean;
}

/**
 * No recording states the credentials mode.
 * @param hops the requests to other origins
 */
export function credentialsOf(
  hops: readonly RecordedExchange[],
  recording: Recording,
  override: CredentialsMode | undefined,
): CredentialsReadings {
  if (override !== undefined) return certain(inferred(override, "given", "high"));
  if (hops.some((hop) => headerReader(hop)("cookie") !== null)) {
    return certain(inferred("include", "cookie-sent", "high"));
  }
  const invites = hops.some(({ responseHeaders }) => {
    const value = responseHeaders === null ? null : getHeader("access-control-allow-credentials", responseHeaders);
    // `True` and `true, true` are wrong, but meant.
    return value !== null && value.toLowerCase() !== "false";
  });
  const mayLackCookies = recording.traits.maySanitize && !recording.showsCookies;
  const without = mayLackCookies
    ? inferred<CredentialsMode>("same-origin", "cookies-removed", "low")
    : inferred<CredentialsMode>("same-origin", "no-cookie", "low");
  const include = inferred<CredentialsMode>("include", "credentials-allowed", "low");
  return { readings: invites ? [include, without] : [without, include], isOpen: invites };
}

function certain(reading: Inferred<CredentialsMode>): CredentialsReadings {
  return { readings: [reading], isOpen: false };
}
