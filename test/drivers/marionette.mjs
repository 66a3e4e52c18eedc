/** Firefox's remote protocol: length-prefixed JSON on a TCP port. */
import { connect } from "node:net";

export function connected(port) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(new Marionette(socket))).on("error", reject);
  });
}

class Marionette {
  #next = 1;
  #waiting = new Map();
  #socket;

  constructor(socket) {
    this.#socket = socket;
    let rest = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("close", () => this.#ended());
    socket.on("data", (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      for (;;) {
        const colon = rest.indexOf(":");
        const length = Number(rest.subarray(0, colon));
        if (colon === -1 || rest.length < colon + 1 + length) return;
        const message = JSON.parse(rest.subarray(colon + 1, colon + 1 + length));
        rest = rest.subarray(colon + 1 + length);
        if (Array.isArray(message)) this.#receive(message);
      }
    });
  }

  #receive([, id, error, result]) {
    const call = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) call?.reject(new Error(`${call.name}: ${error.error} ${error.message}`));
    else call?.resolve(result);
  }

  #ended() {
    for (const { name, reject } of this.#waiting.values()) reject(new Error(`${name}: the browser has ended`));
    this.#waiting.clear();
  }

  send(name, parameters = {}) {
    if (this.#socket.destroyed) return Promise.reject(new Error(`${name}: the browser has ended`));
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { name, resolve, reject });
      const text = JSON.stringify([0, id, name, parameters]);
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  /** Of pages, or of the browser itself. */
  inContext(value) {
    return this.send("Marionette:SetContext", { value });
  }

  /** Runs a function's body in the current context; a promise is waited for. */
  async execute(script, more = {}) {
    const { value } = await this.send("WebDriver:ExecuteScript", { script, args: [], ...more });
    return value;
  }

  async inChrome(script) {
    await this.inContext("chrome");
    return this.execute(script, { sandbox: "system", newSandbox: false });
  }

  close() {
    this.#socket.destroy();
  }
}
