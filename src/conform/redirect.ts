import { AsyncLocalStorage } from "node:async_hooks";
import { Socket } from "node:net";
import { PORT_VARIABLE } from "./messages.js";

/**
 * Loaded into the process of a client, and into what it starts in turn: every TCP connection leads to the port of the
 * case that is being performed, wherever it was meant to lead. So a case's URLs stay as they are, and no name is looked up.
 */
export interface Redirection {
  /** Whose connection it is; one that is made late goes to nobody, not to the next case. */
  readonly ports: AsyncLocalStorage<number>;
}

const REDIRECTION = Symbol.for("whycors.conform.redirection");

type Connect = (this: Socket, ...args: unknown[]) => Socket;

const redirection: Redirection = { ports: new AsyncLocalStorage() };
Object.assign(globalThis, { [REDIRECTION]: redirection });

const prototype = Socket.prototype as { connect: Connect };
const { connect } = prototype;

prototype.connect = function (...args) {
  // net.connect and tls.connect pass on what they have read of their arguments, as one array.
  const given = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  const [target, host] = given;
  const callback = given.find((each) => typeof each === "function");
  const options =
    typeof target === "object" && target !== null ? (target as Record<string, unknown>) : { port: target, host };
  if (typeof options["path"] === "string" && options["port"] === undefined) return connect.apply(this, args);
  const port = redirection.ports.getStore() ?? Number(process.env[PORT_VARIABLE] ?? 0);
  const here = { ...options, host: "127.0.0.1", port, family: 4, lookup: undefined };
  return connect.apply(this, callback === undefined ? [here] : [here, callback]);
};
