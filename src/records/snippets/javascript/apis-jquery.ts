import type { Draft } from "../draft.js";
import type { Interpreter } from "./interpreter.js";
import { BodyThing, encodedPairs, PairsThing, pairsOf } from "./platform.js";
import { settleBody, settleFlag, settleHeader, settleNumber, settleSpread, settleText, settleUrl } from "./settle.js";
import {
  Func,
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

/**
 * jQuery's ajax, as version 4 does it, on XMLHttpRequest.
 * @param pageOrigin to know what is cross-domain; null: everything is
 */
export function jQueryFunction(interpreter: Interpreter, pageOrigin: string | null): Native {
  const jquery = new JQuery(interpreter, pageOrigin);
  const ajax = (name: string) => (args: readonly Value[], site: Site) => jquery.ajax(name, args, site);
  const $ = new Native(([first], site) => {
    if (first instanceof Func) interpreter.call(first, [], site);
    return jquery.selection();
  });
  const members: Record<string, Value> = {
    ajax: new Native(ajax("$.ajax()")),
    get: new Native((args, site) => jquery.short("$.get()", "GET", args, site)),
    post: new Native((args, site) => jquery.short("$.post()", "POST", args, site)),
    getJSON: new Native((args, site) => jquery.short("$.getJSON()", "GET", args, site, "json")),
    getScript: new Native((args, site) => jquery.short("$.getScript()", "GET", args, site, "script")),
    ajaxSetup: new Native(([settings]) => jquery.setUp(settings)),
    param: new Native(([data]) => joined(parameters(data))),
    extend: new Native((args) => {
      const made = new Thing();
      for (const arg of args) if (arg instanceof Thing) for (const [key, slot] of arg.slots) made.set(key, slot);
      return made;
    }),
    each: new Native(([, callback], site) => interpreter.callback(callback, [], site)),
  };
  for (const [name, value] of Object.entries(members)) $.set(name, { value, at: NOWHERE });
  return $;
}

const ACCEPTS: Readonly<Record<string, string>> = {
  text: "text/plain",
  html: "text/html",
  xml: "application/xml, text/xml",
  json: "application/json, text/javascript",
};
const SCRIPT = "text/javascript, application/javascript, application/ecmascript, application/x-ecmascript, */*; q=0.01";
const FORM = "application/x-www-form-urlencoded; charset=UTF-8";

class JQuery {
  readonly #interpreter: Interpreter;
  readonly #pageOrigin: string | null;
  readonly #defaults = new Thing();

  constructor(interpreter: Interpreter, pageOrigin: string | null) {
    this.#interpreter = interpreter;
    this.#pageOrigin = pageOrigin;
  }

  setUp(settings: Value): Value {
    if (settings instanceof Thing) merge(this.#defaults, settings);
    return settings;
  }

  /** What `$(…)` finds: `load()` asks, handlers are called. */
  selection(): Thing {
    const selection: Thing = new Selection((key) => {
      if (key === "load") {
        return new Native((args, site) => {
          if (args[0] instanceof Func) this.#interpreter.call(args[0], [], site);
          else this.short("$().load()", "GET", args.slice(0, 1), site, "html");
          return selection;
        });
      }
      if (key === "serialize") return new Native(() => "field=value");
      return new Native((args, site) => {
        for (const arg of args) this.#interpreter.callback(arg, [], site);
        return key === "val" || key === "attr" || key === "data" || key === "text"
          ? new Unknown(`${site.name}()`)
          : selection;
      });
    });
    return selection;
  }

  /** `$.get(url, data, success, dataType)`, or settings alone. */
  short(name: string, method: string, args: readonly Value[], site: Site, dataType?: string): Value {
    if (args[0] instanceof Thing && args[0].slots.size > 0 && !(args[0] instanceof PairsThing)) {
      const settings = merge(new Thing(), args[0]);
      settings.set("method", { value: method, at: site.at });
      return this.ajax(name, [settings], site);
    }
    const settings = new Thing();
    const put = (key: string, index: number): void => {
      settings.set(key, { value: args[index], at: site.args[index] ?? site.at });
    };
    put("url", 0);
    settings.set("method", { value: method, at: site.at });
    const rest = args[1] instanceof Func ? 0 : 1;
    if (rest === 1 && args[1] !== undefined && args[1] !== null) put("data", 1);
    if (args[1 + rest] !== undefined) put("success", 1 + rest);
    if (typeof args[2 + rest] === "string") put("dataType", 2 + rest);
    if (dataType !== undefined) settings.set("dataType", { value: dataType, at: site.at });
    return this.ajax(name, [settings], site);
  }

  ajax(name: string, args: readonly Value[], site: Site): Value {
    const [first, second] = args;
    const given = first instanceof Thing && second === undefined && !("textParts" in first) ? first : second;
    const settings = merge(merge(new Thing(), this.#defaults), given instanceof Thing ? given : new Thing());
    if (given !== first) settings.set("url", { value: first, at: site.args[0] ?? site.at });
    const draft = this.#interpreter.begin(name, site.at);
    if (given instanceof Unknown)
      draft.assume({ field: "settings", code: "not-in-snippet", name: given.name, value: "{}" });
    settleSpread(draft, "settings", settings);
    this.#request(draft, settings, site);
    for (const key of ["success", "error", "complete"]) this.#interpreter.callback(settings.get(key), [], site);
    return thing({});
  }

  #request(draft: Draft, settings: Thing, site: Site): void {
    const { setup } = draft;
    const url = settings.slot("url");
    setup.url = settleUrl(draft, url ?? { value: "", at: site.at });
    const dataType =
      typeof settings.get("dataType") === "string" ? String(settings.get("dataType")).toLowerCase() : "*";
    const said = settings.slot("crossDomain");
    const isCrossDomain = said === null ? this.#isForeign(setup.url) : isTruthy(said.value) !== false;
    const method = methodOf(draft, settings);
    const hasContent = !/^(?:GET|HEAD)$/.test(method);
    if (dataType.startsWith("jsonp") || (dataType === "script" && isCrossDomain)) {
      setup.api = "script";
      setup.url = withQuery(setup.url, queryOf(draft, settings));
      if (dataType.startsWith("jsonp")) setup.url = withQuery(setup.url, "callback=jQuery");
      return;
    }
    setup.api = "xhr";
    setup.method = method;
    if (settings.get("async") === false) setup.async = false;
    const type = settings.slot("contentType");
    const data = this.#data(draft, settings, hasContent);
    const headers = settings.slot("headers");
    const ownType = headers === null ? undefined : ownContentType(headers.value);
    const contentType = data === "form" ? false : (ownType ?? (type === null ? FORM : type.value));
    const { body } = setup;
    if (body?.type === "text" && isProcessed(settings) && String(contentType).startsWith(FORM.split(";", 1)[0]!)) {
      setup.body = { ...body, value: (body.value ?? "").replace(/%20/g, "+") };
    }
    if ((data !== null && hasContent && contentType !== false) || (type !== null && isTruthy(type.value) !== false)) {
      draft.header(
        "Content-Type",
        settleHeader(draft, "Content-Type", contentType === true ? "true" : contentType),
        type?.at ?? null,
      );
      if (type === null && ownType === undefined) draft.note("library-adds", "jQuery", [`Content-Type: ${FORM}`]);
    }
    draft.header("Accept", acceptOf(dataType));
    if (headers !== null) this.#headers(draft, headers);
    const before = settings.get("beforeSend");
    if (before instanceof Func) {
      this.#interpreter.call(before, [requestOf(draft), settings], site);
    }
    if (!isCrossDomain && !draft.hasHeader("x-requested-with")) draft.header("X-Requested-With", "XMLHttpRequest");
    const fields = settings.get("xhrFields");
    if (fields instanceof Thing) {
      if (fields.slot("withCredentials") !== null) {
        setup.withCredentials = settleFlag(draft, "withCredentials", fields.slot("withCredentials"));
      }
      const responseType = fields.get("responseType");
      if (typeof responseType === "string") setup.responseType = responseType;
    }
    const timeout = settleNumber(draft, "timeout", settings.slot("timeout"));
    // jQuery has a timer of its own, which aborts.
    if (timeout > 0) setup.abortAfter = timeout / 1000;
  }

  /** One value a name: what comes later takes the place. */
  #headers(draft: Draft, slot: Slot): void {
    draft.part("headers", slot.at);
    for (const { name, slot: field } of pairsOf(slot.value)) {
      const title = settleText(draft, "headers", name);
      const value = settleHeader(draft, title, field.value);
      const known = draft.setup.headers.find(([other]) => other.toLowerCase() === title.toLowerCase());
      if (known !== undefined) known[1] = value;
      else draft.header(title, value, field.at);
    }
    if (slot.value instanceof Thing) settleSpread(draft, "headers", slot.value);
    if (slot.value instanceof Unknown) {
      draft.assume({ field: "headers", code: "not-in-snippet", name: slot.value.name, value: "" });
    }
  }

  /** @returns what kind of body there is */
  #data(draft: Draft, settings: Thing, hasContent: boolean): "form" | "other" | null {
    const data = settings.slot("data");
    if (data === null || isTruthy(data.value) === false || data.value === undefined) return null;
    if (!hasContent) {
      draft.part("body", data.at);
      draft.setup.url = withQuery(draft.setup.url, queryOf(draft, settings));
      return "other";
    }
    const isPlain =
      data.value instanceof Thing && !(data.value instanceof PairsThing || data.value instanceof BodyThing);
    if (isPlain && isProcessed(settings)) {
      const encoded = settleText(draft, "body", joined(parameters(data.value)));
      draft.part("body", data.at);
      draft.setup.body = { type: "text", value: encoded };
      return "other";
    }
    settleBody(draft, data);
    return data.value instanceof PairsThing && data.value.type === "form" ? "form" : "other";
  }

  #isForeign(url: string): boolean {
    if (this.#pageOrigin === null) return /^(?:[a-z]+:)?\/\//i.test(url);
    return !URL.canParse(url, this.#pageOrigin) || new URL(url, this.#pageOrigin).origin !== this.#pageOrigin;
  }
}

class Selection extends Thing {
  readonly #member: (key: string) => Value;

  constructor(member: (key: string) => Value) {
    super();
    this.#member = member;
  }

  override get(key: string): Value {
    return this.#member(key);
  }
}

function merge(target: Thing, source: Thing): Thing {
  for (const [key, slot] of source.slots) target.set(key, slot);
  target.spread.push(...source.spread);
  return target;
}

function isProcessed(settings: Thing): boolean {
  return isTruthy(settings.get("processData") ?? true) !== false;
}

function methodOf(draft: Draft, settings: Thing): string {
  const slot = settings.slot("method") ?? settings.slot("type");
  if (slot === null) return "GET";
  draft.part("method", slot.at);
  return settleText(draft, "method", slot.value, () => "GET").toUpperCase();
}

function ownContentType(headers: Value): Value {
  return pairsOf(headers).find(({ name }) => typeof name === "string" && name.toLowerCase() === "content-type")?.slot
    .value;
}

function acceptOf(dataType: string): string {
  const [type = "*"] = dataType.split(" ");
  if (type === "script") return SCRIPT;
  const accepted = ACCEPTS[type];
  return accepted === undefined ? "*/*" : `${accepted}, */*; q=0.01`;
}

/** The object that beforeSend gets. */
function requestOf(draft: Draft): Thing {
  const set = new Native(([name, value], { at }) => {
    const title = settleText(draft, "headers", name);
    draft.header(title, settleHeader(draft, title, value), at);
    return undefined;
  });
  return thing({ setRequestHeader: set, overrideMimeType: new Native(() => undefined) });
}

function queryOf(draft: Draft, settings: Thing): string {
  const data = settings.get("data");
  if (data === undefined || data === null) return "";
  return settleText(draft, "url", data instanceof Thing ? joined(parameters(data)) : data);
}

function withQuery(url: string, query: string): string {
  if (query === "") return url;
  const [base = "", fragment] = url.split("#", 2);
  return `${base}${base.includes("?") ? "&" : "?"}${query}${fragment === undefined ? "" : `#${fragment}`}`;
}

/** jQuery.param: names in brackets for what is nested. */
function parameters(data: Value, prefix = "", depth = 0): (string | Unknown)[] {
  if (depth > 8) return [];
  if (prefix !== "" && !(data instanceof Thing)) {
    const encoded = textParts(data ?? "").map((part) => (typeof part === "string" ? encode(part) : part));
    return [encode(prefix), "=", ...encoded];
  }
  if (data instanceof PairsThing) return encodedPairs(data.pairs);
  const members: [string, Value][] =
    data instanceof List
      ? data.items.map(({ value }, index) => [value instanceof Thing ? `${prefix}[${index}]` : `${prefix}[]`, value])
      : data instanceof Thing
        ? [...data.slots].map(([key, { value }]) => [prefix === "" ? key : `${prefix}[${key}]`, value])
        : [];
  return members.flatMap(([name, value], index) => [
    ...(index > 0 ? ["&"] : []),
    ...parameters(value, name, depth + 1),
  ]);
}

function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
}
