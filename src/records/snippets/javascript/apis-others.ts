import type { Api } from "../../../core/infrastructure/request.js";
import type { Draft } from "../draft.js";
import { fetchCall } from "./apis-fetch.js";
import type { Interpreter } from "./interpreter.js";
import { encodedPairs, jsonParts, PairsThing, pairsOf } from "./platform.js";
import { settleBody, settleFlag, settleHeader, settleText, settleUrl, settleWord } from "./settle.js";
import {
  Func,
  joined,
  List,
  Native,
  NOWHERE,
  type Site,
  type Slot,
  Thing,
  thing,
  Unknown,
  type Value,
} from "./values.js";

/** `new EventSource(url, { withCredentials })` */
export function eventSourceClass(interpreter: Interpreter): Native {
  return new Native(([url, init], { at, args }) => {
    const draft = interpreter.begin("EventSource", at);
    draft.setup.api = "eventsource";
    draft.setup.url = settleUrl(draft, { value: url, at: args[0] ?? at });
    if (init instanceof Thing && init.slot("withCredentials") !== null) {
      draft.setup.withCredentials = settleFlag(draft, "withCredentials", init.slot("withCredentials"));
    }
    return new Thing();
  });
}

/** `navigator.sendBeacon(url, data)` */
export function navigatorThing(interpreter: Interpreter): Thing {
  const sendBeacon = new Native(([url, data], { at, args }) => {
    const draft = interpreter.begin("sendBeacon()", at);
    draft.setup.api = "beacon";
    draft.setup.url = settleUrl(draft, { value: url, at: args[0] ?? at });
    settleBody(draft, { value: data, at: args[1] ?? at });
    return true;
  });
  return thing({ sendBeacon });
}

const ELEMENTS: Readonly<Record<string, { readonly api: Api; readonly address: string }>> = {
  img: { api: "img", address: "src" },
  script: { api: "script", address: "src" },
  link: { api: "stylesheet", address: "href" },
  video: { api: "video", address: "src" },
  audio: { api: "audio", address: "src" },
  track: { api: "track", address: "src" },
};

/** An element that loads something once it has an address; what its attributes are in the end counts. */
export class ElementThing extends Thing {
  constructor(interpreter: Interpreter, name: string, at: Slot["at"]) {
    super();
    const setAttribute = new Native(([key, value], site) => {
      this.set(String(key), { value, at: site.at });
      return undefined;
    });
    super.set("setAttribute", { value: setAttribute, at: NOWHERE });
    const element = ELEMENTS[name];
    if (element === undefined) return;
    interpreter.atEnd(() => {
      const address = this.slot(element.address);
      if (address !== null)
        elementCall(interpreter.begin(`<${name}>`, address.at.end > 0 ? address.at : at), this, element.api, address);
    });
  }
}

function elementCall(draft: Draft, element: Thing, api: Api, address: Slot): void {
  const { setup } = draft;
  setup.api = api;
  if (api === "script" && element.get("type") === "module") setup.api = "module-script";
  if (api === "stylesheet" && element.get("rel") === "manifest") setup.api = "manifest";
  setup.url = settleUrl(draft, address);
  const crossorigin = element.slot("crossOrigin") ?? element.slot("crossorigin");
  if (crossorigin !== null && crossorigin.value !== null) {
    setup.crossorigin = settleWord(draft, "crossorigin", crossorigin, "anonymous") ?? "undefined";
  }
  const integrity = settleWord(draft, "integrity", element.slot("integrity"), "");
  if (integrity) setup.integrity = integrity;
  const policy = settleWord(draft, "referrerPolicy", element.slot("referrerPolicy"), "");
  if (policy) setup.referrerPolicy = policy;
}

/** `document`: elements are made, handlers are called. */
export function documentThing(interpreter: Interpreter): Thing {
  const made = new DocumentThing();
  const members: Record<string, Value> = {
    createElement: new Native(([name], { at }) => new ElementThing(interpreter, String(name).toLowerCase(), at)),
    cookie: new Unknown("document.cookie"),
  };
  for (const [name, value] of Object.entries(members)) made.set(name, { value, at: NOWHERE });
  return made;
}

class DocumentThing extends Thing {
  override get(key: string): Value {
    return super.get(key) ?? new Unknown(`document.${key}`);
  }
}

/** `new FontFace(family, "url(…)")`, loaded once it is asked to. */
export function fontFaceClass(interpreter: Interpreter): Native {
  return new Native(([, source], { at, args }) => {
    const address = /url\(\s*["']?([^"')]+)/.exec(String(source instanceof Thing ? "" : source))?.[1];
    const load = new Native(() => {
      if (address !== undefined) {
        const draft = interpreter.begin("FontFace", at);
        draft.setup.api = "font";
        draft.setup.url = settleUrl(draft, { value: address, at: args[1] ?? at });
      }
      return new Unknown("font");
    });
    return thing({ load });
  });
}

const METHODS = ["get", "post", "put", "patch", "delete", "head"];

/** ky and ofetch: fetch() with an address to start from, and JSON in and out. */
export function fetchLikeFunction(interpreter: Interpreter, library: "ky" | "ofetch", defaults = new Thing()): Native {
  const call =
    (method: string | null) =>
    (args: readonly Value[], site: Site): Value => {
      const draft = interpreter.begin(`${library}${method === null ? "" : `.${method}`}()`, site.at);
      const given = new Thing();
      for (const source of [defaults, args[1]]) {
        if (source instanceof Thing) for (const [key, slot] of source.slots) given.set(key, slot);
        else if (source instanceof Unknown) given.spread.push(source);
      }
      if (method !== null) given.set("method", { value: method.toUpperCase(), at: site.at });
      fetchLikeCall(interpreter, draft, library, { value: args[0], at: site.args[0] ?? site.at }, given, site);
      return new Unknown("response");
    };
  const made = new Native(call(null));
  for (const method of METHODS) made.set(method, { value: new Native(call(method)), at: NOWHERE });
  const derive = new Native(([more]) =>
    fetchLikeFunction(interpreter, library, more instanceof Thing ? more : new Thing()),
  );
  for (const name of ["create", "extend", "raw"])
    made.set(name, { value: name === "raw" ? new Native(call(null)) : derive, at: NOWHERE });
  return made;
}

function fetchLikeCall(
  interpreter: Interpreter,
  draft: Draft,
  library: string,
  input: Slot,
  given: Thing,
  site: Site,
): void {
  const init = new Thing();
  init.spread.push(...given.spread);
  for (const [key, slot] of given.slots) if (!OWN.has(key)) init.set(key, slot);
  const own = given.slot("headers");
  if (own?.value instanceof Thing) init.set("headers", { value: new PairsThing("headers", own.value), at: own.at });
  const json = library === "ky" ? given.slot("json") : jsonBody(given.slot("body"));
  if (json !== null) {
    init.set("body", { value: joined(jsonParts(json.value)), at: json.at });
    const headers = new PairsThing("headers", given.get("headers"));
    const has = (name: string): boolean => headers.pairs.some((pair) => String(pair.name).toLowerCase() === name);
    const put = (name: string): void => {
      if (!has(name)) headers.pairs.push({ name, slot: { value: "application/json", at: NOWHERE } });
    };
    put("content-type");
    if (library === "ofetch") put("accept");
    draft.note("library-adds", library, ["content-type: application/json"]);
    init.set("headers", { value: headers, at: given.slot("headers")?.at ?? json.at });
  }
  const base = given.slot("prefixUrl") ?? given.slot("prefix") ?? given.slot("baseURL") ?? given.slot("baseUrl");
  const url = base === null ? input : { value: underBase(base.value, input.value), at: input.at };
  fetchCall(interpreter, draft, url, init, site);
  const query = given.get("searchParams") ?? given.get("query") ?? given.get("params");
  if (query === undefined) return;
  const text = settleText(draft, "url", query instanceof Thing ? joined(encodedPairs(pairsOf(query))) : query);
  if (text !== "") draft.setup.url += `${draft.setup.url.includes("?") ? "&" : "?"}${text}`;
}

/** Options of ky and ofetch that are not fetch's. */
const OWN: ReadonlySet<string> = new Set(
  `json searchParams prefixUrl prefix baseUrl baseURL query params retry retryDelay retryStatusCodes timeout hooks
  throwHttpErrors onDownloadProgress onUploadProgress parseJson stringifyJson fetch responseType parseResponse
  ignoreResponseError onRequest onRequestError onResponse onResponseError`.split(/\s+/),
);

/** ofetch turns plain objects into JSON by itself. */
function jsonBody(body: Slot | null): Slot | null {
  if (body === null || !(body.value instanceof Thing) || body.value instanceof PairsThing) return null;
  return body.value.constructor === Thing || body.value instanceof List ? body : null;
}

function underBase(base: Value, path: Value): Value {
  const [head, tail] = [base, path].map((value) => (typeof value === "string" ? value : value));
  if (typeof head === "string" && typeof tail === "string") {
    return /^[a-z]+:\/\//i.test(tail) ? tail : `${head.replace(/\/+$/, "")}/${tail.replace(/^\/+/, "")}`;
  }
  return joined([
    ...(head instanceof Unknown ? [head] : [String(head)]),
    "/",
    ...(tail instanceof Unknown ? [tail] : [String(tail)]),
  ]);
}

/** superagent: `request.post(url).set(…).send(…)`, on XMLHttpRequest. */
export function superagentFunction(interpreter: Interpreter): Native {
  const start =
    (method: string) =>
    (args: readonly Value[], site: Site): Value => {
      const draft = interpreter.begin(`superagent.${method.toLowerCase()}()`, site.at);
      draft.setup.api = "xhr";
      draft.setup.method = method;
      draft.setup.url = settleUrl(draft, { value: args[0], at: site.args[0] ?? site.at });
      return agentRequest(interpreter, draft);
    };
  const made = new Native(([method, url], site) =>
    url === undefined
      ? start("GET")([method], site)
      : start(String(method))([url], { ...site, args: site.args.slice(1) }),
  );
  for (const method of METHODS) made.set(method, { value: new Native(start(method.toUpperCase())), at: NOWHERE });
  made.set("del", { value: new Native(start("DELETE")), at: NOWHERE });
  made.set("agent", { value: new Native(() => made), at: NOWHERE });
  return made;
}

function agentRequest(interpreter: Interpreter, draft: Draft): Thing {
  const request = new Thing();
  const chain = (name: string, act: (args: readonly Value[], site: Site) => void): void => {
    const member = new Native((args, site) => {
      act(args, site);
      return request;
    });
    request.set(name, { value: member, at: NOWHERE });
  };
  const type = (value: string): void => {
    if (!draft.hasHeader("content-type")) draft.header("Content-Type", value);
  };
  chain("set", ([name, value], { at }) => {
    const pairs = name instanceof Thing ? pairsOf(name) : [{ name, slot: { value, at } }];
    for (const pair of pairs) {
      const title = settleText(draft, "headers", pair.name);
      draft.header(title, settleHeader(draft, title, pair.slot.value), at);
    }
  });
  chain("query", ([query]) => {
    const text = settleText(draft, "url", query instanceof Thing ? joined(encodedPairs(pairsOf(query))) : query);
    draft.setup.url += `${draft.setup.url.includes("?") ? "&" : "?"}${text}`;
  });
  chain("type", ([value]) => {
    const short: Record<string, string> = { json: "application/json", form: "application/x-www-form-urlencoded" };
    type(short[String(value)] ?? String(value));
  });
  chain("send", ([data], { at, args }) => {
    if (data instanceof Thing && !(data instanceof PairsThing)) {
      type("application/json");
      draft.setup.body = { type: "text", value: settleText(draft, "body", joined(jsonParts(data))) };
    } else {
      if (typeof data === "string") type("application/x-www-form-urlencoded");
      settleBody(draft, { value: data, at: args[0] ?? at });
    }
  });
  chain("withCredentials", ([on = true]) => {
    draft.setup.withCredentials = on !== false;
  });
  chain("auth", ([user], { at }) =>
    draft.header("Authorization", `Basic ${settleText(draft, "header Authorization", user)}`, at),
  );
  for (const name of ["accept", "timeout", "retry", "on", "ok", "end"]) {
    chain(name, (args, site) => {
      for (const arg of args) if (arg instanceof Func) interpreter.call(arg, [], site);
    });
  }
  return request;
}
