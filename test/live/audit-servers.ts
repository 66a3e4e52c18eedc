import type { FindingCode } from "../../src/live/audit/finding.js";
import { type Given, type Program, printed } from "../servers/server.js";
import { OWN } from "./audit-bench.js";

/** Real servers and middlewares, set up wrongly in the ways that people do, and rightly. */
export interface SetUp {
  readonly server: string;
  readonly title: string;
  readonly program: (place: Pick<Given, "port" | "folder">) => Program;
  readonly flaws: readonly FindingCode[];
  /** Null: it is not installed. */
  readonly version: () => string | null;
}

const ANY = "any-header";

function express(title: string, options: string, flaws: readonly FindingCode[]): SetUp {
  return node(
    "Express cors",
    title,
    flaws,
    (port) => `
import express from "express";
import cors from "cors";
const app = express();
app.use(cors(${options}));
app.get("/", (request, response) => response.json({}));
app.listen(${port}, "127.0.0.1");`,
  );
}

function fastify(title: string, options: string, flaws: readonly FindingCode[]): SetUp {
  return node(
    "@fastify/cors",
    title,
    flaws,
    (port) => `
import fastify from "fastify";
import cors from "@fastify/cors";
const app = fastify();
await app.register(cors, ${options});
app.get("/", async () => ({}));
await app.listen({ port: ${port}, host: "127.0.0.1" });`,
  );
}

function hono(title: string, options: string, flaws: readonly FindingCode[]): SetUp {
  return node(
    "hono/cors",
    title,
    flaws,
    (port) => `
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { cors } from "hono/cors";
const app = new Hono();
app.use(cors(${options}));
app.get("/", (c) => c.json({}));
serve({ fetch: app.fetch, port: ${port}, hostname: "127.0.0.1" });`,
  );
}

function koa(title: string, options: string, flaws: readonly FindingCode[]): SetUp {
  return node(
    "@koa/cors",
    title,
    flaws,
    (port) => `
import Koa from "koa";
import cors from "@koa/cors";
const app = new Koa();
app.use(cors(${options}));
app.use((ctx) => { if (ctx.path === "/") ctx.body = {}; });
app.listen(${port}, "127.0.0.1");`,
  );
}

function node(server: string, title: string, flaws: readonly FindingCode[], source: (port: number) => string): SetUp {
  const program = ({ port }: { port: number }) => ({
    files: { "server.mjs": source(port) },
    command: [process.execPath, "server.mjs"],
  });
  return { server, title, flaws, program, version: () => process.version };
}

/** @param http of the block http; `location` of the one place */
function nginx(title: string, location: string, flaws: readonly FindingCode[], http = ""): SetUp {
  const program = ({ port, folder }: Pick<Given, "port" | "folder">): Program => ({
    files: {
      "nginx.conf": `
daemon off; pid nginx.pid; error_log stderr; worker_processes 1;
events {}
http {
  access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
  ${http}
  server {
    listen 127.0.0.1:${port};
    location / {
      ${location}
    }
  }
}`,
    },
    command: ["nginx", "-p", folder, "-c", "nginx.conf"],
  });
  return { server: "nginx", title, flaws, program, version: () => printed(["nginx", "-v"], /nginx\/(\S+)/) };
}

/** The page is there, all else is not. */
const PAGE = `if ($uri = /) { return 200 "{}"; }`;
const EXACT = `map $http_origin $allowed { default ""; "${OWN}" $http_origin; }`;
const LIST = `origin: ["${OWN}"], methods: ["PUT", "PATCH"], allowedHeaders: ["content-type"]`;
const HONO_LIST = LIST.replace("methods", "allowMethods").replace("allowedHeaders", "allowHeaders");

export const SET_UPS: readonly SetUp[] = [
  express("clean", `{ ${LIST}, credentials: true }`, []),
  express("clean: open to everyone", "", []),
  express("origin: true", "{ origin: true, credentials: true }", ["arbitrary-origin", "null-origin", ANY]),
  express("a pattern without an anchor", `{ origin: /example\\.com$/, allowedHeaders: [], credentials: true }`, [
    "look-alike-origin",
    "any-subdomain",
    "http-origin",
  ]),
  express("a pattern with a bare dot", `{ origin: /^https:\\/\\/app.example.com$/, allowedHeaders: [] }`, [
    "look-alike-origin",
  ]),
  express("* with credentials", `{ origin: "*", credentials: true, allowedHeaders: [] }`, [
    "wildcard-with-credentials",
  ]),
  express("null on the list", `{ origin: ["${OWN}", "null"], credentials: true, allowedHeaders: [] }`, ["null-origin"]),
  express("localhost left in", `{ origin: ["${OWN}", "http://localhost:3000"], allowedHeaders: [] }`, ["local-origin"]),

  fastify("clean", `{ ${LIST}, credentials: true }`, []),
  fastify("origin: true", "{ origin: true, credentials: true }", ["arbitrary-origin", "null-origin", ANY]),
  fastify(
    "a pattern without an end",
    `{ origin: /^https:\\/\\/app\\.example\\.com/, credentials: true, allowedHeaders: [] }`,
    ["look-alike-origin", "any-port"],
  ),

  hono("clean", `{ ${HONO_LIST}, credentials: true }`, []),
  hono("every origin echoed", "{ origin: (origin) => origin, credentials: true }", [
    "arbitrary-origin",
    "null-origin",
    ANY,
  ]),
  hono(
    "a suffix is enough",
    `{ origin: (origin) => (origin.endsWith("example.com") ? origin : ""), allowHeaders: ["content-type"] }`,
    ["look-alike-origin", "any-subdomain", "http-origin"],
  ),

  koa(
    "clean",
    `{ origin: (ctx) => (ctx.get("Origin") === "${OWN}" ? "${OWN}" : ""), credentials: true, allowMethods: "PUT", allowHeaders: "content-type" }`,
    [],
  ),
  koa(
    "every origin echoed",
    `{ origin: (ctx) => ctx.get("Origin"), credentials: true, allowHeaders: "content-type" }`,
    ["arbitrary-origin", "null-origin"],
  ),
  koa(
    "a part is enough",
    `{ origin: (ctx) => (ctx.get("Origin").includes("app.example.com") ? ctx.get("Origin") : ""), credentials: true, allowHeaders: "content-type" }`,
    ["look-alike-origin", "any-subdomain", "any-port", "http-origin"],
  ),

  nginx(
    "clean",
    `add_header Access-Control-Allow-Origin $allowed always; add_header Vary Origin always; ${PAGE.replace("{ return", `{ add_header Access-Control-Allow-Origin $allowed always; add_header Vary Origin always; return`)} return 404;`,
    [],
    EXACT,
  ),
  nginx(
    "no always, and no Vary",
    `add_header Access-Control-Allow-Origin $allowed; ${PAGE.replace("{ return", "{ add_header Access-Control-Allow-Origin $allowed; return")} return 404;`,
    ["missing-vary", "errors-without-cors"],
    EXACT,
  ),
  nginx(
    "every origin echoed",
    `if ($uri = /) { add_header Access-Control-Allow-Origin $http_origin always; add_header Access-Control-Allow-Credentials true always; add_header Vary Origin always; return 200 "{}"; } add_header Access-Control-Allow-Origin $http_origin always; add_header Access-Control-Allow-Credentials true always; add_header Vary Origin always; return 404;`,
    ["arbitrary-origin", "null-origin"],
  ),
  nginx(
    "a pattern without an end",
    `add_header Access-Control-Allow-Origin $allowed always; add_header Vary Origin always; return 200 "{}";`,
    ["look-alike-origin", "any-port"],
    `map $http_origin $allowed { default ""; "~^https://app\\.example\\.com" $http_origin; }`,
  ),
  nginx(
    "preflights behind a login",
    `add_header Access-Control-Allow-Origin $allowed always; add_header Vary Origin always; if ($request_method = OPTIONS) { return 401; } return 200 "{}";`,
    ["preflight-behind-auth"],
    EXACT,
  ),
  nginx(
    "the header twice",
    `add_header Access-Control-Allow-Origin $allowed always; add_header Access-Control-Allow-Origin $allowed always; add_header Vary Origin always; return 200 "{}";`,
    ["duplicate-header", "invalid-allow-origin"],
    EXACT,
  ),
  nginx(
    "preflights redirected",
    `add_header Access-Control-Allow-Origin $allowed always; add_header Vary Origin always; if ($request_method = OPTIONS) { return 301 /login; } return 200 "{}";`,
    ["preflight-redirected"],
    EXACT,
  ),
];
