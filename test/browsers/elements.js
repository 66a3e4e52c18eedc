/** Setups whose request an element makes: performs them, and tells what script learns of it. */

const errorOf = (error) => ({ name: String(error?.name), message: String(error?.message) });
const loaded = (readable, element) => ({
  settles: "resolves",
  outcome: readable ? "allowed" : "opaque",
  element: { loads: true, ...element },
});
const FAILED = { settles: "rejects", outcome: "rejected", element: { loads: false } };

function withElement(element, setup, start, whenLoaded) {
  return new Promise((resolve) => {
    if (setup.crossorigin !== undefined && setup.crossorigin !== null)
      element.setAttribute("crossorigin", setup.crossorigin);
    if (setup.integrity) element.integrity = setup.integrity;
    if (setup.referrerPolicy) element.referrerPolicy = setup.referrerPolicy;
    element.addEventListener("error", () => resolve(FAILED));
    element.addEventListener("load", () => resolve(whenLoaded()));
    start();
  });
}

function viaImage(setup) {
  const image = document.createElement("img");
  const start = () => {
    image.src = setup.url;
  };
  return withElement(image, setup, start, () => {
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d");
    try {
      context.drawImage(image, 0, 0);
      context.getImageData(0, 0, 1, 1);
      return loaded(true, { canvas: "readable" });
    } catch (error) {
      return { ...loaded(false, { canvas: "tainted" }), probe: errorOf(error) };
    }
  });
}

function viaScript(setup, type) {
  const script = document.createElement("script");
  if (type) script.type = type;
  let message = null;
  const listener = (event) => {
    if (typeof event.message === "string" && event.target === window) message = event.message;
  };
  window.addEventListener("error", listener);
  const start = () => {
    script.src = setup.url;
    document.head.append(script);
  };
  return withElement(script, setup, start, () => {
    window.removeEventListener("error", listener);
    // What throws nothing shows nothing.
    if (message === null) return { ...loaded(true, {}), outcome: null };
    const muted = message === "Script error.";
    return { ...loaded(!muted, { errors: muted ? "muted" : "full" }), probe: { message } };
  });
}

function viaStylesheet(setup) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  const start = () => {
    link.href = setup.url;
    document.head.append(link);
  };
  return withElement(link, setup, start, () => {
    try {
      void link.sheet.cssRules.length;
      return loaded(true, { cssRules: "readable" });
    } catch (error) {
      return { ...loaded(false, { cssRules: error.name }), probe: errorOf(error) };
    }
  });
}

async function viaFont(setup) {
  try {
    await new FontFace("Probe", `url(${JSON.stringify(setup.url)})`).load();
    return loaded(true, {});
  } catch (error) {
    return { ...FAILED, error: errorOf(error) };
  }
}

function viaTrack(setup) {
  const video = document.createElement("video");
  const track = document.createElement("track");
  if (setup.crossorigin !== undefined && setup.crossorigin !== null)
    video.setAttribute("crossorigin", setup.crossorigin);
  return withElement(
    track,
    { ...setup, crossorigin: null },
    () => {
      video.append(track);
      document.body.append(video);
      track.src = setup.url;
      track.track.mode = "hidden";
    },
    () => loaded((track.track.cues?.length ?? 0) > 0, {}),
  );
}

export const ELEMENTS = {
  img: viaImage,
  script: (setup) => viaScript(setup, ""),
  "module-script": (setup) => viaScript(setup, "module"),
  stylesheet: viaStylesheet,
  font: viaFont,
  track: viaTrack,
};
