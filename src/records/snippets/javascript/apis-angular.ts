import type { Draft } from "../draft.js";
import type { Interpreter } from "./interpreter.js";
import { BodyThing, encodedPairs, jsonParts, PairsThing, pairsOf } from "./platform.js";
import { settleBody, settleFlag, settleHeader, settleSpread, settleText, settleUrl, settleWord } from "./settle.js";
import {
  isTruthy,
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

/** Angular's HttpClient and AngularJS's $http: one signature, on XMLHttpRequest; what they say of a body differs. */
type Client = "HttpClient" | "$http";

const ACCEPT = "application/json, text/plain, */*";
const WITHOUT_DATA = ["get", "delete", "head", "options"];
const WITH_DATA = ["post", "put", "patch"];

/** What code calls the client that it is given: nothing else in the snippet says what it is. */
const HTTP_CLIENT = /^this\.(?:_|#)?(?:http|httpClient|https?Service)$|^httpClient$/;
const DOLLAR_HTTP = /^(?:this\.)?\$http$/;

/** The client that a name of something unknown stands for. */
export function angularClients(interpreter: Interpreter): (name: string) => Thing | null {
  const clients = { HttpClient: clientThing(interpreter, "HttpClient"), $http: clientThing(interpreter, "$http") };
  return (name) => (DOLLAR_HTTP.test(name) ? clients.$http : HTTP_CLIENT.test(name) ? clients.HttpClient : null);
}

function clientThing(interpreter: Interpreter, client: Client): Thing {
  const send = (method: Slot, url: Slot, data: Slot | null, options: Value, site: Site): Value => {
    const what = typeof method.value === "string" ? `${client}.${method.value.toLowerCase()}()` : `${client}()`;
    perform(interpreter.begin(what, site.at), client, { method, url, data }, configOf(options));
    return client === "$http" ? thing({ data: new Unknown("response.data") }) : new Unknown(`${site.name}()`);
  };
  const members: Record<string, Value> = {
    // HttpClient: (method, url, options); $http is a function of its configuration.
    request: new Native(([method, url, options], site) => {
      const config = configOf(options);
      const at = site.args[0] ?? site.at;
      return send({ value: method, at }, { value: url, at: site.args[1] ?? at }, config.slot("body"), config, site);
    }),
  };
  for (const method of [...WITHOUT_DATA, ...WITH_DATA]) {
    members[method] = new Native((args, site) => {
      const hasData = WITH_DATA.includes(method);
      const options = configOf(args[hasData ? 2 : 1]);
      const data = hasData ? { value: args[1], at: site.args[1] ?? site.at } : options.slot("body");
      return send({ value: method, at: site.at }, { value: args[0], at: site.args[0] ?? site.at }, data, options, site);
    });
  }
  const made = new Native(([given], site) => {
    const config = configOf(given);
    const method = config.slot("method") ?? { value: "get", at: site.at };
    return send(method, config.slot("url") ?? { value: "", at: site.at }, config.slot("data"), config, site);
  });
  for (const [name, value] of Object.entries(members)) made.set(name, { value, at: NOWHERE });
  return made;
}

function configOf(value: Value): Thing {
  if (value instanceof Thing) return value;
  const made = new Thing();
  if (value instanceof Unknown) made.spread.push(value);
  return made;
}

interface Asked {
  readonly method: Slot;
  readonly url: Slot;
  readonly data: Slot | null;
}

function perform(draft: Draft, client: Client, { method, url, data }: Asked, options: Thing): void {
  const { setup } = draft;
  settleSpread(draft, "options", options);
  setup.api = "xhr";
  setup.url = withParams(draft, settleUrl(draft, url), options.get("params"));
  setup.method = (settleWord(draft, "method", method, "get") ?? "get").toUpperCase();
  const given = options.get("headers");
  const names = new Set<string>();
  for (const { name, slot } of pairsOf(given)) {
    if (slot.value === undefined || slot.value === null) continue;
    const value = slot.value instanceof List ? slot.value.items[0]?.value : slot.value;
    draft.header(String(name), settleHeader(draft, String(name), value), slot.at.end > 0 ? slot.at : null);
    names.add(String(name).toLowerCase());
  }
  if (given instanceof Unknown) settleSpread(draft, "headers", configOf(given));
  if (!names.has("accept")) draft.header("Accept", ACCEPT, null);
  if (data !== null && data.value !== undefined && data.value !== null) {
    const type = bodyOf(draft, client, data);
    if (type !== null && !names.has("content-type")) {
      draft.header("Content-Type", type, null);
      draft.note("library-adds", client, [`Content-Type: ${type}`]);
    }
    if (client === "HttpClient" && isTruthy(options.get("reportProgress")) === true) {
      setup.uploadListeners = ["progress"];
      draft.part("uploadListeners", options.slot("reportProgress")!.at);
    }
  }
  const withCredentials = options.slot("withCredentials");
  if (withCredentials !== null) setup.withCredentials = settleFlag(draft, "withCredentials", withCredentials);
  const responseType = options.get("responseType");
  if (typeof responseType === "string" && responseType !== "json") setup.responseType = responseType;
}

/** @returns the type that the client says it is; null: that is the browser's to say */
function bodyOf(draft: Draft, client: Client, data: Slot): string | null {
  const { value } = data;
  draft.part("body", data.at);
  const text = (body: Value): void => {
    draft.setup.body = { type: "text", value: settleText(draft, "body", body) };
  };
  if ((value instanceof PairsThing && value.type === "form") || value instanceof BodyThing) {
    settleBody(draft, data);
    return null;
  }
  if (value instanceof PairsThing && client === "HttpClient") {
    text(joined(value.textParts()));
    // URLSearchParams are an object like another to it.
    return value instanceof ImmutablePairs ? "application/x-www-form-urlencoded;charset=UTF-8" : "application/json";
  }
  if (value instanceof Unknown) {
    settleBody(draft, data);
    if (draft.setup.body?.type !== "text") return null;
    draft.setup.body = { type: "text", value: "{}" };
  } else if (typeof value === "string") {
    text(value);
    if (client === "HttpClient") return "text/plain";
  } else text(joined(jsonParts(value)));
  return client === "$http" ? "application/json;charset=utf-8" : "application/json";
}

function withParams(draft: Draft, url: string, params: Value): string {
  if (!(params instanceof Thing)) return url;
  const query = settleText(draft, "url", joined(encodedPairs(pairsOf(params))));
  return query === "" ? url : `${url}${url.includes("?") ? "&" : "?"}${query}`;
}

/** HttpHeaders and HttpParams: whoever changes one gets another, and it stays as it was. */
export function immutablePairs(type: "headers" | "query"): Native {
  return new Native(([init]) => {
    const options =
      type === "query" && init instanceof Thing ? (init.get("fromObject") ?? init.get("fromString")) : init;
    return new ImmutablePairs(type, options ?? init);
  });
}

class ImmutablePairs extends PairsThing {
  constructor(type: "headers" | "query", init: Value) {
    super(type, init);
    for (const name of ["set", "append", "delete"]) {
      const change = this.get(name);
      if (!(change instanceof Native)) continue;
      this.set(name, {
        value: new Native((args, site) => {
          const copy = new PairsThing(type, this);
          const changed = copy.get(name);
          if (changed instanceof Native) changed.call(args, site);
          return new ImmutablePairs(type, copy);
        }),
        at: NOWHERE,
      });
    }
  }
}
