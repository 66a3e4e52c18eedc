import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import { createContext, isContext, Script } from "node:vm";
import { installCors } from "../../adapters/happy-dom.js";
import type { Case } from "../../cases/case.js";
import type { Verdict } from "../../cases/verdict.js";
import type { ProfileName } from "../../core/profiles/profile.js";
import { tell } from "../../explain/telling/telling.js";
import type { Routes } from "../../live/routes.js";
import { LiveNetwork } from "../../page/network/live-network.js";
import type { Network, NetworkAnswer, NetworkRequest } from "../../page/network/network.js";
import { codeOf, InputError } from "../errors.js";
import { askedOf } from "../formats/item.js";
import type { Io } from "../io.js";
import { connect } from "../options/connect.js";
import { ENGINES } from "../options/shared.js";
import { clean } from "../text/clean.js";
import { type PageGiven, pageUrlOf } from "./call-subject.js";
import type { Subject } from "./explain-call.js";
import type { Input } from "./input.js";
import type { LiveGiven } from "./live-server.js";

type Rules = NonNullable<Case["server"]>;

/** Milliseconds: for the code itself, and for what it asks for. */
const MOST_CODE = 5000;
const MOST_WAIT = 15_000;
/** Without new requests for so long it has come to rest. */
const CALM = 150;

type Window = { eval(code: string): unknown; readonly document: { write(html: string): void }; close(): void };
interface HappyDom {
  readonly Window: new (options: object) => Window;
}

/** A server that answers everything and permits nothing. */
const BARE: Rules = [{ when: { preflight: true }, respond: { status: 204 } }, { respond: { status: 200 } }];

/** Runs the snippet in a simulated page, once as each engine; each request that it makes is a subject. */
export async function runSubjects(
  io: Io,
  input: Input,
  given: PageGiven & LiveGiven & { readonly live?: boolean | undefined },
  rules: Rules | null,
): Promise<Subject[]> {
  if (input.kind !== "javascript" && input.kind !== "html") {
    throw new InputError(
      `--run runs JavaScript and HTML, not ${input.kind}`,
      "Leave --run out, or say what it is with --as.",
    );
  }
  const happyDom = loadHappyDom(io);
  const page = pageUrlOf(given) ?? { url: "https://app.example/", opaque: false };
  const runs: {
    readonly profile: ProfileName;
    readonly verdicts: readonly Verdict[];
    readonly fault: string | null;
  }[] = [];
  for (const profile of ENGINES) {
    const network = given.live === true ? await LiveServer.connect(io, given) : (rules ?? BARE);
    const run = await performed(happyDom, input, page, network, profile, given.lang, io);
    if (run.fault !== null && run.verdicts.length === 0 && runs.length === 0) {
      throw new InputError(
        `the code threw before it asked for anything: ${run.fault}`,
        "What it needs must be in it; jquery, axios and superagent are taken from node_modules.",
      );
    }
    runs.push({ profile, ...run });
  }
  const [first] = runs;
  const isStopped = runs.some(({ verdicts }) => verdicts.some(({ reason }) => reason !== null));
  // Code whose request fails throws, as it does anywhere.
  const fault = isStopped ? null : (first?.fault ?? null);
  return (first?.verdicts ?? []).map((verdict, index): Subject => {
    const asked = askedOf(verdict);
    const api = verdict.xhr === undefined ? "fetch" : "xhr";
    return {
      what: api === "xhr" ? "XMLHttpRequest" : "fetch()",
      at: null,
      given: { page: { url: page.url, ...(page.opaque && { opaque: true }) }, setup: { url: asked.url } },
      hasServer: true,
      assumed: [],
      notes: fault === null ? [] : [tell("run-threw", { value: fault }, given.lang)],
      asked: { api, method: asked.method, url: asked.url },
      verdicts: runs.flatMap(({ verdicts }) => verdicts[index] ?? []),
    };
  });
}

async function performed(
  { Window }: HappyDom,
  input: Input,
  page: { readonly url: string; readonly opaque: boolean },
  network: Rules | LiveServer,
  profile: ProfileName,
  lang: string,
  io: Io,
): Promise<{ verdicts: readonly Verdict[]; fault: string | null }> {
  const window = new Window({
    url: page.url,
    settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true },
  });
  const cors = installCors(window as never, { network, profile, lang, ...(page.opaque && { opaque: true }) });
  let fault: string | null = null;
  const note = (error: unknown): void => {
    fault ??= error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  };
  const onRejection = (reason: unknown): void => note(reason);
  process.on("unhandledRejection", onRejection);
  try {
    if (input.kind === "html") window.document.write(input.text);
    else evaluate(window, `${librariesFor(io, input.text)}\n;(async () => {\n${withoutImports(input.text)}\n})()`);
    await settled(
      () => cors.page.exchanges.length + cors.page.verdicts.length,
      () => network instanceof LiveServer && network.pending > 0,
    );
  } catch (error) {
    note(error);
  }
  const verdicts = cors.page.verdicts.map((verdict) => verdict.toJSON());
  cors.uninstall();
  await (window as unknown as { happyDOM: { close(): Promise<void> } }).happyDOM.close();
  // What was under way fails now, and code that waits for it throws.
  await wait(0);
  process.off("unhandledRejection", onRejection);
  return { verdicts, fault };
}

/** Code that goes in circles is ended. */
function evaluate(window: object, code: string): void {
  const context = isContext(window) ? window : createContext(window);
  const promise: unknown = new Script(code, { filename: "snippet.js" }).runInContext(context, { timeout: MOST_CODE });
  // What it throws later is the code's own affair: its requests were made.
  if (promise instanceof Object && "catch" in promise && typeof promise.catch === "function") promise.catch(() => {});
}

async function settled(count: () => number, isBusy: () => boolean): Promise<void> {
  const end = Date.now() + MOST_WAIT;
  for (let last = -1, since = Date.now(); Date.now() < end; await wait(10)) {
    if (count() !== last || isBusy()) {
      last = count();
      since = Date.now();
    } else if (Date.now() - since > CALM) return;
  }
}

/** Beside whycors, or where the command was called. */
function loadHappyDom(io: Io): HappyDom {
  for (const base of [io.files.resolve("package.json"), import.meta.url]) {
    try {
      // The program is one script, which has no `import()`; Node requires modules too.
      return createRequire(base)("happy-dom") as HappyDom;
    } catch (error) {
      if (codeOf(error) !== "MODULE_NOT_FOUND") throw error;
    }
  }
  throw new InputError("--run needs happy-dom", "Install it: npm install --save-dev happy-dom");
}

const LIBRARIES: readonly [sign: RegExp, file: string][] = [
  [/\baxios\b/, "axios/dist/axios.js"],
  [/\$\s*[.(]|\bjQuery\b/, "jquery/dist/jquery.js"],
  [/\bsuperagent\b/, "superagent/dist/superagent.js"],
];

/** Libraries that the code speaks of, as a page would have loaded them. */
function librariesFor(io: Io, code: string): string {
  return LIBRARIES.filter(([sign]) => sign.test(code))
    .map(([, file]) => textOf(io, file))
    .join("\n;\n");
}

function textOf(io: Io, file: string): string {
  const { readFileSync } = process.getBuiltinModule("node:fs");
  const name = file.split("/", 1)[0]!;
  for (const base of [io.files.resolve("package.json"), import.meta.url]) {
    try {
      const main = createRequire(base).resolve(`${name}/package.json`);
      return readFileSync(main.replace(/package\.json$/, file.slice(name.length + 1)), "utf8");
    } catch {}
  }
  return "";
}

/** They are globals here. */
function withoutImports(code: string): string {
  return code
    .replace(/^\s*import\s[^;\n]*?from\s*["'][^"'\n]*["'];?/gm, "")
    .replace(/^\s*import\s*["'][^"'\n]*["'];?/gm, "")
    .replace(/^\s*export\s+(?:default\s+)?/gm, "")
    .replace(/^\s*(?:const|let|var)\s+\w+\s*=\s*require\([^)\n]*\);?/gm, "");
}

const SAFE: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** The real network; what might change something there goes out only if that is asked for. */
class LiveServer implements Network {
  readonly #live: LiveNetwork;
  readonly #routes: Routes;
  /** Origins that the code itself asks, and no redirect alone. */
  readonly #named: Set<string>;
  readonly #sendsAll: boolean;
  readonly #io: Io;
  /** Requests that wait for their answer. */
  pending = 0;

  private constructor(live: LiveNetwork, routes: Routes, named: Set<string>, sendsAll: boolean, io: Io) {
    this.#live = live;
    this.#routes = routes;
    this.#named = named;
    this.#sendsAll = sendsAll;
    this.#io = io;
  }

  static async connect(io: Io, given: LiveGiven): Promise<LiveServer> {
    const { routes, options, clientCertificate } = await connect(io, given);
    const named = new Set<string>();
    const live = new LiveNetwork({
      ...options,
      route: (url) => routes.of(url),
      clientCertificate: ({ origin }) => (named.has(origin) ? clientCertificate : null),
    });
    return new LiveServer(live, routes, named, given.send === true, io);
  }

  async send(request: NetworkRequest): Promise<NetworkAnswer> {
    if (!this.#sendsAll && !SAFE.has(request.method)) {
      this.#io.err(`${clean(`${request.method} ${request.url} was not sent: --send sends it.`)}\n`);
      return { ok: false, error: "not-sent" };
    }
    this.pending++;
    try {
      const [first] = request.sent.request.urlList;
      if (first !== undefined) this.#named.add(first.origin);
      await this.#routes.prepare(new URL(request.url));
      return await this.#live.send(request);
    } finally {
      this.pending--;
    }
  }

  close(): void {
    this.#live.close();
    this.#routes.close();
  }
}
