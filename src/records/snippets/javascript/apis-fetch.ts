import type { Draft } from "../draft.js";
import type { Interpreter } from "./interpreter.js";
import { RequestThing, SignalThing } from "./platform.js";
import { settleBody, settleFlag, settleHeaders, settleSpread, settleUrl, settleWord } from "./settle.js";
import { Native, type Site, type Slot, Thing, Unknown, type Value } from "./values.js";

/** `fetch(input, init)` */
export function fetchFunction(interpreter: Interpreter): Native {
  return new Native((args, site) => {
    const draft = interpreter.begin("fetch()", site.at);
    fetchCall(interpreter, draft, { value: args[0], at: site.args[0] ?? site.at }, args[1], site);
    return new Unknown("response");
  });
}

/** The words of a RequestInit that are strings. */
const WORDS = [
  ["mode", "cors"],
  ["credentials", "same-origin"],
  ["redirect", "follow"],
  ["cache", "default"],
  ["referrer", "about:client"],
  ["referrerPolicy", ""],
  ["integrity", ""],
] as const;

const KNOWN: ReadonlySet<string> = new Set([
  ...WORDS.map(([name]) => name),
  "method",
  "headers",
  "body",
  "keepalive",
  "signal",
  "duplex",
  "priority",
  "window",
  "attributionReporting",
  "browsingTopics",
  "targetAddressSpace",
  // Of frameworks and runtimes; browsers pass over them.
  "next",
  "dispatcher",
  "agent",
  "compress",
]);

export function fetchCall(interpreter: Interpreter, draft: Draft, input: Slot, init: Value, site: Site): void {
  if (input.value instanceof RequestThing) {
    const { url, init: earlier } = input.value;
    fetchCall(interpreter, draft, url, earlier, site);
  } else {
    draft.setup.url = settleUrl(draft, input);
  }
  if (init instanceof Unknown) {
    draft.assume({ field: "init", code: "not-in-snippet", name: init.name, value: "{}" });
  }
  if (!(init instanceof Thing)) return;
  settleSpread(draft, "init", init);
  const method = settleWord(draft, "method", init.slot("method"), init.slot("body") === null ? "GET" : "POST");
  if (method !== undefined) draft.setup.method = method;
  if (init.slot("headers") !== null) {
    draft.setup.headers.length = 0;
    settleHeaders(draft, init.slot("headers"));
  }
  for (const [name, usual] of WORDS) {
    const word = settleWord(draft, name, init.slot(name), usual);
    if (word !== undefined) draft.setup[name] = word;
  }
  if (init.slot("keepalive") !== null) draft.setup.keepalive = settleFlag(draft, "keepalive", init.slot("keepalive"));
  settleBody(draft, init.slot("body"));
  if (draft.setup.body?.type === "stream") {
    const duplex = settleWord(draft, "duplex", init.slot("duplex"), "half");
    if (duplex !== "half") draft.setup.duplex = duplex ?? null;
  }
  fetchSignal(interpreter, draft, init.get("signal"));
  const others = [...init.slots.keys()].filter((name) => !KNOWN.has(name));
  if (others.length > 0) draft.note("unknown-option", "fetch()", others);
}

/** Whatever aborts may be set later than the call. */
export function fetchSignal(interpreter: Interpreter, draft: Draft, signal: Value): void {
  if (!(signal instanceof SignalThing)) return;
  interpreter.atEnd(() => {
    if (signal.after !== null) draft.setup.abortAfter = signal.after;
  });
}
