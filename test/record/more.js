/**
 * The rarer ways of page.js to perform a step: everything but fetch and XMLHttpRequest, and
 * steps inside of frames and workers. Only pages that need it load it.
 */
(() => {
  const { APIS, bodyOf, errorText, pause } = self.recorder;

  function viaEventSource(step) {
    return new Promise((resolve) => {
      const source = new EventSource(step.url, { withCredentials: step.withCredentials ?? false });
      const events = [];
      const finish = (outcome) => {
        source.close();
        resolve({ outcome, events });
      };
      source.onopen = () => events.push("open");
      source.onmessage = () => {
        events.push("message");
        finish("allowed");
      };
      source.onerror = () => {
        events.push(`error ${source.readyState}`);
        finish(events.includes("open") ? "allowed" : "rejected");
      };
    });
  }

  async function viaBeacon(step) {
    const returned = navigator.sendBeacon(step.url, bodyOf(step));
    await pause(400); // no event tells that it went out
    return { outcome: "unobservable", returned };
  }

  function loadOf(element, step, attach) {
    return new Promise((resolve) => {
      element.onload = () => resolve(true);
      element.onerror = () => resolve(false);
      if (step.crossorigin !== undefined) element.setAttribute("crossorigin", step.crossorigin);
      if (step.integrity !== undefined) element.setAttribute("integrity", step.integrity);
      attach();
    });
  }

  async function viaImage(step) {
    const image = new Image();
    const loaded = await loadOf(image, step, () => {
      image.src = step.url;
    });
    if (!loaded) return { outcome: "rejected" };
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    try {
      context.getImageData(0, 0, 1, 1);
      return { outcome: "allowed", canvas: "readable" };
    } catch (error) {
      return { outcome: "opaque", canvas: "tainted", error: errorText(error) };
    }
  }

  /** The recorded scripts fail on purpose: whether the message arrives tells if they are muted. */
  async function viaScript(step) {
    const messages = [];
    const listener = (event) => messages.push(event.message);
    addEventListener("error", listener);
    const script = document.createElement("script");
    if (step.api === "module-script") script.type = "module";
    const loaded = await loadOf(script, step, () => {
      script.src = step.url;
      document.head.append(script);
    });
    removeEventListener("error", listener);
    if (!loaded) return { outcome: "rejected" };
    const muted = messages.includes("Script error.");
    return { outcome: muted ? "opaque" : "allowed", errors: messages };
  }

  async function viaStylesheet(step) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    const loaded = await loadOf(link, step, () => {
      link.href = step.url;
      document.head.append(link);
    });
    if (!loaded) return { outcome: "rejected" };
    try {
      return { outcome: "allowed", cssRules: link.sheet.cssRules.length };
    } catch (error) {
      return { outcome: "opaque", cssRules: error.name, error: errorText(error) };
    }
  }

  async function viaFont(step) {
    const font = new FontFace("Box", `url(${step.url})`);
    try {
      await font.load();
      return { outcome: "allowed" };
    } catch (error) {
      return { outcome: "rejected", error: errorText(error) };
    }
  }

  async function viaImport(step) {
    try {
      await import(step.url);
      return { outcome: "allowed" };
    } catch (error) {
      return { outcome: "rejected", error: errorText(error) };
    }
  }

  function viaMedia(step) {
    return new Promise((resolve) => {
      const media = document.createElement(step.api);
      media.onloadedmetadata = () => resolve({ outcome: step.crossorigin === undefined ? "opaque" : "allowed" });
      media.onerror = () => resolve({ outcome: "rejected", error: `MediaError ${media.error.code}` });
      if (step.crossorigin !== undefined) media.setAttribute("crossorigin", step.crossorigin);
      media.preload = "auto";
      media.src = step.url;
      media.load();
      setTimeout(() => resolve({ outcome: "unobservable", events: ["nothing for five seconds"] }), 5000);
    });
  }

  Object.assign(APIS, {
    eventsource: viaEventSource,
    beacon: viaBeacon,
    img: viaImage,
    script: viaScript,
    "module-script": viaScript,
    import: viaImport,
    stylesheet: viaStylesheet,
    font: viaFont,
    audio: viaMedia,
    video: viaMedia,
  });

  const helpers = new Map();
  /** A step with `context` runs in a frame or worker of the page, which answers by message. */
  async function performElsewhere(step) {
    let helper = helpers.get(step.context);
    if (!helper) {
      helper = step.context === "worker" ? await startWorker() : await startFrame(step.context);
      helpers.set(step.context, helper);
    }
    return helper(step);
  }

  async function startWorker() {
    const worker = new Worker("/page.js");
    return (step) =>
      new Promise((resolve) => {
        worker.onmessage = (event) => resolve(event.data);
        worker.postMessage({ ...step, context: undefined });
      });
  }

  async function startFrame(context) {
    const frame = document.createElement("iframe");
    if (context === "sandbox") frame.setAttribute("sandbox", "allow-scripts");
    // "cdn" is a frame of another site.
    frame.src = context === "cdn" ? `${location.origin.replace("//app.", "//cdn.")}/frame` : "/frame";
    await new Promise((resolve) => {
      frame.onload = resolve;
      document.body.append(frame);
    });
    return (step) =>
      new Promise((resolve) => {
        addEventListener("message", (event) => resolve(event.data), { once: true });
        frame.contentWindow.postMessage({ ...step, context: undefined }, "*");
      });
  }
  self.recorder.performElsewhere = performElsewhere;
})();
