/**
 * Runs in the tested page (and in its frames and workers): performs the steps that the page
 * carries, one after the other, and keeps what script could see of each in `recorded`.
 */
(() => {
  const errorText = (error) => `${error.name}: ${error.message}`;
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  function bodyOf(step) {
    if (step.body === undefined) return undefined;
    if (step.bodyType === "blob") return new Blob([step.body], { type: step.contentType });
    if (step.bodyType === "urlencoded") return new URLSearchParams(step.body);
    if (step.bodyType === "formdata") {
      const form = new FormData();
      for (const [name, value] of new URLSearchParams(step.body)) form.append(name, value);
      return form;
    }
    return step.body;
  }

  async function viaFetch(step) {
    const init = {};
    for (const key of [
      "method",
      "headers",
      "mode",
      "credentials",
      "redirect",
      "cache",
      "keepalive",
      "referrerPolicy",
      "integrity",
    ]) {
      if (step[key] !== undefined) init[key] = step[key];
    }
    const body = bodyOf(step);
    if (body !== undefined) init.body = body;
    if (step.abortAfter !== undefined) {
      const controller = new AbortController();
      init.signal = controller.signal;
      setTimeout(() => controller.abort(), step.abortAfter * 1000);
    }
    try {
      const response = await fetch(step.url, init);
      const readable = response.type === "basic" || response.type === "cors" || response.type === "default";
      if (readable) await response.text();
      return {
        outcome: readable ? "allowed" : "opaque",
        status: response.status,
        type: response.type,
        responseURL: response.url,
        redirected: response.redirected,
        visible: Object.fromEntries(response.headers),
      };
    } catch (error) {
      return { outcome: "rejected", error: errorText(error) };
    }
  }

  function viaXhr(step) {
    return new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      const events = [];
      xhr.onreadystatechange = () => events.push(`readystatechange ${xhr.readyState}`);
      for (const type of ["loadstart", "progress", "abort", "error", "load", "timeout", "loadend"]) {
        xhr.addEventListener(type, () => events.push(type));
      }
      for (const type of step.uploadListeners ?? []) {
        xhr.upload.addEventListener(type, () => events.push(`upload.${type}`));
      }
      xhr.onloadend = () => {
        const lines = xhr.getAllResponseHeaders().split("\r\n").filter(Boolean);
        const visible = Object.fromEntries(
          lines.map((line) => [line.split(": ")[0], line.slice(line.indexOf(": ") + 2)]),
        );
        const loaded = events.includes("load");
        resolve({
          outcome: loaded ? "allowed" : "rejected",
          status: xhr.status,
          ...(loaded && { responseURL: xhr.responseURL, visible }),
          events,
        });
      };
      try {
        xhr.open(step.method ?? "GET", step.url);
        xhr.withCredentials = step.withCredentials ?? false;
        if (step.timeout) xhr.timeout = step.timeout;
        for (const [name, value] of step.headers ?? []) xhr.setRequestHeader(name, value);
        xhr.send(bodyOf(step) ?? null);
        if (step.abortAfter !== undefined) setTimeout(() => xhr.abort(), step.abortAfter * 1000);
      } catch (error) {
        resolve({ outcome: "rejected", error: errorText(error), events });
      }
    });
  }

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

  /** The recorded scripts throw on purpose: whether the message arrives tells if they are muted. */
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

  const APIS = {
    fetch: viaFetch,
    xhr: viaXhr,
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
  };

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

  async function perform(step) {
    if (step.wait) await pause(step.wait * 1000);
    const start = Date.now();
    const seen = step.context ? await performElsewhere(step) : await APIS[step.api ?? "fetch"](step);
    return { name: step.name, ...seen, during: [start, Date.now()] };
  }

  if (typeof document === "undefined") {
    self.onmessage = async (event) => postMessage(await perform(event.data));
    return;
  }
  if (window !== parent) {
    addEventListener("message", async (event) => parent.postMessage(await perform(event.data), "*"));
    return;
  }

  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  addEventListener("load", async () => {
    const [steps, options] = [read("steps"), read("options")];
    if (options.serviceWorker) {
      await navigator.serviceWorker.register("/service-worker.js");
      await new Promise((resolve) => {
        if (navigator.serviceWorker.controller) resolve();
        else navigator.serviceWorker.addEventListener("controllerchange", resolve);
      });
    }
    if (options.parallel) {
      window.recorded = await Promise.all(steps.map(perform));
      return;
    }
    const results = [];
    window.progress = results;
    for (const step of steps) {
      results.push(await perform(step));
      await pause(40);
    }
    window.recorded = results;
  });
})();
