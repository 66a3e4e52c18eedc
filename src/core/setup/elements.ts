import type { Page } from "../infrastructure/browser-state.js";
import type { Api, CredentialsMode, Destination, ReferrerPolicy, RequestMode } from "../infrastructure/request.js";
import type { Setup } from "../infrastructure/setup.js";
import { includesCredentials, parseUrl } from "../infrastructure/url-record.js";
import type { Profile } from "../profiles/profile.js";
import { pageRequest } from "./page-request.js";
import { NOTHING_DROPPED, type Prepared, refused } from "./prepared.js";

type ElementApi = Exclude<Api, "fetch" | "xhr" | "eventsource" | "beacon" | "form" | "xdr">;

interface ElementRules {
  readonly destination: Destination;
  /** Mode without a crossorigin attribute; `cors` also means that the attribute only decides on credentials. */
  readonly plainMode: RequestMode;
}

/** How each element asks — https://html.spec.whatwg.org/#create-a-potential-cors-request and its callers. */
const ELEMENTS: Record<ElementApi, ElementRules> = {
  img: { destination: "image", plainMode: "no-cors" },
  "webgl-texture": { destination: "image", plainMode: "no-cors" },
  script: { destination: "script", plainMode: "no-cors" },
  stylesheet: { destination: "style", plainMode: "no-cors" },
  video: { destination: "video", plainMode: "no-cors" },
  audio: { destination: "audio", plainMode: "no-cors" },
  track: { destination: "track", plainMode: "same-origin" },
  "module-script": { destination: "script", plainMode: "cors" },
  font: { destination: "font", plainMode: "cors" },
  "css-shape": { destination: "image", plainMode: "cors" },
  manifest: { destination: "manifest", plainMode: "cors" },
};

/** APIs that have no crossorigin attribute: style sheets fetch for them. */
const WITHOUT_ATTRIBUTE = new Set<Api>(["font", "css-shape"]);

/** A subresource that markup or a style sheet asks for — https://html.spec.whatwg.org/#cors-settings-attributes */
export function elementRequest(setup: Setup, page: Page, profile: Profile): Prepared {
  const url = parseUrl(setup.url, page.baseUrl);
  if (url === null) {
    return setup.api === "font"
      ? refused("url-invalid", { url: setup.url }, null, null)
      : refused("url-invalid", { url: setup.url });
  }
  const rules = ELEMENTS[setup.api as ElementApi];
  // PROFILE webkit: a text track without the attribute is fetched like an image.
  const plainMode = setup.api === "track" && profile.plainTracksUseNoCors ? "no-cors" : rules.plainMode;
  const attribute = WITHOUT_ATTRIBUTE.has(setup.api) ? null : setup.crossorigin;

  let mode: RequestMode = plainMode;
  let credentials: CredentialsMode = plainMode === "no-cors" ? "include" : "same-origin";
  if (attribute !== null) {
    mode = "cors";
    credentials = attribute.toLowerCase() === "use-credentials" ? "include" : "same-origin";
    // PROFILE webkit: `omit` is a value of the attribute there.
    const omits = attribute.toLowerCase() === "omit" && setup.api !== "stylesheet";
    if (omits && profile.crossoriginOmit) credentials = "omit";
  }
  // PROFILE chromium, firefox, webkit: of old, manifests ask with credentials or with none.
  if (setup.api === "manifest" && credentials !== "include" && profile.manifestsOmitCredentials) credentials = "omit";
  // PROFILE webkit: fonts of the FontFace API load without CORS.
  if (setup.api === "font" && !profile.fontsUseCors) {
    mode = "no-cors";
    credentials = "include";
  }

  // PROFILE chromium: third_party/blink/renderer/core/loader/base_fetch_context.cc (CanRequestInternal); measured of what
  // is not asked for by CORS.
  if (mode === "no-cors" && includesCredentials(url) && profile.elementsRefuseUserinfo) {
    return refused("url-has-credentials", { url: setup.url }, url);
  }
  const request = pageRequest(setup.api, url, page);
  request.mode = mode;
  request.credentialsMode = credentials;
  request.destination = rules.destination;
  request.referrerPolicy = (setup.referrerPolicy || page.referrerPolicy) as ReferrerPolicy;
  request.integrity = setup.integrity;
  return { ok: true, dropped: NOTHING_DROPPED, request };
}
