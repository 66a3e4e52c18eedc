import type { Draft } from "../draft.js";
import { base64 } from "../encoding.js";
import { fetchSignal } from "./apis-fetch.js";
import type { Interpreter } from "./interpreter.js";
import { BodyThing, encodedPairs, jsonParts, PairsThing, pairsOf } from "./platform.js";
import {
  settleBody,
  settleFlag,
  settleHeader,
  settleNumber,
  settleSpread,
  settleText,
  settleUrl,
  settleWord,
} from "./settle.js";
import {
  Func,
  isPrimitive,
  isTruthy,
  joined,
  List,
  Native,
  NOWHERE,
  type Site,
  type Slot,
  Thing,
  textParts,
  thing,
  Unknown,
  type Value,
} from "./values.js";

/** axios, as version 1 does it: on XMLHttpRequest, unless its adapter is fetch. */
export function axiosFunction(interpreter: Interpreter): Native {
  return instance(interpreter, new Thing());
}

const WITHOUT_DATA = ["get", "delete", "head", "options"];
const WITH_DATA = ["post", "put", "patch"];
const FORMS = ["postForm", "putForm", "patchForm"];

function instance(interpreter: Interpreter, given: Thing): Native {
  const defaults = copyOf(given);
  const headers = copyOf(defaults.get("headers"));
  for (const bucket of ["common", ...WITHOUT_DATA, ...WITH_DATA]) {
    if (!(headers.get(bucket) instanceof Thing)) headers.set(bucket, { value: new Thing(), at: NOWHERE });
  }
  defaults.set("headers", { value: headers, at: given.slot("headers")?.at ?? NOWHERE });
  const interceptors: Func[] = [];
  const request = (what: string, config: Thing, site: Site): Value => {
    let merged = mergeConfig(defaults, config);
    for (const interceptor of interceptors) {
      const result = interpreter.call(interceptor, [merged], { ...site, args: [] });
      if (result instanceof Thing) merged = result;
    }
    perform(interpreter, interpreter.begin(what, site.at), merged, site);
    return thing({
      data: new Unknown("response.data"),
      status: new Unknown("response.status"),
      headers: new Unknown("response.headers"),
    });
  };
  const call = ([first, second]: readonly Value[], site: Site): Value => {
    const config = configOf(first instanceof Thing && !("textParts" in first) ? first : second);
    if (config.slot("url") === null && first !== second && !(first instanceof Thing && !("textParts" in first))) {
      config.set("url", { value: first, at: site.args[0] ?? site.at });
    }
    return request("axios()", config, site);
  };
  const made = new Native(call);
  const members: Record<string, Value> = {
    request: new Native(call),
    create: new Native(([config]) => instance(interpreter, mergeConfig(defaults, configOf(config)))),
    defaults,
    interceptors: thing({
      request: thing({
        use: new Native(([interceptor]) => void (interceptor instanceof Func && interceptors.push(interceptor))),
      }),
      response: new Unknown("interceptors.response"),
    }),
    all: new Native(([list]) => list),
    isAxiosError: new Native(() => new Unknown("isAxiosError()")),
  };
  for (const method of [...WITHOUT_DATA, ...WITH_DATA, ...FORMS]) {
    members[method] = new Native((args, site) => {
      const hasData = !WITHOUT_DATA.includes(method);
      const config = configOf(args[hasData ? 2 : 1]);
      config.set("url", { value: args[0], at: site.args[0] ?? site.at });
      config.set("method", { value: method.replace("Form", ""), at: site.at });
      if (hasData && args.length > 1) config.set("data", { value: args[1], at: site.args[1] ?? site.at });
      if (method.endsWith("Form")) {
        const withType = copyOf(config.get("headers"));
        withType.set("Content-Type", { value: "multipart/form-data", at: site.at });
        config.set("headers", { value: withType, at: site.at });
      }
      return request(`axios.${method}()`, config, site);
    });
  }
  for (const [name, value] of Object.entries(members)) made.set(name, { value, at: NOWHERE });
  return made;
}

function configOf(value: Value): Thing {
  const made = copyOf(value);
  if (value instanceof Unknown) made.spread.push(value);
  return made;
}

function copyOf(value: Value): Thing {
  const made = new Thing();
  if (value instanceof Thing) {
    for (const [key, slot] of value instanceof PairsThing
      ? pairsOf(value).map(({ name, slot }) => [String(name), slot] as const)
      : value.slots)
      made.set(key, slot);
    made.spread.push(...value.spread);
  }
  return made;
}

/** Headers and parameters are put together, the rest takes the place of what was there. */
function mergeConfig(one: Thing, other: Thing): Thing {
  const merged = copyOf(one);
  merged.spread.push(...other.spread);
  for (const [key, slot] of other.slots) {
    const before = merged.get(key);
    const isDeep =
      (key === "headers" || key === "params" || key === "auth") &&
      before instanceof Thing &&
      slot.value instanceof Thing;
    merged.set(key, isDeep ? { value: mergeConfig(before, copyOf(slot.value)), at: slot.at } : slot);
  }
  return merged;
}

function perform(interpreter: Interpreter, draft: Draft, config: Thing, site: Site): void {
  const { setup } = draft;
  settleSpread(draft, "config", config);
  setup.url = urlOf(draft, config, site);
  const method = settleWord(draft, "method", config.slot("method"), "get") ?? "get";
  const headers = headersOf(config, method.toLowerCase());
  const data = config.slot("data");
  const usesFetch = config.get("adapter") === "fetch";
  const content = data === null || data.value === undefined ? null : bodyOf(draft, headers, data);
  // Without a body the adapter takes the type away.
  if (content === null) headers.delete("content-type");
  for (const { name, slot } of headers.values()) {
    if (slot.value === undefined || slot.value === null || slot.value === false) continue;
    draft.header(name, settleHeader(draft, name, slot.value), slot.at.end > 0 ? slot.at : null);
  }
  const auth = config.get("auth");
  if (auth instanceof Thing) {
    const words = settleText(
      draft,
      "header Authorization",
      joined([...textParts(auth.get("username") ?? ""), ":", ...textParts(auth.get("password") ?? "")]),
    );
    draft.header("Authorization", `Basic ${base64(words)}`, config.slot("auth")?.at ?? null);
  }
  const withCredentials = config.slot("withCredentials");
  if (usesFetch) {
    setup.method = method.toUpperCase();
    const credentials =
      withCredentials === null
        ? "same-origin"
        : settleFlag(draft, "withCredentials", withCredentials)
          ? "include"
          : "omit";
    if (credentials !== "same-origin") setup.credentials = credentials;
  } else {
    setup.api = "xhr";
    setup.method = method.toUpperCase();
    if (withCredentials !== null) setup.withCredentials = settleFlag(draft, "withCredentials", withCredentials);
    const responseType = config.get("responseType");
    if (typeof responseType === "string" && responseType !== "json") setup.responseType = responseType;
    const timeout = settleNumber(draft, "timeout", config.slot("timeout"));
    if (timeout > 0) setup.timeout = timeout;
    if (isTruthy(config.get("onUploadProgress")) !== false && config.slot("onUploadProgress") !== null) {
      setup.uploadListeners = ["progress", "loadend"];
      draft.part("uploadListeners", config.slot("onUploadProgress")!.at);
    }
  }
  if (content !== null) setup.body = content;
  fetchSignal(interpreter, draft, config.get("signal"));
}

type HeaderMap = Map<string, { readonly name: string; readonly slot: Slot }>;

const ACCEPT = "application/json, text/plain, */*";

function headersOf(config: Thing, method: string): HeaderMap {
  const headers: HeaderMap = new Map();
  const put = (name: string, slot: Slot): void => {
    const known = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), { name: known?.name ?? name, slot });
  };
  put("Accept", { value: ACCEPT, at: NOWHERE });
  put("Content-Type", { value: undefined, at: NOWHERE });
  const given = config.get("headers");
  if (!(given instanceof Thing)) return headers;
  const buckets = ["common", ...WITHOUT_DATA, ...WITH_DATA];
  for (const bucket of [given.get("common"), given.get(method)]) {
    if (bucket instanceof Thing) for (const [name, slot] of bucket.slots) put(name, slot);
  }
  for (const [name, slot] of given.slots) {
    if (!(buckets.includes(name) && slot.value instanceof Thing) && !(slot.value instanceof Native)) put(name, slot);
  }
  return headers;
}

/** axios' transformRequest: what it makes of data, and what type it says that is. */
function bodyOf(draft: Draft, headers: HeaderMap, data: Slot): NonNullable<Draft["setup"]["body"]> | null {
  const said = headers.get("content-type")?.slot.value;
  const type = typeof said === "string" ? said.toLowerCase() : "";
  const setType = (value: string): void => {
    if (said === undefined) {
      headers.set("content-type", { name: "Content-Type", slot: { value, at: NOWHERE } });
      draft.note("library-adds", "axios", [`Content-Type: ${value}`]);
    }
  };
  draft.part("body", data.at);
  const { value } = data;
  const text = (parts: readonly (string | Unknown)[]) =>
    ({ type: "text", value: settleText(draft, "body", joined(parts)) }) as const;
  if (value instanceof PairsThing && value.type === "form") {
    headers.delete("content-type");
    settleBody(draft, data);
    return draft.setup.body ?? null;
  }
  if (value instanceof BodyThing) {
    if (said === undefined) setType("application/x-www-form-urlencoded");
    settleBody(draft, data);
    return draft.setup.body ?? null;
  }
  if (value instanceof PairsThing) {
    setType("application/x-www-form-urlencoded;charset=utf-8");
    return text(value.textParts());
  }
  if (value instanceof Thing) {
    if (type.includes("application/x-www-form-urlencoded")) return text(encodedPairs(pairsOf(value)));
    if (type.includes("multipart/form-data")) {
      headers.delete("content-type");
      return { type: "formdata", value: settleText(draft, "body", joined(encodedPairs(pairsOf(value)))) };
    }
    setType("application/json");
    return text(jsonParts(value));
  }
  if (value instanceof Unknown) {
    settleBody(draft, data);
    const body = draft.setup.body ?? null;
    if (body?.type === "formdata") headers.delete("content-type");
    else setType("application/json");
    return body?.type === "text" ? { ...body, value: "{}" } : body;
  }
  if (type.includes("application/json")) return text(typeof value === "string" ? textParts(value) : jsonParts(value));
  if (value === null || value === false || value === 0 || value === "")
    return value === "" ? null : text(textParts(value));
  if (isPrimitive(value) || value !== null) setType("application/x-www-form-urlencoded");
  return text(textParts(value));
}

function urlOf(draft: Draft, config: Thing, site: Site): string {
  const url = config.slot("url") ?? { value: "", at: site.at };
  const base = config.slot("baseURL");
  const [first = ""] = textParts(url.value);
  const isAbsolute = typeof first === "string" && /^(?:[a-z][a-z\d+\-.]*:)?\/\//i.test(first);
  let address: Slot = url;
  if (base?.value && !isAbsolute) {
    const head = [...textParts(base.value)];
    const last = head.at(-1);
    if (typeof last === "string") head[head.length - 1] = last.replace(/\/+$/, "");
    const path = textParts(url.value).map((part, index) =>
      index === 0 && typeof part === "string" ? part.replace(/^\/+/, "") : part,
    );
    // Of "/" the slash stays; nothing at all leaves the base as it is.
    address = { value: joined(first === "" ? textParts(base.value) : [...head, "/", ...path]), at: url.at };
  }
  const settled = settleUrl(draft, address);
  const params = config.get("params");
  if (!(params instanceof Thing)) return settled;
  const query = settleText(
    draft,
    "url",
    joined(params instanceof PairsThing ? params.textParts() : axiosQuery(params)),
  );
  if (query === "") return settled;
  const [address0 = ""] = settled.split("#", 1);
  return `${address0}${address0.includes("?") ? "&" : "?"}${query}`;
}

function axiosQuery(params: Thing): (string | Unknown)[] {
  const pairs = pairsOf(params).flatMap(({ name, slot }): { name: Value; value: Value }[] =>
    slot.value === undefined || slot.value === null
      ? []
      : slot.value instanceof List
        ? slot.value.items.map(({ value }) => ({ name: `${String(name)}[]`, value }))
        : [{ name, value: slot.value }],
  );
  return pairs.flatMap(({ name, value }, index) => [
    ...(index > 0 ? ["&"] : []),
    ...textParts(name).map(encode),
    "=",
    ...textParts(value).map(encode),
  ]);
}

function encode(part: string | Unknown): string | Unknown {
  if (typeof part !== "string") return part;
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, "\ufffd"))
    .replace(/%3A/gi, ":")
    .replace(/%24/g, "$")
    .replace(/%2C/gi, ",")
    .replace(/%20/g, "+");
}
