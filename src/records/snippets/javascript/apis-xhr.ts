import type { Interpreter } from "./interpreter.js";
import { settleBody, settleFlag, settleHeader, settleNumber, settleText, settleUrl, settleWord } from "./settle.js";
import { Func, Native, NOWHERE, type Slot, Thing, type Value } from "./values.js";

/** `new XMLHttpRequest()`: each send() is a request. */
export function xhrClass(interpreter: Interpreter): Native {
  return new Native(() => new XhrThing(interpreter));
}

const UPLOAD_EVENTS = ["loadstart", "progress", "abort", "error", "load", "timeout", "loadend"] as const;

class XhrThing extends Thing {
  readonly #interpreter: Interpreter;
  #opened: { readonly method: Slot; readonly url: Slot; readonly async: Slot | null } | null = null;
  #headers: { readonly name: Value; readonly slot: Slot }[] = [];
  readonly #upload = new UploadThing();

  constructor(interpreter: Interpreter) {
    super();
    this.#interpreter = interpreter;
    const members: Record<string, Value> = {
      open: new Native(([method, url, async], { args, at }) => {
        this.#headers = [];
        this.#opened = {
          method: { value: method, at: args[0] ?? at },
          url: { value: url, at: args[1] ?? at },
          async: async === undefined ? null : { value: async, at: args[2] ?? at },
        };
        return undefined;
      }),
      setRequestHeader: new Native(([name, value], { at }) => {
        this.#headers.push({ name, slot: { value, at } });
        return undefined;
      }),
      send: new Native(([body], { args, at }) => this.#send({ value: body, at: args[0] ?? at }, at)),
      addEventListener: new Native(
        ([, listener], site) => void (listener instanceof Func && interpreter.call(listener, [], site)),
      ),
      upload: this.#upload,
    };
    for (const [name, value] of Object.entries(members)) this.set(name, { value, at: NOWHERE });
  }

  #send(body: Slot, at: Slot["at"]): undefined {
    const opened = this.#opened;
    if (opened === null) return undefined;
    this.#opened = null;
    const draft = this.#interpreter.begin("XMLHttpRequest", at);
    const { setup } = draft;
    setup.api = "xhr";
    setup.url = settleUrl(draft, opened.url);
    setup.method = settleWord(draft, "method", opened.method, "GET") ?? "GET";
    if (opened.async !== null && opened.async.value === false) setup.async = false;
    for (const { name, slot } of this.#headers) {
      const title = settleText(draft, "headers", name);
      draft.header(title, settleHeader(draft, title, slot.value), slot.at);
    }
    if (this.slot("withCredentials") !== null)
      setup.withCredentials = settleFlag(draft, "withCredentials", this.slot("withCredentials"));
    const responseType = settleWord(draft, "responseType", this.slot("responseType"), "");
    if (responseType) setup.responseType = responseType;
    const timeout = settleNumber(draft, "timeout", this.slot("timeout"));
    if (timeout > 0) setup.timeout = timeout;
    const { events, at: said } = this.#upload;
    if (events.length > 0) {
      setup.uploadListeners = [...events];
      draft.part("uploadListeners", said);
    }
    settleBody(draft, body);
    return undefined;
  }
}

/** `xhr.upload`: what listens there when send() is called. */
class UploadThing extends Thing {
  readonly events: string[] = [];
  at: Slot["at"] | null = null;

  constructor() {
    super();
    const add = new Native(([event], { at }) => this.#listen(String(event), at));
    super.set("addEventListener", { value: add, at: NOWHERE });
  }

  override set(key: string, slot: Slot): void {
    super.set(key, slot);
    const event = UPLOAD_EVENTS.find((name) => key === `on${name}`);
    if (event !== undefined && slot.value !== null) this.#listen(event, slot.at);
  }

  #listen(event: string, at: Slot["at"]): undefined {
    if (!this.events.includes(event)) this.events.push(event);
    this.at ??= at;
  }
}
