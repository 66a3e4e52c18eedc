import type { SnippetCall } from "../snippet.js";
import { angularClients, immutablePairs } from "./apis-angular.js";
import { axiosFunction } from "./apis-axios.js";
import { fetchFunction } from "./apis-fetch.js";
import { jQueryFunction } from "./apis-jquery.js";
import {
  documentThing,
  ElementThing,
  eventSourceClass,
  fetchLikeFunction,
  fontFaceClass,
  navigatorThing,
  superagentFunction,
} from "./apis-others.js";
import { xhrClass } from "./apis-xhr.js";
import { Interpreter } from "./interpreter.js";
import { parseJavaScript } from "./parse.js";
import { platformNames } from "./platform.js";
import { Native, NOWHERE, Scope, Thing, Unknown, type Value } from "./values.js";

/**
 * The requests that JavaScript code makes. It is parsed and followed, never run.
 * @param pageOrigin libraries do otherwise at home; null: not known
 * @throws SnippetError when it is no JavaScript
 */
export function readJavaScript(text: string, pageOrigin: string | null): SnippetCall[] {
  const program = parseJavaScript(text);
  const globals = new Scope(null);
  const interpreter = new Interpreter(text, globals);
  const fetch = fetchFunction(interpreter);
  const jquery = jQueryFunction(interpreter, pageOrigin);
  const axios = axiosFunction(interpreter);
  const ofetch = fetchLikeFunction(interpreter, "ofetch");
  const superagent = superagentFunction(interpreter);
  const names: Record<string, Value> = {
    ...platformNames(interpreter),
    fetch,
    XMLHttpRequest: xhrClass(interpreter),
    $: jquery,
    jQuery: jquery,
    axios,
    Axios: axios,
    EventSource: eventSourceClass(interpreter),
    navigator: navigatorThing(interpreter),
    document: documentThing(interpreter),
    Image: new Native((_args, { at }) => new ElementThing(interpreter, "img", at)),
    Audio: new Native(([src], { at, args }) => {
      const element = new ElementThing(interpreter, "audio", at);
      if (src !== undefined) element.set("src", { value: src, at: args[0] ?? at });
      return element;
    }),
    FontFace: fontFaceClass(interpreter),
    ky: fetchLikeFunction(interpreter, "ky"),
    ofetch,
    $fetch: ofetch,
    useFetch: ofetch,
    superagent,
    HttpHeaders: immutablePairs("headers"),
    HttpParams: immutablePairs("query"),
    console: new Unknown("console"),
  };
  for (const [name, value] of Object.entries(names)) globals.declare(name, { value, at: NOWHERE });
  interpreter.likely = angularClients(interpreter);
  const window = new WindowThing(names);
  for (const name of ["window", "self", "globalThis"]) globals.declare(name, { value: window, at: NOWHERE });
  return interpreter.run(program);
}

/** The global object: what it does not have is not in the snippet. */
class WindowThing extends Thing {
  readonly #names: Readonly<Record<string, Value>>;

  constructor(names: Readonly<Record<string, Value>>) {
    super();
    this.#names = names;
  }

  override get(key: string): Value {
    return (
      super.get(key) ?? (Object.hasOwn(this.#names, key) ? this.#names[key] : undefined) ?? new Unknown(`window.${key}`)
    );
  }
}
