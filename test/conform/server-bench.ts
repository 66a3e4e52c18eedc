import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { CorsPolicy } from "../../src/explain/configurations/policy.js";
import { type Given, type Program, printed } from "../servers/server.js";

type Listed = Omit<CorsPolicy, "origins"> & { readonly origins: "*" | readonly string[] };

/** What servers are told, by name. */
export const POLICIES = {
  "two origins, with cookies": {
    origins: ["https://app.example", "https://admin.example"],
    methods: ["PUT", "DELETE"],
    headers: ["Content-Type", "X-Custom"],
    credentials: true,
    maxAge: 600,
    expose: ["X-Total"],
  },
  "one origin, reading only": { origins: ["https://app.example"] },
  "everyone, any header": { origins: "*", methods: ["PUT"], headers: "*" },
} as const satisfies Record<string, Listed>;

export interface Middleware {
  readonly name: string;
  /** Null: it is not installed. */
  readonly version: () => string | null;
  /** The policy as its documentation says to write it, in front of one page, and a path at which the application fails. */
  readonly program: (policy: Listed, place: Pick<Given, "port" | "folder">) => Program;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const code = (value: unknown) => JSON.stringify(value);
const versionIn = (folder: string) =>
  JSON.parse(readFileSync(`${root}${folder}package.json`, "utf8")).version as string;

function node(name: string, folder: string, source: (policy: Listed, port: number) => string): Middleware {
  return {
    name,
    version: () => versionIn(folder),
    program: (policy, { port }) => ({
      files: { "server.mjs": source(policy, port) },
      command: [process.execPath, "server.mjs"],
    }),
  };
}

/** Options of cors, which @fastify/cors shares. */
function corsOptions({
  origins,
  methods = [],
  headers = [],
  credentials = false,
  maxAge,
  expose = [],
}: Listed): string {
  return code({ origin: origins, methods, allowedHeaders: headers, credentials, maxAge, exposedHeaders: expose });
}

export const MIDDLEWARES: readonly Middleware[] = [
  node(
    "whycors/server",
    "",
    (policy, port) => `
import { createServer } from "node:http";
import { corsServer } from "whycors/server";
const cors = corsServer(${code(policy)});
createServer((request, response) => {
  cors.middleware(request, response, () => response.writeHead({ "/": 200, "/fails": 500 }[request.url] ?? 404).end("{}"));
}).listen(${port}, "127.0.0.1");`,
  ),
  node(
    "cors (Express)",
    "node_modules/cors/",
    (policy, port) => `
import cors from "cors";
import express from "express";
const app = express();
app.use(cors(${corsOptions(policy)}));
app.get("/", (request, response) => response.json({}));
app.get("/fails", () => { throw new Error("fails"); });
app.listen(${port}, "127.0.0.1");`,
  ),
  node(
    "@fastify/cors",
    "node_modules/@fastify/cors/",
    (policy, port) => `
import cors from "@fastify/cors";
import fastify from "fastify";
const app = fastify();
await app.register(cors, ${corsOptions(policy)});
app.get("/", async () => ({}));
app.get("/fails", async () => { throw new Error("fails"); });
await app.listen({ port: ${port}, host: "127.0.0.1" });`,
  ),
  node(
    "hono/cors",
    "node_modules/hono/",
    ({ origins, methods = [], headers = [], credentials = false, maxAge, expose = [] }, port) => `
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { cors } from "hono/cors";
const app = new Hono();
app.use(cors(${code({
      origin: origins,
      allowMethods: methods,
      allowHeaders: headers === "*" ? ["*"] : headers,
      credentials,
      maxAge,
      exposeHeaders: expose,
    })}));
app.get("/", (c) => c.json({}));
app.get("/fails", () => { throw new Error("fails"); });
serve({ fetch: app.fetch, port: ${port}, hostname: "127.0.0.1" });`,
  ),
  node(
    "@koa/cors",
    "node_modules/@koa/cors/",
    ({ origins, methods = [], headers = [], credentials = false, maxAge, expose = [] }, port) => `
import cors from "@koa/cors";
import Koa from "koa";
const app = new Koa();
const allowed = ${code(origins)};
app.use(cors({
  origin: allowed === "*" ? "*" : (ctx) => (allowed.includes(ctx.get("Origin")) ? ctx.get("Origin") : ""),
  ...${code({ allowMethods: methods, allowHeaders: headers, credentials, maxAge, exposeHeaders: expose })},
}));
app.silent = true;
app.use((ctx) => {
  if (ctx.path === "/fails") throw new Error("fails");
  if (ctx.path === "/") ctx.body = {};
});
app.listen(${port}, "127.0.0.1");`,
  ),
  {
    name: "rack-cors",
    version: () =>
      printed(["ruby", "-rrack/cors/version", "-rwebrick", "-rrack", "-e", "'puts Rack::Cors::VERSION'"], /^(\d\S*)$/m),
    program: ({ origins, methods = [], headers = [], credentials = false, maxAge, expose = [] }, { port }) => ({
      files: {
        "server.rb": `
require "rack"
require "rack/cors"
require "rack/handler/webrick"
app = Rack::Builder.new do
  use Rack::Cors do
    allow do
      origins ${[origins].flat().map(code).join(", ")}
      resource "*", headers: ${headers === "*" ? ":any" : code(headers)},
        methods: [:get, :head, :post${[methods]
          .flat()
          .map((method) => `, :${method.toLowerCase()}`)
          .join("")}],
        credentials: ${credentials}, max_age: ${maxAge ?? 5}, expose: ${code(expose)}
    end
  end
  run lambda { |env|
    raise "fails" if env["PATH_INFO"] == "/fails"
    [env["PATH_INFO"] == "/" ? 200 : 404, { "content-type" => "application/json" }, ["{}"]]
  }
end
Rack::Handler::WEBrick.run(app, Port: ${port}, BindAddress: "127.0.0.1", AccessLog: [], Logger: WEBrick::Log.new(File::NULL))`,
      },
      command: ["ruby", "server.rb"],
    }),
  },
];
