import type { Apis } from "../../perform/apis.js";
import { errorOf, perform } from "../../perform/perform.js";
import type { Seen } from "../../perform/seen.js";
import type { Setup } from "../model/edit.js";
import type { FrameMessage, PerformMessage } from "./messages.js";

/** Runs in the page of a case, on an origin of the lab: does what the case's code does with the browser's real APIs. */

/** Methods of the platform are called as such. */
const WINDOW: Apis = {
  fetch: (url, init) => fetch(url, init as RequestInit),
  XMLHttpRequest,
  EventSource,
  navigator: { sendBeacon: (url, data) => navigator.sendBeacon(url, data as BodyInit | undefined) },
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const loaded = (isReadable: boolean, element: Readonly<Record<string, unknown>>): Seen => ({
  settles: "resolves",
  outcome: isReadable ? "allowed" : "opaque",
  element: { loads: true, ...element },
});

function viaElement(
  element: HTMLElement & { integrity?: string },
  { crossorigin, integrity }: Setup,
  start: () => void,
  look: () => Seen,
): Promise<Seen> {
  return new Promise((resolve) => {
    if (crossorigin !== null) element.setAttribute("crossorigin", crossorigin);
    if (integrity !== "") element.integrity = integrity;
    element.addEventListener("error", () =>
      resolve({ settles: "rejects", outcome: "rejected", element: { loads: false } }),
    );
    element.addEventListener("load", () => resolve(look()));
    start();
  });
}

function viaImage(setup: Setup): Promise<Seen> {
  const image = new Image();
  const start = () => {
    image.src = setup.url;
  };
  return viaElement(image, setup, start, () => {
    const context = document.createElement("canvas").getContext("2d")!;
    try {
      context.drawImage(image, 0, 0);
      context.getImageData(0, 0, 1, 1);
      return loaded(true, { canvas: "readable" });
    } catch {
      return loaded(false, { canvas: "tainted" });
    }
  });
}

function viaStylesheet(setup: Setup): Promise<Seen> {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  const start = () => {
    link.href = setup.url;
    document.head.append(link);
  };
  return viaElement(link, setup, start, () => {
    try {
      return loaded(link.sheet!.cssRules.length >= 0, { cssRules: "readable" });
    } catch (error) {
      return loaded(false, { cssRules: errorOf(error).name });
    }
  });
}

/** What a script shows of its errors is seen only if it has some; that it loads is all that is told. */
function viaScript(setup: Setup, type: string): Promise<Seen> {
  const script = document.createElement("script");
  if (type !== "") script.type = type;
  const start = () => {
    script.src = setup.url;
    document.head.append(script);
  };
  return viaElement(script, setup, start, () => ({ settles: "resolves", outcome: null, element: { loads: true } }));
}

async function viaFont({ url }: Setup): Promise<Seen> {
  try {
    await new FontFace("Lab", `url(${JSON.stringify(url)})`).load();
    return loaded(true, {});
  } catch (error) {
    return { settles: "rejects", outcome: "rejected", error: errorOf(error), element: { loads: false } };
  }
}

function performInPage(setup: Setup): Promise<Seen> {
  switch (setup.api) {
    case "img":
      return viaImage(setup);
    case "stylesheet":
      return viaStylesheet(setup);
    case "script":
      return viaScript(setup, "");
    case "module-script":
      return viaScript(setup, "module");
    case "font":
      return viaFont(setup);
    default:
      return perform(WINDOW, setup);
  }
}

const tell = (message: FrameMessage) => parent.postMessage(message, "*");

addEventListener("message", async ({ source, data }: MessageEvent<PerformMessage>) => {
  if (source !== parent || data.perform === undefined) return;
  const never = pause(data.patience).then((): Seen => ({ settles: "never", outcome: "rejected" }));
  tell({ observed: await Promise.race([performInPage(data.perform), never]) });
});
tell({ ready: true });
