import { readFileSync } from "node:fs";
import type { Given, Server } from "./server.js";

/** Frameworks of Node: the snippet in a program of their own. */

function installed(...names: readonly string[]): string | null {
  try {
    const versions = names.map((name) => {
      const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
      return `${name} ${JSON.parse(readFileSync(file, "utf8")).version}`;
    });
    return versions.join(", ");
  } catch {
    return null;
  }
}

const textOf = ({ configuration }: Given) => configuration.parts[0]!.text;
const headersOf = ({ headers }: Given) => JSON.stringify(Object.fromEntries(headers));

/** The application: preflights that come so far are refused as one behind a login would. */
const express: Server = {
  target: "express",
  version: () => installed("express", "cors"),
  program: (given) => ({
    files: {
      "server.mjs": `
import express from "express";
const app = express();
${textOf(given)}
app.use((request, response, next) => {
  if (request.method === "OPTIONS") response.status(401).end();
  else if (request.path.endsWith("/missing")) next();
  else response.set(${headersOf(given)}).send("data");
});
app.listen(${given.port}, "127.0.0.1");`,
    },
    command: [process.execPath, "server.mjs"],
  }),
};

const fastify: Server = {
  target: "fastify",
  version: () => installed("fastify", "@fastify/cors"),
  program: (given) => ({
    files: {
      "server.mjs": `
import fastify from "fastify";
const app = fastify();
app.addContentTypeParser("*", (request, payload, done) => done(null));
for (const method of ["PROPFIND", "M-SEARCH"]) app.addHttpMethod(method);
${textOf(given)}
app.route({
  method: ["GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND", "M-SEARCH"],
  url: "*",
  handler: async (request, reply) => {
    if (request.url.endsWith("/missing")) return reply.callNotFound();
    return reply.headers(${headersOf(given)}).send("data");
  },
});
await app.listen({ port: ${given.port}, host: "127.0.0.1" });`,
    },
    command: [process.execPath, "server.mjs"],
  }),
};

const hono: Server = {
  target: "hono",
  version: () => installed("hono", "@hono/node-server"),
  program: (given) => ({
    files: {
      "server.mjs": `
import { serve } from "@hono/node-server";
import { Hono } from "hono";
const app = new Hono();
${textOf(given)}
app.use(async (c) => {
  if (c.req.method === "OPTIONS") return c.text("", 401);
  if (c.req.path.endsWith("/missing")) return c.notFound();
  return c.text("data", 200, ${headersOf(given)});
});
serve({ fetch: app.fetch, port: ${given.port}, hostname: "127.0.0.1" });`,
    },
    command: [process.execPath, "server.mjs"],
  }),
};

const koa: Server = {
  target: "koa",
  version: () => installed("koa", "@koa/cors"),
  program: (given) => ({
    files: {
      "server.mjs": `
import Koa from "koa";
const app = new Koa();
app.silent = true;
${textOf(given)}
app.use((ctx) => {
  if (ctx.method === "OPTIONS") ctx.throw(401);
  if (ctx.path.endsWith("/missing")) ctx.throw(404);
  ctx.set(${headersOf(given)});
  ctx.body = "data";
});
app.listen(${given.port}, "127.0.0.1");`,
    },
    command: [process.execPath, "server.mjs"],
  }),
};

export const NODE: readonly Server[] = [express, fastify, hono, koa];
