import type { Api } from "../../core/infrastructure/request.js";
import type { Scene } from "../scene.js";

const BY_API: Readonly<Record<Api, string>> = {
  fetch: "connect-src",
  xhr: "connect-src",
  eventsource: "connect-src",
  beacon: "connect-src",
  img: "img-src",
  script: "script-src-elem",
  "module-script": "script-src-elem",
  stylesheet: "style-src-elem",
  font: "font-src",
  video: "media-src",
  audio: "media-src",
  track: "media-src",
  form: "form-action",
  "css-shape": "img-src",
  "webgl-texture": "img-src",
  manifest: "manifest-src",
  xdr: "connect-src",
};

/** The directive that is asked for this kind of load, whether or not the policy spells it out. */
export function cspDirective(scene: Scene): string {
  return BY_API[scene.outcome.setup.api];
}

/** The policy names no directive of the kind, so a more general one spoke. */
export function isFallback(scene: Scene): boolean {
  const [spoke = ""] = spelledOut(scene.failure.policy ?? scene.failure.directive ?? "").split(" ", 1);
  return spoke !== "" && spoke !== cspDirective(scene);
}

/** A directive as engines write it back: its name in lower case. */
export function spelledOut(policy: string): string {
  return policy.replace(/^\S+/, (name) => name.toLowerCase());
}
