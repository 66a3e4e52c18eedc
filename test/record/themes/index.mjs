import { blocked } from "./blocked.mjs";
import {
  credentialsCrossSite,
  credentialsNoThirdParty,
  credentialsSameSite,
  credentialsSanitized,
} from "./credentials.mjs";
import { elements } from "./elements.mjs";
import { frames, serviceWorker } from "./frames.mjs";
import { parallel } from "./parallel.mjs";
import { coep, policies } from "./policies.mjs";
import { preflightAllowed, preflightBlocked } from "./preflight.mjs";
import { redirects } from "./redirects.mjs";
import { simple } from "./simple.mjs";
import { tour } from "./tour.mjs";
import { xhr } from "./xhr.mjs";

export const THEMES = [
  { ...tour, browsers: ["chromium", "playwright", "mitmproxy"] },
  simple,
  preflightAllowed,
  preflightBlocked,
  blocked,
  credentialsSameSite,
  credentialsCrossSite,
  credentialsSanitized,
  credentialsNoThirdParty,
  redirects,
  xhr,
  elements,
  policies,
  coep,
  frames,
  serviceWorker,
  parallel,
];
