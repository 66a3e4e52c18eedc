// Answers the two hundred setups on three loopback ports, in a process of its own: its time is not the client's.
import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { setups } from "./setups.mjs";

const HOSTS = { page: "127.0.0.1", api: "127.0.0.1", other: "localhost" };

/**
 * @template T
 * @param {(origins: { page: string, api: string, other: string }) => Promise<T>} use the server ends afterwards
 * @returns {Promise<T>}
 */
export async function withServer(use) {
  const server = fork(fileURLToPath(import.meta.url), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const ended = once(server, "exit").then(([code]) => {
    throw new Error(`the loopback server ended with ${code}`);
  });
  ended.catch(() => {});
  try {
    const [origins] = await Promise.race([once(server, "message"), ended]);
    return await Promise.race([use(origins), ended]);
  } finally {
    server.kill();
  }
}

async function serve() {
  const rules = new Map();
  const origins = {};
  for (const [name, host] of Object.entries(HOSTS)) {
    const server = createServer((request, response) => {
      answer(rules.get(`${origins[name]}${request.url}`) ?? [], request, response);
    });
    await once(server.listen(0, host), "listening");
    origins[name] = `http://${host}:${server.address().port}`;
  }
  for (const rule of setups(origins).flatMap(({ server }) => server)) {
    rules.set(rule.when.url, [...(rules.get(rule.when.url) ?? []), rule]);
  }
  process.send(origins);
  process.on("disconnect", () => process.exit());
}

function answer(rules, request, response) {
  const isPreflight = request.method === "OPTIONS" && "access-control-request-method" in request.headers;
  const rule = rules.find(({ when }) => when.preflight === undefined || when.preflight === isPreflight);
  // What no rule answers finds nobody, as in the model.
  if (rule === undefined) return request.socket.destroy();
  const { status, headers, body } = rule.respond;
  const length = status === 204 ? [] : ["Content-Length", String(body.length)];
  response.sendDate = false;
  request.resume();
  response.writeHead(status, [...headers.flat(), ...length]).end(body);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve();
