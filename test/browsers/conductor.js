/**
 * Runs in the page that holds the cases of a batch, each in a frame of its own: hands out the
 * setups, passes on what the frames tell, and goes where it is sent next.
 */
(async () => {
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const post = (path, data) => fetch(`/~/${path}`, { method: "POST", body: JSON.stringify(data) });
  const { cases, hosts, width, slots, patience, quiet } = await (
    await fetch(location.pathname.replace("/run/", "/cases/"))
  ).json();

  function listen(frame, wanted, ms) {
    return new Promise((resolve) => {
      const done = (value) => {
        removeEventListener("message", listener);
        clearTimeout(timer);
        resolve(value);
      };
      const listener = ({ source, data }) => {
        if (source === frame.contentWindow && data[wanted] !== undefined) done(data[wanted]);
      };
      const timer = setTimeout(done, ms, null);
      addEventListener("message", listener);
    });
  }

  /** A browser whose console names no place performs one step at a time; who pauses lets others on. */
  let free = slots;
  const queue = [];
  async function inSlot(act, first = false) {
    if (free > 0) free--;
    else await new Promise((resolve) => (first ? queue.unshift(resolve) : queue.push(resolve)));
    try {
      return await act();
    } finally {
      const next = queue.shift();
      if (next === undefined) free++;
      else next();
    }
  }

  async function perform({ id, page, steps }) {
    const frame = document.createElement("iframe");
    if (page.opaque) frame.setAttribute("sandbox", "allow-scripts");
    const [first, ...later] = steps;
    const going = await inSlot(async () => {
      const ready = listen(frame, "ready", patience);
      frame.src = page.url;
      document.body.append(frame);
      if ((await ready) !== null) return performStep(frame, id, 0, first);
      await post("result", { id, step: 0, result: { failed: "the page did not load" } });
      return false;
    });
    for (const [index, { after = 0, ...setup }] of going ? later.entries() : []) {
      if (after > 0) await pause(after * 1000);
      // What has waited is not to wait for others too.
      await inSlot(() => performStep(frame, id, index + 1, setup), true);
    }
    frame.remove();
  }

  async function performStep(frame, id, step, setup) {
    const start = Date.now();
    if (step > 0) await post("step", { id, step });
    const more = (setup.timeout ?? 0) + patience;
    const answered = listen(frame, "result", more + 2000);
    frame.contentWindow.postMessage({ setup, patience: more }, "*");
    const result = (await answered) ?? { failed: "the frame is silent" };
    await pause(quiet);
    await post("result", { id, step, start, end: Date.now(), result });
    return true;
  }

  const waiting = [...cases];
  async function work() {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await perform(next);
  }
  // Hosts that are looked up meanwhile cost one browser the preflights that it keeps of them.
  const warm = () => Promise.all(hosts.map((host) => fetch(`${host}/~/warm`, { method: "PUT" }).catch(() => {})));
  await warm();
  await warm();
  await Promise.all(Array.from({ length: width }, work));
  const { url } = await (await post("next", { batch: location.pathname.split("/").pop() })).json();
  location.href = url;
})();
